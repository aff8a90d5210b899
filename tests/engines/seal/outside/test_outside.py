"""A thousand pressed documents before programs nobody here wrote, and what those say when one is changed."""

from __future__ import annotations

import random
import re
import secrets
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from netral.engines.seal.certificates import Credential, to_pem
from netral.engines.seal.documents.fonts import printable
from netral.engines.seal.result import Result
from netral.engines.seal.signers import LocalSigner
from netral.engines.seal.verification import verify_pdf
from tests.engines.seal.outside.documents import NUMBER, SIGNED_FROM, Sealed, sealed_documents

# Each process that tests seals a thousand of its own; a failure names the number that makes them again.
SEED = secrets.randbelow(2**32)
JUDGED_AT = SIGNED_FROM
CHANGES = 300
_RANGES = re.compile(rb"/ByteRange\s*\[\s*(\d+) +(\d+) +(\d+) +(\d+)\s*\]")
# At the end of a line a reader takes a hyphen for a division of the word, and drops it.
_BLANK = re.compile("[\\s\x02\ufffe\xad-]+")


@pytest.fixture(scope="session")
def thousand(signer: LocalSigner) -> list[Sealed]:
    return sealed_documents(signer, SEED)


def run(*words: object) -> tuple[int, str]:
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout + done.stderr


def changed(pdf: bytes) -> bytes:
    """The same file with one bit of a page's text changed."""
    at = pdf.rindex(b">Tj") - 1
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def parted(pdf: bytes) -> tuple[bytes, bytes]:
    """What the signature covers, and its container, as the file's own dictionary tells them."""
    first, length, second, rest = map(int, _RANGES.findall(pdf)[-1])
    covered = pdf[first : first + length] + pdf[second : second + rest]
    container = bytes.fromhex(pdf[length + 1 : second - 1].decode())
    return covered, container[: 4 + int.from_bytes(container[2:4], "big")]


def of_what(thousand: Sequence[Sealed], place: int) -> str:
    return f"document {place} of seed {SEED}: {thousand[place].values}"


def test_they_differ_as_people_do(thousand: list[Sealed]) -> None:
    names = [sealed.values["name"] for sealed in thousand]
    assert len(thousand) == len({sealed.pdf for sealed in thousand}) == NUMBER
    assert max(map(len, names)) > 100
    assert sum(any(ord(letter) > 0xFF for letter in name) for name in names) > NUMBER / 5
    assert len({len(sealed.pdf) for sealed in thousand}) > 20
    assert max(len(sealed.pdf) for sealed in thousand) <= 80_000


def test_pdfsig_finds_each_valid_and_whole(thousand: list[Sealed], tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    for place, sealed in enumerate(thousand):
        file.write_bytes(sealed.pdf)
        code, report = run("pdfsig", "-nocert", file)
        assert code == 0, of_what(thousand, place)
        assert "Signature is Valid" in report, of_what(thousand, place)
        assert "Total document signed" in report
        assert "ETSI.CAdES.detached" in report
        assert "Signature #2" not in report

    file.write_bytes(changed(thousand[0].pdf))
    assert "Signature is Valid" not in run("pdfsig", "-nocert", file)[1]


def test_qpdf_finds_no_error_in_any(thousand: list[Sealed], tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    for place, sealed in enumerate(thousand):
        file.write_bytes(sealed.pdf)
        code, report = run("qpdf", "--check", file)
        assert code == 0, f"{report} {of_what(thousand, place)}"
        assert "No syntax or stream encoding errors found" in report
        assert "WARNING" not in report

    # It reads no signatures, but every offset in the file's own table.
    file.write_bytes(thousand[0].pdf.replace(b"%PDF-1.7\n", b"%PDF-1.7\n\n", 1))
    assert run("qpdf", "--check", file)[0] != 0


def test_openssl_verifies_each_container(thousand: list[Sealed], root: Credential, tmp_path: Path) -> None:
    anchor, container, content = tmp_path / "root.pem", tmp_path / "seal.der", tmp_path / "covered"
    anchor.write_text(to_pem(root.certificate))
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", container, "-content", content]
    command += ["-CAfile", anchor, "-purpose", "any", "-attime", int(JUDGED_AT.timestamp()), "-out", "/dev/null"]
    for place, sealed in enumerate(thousand):
        covered, signature = parted(sealed.pdf)
        content.write_bytes(covered)
        container.write_bytes(signature)
        code, report = run(*command)
        assert code == 0, f"{report} {of_what(thousand, place)}"

    content.write_bytes(parted(changed(thousand[-1].pdf))[0])
    assert run(*command)[0] != 0


def test_pyhanko_finds_each_sealed_by_a_trusted_signer(thousand: list[Sealed], root: Credential) -> None:
    for place, sealed in enumerate(thousand):
        found = verify_pdf(sealed.pdf, [root.certificate], at=JUDGED_AT)
        assert (found.result, found.covers_whole_file, found.seals) == (Result.SEALED, True, 1), of_what(
            thousand, place
        )
        assert found.signed_at == sealed.at

    assert verify_pdf(changed(thousand[0].pdf), [root.certificate], at=JUDGED_AT).result is Result.ALTERED
    assert verify_pdf(thousand[0].pdf, [], at=JUDGED_AT).result is Result.UNTRUSTED


def test_every_bit_counts_outside_the_container(thousand: list[Sealed], root: Credential) -> None:
    # Inside it, copies of the root and of algorithms stand that no verifier reads, and the padding.
    chance = random.SystemRandom()
    for _ in range(CHANGES):
        place = chance.randrange(NUMBER)
        pdf = bytearray(thousand[place].pdf)
        _, length, second, _ = map(int, _RANGES.findall(pdf)[-1])
        at = chance.randrange(len(pdf) - (second - length))
        at += second - length if at >= length else 0
        pdf[at] ^= 1 << chance.randrange(8)
        found = verify_pdf(bytes(pdf), [root.certificate], at=JUDGED_AT)
        assert not found.holds, f"byte {at} of {of_what(thousand, place)}"


def test_the_symbol_leads_to_the_page_and_the_texts_can_be_selected(thousand: list[Sealed]) -> None:
    for place, sealed in enumerate(thousand):
        texts, addresses = seen(sealed.pdf)
        assert addresses == [sealed.url], of_what(thousand, place)
        for name in ("name", "unit", "position", "nip", "code"):
            assert plain(printable(sealed.values[name])) in texts, f"{name} of {of_what(thousand, place)}"

    assert seen(thousand[1].pdf)[1] != [thousand[0].url]


def seen(pdf: bytes) -> tuple[str, list[str]]:
    """What can be selected in a file, without blanks and hyphens, and the addresses in the symbols of its last page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [document[number] for number in range(len(document))]
        texts = [page.get_textpage() for page in pages]
        image = pages[-1].render(scale=1.6, grayscale=True).to_numpy()
        found = zxingcpp.read_barcodes(image[:, :, 0] if image.ndim == 3 else image)
        # Lines of small type can look like the bars of another kind of symbol.
        addresses = [symbol.text for symbol in found if symbol.format == zxingcpp.BarcodeFormat.QRCode]
        return plain("".join(text.get_text_bounded() for text in texts)), addresses
    finally:
        document.close()


def plain(text: str) -> str:
    return _BLANK.sub("", text)
