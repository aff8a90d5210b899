"""Reads the lines of one roster: each is a right row or a list of faults, never both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from netral.engines.tables.cells import as_text, plain
from netral.engines.tables.rows import Cells, Flaw, Row
from netral.foundation.files.lists import REASON_NOTE
from netral.foundation.registry.domain import (
    REQUIRED,
    Fault,
    Faulty,
    Field,
    Nip,
    PersonRow,
    Problem,
    parse_email,
    parse_employment,
    parse_line,
    parse_name,
    parse_nip,
    parse_phone,
)
from netral.foundation.registry.labels import tells_of_damage
from netral.foundation.registry.matcher import Units, Villages
from netral.foundation.registry.nip_column import NipColumn
from netral.foundation.registry.roster_file import VALUE_NOTE

T = TypeVar("T")


@dataclass
class Line:
    """One line of the file: its number, its cells, and what they turned out to be."""

    number: int
    cells: Cells
    person: PersonRow | None = None
    faults: list[Fault] = field(default_factory=list)
    nip: str = ""
    name: str = ""
    was_cleaned: bool = False


class LineReader:
    """Judges line after line; it remembers the numbers it saw, so that a repeated one is found."""

    def __init__(
        self, heads: Sequence[str], columns: Mapping[Field, int], units: Units, villages: Villages, today: date
    ) -> None:
        self._heads = heads
        self._columns = columns
        self._units = units
        self._villages = villages
        self._today = today
        self.numbers = NipColumn()
        self._first_rows: dict[str, int] = {}
        plain_heads = [plain(head) for head in heads]
        self._notes = [plain_heads.index(note) for note in (VALUE_NOTE, REASON_NOTE) if note in plain_heads]

    def read(self, row: Row) -> Line | None:
        """Return the line, or None for one that is empty in every column that counts and beyond the heads."""
        number, cells = row.number, row.cells
        if row.flaw:
            return Line(number, cells, faults=[self._broken(cells, row.flaw)])
        values = {name: cells[column] if column < len(cells) else None for name, column in self._columns.items()}
        extra = "; ".join(text for cell in cells[len(self._heads) :] if (text := as_text(cell)))
        if not (extra or any(as_text(value) for value in values.values())):
            return None
        line = Line(number, cells, name=as_text(values[Field.NAME]).casefold())
        if extra:
            line.faults.append(Fault(None, extra, Problem.EXTRA_CELLS))
        nip = self._nip(line, values)
        unit = _try(line, values, Field.UNIT, self._units.find)
        name = _try(line, values, Field.NAME, parse_name)
        position = _try(line, values, Field.POSITION, parse_line)
        email = _try(line, values, Field.EMAIL, parse_email)
        phone = _try(line, values, Field.PHONE, parse_phone)
        village = _try(line, values, Field.VILLAGE, self._villages.find)
        if nip is not None:
            stated = nip
            _try(line, values, Field.EMPLOYMENT, lambda value: parse_employment(value, stated))
        if nip is not None and unit is not None and not line.faults:
            line.person = PersonRow(
                number,
                nip,
                name or "",
                str(unit.pk),
                unit.path,
                position or "",
                email or "",
                phone or "",
                village or "",
            )
        return line

    def _is_still_damaged(self, cells: Cells, digits: str) -> bool:
        """Say whether a file of bad rows comes back with a number that it calls damaged itself."""
        notes = [as_text(cells[place]) for place in self._notes if place < len(cells)]
        if len(notes) < len((VALUE_NOTE, REASON_NOTE)) or digits not in notes[0]:
            return False
        return digits in (as_text(value) for value in notes[0].split("; ")) and tells_of_damage(notes[1])

    def _broken(self, cells: Cells, flaw: Flaw) -> Fault:
        place = flaw.column - 1
        known = next((name for name, column in self._columns.items() if column == place), None)
        head = self._heads[place] if place < len(self._heads) else ""
        value = as_text(cells[place]) if place < len(cells) else ""
        return Fault(
            known, value, Problem(flaw.kind.value), {"row": str(flaw.opened), "head": head or str(flaw.column)}
        )

    def _nip(self, line: Line, values: Mapping[Field, object]) -> Nip | None:
        nip = _try(line, values, Field.NIP, lambda value: parse_nip(value, self._today))
        if nip is None:
            # What a spreadsheet rounded is often no NIP any more, and still tells of the column.
            self.numbers.take(values.get(Field.NIP))
            return None
        self.numbers.take_digits(nip.digits)
        line.nip, line.was_cleaned = nip.digits, nip.was_cleaned
        if self._is_still_damaged(line.cells, nip.digits):
            line.faults.append(Fault(Field.NIP, nip.digits, Problem.RETYPE))
        first = self._first_rows.setdefault(nip.digits, line.number)
        if first != line.number:
            line.faults.append(Fault(Field.NIP, nip.digits, Problem.REPEATED, {"row": str(first)}))
        return nip


def _try(line: Line, values: Mapping[Field, object], name: Field, parse: Callable[[object], T]) -> T | None:
    if name not in values and name not in REQUIRED:
        return None
    value = values.get(name)
    try:
        return parse(value)
    except Faulty as faulty:
        line.faults.append(Fault(name, as_text(value), faulty.problem, faulty.detail))
        return None
