"""A person signs through BSrE: what it returns is believed only when it is the same document, truly signed."""

from __future__ import annotations

import base64
import logging
import socket
import subprocess
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import pytest

from netral.engines.seal import bsre_service as bsre
from netral.engines.seal.bsre import BsreSealer, CertificateExpired, NotTrusted
from netral.engines.seal.bsre_service import BsreService, Identity, Limits
from netral.engines.seal.documents.render import render
from netral.engines.seal.pades import Mark, PadesSealer
from netral.engines.seal.secret import Secret
from tests.engines.seal.bsre_simulator import NIK, PASSPHRASE, PASSWORD, SIGNER, TODAY, USER, Simulator, simulator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netral.engines.seal.documents.blocks import OfficialDocument
    from netral.engines.seal.signers import LocalSigner

pytestmark = pytest.mark.enable_socket

MARK = Mark(TODAY, "Pakta integritas", "Bengkalis")
WHO = Identity(NIK, Secret(PASSPHRASE))
VERSIONS = pytest.mark.parametrize("version", [1, 2])


@pytest.fixture
def service() -> Iterator[Simulator]:
    with simulator() as running:
        yield running


@pytest.fixture(scope="session")
def plain(document: OfficialDocument) -> bytes:
    return render(document)


def sealer(running: Simulator, version: Literal[1, 2] = 2, seconds: float = 10) -> BsreSealer:
    account = BsreService(running.url, USER, Secret(PASSWORD), version, Limits(connect=2, total=seconds))
    return BsreSealer(account, WHO, [running.root.certificate])


@VERSIONS
def test_a_document_signed_through_bsre_is_accepted_by_other_programs(
    version: Literal[1, 2], service: Simulator, plain: bytes, tmp_path: Path
) -> None:
    made = sealer(service, version).make(plain, MARK)
    assert made.found.holds
    assert made.found.signer == SIGNER
    assert made.pdf.startswith(plain)
    (tmp_path / "signed.pdf").write_bytes(made.pdf)
    report = subprocess.run(["pdfsig", tmp_path / "signed.pdf"], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in report
    assert service.paths == [{1: "/api/sign/pdf", 2: "/api/v2/sign/pdf"}[version]]


def test_version_one_is_asked_in_its_own_form(service: Simulator, plain: bytes) -> None:
    sealer(service, 1).make(plain, MARK)
    (form,) = service.forms
    assert form == {
        "file": plain,
        "nik": NIK,
        "passphrase": PASSPHRASE,
        "tampilan": "invisible",
        "reason": "Pakta integritas",
        "location": "Bengkalis",
    }


def test_version_two_is_asked_in_its_own_form(service: Simulator, plain: bytes) -> None:
    sealer(service).make(plain, MARK)
    (form,) = service.forms
    shown = {"tampilan": "INVISIBLE", "reason": "Pakta integritas", "location": "Bengkalis"}
    file = base64.b64encode(plain).decode()
    assert form == {"nik": NIK, "passphrase": PASSPHRASE, "signatureProperties": [shown], "file": [file]}


def test_an_address_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="no HTTP address"):
        BsreService("bsre.example", USER, Secret(PASSWORD))


def test_no_file_at_all_is_no_answer(service: Simulator, plain: bytes) -> None:
    service.fault = "forgets a file"
    with pytest.raises(bsre.BadAnswer, match="did not return one file"):
        sealer(service).make(plain, MARK)


def test_a_rewritten_file_with_the_same_content_is_believed(service: Simulator, plain: bytes) -> None:
    service.fault = "rewrites"
    made = sealer(service).make(plain, MARK)
    assert not made.pdf.startswith(plain)
    assert made.found.holds


@VERSIONS
def test_a_wrong_passphrase_is_said_and_not_tried_again(
    version: Literal[1, 2], service: Simulator, plain: bytes
) -> None:
    wrong = replace(sealer(service, version), who=Identity(NIK, Secret("Salah!Sekali-1")))
    with pytest.raises(bsre.WrongPassphrase, match="passphrase is wrong"):
        wrong.make(plain, MARK)
    assert len(service.paths) == 1


def test_another_refusal_is_told_in_its_own_words(service: Simulator, plain: bytes) -> None:
    service.fault = "expired certificate"
    with pytest.raises(bsre.Refused, match="Sertifikat pengguna sudah kedaluwarsa") as refused:
        sealer(service).make(plain, MARK)
    assert refused.value.code == "2099"


def test_a_foreign_password_is_refused(service: Simulator, plain: bytes) -> None:
    account = BsreService(service.url, USER, Secret("lain"))
    with pytest.raises(bsre.Refused, match="HTTP 401"):
        BsreSealer(account, WHO, [service.root.certificate]).make(plain, MARK)


def test_a_service_of_version_one_only_is_told_apart(service: Simulator, plain: bytes) -> None:
    service.version = 1
    assert sealer(service, 1).make(plain, MARK).found.holds
    with pytest.raises(bsre.Refused, match="HTTP 404"):
        sealer(service, 2).make(plain, MARK)


@VERSIONS
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("slow", bsre.OutcomeUnknown),
        ("fails", bsre.OutcomeUnknown),
        ("half an answer", bsre.OutcomeUnknown),
        ("returns a page", bsre.BadAnswer),
        ("signs nothing", bsre.BadAnswer),
        ("alters what it signed", bsre.BadAnswer),
        ("adds bytes", bsre.BadAnswer),
        ("adds a page", bsre.BadAnswer),
        ("adds words", bsre.BadAnswer),
        ("visible", bsre.BadAnswer),
        ("signs with an expired certificate", CertificateExpired),
        ("signs under another authority", NotTrusted),
    ],
)
def test_what_is_not_the_document_truly_signed_is_never_returned(
    version: Literal[1, 2], fault: str, error: type[Exception], service: Simulator, plain: bytes
) -> None:
    service.fault = fault
    with pytest.raises(error):
        sealer(service, version, seconds=1.5).make(plain, MARK)
    # A request that was sent is never sent again: a second one could be a second signature.
    assert len(service.paths) == 1


def test_a_file_that_cannot_be_decoded_is_no_answer(service: Simulator, plain: bytes) -> None:
    service.fault = "breaks the code"
    with pytest.raises(bsre.BadAnswer, match="cannot be decoded"):
        sealer(service).make(plain, MARK)


def test_a_service_that_is_down_is_named(service: Simulator, plain: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    account = BsreService(f"http://127.0.0.1:{port}", USER, Secret(PASSWORD), limits=Limits(connect=1, total=2))
    with pytest.raises(bsre.Unreachable, match="Nothing was signed"):
        BsreSealer(account, WHO, [service.root.certificate]).make(plain, MARK)


def test_what_was_sealed_before_gets_a_second_seal(service: Simulator, plain: bytes, signer: LocalSigner) -> None:
    sealed = PadesSealer(signer).seal(plain, MARK)
    made = sealer(service).make(sealed, MARK)
    assert made.found.seals == 2


@VERSIONS
@pytest.mark.parametrize(
    "fault",
    ["repeats secrets", "slow", "fails", "half an answer", "returns a page", "expired certificate", "adds words"],
)
def test_the_passphrase_stands_in_no_error_log_or_local(
    version: Literal[1, 2], fault: str, service: Simulator, plain: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    service.fault = fault
    used = sealer(service, version, seconds=1.5)
    with caplog.at_level(logging.DEBUG), pytest.raises(bsre.BsreError) as failed:
        used.make(plain, MARK)
    assert service.forms[0]["passphrase"] == PASSPHRASE
    # The first frame is this test's own, which knows the passphrase by right.
    below = failed.tb.tb_next
    story = traceback.TracebackException(failed.type, failed.value, below, capture_locals=True)
    assert _leaks("".join(story.format()) + caplog.text + repr(used) + repr(failed.value)) == []
    assert failed.value.__context__ is None


def _leaks(told: str) -> list[str]:
    # The NIK may stand in the address of a status request only, which no signing makes.
    return [secret for secret in (PASSPHRASE, PASSWORD, NIK) if secret in told]
