"""Reads the bank's list of payments: each line with card, month, amount, day and reference, or why it is none."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from netral.apps.support.domain.honoraria import BankLine, month_of
from netral.engines.tables.columns import Column
from netral.engines.tables.days import day_of
from netral.foundation.files.lists import ListLine, UploadedList, read_list
from netral.foundation.ui.fields import read_rupiah

COLUMNS = (
    Column("card", ("nomor kartu", "no kartu", "kartu", "nomor pengawas", "no pengawas")),
    Column("month", ("bulan", "bulan honor", "untuk bulan")),
    Column("amount", ("jumlah", "nominal", "jumlah dibayar", "nilai")),
    Column("paid_on", ("tanggal", "tanggal bayar", "tgl bayar", "tanggal transaksi", "tgl transaksi")),
    Column("reference", ("referensi", "no referensi", "nomor referensi", "no ref", "no transaksi")),
)
HEADS: Mapping[str, Promise] = {
    "card": gettext_lazy("Nomor kartu"),
    "month": gettext_lazy("Bulan"),
    "amount": gettext_lazy("Jumlah"),
    "paid_on": gettext_lazy("Tanggal bayar"),
    "reference": gettext_lazy("Nomor referensi"),
}
LONGEST_REFERENCE = 60
_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
T = TypeVar("T")
_BY_NUMBER = re.compile(r"(?:(?P<year>\d{4})-(?P<month>\d{1,2})|(?P<m>\d{1,2})[-/](?P<y>\d{4}))")
_BY_NAME = re.compile(r"(?P<name>[a-z]+) (?P<year>\d{4})")


def read_bank_list(path: Path, sheet: str = "") -> tuple[list[BankLine], dict[int, str], UploadedList]:
    """Return the lines of a bank's list, why others are none by their row, and the list as it was read.

    Raises:
        Unreadable: it is no table, or lacks a column.
    """
    listed = read_list(path, COLUMNS, sheet)
    lines, reasons = [], dict(listed.flawed)
    for row in listed.lines:
        if row.number in reasons:
            continue
        try:
            lines.append(_line(row))
        except ValidationError as error:
            reasons[row.number] = " ".join(map(str, error.messages))
    return lines, reasons, listed


def read_month(value: object) -> date:
    """Read a month as people and spreadsheets write it: 2024-06, 6/2024, Juni 2024, or a day in it.

    Raises:
        ValidationError: it is none.
    """
    day = day_of(value)
    if day is not None:
        return month_of(day)
    text = " ".join(str(value or "").split()).casefold()
    if found := _BY_NUMBER.fullmatch(text):
        year, month = int(found["year"] or found["y"]), int(found["month"] or found["m"])
    elif (found := _BY_NAME.fullmatch(text)) and found["name"] in _MONTHS:
        year, month = int(found["year"]), _MONTHS.index(found["name"]) + 1
    else:
        year, month = 0, 0
    if not (1 <= month <= 12 and 2000 <= year <= 2100):
        raise ValidationError(_("Bulan tidak dikenali. Tulis misalnya 2024-06 atau Juni 2024."))
    return date(year, month, 1)


def _line(row: ListLine) -> BankLine:
    faults: list[str] = []
    card, reference = row.text("card"), row.text("reference")
    if not card:
        faults.append(_("Nomor kartu belum diisi."))
    month = _read(read_month, row.values.get("month"), faults)
    amount = _read(read_rupiah, row.text("amount"), faults)
    paid_on = day_of(row.values.get("paid_on")) or day_of(row.text("paid_on"))
    if paid_on is None:
        faults.append(_("Tanggal bayar tidak dikenali. Tulis misalnya 5-7-2024."))
    if not reference or len(reference) > LONGEST_REFERENCE:
        faults.append(_("Nomor referensi harus diisi, paling panjang 60 huruf. Salin dari daftar bank."))
    if month is None or amount is None or paid_on is None or faults:
        raise ValidationError(faults)
    return BankLine(row.number, card, month, amount, paid_on, reference)


def _read(reader: Callable[[object], T], value: object, faults: list[str]) -> T | None:
    try:
        return reader(value)
    except ValidationError as error:
        faults += map(str, error.messages)
        return None
