"""Downloads: complete, readable by Excel, and harmless."""

import csv
import io
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st
from openpyxl import load_workbook

from netral.engines.tables.protection import FORMULA_STARTS
from netral.foundation.ui.exports import export_response, harmless
from netral.foundation.ui.tables import Column, Table
from tests.foundation.ui.conftest import download
from tests.foundation.ui.gallery import CaseTable, cases

MOMENT = datetime(2024, 10, 21, 10, 12, tzinfo=ZoneInfo("Asia/Jakarta"))
ROWS: list[dict[str, Any]] = [
    {"name": "=HYPERLINK('x')", "n": -12, "day": date(2024, 10, 21), "at": MOMENT, "share": Decimal("0.5"), "ok": True},
    {"name": 'Camat\x07 Bantan, "Barat"', "n": None, "day": None, "at": None, "share": None, "ok": False},
]


class Sheet(Table):
    """One column of every kind."""

    filename = "lembar"
    columns = (
        Column("=Nama", "name"),
        Column("Jumlah", "n", kind="number"),
        Column("Hari", "day", kind="date"),
        Column("Waktu", "at", kind="datetime", zone="Asia/Makassar"),
        Column("Bagian", "share", kind="percent"),
        Column("Keadaan", lambda row: ("Baru", "neutral"), kind="status", key="keadaan"),
        Column("Tautan", lambda row: "klik", key="tautan", export=False),
        Column("Ya", "ok", export=lambda row: "ya" if row["ok"] else "tidak"),
    )


def test_csv_opens_in_excel_and_holds_raw_values() -> None:
    body = download(Sheet(ROWS).export("csv"))
    assert body.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(body.decode("utf-8-sig")))) == [
        ["'=Nama", "Jumlah", "Hari", "Waktu", "Bagian", "Keadaan", "Ya"],
        ["'=HYPERLINK('x')", "-12", "2024-10-21", "2024-10-21T11:12+08:00", "0.5", "Baru", "ya"],
        ['Camat Bantan, "Barat"', "", "", "", "", "Baru", "tidak"],
    ]


def test_xlsx_can_be_read_back_with_its_types() -> None:
    response = Sheet(ROWS).export("xlsx")
    book = load_workbook(io.BytesIO(download(response)))
    sheet = book.active
    assert sheet is not None
    # Excel knows no zones: a day comes back as its first moment.
    day = datetime.combine(ROWS[0]["day"], time())
    lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    assert sheet.title == "lembar"
    assert lines[1] == ["'=HYPERLINK('x')", -12, day, "2024-10-21T11:12+08:00", 0.5, "Baru", "ya"]
    assert lines[2][:5] == ['Camat Bantan, "Barat"', None, None, None, None]
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n", "d"}


def test_a_file_holds_every_page_of_what_was_filtered() -> None:
    body = download(CaseTable(cases(3000), {"state": "putus", "halaman": "2", "urut": "-number"}).export("csv"))
    lines = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    assert len(lines) == 1000
    assert {line["Keadaan"] for line in lines} == {"Diputus"}
    assert [line["Nomor"] for line in lines] == sorted((line["Nomor"] for line in lines), reverse=True)


@pytest.mark.parametrize("text", ["=1+1", "+62812", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "＝1"])
def test_text_that_would_run_is_quoted(text: str) -> None:
    assert harmless(text) == f"'{text}"


@given(st.text())
def test_no_text_starts_a_formula(text: str) -> None:
    assert not harmless(text).lstrip(" ").startswith(FORMULA_STARTS)


@pytest.mark.parametrize("value", [-1, 0.5, None, date(2024, 1, 1)])
def test_what_is_no_text_is_left_alone(value: Any) -> None:
    assert harmless(value) == value


def test_a_long_name_makes_a_sheet_all_the_same() -> None:
    body = download(export_response("xlsx", "perkara [2024]: semua kabupaten dan kota di Riau", ["A"], []))
    assert load_workbook(io.BytesIO(body)).sheetnames == ["perkara  2024   semua kabupaten"]
