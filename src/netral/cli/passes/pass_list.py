"""A list of people who get passes: each row checked before one is issued, each wrong one named by row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from netral.config.errors import NetralError
from netral.engines.passes.claims import Boarding, ClaimsInvalid, HolderRole, PassClaims, check_claims
from netral.engines.tables.cells import as_text, plain
from netral.engines.tables.columns import Column, ListLayout, heads_among, layout_of, lines_below
from netral.engines.tables.days import day_of
from netral.engines.tables.rows import Row, Unreadable
from netral.engines.tables.table import Table, open_table
from netral.foundation.files.lists import unreadable_words

COLUMNS = (
    Column("serial", ("serial", "nomor urut", "urut"), required=False),
    Column("name", ("name", "nama", "nama pengawas")),
    Column("role", ("role", "jabatan"), required=False),
    Column("boarding", ("vehicle", "kendaraan", "golongan"), required=False),
    Column("plate", ("plate", "nomor polisi", "nopol", "plat"), required=False),
    Column("crossing", ("crossing", "penyeberangan", "lintasan")),
    Column("valid_from", ("valid_from", "valid from", "berlaku dari", "dari")),
    Column("valid_until", ("valid_until", "valid until", "berlaku sampai", "sampai")),
    Column("departs_at", ("departs_at", "departs at", "berangkat"), required=False),
    Column("companions", ("companions", "ikut", "jumlah ikut"), required=False),
)
ROLES = {
    "": HolderRole.OTHER,
    "lain": HolderRole.OTHER,
    "other": HolderRole.OTHER,
    "panwascam": HolderRole.DISTRICT_SUPERVISOR,
    "panwaslu kecamatan": HolderRole.DISTRICT_SUPERVISOR,
    "district": HolderRole.DISTRICT_SUPERVISOR,
    "pkd": HolderRole.VILLAGE_SUPERVISOR,
    "pengawas desa": HolderRole.VILLAGE_SUPERVISOR,
    "village": HolderRole.VILLAGE_SUPERVISOR,
    "ptps": HolderRole.POLLING_STATION_SUPERVISOR,
    "pengawas tps": HolderRole.POLLING_STATION_SUPERVISOR,
    "polling station": HolderRole.POLLING_STATION_SUPERVISOR,
}
BOARDINGS = {
    "jalan kaki": Boarding.FOOT,
    "foot": Boarding.FOOT,
    "motor": Boarding.MOTORCYCLE,
    "sepeda motor": Boarding.MOTORCYCLE,
    "motorcycle": Boarding.MOTORCYCLE,
    "mobil": Boarding.CAR,
    "car": Boarding.CAR,
    "truk": Boarding.TRUCK,
    "truck": Boarding.TRUCK,
}


T = TypeVar("T")


class PassListRefused(NetralError):
    """A list that cannot be read as a whole."""


class WrongRow(NamedTuple):
    """One row that gives no pass: its number in the file, the column, and why."""

    row: int
    column: str
    reason: str


class RowInvalid(ValueError):
    """A cell that cannot be taken."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


def read_list(path: Path, zone: ZoneInfo, sheet: str = "") -> Iterator[tuple[int, PassClaims] | WrongRow]:
    """Give each row of a list, right with its number or wrong.

    Serials are those of the list, or count from 1 where it names none.

    Raises:
        PassListRefused: the file cannot be read, or has not the columns.
    """
    try:
        table = open_table(path, lambda heads: len(heads_among(COLUMNS, heads)), sheet)
        layout = layout_of(table, COLUMNS)
        yield from _rows(table, layout, zone)
    except Unreadable as error:
        names = {column.code: column.code for column in COLUMNS}
        raise PassListRefused(f"{path}: {unreadable_words(error, names)}") from error
    except OSError as error:
        raise PassListRefused(f"{path} cannot be read: {error.strerror}") from error


def _rows(table: Table, layout: ListLayout, zone: ZoneInfo) -> Iterator[tuple[int, PassClaims] | WrongRow]:
    seen: dict[int, int] = {}
    for place, row in enumerate(lines_below(table, layout), start=1):
        if row.flaw:
            yield WrongRow(row.number, str(row.flaw.column), "a quotation mark or line break makes the row unsure")
            continue
        try:
            claims = _claims(row, layout, zone, place)
            check_claims(claims)
            first = seen.setdefault(claims.serial, row.number)
            if first != row.number:
                raise RowInvalid("serial", f"row {first} has this serial already")
        except RowInvalid as error:
            yield WrongRow(row.number, error.column, str(error))
        except ClaimsInvalid as error:
            yield WrongRow(row.number, "", str(error))
        else:
            yield row.number, claims


def _claims(row: Row, layout: ListLayout, zone: ZoneInfo, place: int) -> PassClaims:
    texts = {column.code: as_text(layout.cell(row, column.code)) for column in COLUMNS}
    plate = "".join(texts["plate"].upper().split())
    departs = layout.cell(row, "departs_at")
    return PassClaims(
        serial=_number("serial", texts["serial"], place),
        name=" ".join(texts["name"].split()),
        crossing=texts["crossing"].upper(),
        valid_from=_moment("valid_from", layout.cell(row, "valid_from"), zone, time.min),
        valid_until=_moment("valid_until", layout.cell(row, "valid_until"), zone, time(23, 59, 59)),
        role=_known("role", ROLES, texts["role"]),
        boarding=_known("boarding", BOARDINGS, texts["boarding"] or ("mobil" if plate else "jalan kaki")),
        plate=plate,
        departs_at=_moment("departs_at", departs, zone, None) if texts["departs_at"] else None,
        companions=_number("companions", texts["companions"], 0),
    )


def _known(column: str, names: Mapping[str, T], text: str) -> T:
    found = names.get(plain(text))
    if found is None:
        raise RowInvalid(column, f"“{text}” is not one of {', '.join(filter(None, names))}")
    return found


def _number(column: str, text: str, default: int) -> int:
    if not text:
        return default
    if not text.isascii() or not text.isdecimal():
        raise RowInvalid(column, f"“{text}” is no whole number")
    return int(text)


def _moment(column: str, cell: object, zone: ZoneInfo, at: time | None) -> datetime:
    """Return the moment a cell names; a day alone begins or ends at the hour given."""
    text = as_text(cell)
    if isinstance(cell, datetime) and (cell.time() != time.min or at is None):
        return cell.replace(tzinfo=cell.tzinfo or zone)
    day = day_of(cell if isinstance(cell, date) else text)
    if day is not None and at is not None:
        return datetime.combine(day, at, zone)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise RowInvalid(column, f"“{text}” is no day and hour such as 2024-10-07 08:30") from None
    return found.replace(tzinfo=found.tzinfo or zone)
