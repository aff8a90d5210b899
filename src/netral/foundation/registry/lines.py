"""Reads the lines of one roster: each is a right row or a list of faults, never both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from netral.foundation.registry.domain import (
    REQUIRED,
    Fault,
    Faulty,
    Field,
    Nip,
    PersonRow,
    Problem,
    as_text,
    parse_email,
    parse_employment,
    parse_line,
    parse_name,
    parse_nip,
    parse_phone,
)
from netral.foundation.registry.matching import Units, Villages
from netral.foundation.registry.reading import Cells

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

    def __init__(self, columns: Mapping[Field, int], units: Units, villages: Villages, today: date) -> None:
        self._columns = columns
        self._units = units
        self._villages = villages
        self._today = today
        self._first_rows: dict[str, int] = {}

    def read(self, number: int, cells: Cells) -> Line | None:
        """Return the line, or None for one that is empty in every column that counts."""
        values = {name: cells[column] if column < len(cells) else None for name, column in self._columns.items()}
        if not any(as_text(value) for value in values.values()):
            return None
        line = Line(number, cells, name=as_text(values[Field.NAME]).casefold())
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

    def _nip(self, line: Line, values: Mapping[Field, object]) -> Nip | None:
        nip = _try(line, values, Field.NIP, lambda value: parse_nip(value, self._today))
        if nip is None:
            return None
        line.nip, line.was_cleaned = nip.digits, nip.was_cleaned
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
