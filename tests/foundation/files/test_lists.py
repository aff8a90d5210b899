"""Lists that people upload: columns found by their heads, refused lines handed back to be mended."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from netral.engines.tables.columns import Column
from netral.engines.tables.rows import Unreadable
from netral.foundation.files.lists import read_list, unreadable_words

COLUMNS = (Column("card", ("kartu", "no kartu")), Column("amount", ("jumlah",)), Column("note", ("ket",), False))
NAMES = {"card": "Kartu", "amount": "Jumlah", "note": "Keterangan"}


def text_file(folder: Path, text: str) -> Path:
    path = folder / "daftar.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_heads_are_found_below_titles_in_any_order(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Honor Juni;;\n;;\nJumlah;No. Kartu;Lain\n1.100.000;'001;x\n;;\n5;002\n")
    read = read_list(path, COLUMNS)
    assert [(line.number, line.text("card"), line.text("amount"), line.text("note")) for line in read.lines] == [
        (4, "'001", "1.100.000", ""),
        (6, "002", "5", ""),
    ]


def test_the_narrower_head_is_meant_where_lines_are_numbered_too(tmp_path: Path) -> None:
    columns = (Column("number", ("no tps", "no")), Column("village", ("kode",)))
    read = read_list(text_file(tmp_path, "No;Kode;No TPS\n1;14.03;7\n"), columns)
    assert [(line.text("number"), line.text("village")) for line in read.lines] == [("7", "14.03")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jumlah;Lain\n5;x\n", "Kolom Kartu tidak ditemukan. Judul yang terbaca: Jumlah, Lain"),
        ("satu;dua\n5;x\n", "Judul yang terbaca: tidak ada"),
        ("Kartu;Jumlah;Jumlah\n001;5;6\n", "Judul kolom Jumlah ada lebih dari sekali"),
        ("Kartu;Jumlah\n;\n", "Tidak ada baris"),
        ("", "kosong"),
    ],
    ids=["one-missing", "no-heads", "twice", "no-lines", "empty"],
)
def test_a_list_that_cannot_be_read_says_why(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_list(text_file(tmp_path, text), COLUMNS)
    assert words in unreadable_words(refused.value, NAMES)


def test_several_sheets_need_a_name(tmp_path: Path) -> None:
    book = Workbook()
    for name in ("Juni", "Juli"):
        sheet = book.create_sheet(name)
        sheet.append(["Kartu", "Jumlah"])
        sheet.append([name, 5])
    path = tmp_path / "daftar.xlsx"
    book.save(path)
    with pytest.raises(Unreadable) as refused:
        read_list(path, COLUMNS)
    assert "Juni, Juli" in unreadable_words(refused.value, NAMES)
    assert [line.text("card") for line in read_list(path, COLUMNS, "juli").lines] == ["Juli"]


def test_refused_lines_come_back_in_their_layout_and_can_be_sent_again(tmp_path: Path) -> None:
    read = read_list(text_file(tmp_path, "Kartu;Lain;Jumlah\n001;a;5\n002;=1+1;6\n"), COLUMNS)
    spool = BytesIO()
    read.write_refused(spool, {3: "Tidak dikenal."})
    path = tmp_path / "salah.xlsx"
    path.write_bytes(spool.getvalue())
    rows = [list(row) for row in load_workbook(path).worksheets[0].values]
    assert rows == [["Kartu", "Lain", "Jumlah", "nomor baris", "alasan"], ["002", "'=1+1", "6", "3", "Tidak dikenal."]]
    again = read_list(path, COLUMNS)
    assert [(line.text("card"), line.text("amount")) for line in again.lines] == [("002", "6")]
    assert next(again.refused({2: "Masih salah."})) == ["Kartu", "Lain", "Jumlah", "nomor baris", "alasan"]


def test_a_line_that_was_cut_wrongly_is_told(tmp_path: Path) -> None:
    read = read_list(text_file(tmp_path, 'Kartu;Jumlah\n001;"5\n002;6\n'), COLUMNS)
    assert 2 in read.flawed
