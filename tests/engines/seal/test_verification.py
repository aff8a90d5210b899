"""The check of a sealed file tells the truth about it, whatever was done to it."""

from __future__ import annotations

import subprocess
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

from netral.engines.seal.certificates import Credential, Holder, issue_root, issue_seal
from netral.engines.seal.documents.render import render
from netral.engines.seal.pades import Mark, PadesSealer
from netral.engines.seal.result import Reason, Result
from netral.engines.seal.signers import LocalSigner
from netral.engines.seal.verification import verify_pdf
from tests.engines.seal.samples import PERIOD, SEALED_AT

if TYPE_CHECKING:
    from pathlib import Path

    from netral.engines.seal.documents.blocks import OfficialDocument


@pytest.fixture(scope="session")
def plain(document: OfficialDocument) -> bytes:
    return render(document)


@pytest.fixture(scope="session")
def sealed(plain: bytes, signer: LocalSigner) -> bytes:
    return PadesSealer(signer).seal(plain, Mark(SEALED_AT))


def test_an_untouched_file_holds(sealed: bytes, root: Credential) -> None:
    found = verify_pdf(sealed, [root.certificate], at=SEALED_AT)
    assert found.holds
    assert found.intact
    assert found.trusted
    assert found.covers_whole_file
    assert found.signer == "Bawaslu Kabupaten Bengkalis"
    assert found.signed_at == SEALED_AT


def test_it_still_holds_when_the_certificate_has_run_out(sealed: bytes, root: Credential) -> None:
    assert verify_pdf(sealed, [root.certificate], at=PERIOD.end.replace(year=2040)).holds


def test_a_seal_made_after_the_certificate_ran_out_is_not_trusted(
    plain: bytes, signer: LocalSigner, root: Credential
) -> None:
    late = PadesSealer(signer).seal(plain, Mark(PERIOD.end.replace(year=2031)))
    assert verify_pdf(late, [root.certificate], at=SEALED_AT).result is Result.UNTRUSTED


def test_a_seal_under_another_root_is_not_trusted(sealed: bytes) -> None:
    found = verify_pdf(sealed, [issue_root("Akar lain", PERIOD).certificate], at=SEALED_AT)
    assert (found.result, found.reasons) == (Result.UNTRUSTED, (Reason.UNKNOWN_ISSUER,))
    assert verify_pdf(sealed, [], at=SEALED_AT).result is Result.UNTRUSTED


def test_a_root_of_the_same_name_is_not_enough(plain: bytes, root: Credential) -> None:
    forged_root = issue_root("Akar Segel Netral", PERIOD)
    forged = issue_seal(forged_root, Holder("Bawaslu Kabupaten Bengkalis", "bawaslu.14.03"), PERIOD)
    file = PadesSealer(LocalSigner(forged)).seal(plain, Mark(SEALED_AT))
    assert not verify_pdf(file, [root.certificate], at=SEALED_AT).holds


def test_a_file_without_seal_says_so(plain: bytes, root: Credential) -> None:
    assert verify_pdf(plain, [root.certificate], at=SEALED_AT).result is Result.UNSEALED


def test_what_was_added_after_the_seal_is_noticed(sealed: bytes, root: Credential) -> None:
    found = verify_pdf(sealed + b"\n% more", [root.certificate], at=SEALED_AT)
    assert (found.result, found.reasons) == (Result.ALTERED, (Reason.ADDED_AFTERWARDS,))


@pytest.mark.parametrize("bad", [b"", b"GIF89a", b"%PDF-1.7\n", b"%PDF-1.7 junk\n%%EOF", b"%PDF-1.4" + bytes(5000)])
def test_what_is_no_pdf_is_unreadable(bad: bytes, root: Credential) -> None:
    assert verify_pdf(bad, [root.certificate], at=SEALED_AT).result is Result.UNREADABLE


def test_a_protected_file_is_called_encrypted(plain: bytes, root: Credential, tmp_path: Path) -> None:
    (tmp_path / "plain.pdf").write_bytes(plain)
    command = [
        "qpdf",
        "--encrypt",
        "pembaca",
        "pemilik",
        "256",
        "--",
        f"{tmp_path}/plain.pdf",
        f"{tmp_path}/locked.pdf",
    ]
    subprocess.run(command, check=True)
    locked = (tmp_path / "locked.pdf").read_bytes()
    assert verify_pdf(locked, [root.certificate], at=SEALED_AT).result is Result.ENCRYPTED


@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_every_flipped_bit_is_noticed(sealed: bytes, root: Credential, data: st.DataObject) -> None:
    # The zero padding behind the signature is the one place whose bits mean nothing.
    start = sealed.index(b"/Contents <") + len(b"/Contents <")
    container = range(start, sealed.index(b">", start))
    place = data.draw(st.integers(0, len(sealed) - 1).filter(lambda found: found not in container))
    changed = bytearray(sealed)
    changed[place] ^= 1 << data.draw(st.integers(0, 7))
    assert not verify_pdf(bytes(changed), [root.certificate], at=SEALED_AT).holds


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_mangled_files_get_an_answer(sealed: bytes, root: Credential, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(sealed)))
    end = data.draw(st.integers(start, len(sealed)))
    filler = data.draw(st.binary(max_size=40))
    found = verify_pdf(sealed[:start] + filler + sealed[end:], [root.certificate], at=SEALED_AT)
    assert not found.holds or (sealed[:start] + filler + sealed[end:]) == sealed


def test_a_file_that_unpacks_without_end_is_refused(root: Credential) -> None:
    bomb = zlib.compress(zlib.compress(bytes(200_000_000), 9), 9)
    head = (
        b"%PDF-1.5\n1 0 obj\n<< /Type /XRef /Size 2 /W [1 2 1] /Root 2 0 R /Filter [/FlateDecode /FlateDecode] /Length "
    )
    body = head + str(len(bomb)).encode() + b" >>\nstream\n" + bomb + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
    assert verify_pdf(body, [root.certificate], at=SEALED_AT).result is Result.UNREADABLE


def test_a_deeply_nested_file_is_refused(root: Credential) -> None:
    deep = b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
    assert verify_pdf(deep, [root.certificate], at=SEALED_AT).result is Result.UNREADABLE
