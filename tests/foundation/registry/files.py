"""Roster files as officers send them."""

import csv
import io
from collections.abc import Sequence

from django.core.files.base import ContentFile
from openpyxl import Workbook

HEADS = ("NIP", "Nama", "Unit Kerja", "Jabatan", "E-mail")
SITI = ("198706012010012001", "Siti Aisyah", "Dinas Kesehatan", "Perawat", "siti@contoh.test")
AGUS = ("199001012023211002", "Agus Santoso", "Dinas Pendidikan", "Guru", "")
HOTMAN = ("197503122000031003", "Hotman Siregar", "Dinas Kesehatan", "Dokter", "")


def csv_file(
    *rows: Sequence[str],
    heads: Sequence[str] = HEADS,
    separator: str = ",",
    encoding: str = "utf-8",
    name: str = "asn.csv",
) -> ContentFile[bytes]:
    """Return rows as an uploaded CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([heads, *rows])
    return ContentFile(text.getvalue().encode(encoding), name=name)


def sheets_file(**sheets: Sequence[Sequence[str]]) -> ContentFile[bytes]:
    """Return a workbook with a sheet for each name, heads included; one called `hidden...` is hidden."""
    book = Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name.startswith("hidden") else "visible"
        for row in (HEADS, *rows):
            sheet.append(list(row))
    book.remove(book["Sheet"])
    content = io.BytesIO()
    book.save(content)
    return ContentFile(content.getvalue(), name="asn.xlsx")


def xlsx_file(*rows: Sequence[object], heads: Sequence[str] = HEADS, above: int = 0) -> ContentFile[bytes]:
    """Return rows as an uploaded workbook, with so many title rows above the heads."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for _ in range(above):
        sheet.append(["DAFTAR ASN"])
    for row in (heads, *rows):
        sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return ContentFile(content.getvalue(), name="asn.xlsx")
