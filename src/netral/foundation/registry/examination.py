"""Goes once through a roster: right rows into the temporary table, bad ones into a file, then counts and samples."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings

from netral.engines.tables.rows import Row, Unreadable
from netral.engines.tables.table import Table
from netral.foundation.files.models import StoredFile
from netral.foundation.files.queries import content_of
from netral.foundation.ledger.clock import today
from netral.foundation.registry import labels
from netral.foundation.registry.badrows import BadRows, collecting
from netral.foundation.registry.domain import Fault, Field, Problem
from netral.foundation.registry.matcher import Units, Villages
from netral.foundation.registry.models import RosterImport
from netral.foundation.registry.roster_file import open_roster
from netral.foundation.registry.row_parser import Line, LineReader
from netral.foundation.registry.staging_table import SAMPLE, Staging, staging

T = TypeVar("T")
CHUNK = 2000
Progress = Callable[[int], None]


@dataclass
class Examined:
    """What one pass over a roster found; the right rows stand in the temporary table meanwhile."""

    staging: Staging
    bad: BadRows
    bad_sample: list[dict[str, Any]]
    cleaned: int = 0
    rows: int = 0

    def counts(self) -> dict[str, int]:
        """Return how many rows are new, changed, unchanged, bad and were cleaned."""
        return {**self.staging.counts(), "bad": self.bad.count, "cleaned": self.cleaned}


@contextmanager
def local_copy(stored: StoredFile, sheet: str = "") -> Iterator[Table]:
    """Decrypt a roster to a temporary file and find out what it is; of a workbook, open the sheet that was chosen.

    Raises:
        Unreadable: it is no roster.
    """
    with tempfile.TemporaryDirectory(prefix="netral-roster-") as folder:
        path = Path(folder) / "roster"
        with path.open("wb") as target:
            for piece in content_of(stored):
                target.write(piece)
        yield open_roster(path, sheet)


@contextmanager
def examined(roster: RosterImport, progress: Progress) -> Iterator[Examined]:
    """Read every row of a roster; what was found holds until the block ends.

    Raises:
        Unreadable: the file is damaged, holds no row below its heads, or its column of NIPs lost digits.
    """
    government = roster.government
    with ExitStack() as stack:
        file = stack.enter_context(local_copy(roster.file, roster.sheet))
        bad = stack.enter_context(collecting(roster.headers, roster.columns.get(Field.NIP)))
        found = Examined(stack.enter_context(staging(government.path)), bad, [])
        reader = LineReader(roster.headers, roster.columns, Units(government), Villages(government), _today())
        for numbered in _chunks(_below_heads(file, roster.head_row)):
            _take(found, [line for row in numbered if (line := reader.read(row))])
            progress(numbered[-1].number)
        if not found.rows:
            raise Unreadable("no_rows")
        reader.numbers.require_digits()
        found.staging.settle()
        yield found


def _today() -> Any:
    return today(ZoneInfo(settings.TIME_ZONE))


def _below_heads(file: Table, head_row: int) -> Iterator[Row]:
    return (row for row in file.rows() if row.number > head_row)


def _chunks(rows: Iterator[T]) -> Iterator[list[T]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _take(found: Examined, lines: list[Line]) -> None:
    known_elsewhere = found.staging.elsewhere([line.nip for line in lines if line.person])
    for line in lines:
        if (owner := known_elsewhere.get(line.nip)) and line.person:
            line.person = None
            line.faults.append(Fault(Field.NIP, line.nip, Problem.ELSEWHERE, {"government": owner}))
    right = [line.person for line in lines if line.person]
    wrong = [line for line in lines if not line.person]
    found.staging.add(right)
    found.staging.refuse(wrong)
    found.rows += len(lines)
    found.cleaned += sum(line.was_cleaned for line in lines)
    for line in wrong:
        found.bad.add(line)
        if len(found.bad_sample) < SAMPLE:
            found.bad_sample.append(_bad_sample(line))


def _bad_sample(line: Line) -> dict[str, Any]:
    faults = [
        {"column": labels.column(fault), "value": fault.value, "reason": labels.reason(fault)} for fault in line.faults
    ]
    return {"row": line.number, "faults": faults}
