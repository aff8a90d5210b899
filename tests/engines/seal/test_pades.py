"""Sealed files are accepted by programs nobody here wrote, and every change to them is noticed."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from netral.engines.seal.certificates import Credential, to_pem
from netral.engines.seal.documents.render import render
from netral.engines.seal.pades import Mark, PadesSealer, SealingError
from tests.engines.seal.samples import SEALED_AT

if TYPE_CHECKING:
    from pathlib import Path

    from netral.engines.seal.documents.blocks import OfficialDocument
    from netral.engines.seal.signers import LocalSigner

MARK = Mark(SEALED_AT, "Pakta integritas", "Bengkalis")


@pytest.fixture(scope="module")
def sealed(document: OfficialDocument, signer: LocalSigner) -> bytes:
    return PadesSealer(signer).seal(render(document), MARK)


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_pdfsig_finds_a_valid_pades_signature_over_the_whole_file(sealed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    file.write_bytes(sealed)
    report = run("pdfsig", file)
    assert "Signature is Valid" in report
    assert "Total document signed" in report
    assert "ETSI.CAdES.detached" in report
    assert "Bawaslu Kabupaten Bengkalis" in report


def test_qpdf_finds_no_error(sealed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    file.write_bytes(sealed)
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", file)


def test_openssl_accepts_signature_and_chain(sealed: bytes, root: Credential, tmp_path: Path) -> None:
    found = re.search(rb"/ByteRange ?\[ ?(\d+) (\d+) (\d+) (\d+) ?\]", sealed)
    assert found
    start, first, second, rest = map(int, found.groups())
    (tmp_path / "content").write_bytes(sealed[start:first] + sealed[second : second + rest])
    container = bytes.fromhex(sealed[first + 1 : second - 1].decode())
    length = 4 + int.from_bytes(container[2:4], "big")
    (tmp_path / "cms").write_bytes(container[:length])
    (tmp_path / "root.pem").write_text(to_pem(root.certificate))
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", f"{tmp_path}/cms", "-purpose", "any"]
    command += ["-content", f"{tmp_path}/content", "-CAfile", f"{tmp_path}/root.pem", "-out", "/dev/null"]
    assert "successful" in run(*command)


def test_the_seal_says_when_why_and_where(sealed: bytes) -> None:
    assert b"20241021031200" in sealed
    assert b"Pakta integritas" in sealed
    assert b"Bengkalis" in sealed


@pytest.mark.parametrize("bad", [b"", b"no pdf", b"%PDF-1.7\nbroken"])
def test_what_is_no_pdf_is_refused(bad: bytes, signer: LocalSigner) -> None:
    with pytest.raises(SealingError):
        PadesSealer(signer).seal(bad, MARK)


def test_a_file_is_sealed_once(sealed: bytes, signer: LocalSigner) -> None:
    with pytest.raises(SealingError):
        PadesSealer(signer).seal(sealed, MARK)
