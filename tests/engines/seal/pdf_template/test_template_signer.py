"""Pressed documents look like all others, hold every name, and are the same bytes wherever they are put together."""

from __future__ import annotations

import hashlib
import pickle
import subprocess
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings, strategies as st
from PIL import Image, ImageChops

from netral.engines.seal.certificates import Credential
from netral.engines.seal.documents.blocks import Slot
from netral.engines.seal.documents.fonts import UnprintableText
from netral.engines.seal.documents.render import render
from netral.engines.seal.pdf_template.forms import SlotOverflow
from netral.engines.seal.pdf_template.symbols import UnfitAddress
from netral.engines.seal.pdf_template.template_signer import Pressed, TemplateSigner
from netral.engines.seal.pdf_template.templates import MalformedBody, PdfTemplate
from netral.engines.seal.signers import LocalSigner
from netral.engines.seal.verification import verify_pdf
from tests.engines.seal.pdf_template.samples import URL, VALUES, form
from tests.engines.seal.samples import PERIOD, SEALED_AT

LONG: Mapping[str, str] = {
    **VALUES,
    "name": ("Raden Ajeng Wirabuana Wijayakusuma " * 5)[:150].strip(),
    "position": "W" * 150,
    "unit": ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia " * 4)[:200].strip(),
}
CLASSES = {
    "one line": VALUES,
    "long": LONG,
    "without position": {**VALUES, "position": ""},
    "thin": {**VALUES, "unit": "i" * 200},
}


def tool(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def drawn(pdf: bytes, folder: Path, name: str) -> list[Image.Image]:
    path = folder / f"{name}.pdf"
    path.write_bytes(pdf)
    tool("pdftoppm", "-r", "100", "-png", path, path.with_suffix(""))
    return [Image.open(page).convert("L") for page in sorted(folder.glob(f"{name}-*.png"))]


@pytest.mark.parametrize("values", CLASSES.values(), ids=CLASSES.keys())
@pytest.mark.parametrize("pages", [1, 2])
def test_each_class_looks_as_the_general_path_sets_it(
    values: Mapping[str, str], pages: int, signer: LocalSigner, tmp_path: Path
) -> None:
    long_form = form(pages=pages)
    sealed = drawn(TemplateSigner(long_form, signer).seal(values, url=URL, at=SEALED_AT).pdf, tmp_path, "sealed")
    usual = drawn(render(long_form.filled(values, url=URL, at=SEALED_AT)), tmp_path, "usual")
    assert len(sealed) == len(usual) >= pages
    for ours, theirs in zip(sealed, usual, strict=True):
        # All that may differ is the mask of the QR symbol, and so its modules, and a foot set smaller to fit.
        left, top, right, bottom = 80, 0, ours.width, round(ours.height * 0.915)
        difference = ImageChops.difference(ours, theirs).crop((left, top, right, bottom))
        changed = sum(count for level, count in enumerate(difference.histogram()) if level > 96)
        assert changed < 0.008 * difference.width * difference.height


def test_every_name_is_found_exactly_and_the_symbol_is_read(pressed: Pressed, tmp_path: Path) -> None:
    (page,) = drawn(pressed.pdf, tmp_path, "page")
    words = tool("pdftotext", "-layout", tmp_path / "page.pdf", "-")
    assert words.count(VALUES["name"]) == 2
    assert words.count(VALUES["number"]) == 2
    for value in (*VALUES.values(), URL):
        assert value in " ".join(words.split())
    assert [symbol.text for symbol in zxingcpp.read_barcodes(page)] == [URL]


def test_the_file_and_what_is_stored_of_it_are_small(pressed: Pressed) -> None:
    assert len(pressed.pdf) <= 80_000
    assert len(pressed.body) <= 2_000


def test_a_stored_skeleton_gives_the_same_file_and_hash(pressed: Pressed) -> None:
    skeleton = PdfTemplate.from_bytes(pressed.skeleton.to_bytes())
    assert (skeleton, skeleton.ident, skeleton.size) == (pressed.skeleton, pressed.skeleton.ident, len(pressed.pdf))
    assert skeleton.assemble(pressed.body) == pressed.pdf
    assert pressed.sha256 == hashlib.sha256(pressed.pdf).hexdigest()


def test_two_presses_make_the_same_skeletons(press: TemplateSigner, pressed: Pressed, signer: LocalSigner) -> None:
    copied = deepcopy(press.form)
    other = TemplateSigner(copied, signer).seal({**VALUES, "name": "Orang Lain"}, url=URL, at=SEALED_AT)
    assert pickle.dumps(copied)
    assert other.skeleton.to_bytes() == pressed.skeleton.to_bytes()
    assert other.skeleton.ident == hashlib.sha256(pressed.skeleton.to_bytes()).hexdigest()


def test_a_body_of_another_class_or_cut_off_is_refused(press: TemplateSigner, pressed: Pressed) -> None:
    other = press.seal(LONG, url=URL, at=SEALED_AT)
    for body in (b"", pressed.body[:40], pressed.body[:-60], other.body):
        with pytest.raises(MalformedBody):
            pressed.skeleton.assemble(body)
    with pytest.raises(MalformedBody):
        PdfTemplate.from_bytes(pressed.skeleton.to_bytes()[3:])


@pytest.mark.parametrize(
    ("slot", "value", "limit"), [("name", "x" * 151, 150), ("unit", "W" * 201, 200), ("nip", "1" * 19, 18)]
)
def test_what_is_longer_than_its_slot_is_refused_with_its_measures(
    slot: str, value: str, limit: int, press: TemplateSigner
) -> None:
    with pytest.raises(SlotOverflow) as refused:
        press.seal({**VALUES, slot: value}, url=URL, at=SEALED_AT)
    assert (refused.value.slot, refused.value.length, refused.value.limit) == (slot, len(value), limit)


@pytest.mark.parametrize(("slot", "value"), [("name", "名前"), ("name", "🙂"), ("nip", "19840317x"), ("code", "7k3m")])
def test_what_cannot_be_printed_is_refused(slot: str, value: str, press: TemplateSigner) -> None:
    with pytest.raises(UnprintableText):
        press.seal({**VALUES, slot: value}, url=URL, at=SEALED_AT)


def test_an_address_that_is_not_ascii_is_refused(press: TemplateSigner) -> None:
    with pytest.raises((UnprintableText, UnfitAddress)):
        press.seal(VALUES, url="https://contoh.id/é", at=SEALED_AT)


def test_a_value_that_is_missing_is_no_blank(press: TemplateSigner) -> None:
    with pytest.raises(KeyError):
        press.seal({"name": "Siti"}, url=URL, at=SEALED_AT)


def test_a_slot_described_in_two_ways_is_refused(signer: LocalSigner) -> None:
    with pytest.raises(ValueError, match="two ways"):
        TemplateSigner(replace(form(), number=Slot("name", 20)), signer)


@settings(max_examples=40, deadline=None)
@given(
    moment=st.integers(1, 2000).map(lambda days: PERIOD.start + timedelta(days, days % 1440 * 60)),
    number=st.integers(0, 10**17 - 1),
)
def test_any_document_is_accepted_by_pyhanko(
    press: TemplateSigner, root: Credential, moment: datetime, number: int
) -> None:
    values = {**VALUES, "nip": f"1{number:017d}", "name": f"Pegawai {number}"}
    found = verify_pdf(press.seal(values, url=URL, at=moment).pdf, [root.certificate], at=SEALED_AT)
    assert found.holds
    assert found.covers_whole_file
    assert found.signed_at == moment.replace(microsecond=0)


def test_many_at_once_are_the_same_as_one_by_one(press: TemplateSigner) -> None:
    rows = [
        (
            {**VALUES, "name": f"Pegawai {'Panjang ' * (number % 9)}{number}", "unit": f"Dinas {number % 3}"},
            URL[: 50 + number % 2],
        )
        for number in range(60)
    ]
    together = press.seal_many(rows, at=SEALED_AT)
    for (values, url), many in zip(rows, together, strict=True):
        one = press.seal(values, url=url, at=SEALED_AT)
        assert one.skeleton is many.skeleton
        assert one.skeleton.parted(one.body)[1:] == many.skeleton.parted(many.body)[1:]


def test_one_refused_text_among_many_seals_none(press: TemplateSigner) -> None:
    with pytest.raises(SlotOverflow):
        press.seal_many([(VALUES, URL), ({**VALUES, "name": "x" * 151}, URL)], at=SEALED_AT)


def test_poppler_and_qpdf_accept_every_class(press: TemplateSigner, tmp_path: Path) -> None:
    for number, values in enumerate(CLASSES.values()):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(press.seal(values, url=URL, at=SEALED_AT).pdf)
        assert "No syntax or stream encoding errors found" in tool("qpdf", "--check", path)
        report = tool("pdfsig", path)
        assert "Signature is Valid" in report
        assert "Total document signed" in report
        fonts = tool("pdffonts", path).splitlines()[2:]
        assert len(fonts) == 3
        assert all("+PlusJakartaSans" in line and " yes yes yes " in line for line in fonts)


def test_openssl_accepts_the_container(pressed: Pressed, root: Credential, tmp_path: Path) -> None:
    pdf = pressed.pdf
    begin, end = pdf.rindex(b"/Contents<") + 9, pdf.rindex(b">>>\nendobj\nxref") + 1
    written = bytes.fromhex(pdf[begin + 1 : end - 1].decode())
    (tmp_path / "cms").write_bytes(written[: 4 + int.from_bytes(written[2:4], "big")])
    (tmp_path / "content").write_bytes(pdf[:begin] + pdf[end:])
    (tmp_path / "root.pem").write_text(root.chain_pem)
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "cms", "-purpose", "any"]
    command += ["-content", "content", "-CAfile", "root.pem", "-out", "/dev/null"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "successful" in done.stdout + done.stderr
