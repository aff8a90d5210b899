"""Reads an attendance list that was uploaded: which rows hold which NIP, and what is wrong with the others."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from netral.apps.learning.models import Session
from netral.apps.learning.queries.sessions import invited_to
from netral.foundation.ledger.clock import now
from netral.foundation.registry.domain import Fault, Faulty, Field, as_text, parse_nip
from netral.foundation.registry.headings import LOOKED_THROUGH, guess, head_row
from netral.foundation.registry.models import AsnPerson
from netral.foundation.registry.reading import RosterFile, Unreadable, open_roster
from netral.foundation.registry.wording import reason


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


def read_list(upload: UploadedFile[bytes], session: Session) -> ReadList:
    """Find the people of a list among those a session calls, as far as the reader may see them.

    Raises:
        Unreadable: it is no table, or has no column of NIPs.
    """
    with tempfile.NamedTemporaryFile(suffix=Path(upload.name or "").suffix) as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        cells = list(_numbers(open_roster(Path(copy.name))))
    called = {person.nip: person for person in invited_to(session)}
    found: dict[str, AsnPerson] = {}
    bad = [row for number, value in cells if (row := _take(number, value, called, found))]
    return ReadList(tuple(found.values()), tuple(bad))


def _take(number: int, value: object, called: Mapping[str, AsnPerson], found: dict[str, AsnPerson]) -> BadRow | None:
    """Put the person of a cell to those found, or return why that cannot be."""
    written = as_text(value)
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


def _numbers(file: RosterFile) -> Iterator[tuple[int, object]]:
    head = [cells for _number, cells in islice(file.rows(), LOOKED_THROUGH)]
    at = head_row(head)
    columns = guess(head[at]) if head else {}
    if Field.NIP not in columns:
        raise Unreadable("no_nip")
    column = columns[Field.NIP]
    for number, cells in file.rows():
        value = cells[column] if column < len(cells) else ""
        if number > at + 1 and any(as_text(cell) for cell in cells):
            yield number, value
