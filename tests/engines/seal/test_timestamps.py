"""Seals with a timestamp of a real authority; an authority that fails leaves nothing half-sealed."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from netral.engines.seal.certificates import Credential, Period, Revoked, issue_crl, issue_root
from netral.engines.seal.documents.render import render
from netral.engines.seal.levels import Level
from netral.engines.seal.pades import Evidence, Mark, PadesSealer, SealingError, TimestampMissing
from netral.engines.seal.result import Reason, Result, Verification
from netral.engines.seal.timestamps import HttpTimeStamper, Limits
from netral.engines.seal.verification import verify_pdf
from tests.engines.seal.authority import NAME, Authority, authority_at
from tests.engines.seal.samples import PERIOD, SEALED_AT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netral.engines.seal.documents.blocks import OfficialDocument
    from netral.engines.seal.signers import LocalSigner

pytestmark = pytest.mark.enable_socket

MARK = Mark(SEALED_AT, "Pakta integritas")
# OpenSSL stamps with the machine's time, not with that of the tests.
TODAY = datetime.now(UTC)


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[Authority]:
    with authority_at(tmp_path / "authority") as running:
        yield running


@pytest.fixture(scope="session")
def plain(document: OfficialDocument) -> bytes:
    return render(document)


def stamper(authority: Authority, seconds: float = 5) -> HttpTimeStamper:
    return HttpTimeStamper(authority.url, [authority.root.certificate], Limits(connect=2, total=seconds))


def timed(signer: LocalSigner, authority: Authority, seconds: float = 5) -> PadesSealer:
    return PadesSealer(signer, Level.TIMED, stamper(authority, seconds))


def lasting(signer: LocalSigner, root: Credential, authority: Authority, level: Level) -> PadesSealer:
    crl = issue_crl(root, [], Period(SEALED_AT - timedelta(hours=1), SEALED_AT + timedelta(days=30)), 1)
    evidence = Evidence((root.certificate, authority.root.certificate), (crl,))
    return PadesSealer(signer, level, stamper(authority), evidence)


def check(sealed: bytes, root: Credential, authority: Authority) -> Verification:
    return verify_pdf(sealed, [root.certificate], at=SEALED_AT, authorities=[authority.root.certificate])


def test_a_timed_seal_says_who_stamped_it_and_when(
    plain: bytes, signer: LocalSigner, root: Credential, authority: Authority, tmp_path: Path
) -> None:
    sealed = timed(signer, authority).seal(plain, MARK)
    found = check(sealed, root, authority)
    assert found.holds
    assert found.covers_whole_file
    assert found.level is Level.TIMED
    assert found.timestamp
    assert (found.timestamp.authority, found.timestamp.trusted) == (NAME, True)
    assert abs(found.timestamp.at - datetime.now(UTC)) < timedelta(minutes=1)
    (tmp_path / "sealed.pdf").write_bytes(sealed)
    report = subprocess.run(["pdfsig", tmp_path / "sealed.pdf"], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in report
    assert "Total document signed" in report


def test_the_stamped_moment_judges_the_certificate_not_the_one_the_seal_names(
    plain: bytes, signer: LocalSigner, root: Credential, authority: Authority
) -> None:
    late = Mark(PERIOD.end.replace(year=2031))
    assert check(timed(signer, authority).seal(plain, late), root, authority).holds
    assert not check(PadesSealer(signer).seal(plain, late), root, authority).holds


def test_an_unknown_authority_proves_no_moment(
    plain: bytes, signer: LocalSigner, root: Credential, authority: Authority
) -> None:
    sealed = timed(signer, authority).seal(plain, MARK)
    found = verify_pdf(sealed, [root.certificate], at=SEALED_AT)
    assert found.holds
    assert found.level is Level.BASIC
    assert found.timestamp
    assert not found.timestamp.trusted


def test_a_changed_timestamp_is_noticed(
    plain: bytes, signer: LocalSigner, root: Credential, authority: Authority
) -> None:
    sealed = timed(signer, authority).seal(plain, MARK)
    # The name of the authority stands inside what the token's signature covers, behind the seal's own certificates.
    policy = bytes.fromhex("060a2b0601040186 8d1f01".replace(" ", "")).hex().encode()
    year = f"{TODAY:%Y%m%d}".encode().hex().encode()
    assert policy in sealed or year in sealed
    place = sealed.rindex(year)
    changed = sealed[:place] + f"{TODAY - timedelta(days=400):%Y%m%d}".encode().hex().encode() + sealed[place + 16 :]
    found = check(changed, root, authority)
    assert not found.holds
    assert Reason.TIMESTAMP_FALSE in found.reasons


@pytest.mark.parametrize("level", [Level.LONG_TERM, Level.ARCHIVAL])
def test_a_lasting_seal_carries_its_evidence(
    level: Level, plain: bytes, signer: LocalSigner, root: Credential, authority: Authority, tmp_path: Path
) -> None:
    sealed = lasting(signer, root, authority, level).seal(plain, MARK)
    found = check(sealed, root, authority)
    assert found.holds
    assert found.covers_whole_file
    assert found.level is level
    (tmp_path / "sealed.pdf").write_bytes(sealed)
    report = subprocess.run(["pdfsig", tmp_path / "sealed.pdf"], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in report
    subprocess.run(["qpdf", "--check", tmp_path / "sealed.pdf"], capture_output=True, check=True)


def test_what_is_added_behind_an_archival_seal_is_noticed(
    plain: bytes, signer: LocalSigner, root: Credential, authority: Authority
) -> None:
    sealed = lasting(signer, root, authority, Level.ARCHIVAL).seal(plain, MARK)
    found = check(sealed + b"\n% more", root, authority)
    assert (found.result, found.reasons) == (Result.ALTERED, (Reason.ADDED_AFTERWARDS,))
    # Under the document timestamp lie bytes that the seal itself does not cover.
    place = len(plain) + sealed[len(plain) :].rindex(b"/DocTimeStamp")
    changed = sealed[:place] + b"/DocTimeStamq" + sealed[place + 13 :]
    assert not check(changed, root, authority).holds


def test_a_certificate_revoked_before_its_seal_gives_no_lasting_one(
    plain: bytes, signer: LocalSigner, credential: Credential, root: Credential, authority: Authority
) -> None:
    revoked = [Revoked(credential.certificate, SEALED_AT - timedelta(days=1))]
    crl = issue_crl(root, revoked, Period(SEALED_AT - timedelta(hours=1), SEALED_AT + timedelta(days=30)), 2)
    evidence = Evidence((root.certificate, authority.root.certificate), (crl,))
    sealer = PadesSealer(signer, Level.LONG_TERM, stamper(authority), evidence)
    with pytest.raises(SealingError, match="revoked"):
        sealer.seal(plain, MARK)
    basic = PadesSealer(signer).seal(plain, MARK)
    assert verify_pdf(basic, [root.certificate], at=SEALED_AT, crls=[crl]).result is Result.UNTRUSTED


@pytest.mark.parametrize(
    ("fault", "complaint"),
    [
        ("slow", "did not answer within 1 seconds"),
        ("error", "HTTP 500"),
        ("gone", "HTTP 404"),
        ("garbage", "is no timestamp"),
        ("half", "is no timestamp"),
        ("large", "larger than"),
        ("wrong nonce", "belongs to another request"),
        ("wrong hash", "stamped something else"),
        ("refusal", "refused with 'rejection'"),
    ],
)
def test_an_authority_that_fails_leaves_nothing_sealed(
    fault: str, complaint: str, plain: bytes, signer: LocalSigner, authority: Authority
) -> None:
    authority.fault = fault
    with pytest.raises(TimestampMissing, match=complaint):
        timed(signer, authority, seconds=1).seal(plain, MARK)


def test_an_old_answer_is_not_taken_again(plain: bytes, signer: LocalSigner, authority: Authority) -> None:
    timed(signer, authority).seal(plain, MARK)
    authority.fault = "replay"
    with pytest.raises(TimestampMissing, match="belongs to another request"):
        timed(signer, authority).seal(plain, MARK)


def test_an_expired_authority_is_refused(plain: bytes, signer: LocalSigner, tmp_path: Path) -> None:
    over = Period(PERIOD.start, TODAY - timedelta(days=2))
    with (
        authority_at(tmp_path / "authority", over) as authority,
        pytest.raises(TimestampMissing, match="no trusted authority vouches"),
    ):
        timed(signer, authority).seal(plain, MARK)


def test_an_authority_under_another_root_is_refused(plain: bytes, signer: LocalSigner, authority: Authority) -> None:
    other = issue_root("Akar lain", PERIOD)
    sealer = PadesSealer(signer, Level.TIMED, HttpTimeStamper(authority.url, [other.certificate]))
    with pytest.raises(TimestampMissing, match="no trusted authority vouches"):
        sealer.seal(plain, MARK)


def test_an_authority_that_is_down_is_named(plain: bytes, signer: LocalSigner, authority: Authority) -> None:
    nobody = HttpTimeStamper("http://127.0.0.1:9/tsa", [authority.root.certificate], Limits(connect=1, total=2))
    with pytest.raises(TimestampMissing, match=r"127\.0\.0\.1:9/tsa gave no timestamp: it cannot be reached"):
        PadesSealer(signer, Level.TIMED, nobody).seal(plain, MARK)


def test_it_is_asked_a_second_time_but_not_a_third(
    plain: bytes, signer: LocalSigner, root: Credential, authority: Authority
) -> None:
    authority.fault, authority.faults_left = "error", 1
    assert check(timed(signer, authority).seal(plain, MARK), root, authority).level is Level.TIMED
    authority.faults_left, authority.requests = 10, 0
    with pytest.raises(TimestampMissing):
        timed(signer, authority).seal(plain, MARK)
    assert authority.requests == 2


def test_a_basic_seal_instead_says_so(
    plain: bytes, signer: LocalSigner, root: Credential, authority: Authority
) -> None:
    authority.fault = "error"
    made = replace(timed(signer, authority), basic_without_authority=True).make(plain, MARK)
    assert made.level is Level.BASIC
    assert "HTTP 500" in made.shortfall
    found = check(made.pdf, root, authority)
    assert found.holds
    assert found.level is Level.BASIC
    assert found.timestamp is None


def test_a_level_without_its_means_is_refused(signer: LocalSigner, authority: Authority) -> None:
    with pytest.raises(ValueError, match="needs a timestamp authority"):
        PadesSealer(signer, Level.TIMED)
    with pytest.raises(ValueError, match="evidence"):
        PadesSealer(signer, Level.ARCHIVAL, stamper(authority))
