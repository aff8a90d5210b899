"""Documents carry all their words as text, their typeface inside, and a QR symbol that phones can read."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import segno
import zxingcpp
from hypothesis import given, strategies as st
from PIL import Image

from netral.engines.seal.documents import blocks
from netral.engines.seal.documents.fonts import UnprintableText, printable
from netral.engines.seal.documents.render import render
from netral.engines.seal.qr import qr_rows, qr_runs
from tests.engines.seal.samples import NAME, URL

if TYPE_CHECKING:
    from pathlib import Path


def tool(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def file(document: blocks.OfficialDocument, tmp_path: Path) -> Path:
    path = tmp_path / "document.pdf"
    path.write_bytes(render(document))
    return path


def test_every_word_can_be_selected(file: Path, document: blocks.OfficialDocument) -> None:
    words = " ".join(tool("pdftotext", "-layout", file, "-").split())
    for expected in (NAME, "Saya menyatakan setia & <jujur>.", "Halaman 1 dari", document.digest, "7K3M-9QXA-2WDT"):
        assert expected in words


def test_only_the_embedded_typeface_is_used(file: Path) -> None:
    fonts = tool("pdffonts", file).splitlines()[2:]
    assert fonts
    assert all("PlusJakartaSans" in line and " yes yes yes " in line for line in fonts)


def test_qpdf_finds_no_error_and_properties_are_set(file: Path) -> None:
    tool("qpdf", "--check", file)
    properties = tool("pdfinfo", "-isodates", file)
    assert "Pakta Integritas" in properties
    assert "2024-10-21T03:12:00Z" in properties
    assert "(A4)" in properties


def test_a_phone_reads_the_symbol_from_the_page(file: Path) -> None:
    tool("pdftoppm", "-r", "150", "-png", file, file.with_suffix(""))
    read = [
        symbol.text
        for page in sorted(file.parent.glob("*.png"))
        for symbol in zxingcpp.read_barcodes(Image.open(page).convert("L"))
    ]
    assert read == [URL]


def test_the_same_document_gives_the_same_bytes(document: blocks.OfficialDocument) -> None:
    assert render(document) == render(document)
    assert replace(document, number="lain").digest != document.digest


def test_a_long_table_runs_over_pages_with_its_head(document: blocks.OfficialDocument, tmp_path: Path) -> None:
    grid = blocks.Grid(("Nama pegawai", "NIP"), tuple((f"Pegawai {place}", str(place)) for place in range(120)))
    path = tmp_path / "long.pdf"
    path.write_bytes(render(replace(document, blocks=(grid,), seal=None, subtitle="")))
    pages = tool("pdftotext", "-layout", path, "-").split("\f")[:-1]
    assert len(pages) > 2
    assert all("Nama pegawai" in page for page in pages)
    assert all(f"Halaman {number} dari {len(pages)}" in page for number, page in enumerate(pages, start=1))


def test_long_names_stay_on_the_page(document: blocks.OfficialDocument, tmp_path: Path) -> None:
    name = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kabupaten Penukal Abab Lematang Ilir"
    path = tmp_path / "names.pdf"
    path.write_bytes(render(replace(document, letterhead=blocks.Letterhead(name, (name, name)), title=name * 3)))
    assert name in " ".join(tool("pdftotext", path, "-").split())


@pytest.mark.parametrize("text", ["Иван", "🙂", "名前"])
def test_a_name_the_typeface_cannot_set_is_refused_rather_than_falsified(text: str) -> None:
    with pytest.raises(UnprintableText) as refused:
        printable(f"Nama {text}")
    assert set(refused.value.characters) == set(text)


def test_composed_and_decomposed_names_are_the_same() -> None:
    assert printable("Z\u030cukovic\u0301") == "Žuković"
    assert printable("Maʻruf") == "Ma‘ruf"


def test_marks_nobody_sees_are_left_out_and_those_that_turn_text_round_are_refused() -> None:
    assert printable("\ufeffSiti\u200e \u2068Aminah\u2069") == "Siti Aminah"
    assert printable("\uf0b7\u202fsatu\u2028dua") == "•\u00a0satu\ndua"
    with pytest.raises(UnprintableText):
        printable("Siti \u202ehanimA")


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=120))
def test_runs_draw_exactly_the_symbol(text: str) -> None:
    rows = qr_rows(text)
    width, runs = qr_runs(text)
    drawn = [[False] * width for _ in range(width)]
    for row, column, length in runs:
        for place in range(column, column + length):
            assert not drawn[row][place]
            drawn[row][place] = True
    assert tuple(map(tuple, drawn)) == rows
    assert rows == tuple(tuple(map(bool, row)) for row in segno.make(text, error="m", micro=False).matrix)
