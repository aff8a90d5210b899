"""Opens an uploaded list of supervisors, and writes lists: of bad rows with their reasons, and of postings."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from netral.apps.supervisors.list_layout import POST_WORDS, REASON, ListColumn, guess
from netral.apps.supervisors.list_rows import ListRow
from netral.apps.supervisors.models import Posting
from netral.engines.tables.cells import as_text
from netral.engines.tables.rows import Row, Unreadable
from netral.engines.tables.table import Table, open_table
from netral.foundation.files.models import StoredFile
from netral.foundation.files.queries import content_of
from netral.foundation.ui.exports import harmless, write_xlsx
from netral.foundation.ui.formats import angka

# What one request can take in before a person, or the server in front, gives up waiting.
MOST_UPLOADED_ROWS = 2000


@dataclass(frozen=True)
class OpenedList:
    """A list as it was read: its heads, and the rows below them that hold something."""

    headers: list[str]
    rows: list[ListRow]


class _Unworked:
    """A table together with its formulas that it has no value of, which a reader of values passes over."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._formulas: dict[int, set[int]] = {}
        for row, column in table.sheet.formulas if table.sheet else ():
            self._formulas.setdefault(row, set()).add(column - 1)

    def rows(self) -> Iterator[Row]:
        """Give every row, those at the end too that hold nothing but formulas."""
        last = 0
        for row in self._table.rows():
            last = row.number
            yield row
        yield from (Row(number, ()) for number in sorted(self._formulas) if number > last)

    def places(self, row: Row) -> frozenset[int]:
        """Return the places in a row where a formula stands and no value."""
        found, cells = self._formulas.get(row.number, ()), row.cells
        return frozenset(place for place in found if place >= len(cells) or not as_text(cells[place]))


def read_list(path: Path, most: int | None = None) -> OpenedList:
    """Read a list from the disk; the first row that names two columns holds the heads.

    Raises:
        Unreadable: it is no table, holds no row, or more than the most there may be.
    """
    table = open_table(path, lambda cells: len(guess(cells)))
    unworked = _Unworked(table)
    rows = [row for row in unworked.rows() if any(as_text(cell) for cell in row.cells) or unworked.places(row)]
    start = next((index for index, row in enumerate(rows) if len(guess(row.head_cells)) > 1), 0)
    if not rows[start + 1 :]:
        raise Unreadable("no_rows")
    if most is not None and (found := len(rows) - start - 1) > most:
        raise Unreadable("too_many_rows", found=angka(found), most=angka(most))
    headers = [as_text(cell) for cell in rows[start].cells]
    return OpenedList(headers, [ListRow(row.number, row.cells, unworked.places(row)) for row in rows[start + 1 :]])


@contextmanager
def on_disk(stored: StoredFile) -> Iterator[Path]:
    """Decrypt an uploaded list to a place that vanishes afterwards."""
    with tempfile.TemporaryDirectory(prefix="netral-supervisors-") as folder:
        path = Path(folder) / "list"
        with path.open("wb") as target:
            target.writelines(content_of(stored))
        yield path


def bad_rows_file(opened: OpenedList, bad: Sequence[tuple[ListRow, str]]) -> ContentFile[bytes]:
    """Return the bad rows in the layout they came in, with the reason for each, to be corrected and sent again."""
    kept = [index for index, head in enumerate(opened.headers) if head != REASON]
    lines = [[*(opened.headers[index] for index in kept), REASON]]
    for row, reason in bad:
        cells = [as_text(row.cells[index]) if index < len(row.cells) else "" for index in kept]
        lines.append([harmless(cell) for cell in (*cells, reason)])
    with tempfile.TemporaryFile() as spool:
        write_xlsx(spool, lines, _("Baris salah"))
        spool.seek(0)
        return ContentFile(spool.read(), name=_("Baris salah") + ".xlsx")


def layout_of(postings: Iterable[Posting]) -> Iterator[list[str]]:
    """Give postings as the rows of a list in the layout that is imported, its heads first."""
    yield [column.value for column in ListColumn]
    for posting in postings:
        who = posting.supervisor
        yield [
            who.nik,
            who.name,
            who.birth_date.isoformat(),
            who.sex,
            who.phone,
            who.email,
            POST_WORDS[posting.post],
            posting.region_id,
            posting.region.name,
            str(posting.polling_station.number) if posting.polling_station else "",
            posting.starts_on.isoformat(),
            posting.last_day.isoformat(),
        ]
