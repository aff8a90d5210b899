"""Reads of polling stations, and of the lists they came in; reading a file that was uploaded."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet

from netral.apps.supervisors.domain.polling_stations import NEEDED, ReadStations, columns_of, read_rows
from netral.apps.supervisors.models import PollingStation, StationList
from netral.engines.tables.cells import as_text, plain
from netral.engines.tables.rows import Row, Unreadable
from netral.engines.tables.table import Table, open_table
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.domain import lies_in
from netral.foundation.regions.models import Region, Tier

_LOOKED_THROUGH = 30


class SheetUnnamed(ValueError):
    """A workbook has several sheets, and nobody said which holds the polling stations; `sheets` names them."""

    def __init__(self, sheets: list[str]) -> None:
        super().__init__(", ".join(sheets))
        self.sheets = sheets


def stations_of(actor: Actor) -> QuerySet[PollingStation]:
    """Return the polling stations an actor may see."""
    visible: QuerySet[PollingStation] = PollingStation.objects.visible_to(actor)
    return visible.select_related("village__parent", "election")


def station_list_for(actor: Actor, ident: UUID) -> StationList:
    """Return one uploaded list an actor may see.

    Raises:
        StationList.DoesNotExist: there is none with this identifier in her scope.
    """
    visible: QuerySet[StationList] = StationList.objects.visible_to(actor)
    return visible.select_related("election", "refused").get(pk=ident)


def read_stations(path: Path, area: str, sheet: str = "") -> ReadStations:
    """Read a list of polling stations; an empty area is the whole country.

    Raises:
        Unreadable: it is no table, lacks a column or any row, or no sheet is called so.
        SheetUnnamed: it has several sheets and none was named.
    """
    table = open_table(path, lambda cells: len(columns_of([plain(as_text(cell)) for cell in cells])), sheet)
    if table.needs_sheet:
        raise SheetUnnamed([each.name for each in table.sheets])
    at, columns = _heads(table)
    rows = [(row.number, tuple(as_text(cell) for cell in row.cells)) for row in _below(table, at)]
    if not rows:
        raise Unreadable("no_stations")
    column = columns["village"]
    named = {cells[column].strip() for _line, cells in rows if column < len(cells)}
    known = set(Region.objects.filter(code__in=named, tier=Tier.VILLAGE).values_list("code", flat=True))
    return read_rows(rows, columns, known.__contains__, lambda code: not area or lies_in(code, area))


def _heads(table: Table) -> tuple[int, dict[str, int]]:
    for row in islice(table.rows(), _LOOKED_THROUGH):
        columns = columns_of([plain(as_text(cell)) for cell in row.head_cells])
        if all(field in columns for field in NEEDED):
            return row.number, columns
    raise Unreadable("no_columns")


def _below(table: Table, at: int) -> Iterator[Row]:
    return (row for row in table.rows() if row.number > at and any(as_text(cell) for cell in row.cells))
