"""The columns a list is to have, found by the heads that people write over them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from netral.engines.tables.cells import as_text, plain
from netral.engines.tables.rows import Row, Unreadable
from netral.engines.tables.table import Table

# The heads stand within the first lines; above them are titles.
LOOKED_THROUGH = 30


@dataclass(frozen=True)
class Column:
    """One column of a list: its code, and the heads it is known by, as `plain` gives them."""

    code: str
    heads: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True)
class ListLayout:
    """Where the columns of a list stand: the heads as written, the number of their line, the place of each column."""

    heads: tuple[str, ...]
    line: int
    places: Mapping[str, int]

    def cell(self, row: Row, code: str) -> object:
        """Return what stands in a column of a line; nothing where the line or the list has none."""
        place = self.places.get(code, len(row.cells))
        return row.cells[place] if place < len(row.cells) else None


class ColumnsMissing(Unreadable):
    """No head of the list names a column it needs; `absent` are their codes, `heads` what was found instead."""

    def __init__(self, absent: Sequence[str], heads: Sequence[str]) -> None:
        super().__init__("columns_missing", heads=", ".join(filter(None, heads)))
        self.absent, self.heads = tuple(absent), tuple(heads)


def heads_among(columns: Iterable[Column], cells: Sequence[object]) -> dict[str, int]:
    """Return the place of each column whose head stands among some cells; of several heads the one named first.

    A list numbers its lines under "No" beside the column "No TPS" that is meant.
    """
    written = [plain(as_text(cell)) for cell in cells]
    found: dict[str, int] = {}
    for column in columns:
        places = (written.index(head) for head in column.heads if head in written)
        place = next((place for place in places if place not in found.values()), None)
        if place is not None:
            found[column.code] = place
    return found


def layout_of(table: Table, columns: Sequence[Column]) -> ListLayout:
    """Find the line of heads: the one of the first lines that names most columns.

    Raises:
        ColumnsMissing: none names all that are required.
        Unreadable: two columns have one head, the file is damaged, or nobody chose among its sheets.
    """
    first = list(islice(table.rows(), LOOKED_THROUGH))
    if not first:
        raise Unreadable("no_rows")
    best = max(first, key=lambda row: len(heads_among(columns, row.head_cells)))
    places = heads_among(columns, best.head_cells)
    heads = tuple(map(as_text, best.head_cells))
    written = [plain(head) for head in heads]
    if twice := [heads[place] for place in places.values() if written.count(written[place]) > 1]:
        raise Unreadable("columns_twice", heads=", ".join(twice))
    if absent := [column.code for column in columns if column.required and column.code not in places]:
        raise ColumnsMissing(absent, heads if places else ())
    return ListLayout(heads, best.number, places)


def lines_below(table: Table, layout: ListLayout) -> Iterator[Row]:
    """Give the lines below the heads that hold anything."""
    for row in table.rows():
        if row.number > layout.line and (row.flaw or any(map(as_text, row.cells))):
            yield row
