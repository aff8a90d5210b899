"""`netral seal make` and everything that can be wrong with a list."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from netral.config.errors import NetralError
from tests.cli.sealing import BUDI, HEAD, SITI, invoke, made, output, people, refusal


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-8"), (",", "utf-8-sig"), (";", "cp1252")]
)
def test_lists_come_as_spreadsheets_write_them(tmp_path: Path, separator: str, encoding: str) -> None:
    head = ["Date", "UNIT", "name", "nip", "position"]
    row = ["07/10/2024", "Dinas A, B", "Andre Müller", "198403172009012004", ""]
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows([head, row, [""] * 5])
    file = tmp_path / "people.csv"
    file.write_text(stream.getvalue(), encoding=encoding)

    out = made(tmp_path, file)
    assert json.loads(output("list", out, "--json"))["name"] == "Andre Müller"


def test_an_unlikely_number_is_sealed_as_written_and_told(tmp_path: Path) -> None:
    told = invoke("make", "--people", people(tmp_path, BUDI, SITI.replace("1984", "1884")), "--out", tmp_path / "out")

    assert "2 documents" in told.stdout
    assert "1 NIP tampak tidak wajar; tersegel seperti tertulis." in told.stderr


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (SITI.replace("1984", "19x4"), "Baris 3, nip: NIP hanya boleh berisi angka."),
        (SITI.replace("Siti Aminah", ""), "Baris 3, name: Belum diisi."),
        (SITI.replace("Siti Aminah", "Siti 李"), "Baris 3, name: Huruf 李 tidak dapat dicetak."),
        (SITI.replace("Siti Aminah", "S" * 151), "Baris 3, name: Terlalu panjang: paling banyak 150 huruf."),
        (SITI.replace("Dinas Kesehatan", ""), "Baris 3, unit: Belum diisi."),
        (SITI.replace("2024-10-07", "2024-02-30"), "Baris 3, date: 2024-02-30 bukan tanggal."),
        (SITI.replace("2024-10-07", "1024-02-03"), "Baris 3, date: Tahun 1024 tidak masuk akal."),
        (SITI.replace("2024-10-07", ""), "Baris 3, date: Belum diisi."),
        (SITI.replace("Siti Aminah", "Siti, S.Kep."), "Baris 3, : Ada lebih banyak kolom"),
        (BUDI, "Baris 3, nip: NIP ini sudah ada di baris 2"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_written(tmp_path: Path, row: str, reason: str) -> None:
    said = refusal(tmp_path, BUDI, row)

    assert said.startswith("1 baris salah; tidak ada yang disegel.")
    assert reason in said


@pytest.mark.parametrize(
    "head", ["nip,name,unit,position", f"{HEAD},age", "198,Siti,Dinas,Perawat,2024", f"{HEAD},nip"]
)
def test_a_list_with_other_columns_is_refused(tmp_path: Path, head: str) -> None:
    assert "the first line must name the columns nip,name,unit,position,date" in refusal(tmp_path, SITI, head=head)


def test_bad_rows_can_be_set_aside_mended_and_sealed(tmp_path: Path) -> None:
    file = people(tmp_path, SITI, BUDI.replace("2006", "20x6"), SITI.replace("2024-10", "2024-13"))

    out = tmp_path / "out"
    with pytest.raises(NetralError, match="2 baris tidak disegel") as left:
        made(tmp_path, file, "--skip-bad")
    assert "Baris 3, nip: NIP hanya boleh berisi angka" in str(left.value)
    assert "Baris 4, date" in str(left.value)
    assert len(output("list", out).splitlines()) == 1
    mended = tmp_path / "mended.csv"
    mended.write_text((out / "refused.csv").read_text(encoding="utf-8-sig").replace("20x6", "2006"), encoding="utf-8")
    assert [row["row"] for row in csv.DictReader(mended.read_text(encoding="utf-8").splitlines())] == ["3", "4"]
    with pytest.raises(NetralError, match="1 baris salah"):
        output("make", "--people", mended, "--out", tmp_path / "second")
    with pytest.raises(NetralError, match="1 baris tidak disegel"):
        output("make", "--people", mended, "--out", tmp_path / "second", "--skip-bad", "--processes", 1)
    assert "Budi" in output("list", tmp_path / "second")


def test_a_list_of_nobody_is_refused(tmp_path: Path) -> None:
    assert "Daftar tidak berisi orang." in refusal(tmp_path)


def workbook(folder: Path, **sheets: list[list[object]]) -> Path:
    """Write a workbook of sheets of people; one called `hidden...` is hidden."""
    file, book = folder / "people.xlsx", Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name.startswith("hidden") else "visible"
        for row in (HEAD.split(","), *rows):
            sheet.append(row)
    book.remove(book["Sheet"])
    book.save(file)
    return file


def numbered(nip: object, name: str, position: str = "Perawat") -> list[object]:
    return [nip, name, "Dinas Kesehatan", position, "2024-10-07"]


def test_of_several_sheets_one_is_named(tmp_path: Path) -> None:
    one, other = numbered("198403172009012004", "Siti"), numbered("197912032006041005", "Budi")
    file = workbook(tmp_path, hidden_x=[one], A=[one], B=[other])
    with pytest.raises(NetralError, match=r"A, B.*--sheet NAME"):
        made(tmp_path, file)
    with pytest.raises(NetralError, match="hidden_x"):
        made(tmp_path, file, "--sheet", "hidden_x")
    assert output("list", made(tmp_path, file, "--sheet", "b")).split("\t")[2] == "Budi"


def test_lines_in_one_cell_of_a_workbook_are_refused_and_stay_so(tmp_path: Path) -> None:
    swallowing = numbered("198403172009012004", "Siti", "Perawat\n199012042015041006,Citra,Dinas,Guru,2024-10-07")
    file = workbook(tmp_path, A=[swallowing, numbered("197912032006041005", "Budi")])
    with pytest.raises(NetralError, match="Baris 2, position: Ada ganti baris di dalam sel"):
        made(tmp_path, file, "--skip-bad")
    assert output("list", tmp_path / "out").split("\t")[2] == "Budi"
    with pytest.raises(NetralError, match="1 baris salah"):
        output("make", "--people", tmp_path / "out" / "refused.csv", "--out", tmp_path / "again")


@pytest.mark.parametrize("lost", [1.98403172009012e17, "1,98403E+17"], ids=["number", "text"])
def test_a_column_of_numbers_is_refused_as_a_whole(lost: object, tmp_path: Path) -> None:
    rows = [
        numbered(lost, "Siti"),
        numbered(lost, "Budi"),
        numbered(lost, "Citra"),
        numbered("197912032006041005", "D"),
    ]
    with pytest.raises(NetralError, match="3 dari 4 NIP kehilangan digit akhir"):
        made(tmp_path, workbook(tmp_path, A=rows), "--skip-bad")
    assert not (tmp_path / "out").exists()


def test_the_heads_of_a_roster_are_known(tmp_path: Path) -> None:
    file = people(tmp_path, SITI, head="NIP BARU,Nama Lengkap,UNOR NAMA,Jabatan,Tanggal")
    assert "Siti Aminah" in output("list", made(tmp_path, file))
