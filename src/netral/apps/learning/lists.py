"""Reads an attendance list that was uploaded: which rows hold which NIP, and what is wrong with the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from netral.apps.learning.models import Session
from netral.apps.learning.queries.sessions import invited_to
from netral.engines.tables.cells import as_text
from netral.engines.tables.rows import Row, Unreadable
from netral.engines.tables.table import Table
from netral.foundation.files.lists import copied
from netral.foundation.ledger.clock import now
from netral.foundation.registry.domain import Fault, Faulty, Field, Problem, parse_nip
from netral.foundation.registry.labels import reason
from netral.foundation.registry.models import AsnPerson
from netral.foundation.registry.nip_column import NipColumn
from netral.foundation.registry.roster_file import LOOKED_THROUGH, guess, head_row, open_roster


@dataclass(frozen=True)
class BadRow:
    """A row that recorded nobody: its number in the file, what stood there, and why."""

    number: int
    value: str
    why: str


@dataclass(frozen=True)
class ReadList:
    """What a list holds: the people it names, and the rows that name nobody."""

    people: tuple[AsnPerson, ...]
    bad: tuple[BadRow, ...]


def read_list(upload: UploadedFile[bytes], session: Session, sheet: str = "") -> ReadList:
    """Find the people of a list among those a session calls, as far as the reader may see them.

    Raises:
        Unreadable: it is no table, has no column of NIPs, or no such sheet to be seen.
        SheetUnnamed: it has several sheets and none was named.
    """
    with copied(upload) as path:
        cells = list(_numbers(open_roster(path, sheet)))
    numbers = NipColumn()
    for row, value in cells:
        if not row.flaw:
            numbers.take(value)
    numbers.require_digits()
    called = {person.nip: person for person in invited_to(session)}
    found: dict[str, AsnPerson] = {}
    bad = [wrong for row, value in cells if (wrong := _take(row, value, called, found))]
    return ReadList(tuple(found.values()), tuple(bad))


def _take(row: Row, value: object, called: Mapping[str, AsnPerson], found: dict[str, AsnPerson]) -> BadRow | None:
    """Put the person of a cell to those found, or return why that cannot be."""
    number, written = row.number, as_text(value)
    if row.flaw:
        detail = {"row": str(row.flaw.opened)}
        return BadRow(number, written, reason(Fault(None, written, Problem(row.flaw.kind.value), detail)))
    try:
        digits = parse_nip(value, now().date()).digits
    except Faulty as faulty:
        return BadRow(number, written, reason(Fault(Field.NIP, written, faulty.problem, faulty.detail)))
    if digits in found:
        return BadRow(number, written, _("Sudah ada di baris sebelumnya dalam berkas ini."))
    if digits not in called:
        return BadRow(number, written, _("Tidak ada di daftar ASN yang diundang ke sesi ini."))
    found[digits] = called[digits]
    return None


def _numbers(file: Table) -> Iterator[tuple[Row, object]]:
    first = list(islice(file.rows(), LOOKED_THROUGH))
    at = head_row([row.head_cells for row in first])
    columns = guess(first[at].cells) if first else {}
    if Field.NIP not in columns:
        raise Unreadable("no_nip")
    column = columns[Field.NIP]
    for row in file.rows():
        value = row.cells[column] if column < len(row.cells) else ""
        if row.number > first[at].number and (row.flaw or any(as_text(cell) for cell in row.cells)):
            yield row, value
