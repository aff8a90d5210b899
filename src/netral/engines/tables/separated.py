"""Reads separated text line by line: every line is a row or is refused, and none swallows another.

A quotation mark that a line leaves open joins it with those below. Whether they are one cell or a slip of the
pen nobody can tell, so each of these lines is refused and named.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from netral.engines.tables.rows import Flaw, FlawKind, Row

SEPARATORS = (";", ",", "\t", "|")
SAMPLE_LINES = 30
QUOTE = '"'
# What Excel writes in the first line to say how the others are separated.
_STATED = re.compile(r'"?sep=([;,\t|])"?')


class _Scanned(NamedTuple):
    """Where a line leaves its last quotation mark: still open or not, in which column, or followed by text."""

    is_open: bool
    column: int
    followed: int


def separated_rows(path: Path, encoding: str, separator: str) -> Iterator[Row]:
    """Give every line of a file as a row, flawed or not, in its order."""
    with path.open(encoding=encoding, newline="") as stream:
        yield from rows_of_lines(stream, separator)


def rows_of_lines(lines: Iterable[str], separator: str) -> Iterator[Row]:
    """Give every line as a row; as many come out as went in."""
    opened = column = 0
    for number, ended in enumerate(lines, start=1):
        line = ended.rstrip("\r\n")
        if opened:
            scanned = _scan(line, separator, is_open=True)
            yield Row(number, line.split(separator), Flaw(FlawKind.INSIDE_QUOTE, column, opened))
        elif QUOTE not in line:
            yield Row(number, line.split(separator) if line and not _states_separator(line, number) else ())
            continue
        elif _states_separator(line, number):
            yield Row(number, ())
            continue
        else:
            scanned = _scan(line, separator, is_open=False)
            flaw = _flaw(scanned, number)
            yield Row(number, line.split(separator), flaw) if flaw else Row(number, _parsed(line, separator))
            column = scanned.column
        opened = (opened or number) if scanned.is_open else 0


def separator_of(path: Path, encoding: str, heads_in: Callable[[Sequence[str]], int]) -> str:
    """Return what separates the cells: what makes out most heads that are known, then most cells a row."""
    with path.open(encoding=encoding, newline="") as stream:
        lines = [line for line, _ in zip(stream, range(SAMPLE_LINES), strict=False)]
    if lines and (stated := _STATED.fullmatch(lines[0].rstrip("\r\n"))):
        return stated[1]
    return max(SEPARATORS, key=lambda separator: _fit(lines, separator, heads_in))


def _fit(lines: list[str], separator: str, heads_in: Callable[[Sequence[str]], int]) -> tuple[int, int]:
    rows = [[str(cell) for cell in row.cells] for row in rows_of_lines(lines, separator) if row.cells]
    widths = sorted(len(cells) for cells in rows)
    return max((heads_in(cells) for cells in rows), default=0), widths[len(widths) // 2] if widths else 0


def _states_separator(line: str, number: int) -> bool:
    return number == 1 and bool(_STATED.fullmatch(line))


def _parsed(line: str, separator: str) -> list[str]:
    csv.field_size_limit(max(csv.field_size_limit(), len(line)))
    return next(csv.reader([line], delimiter=separator, strict=True))


def _flaw(scanned: _Scanned, number: int) -> Flaw | None:
    if scanned.followed:
        return Flaw(FlawKind.TEXT_AFTER_QUOTE, scanned.followed, number)
    return Flaw(FlawKind.OPEN_QUOTE, scanned.column, number) if scanned.is_open else None


def _scan(line: str, separator: str, *, is_open: bool) -> _Scanned:
    """Follow the quotation marks of a line as the format defines them, from cell to cell."""
    at, column, followed = 0, 1, 0
    while True:
        if not is_open and line.startswith(QUOTE, at):
            is_open, at = True, at + 1
        if is_open:
            at = _closing(line, at)
            if at < 0:
                return _Scanned(True, column, followed)
            is_open = False
            if line[at : at + 1] not in ("", separator):
                followed = followed or column
        at = line.find(separator, at)
        if at < 0:
            return _Scanned(False, column, followed)
        at, column = at + 1, column + 1


def _closing(line: str, at: int) -> int:
    """Return the place after the mark that closes a cell; -1 when the line leaves it open. Two marks stand for one."""
    while (at := line.find(QUOTE, at)) >= 0:
        if line[at + 1 : at + 2] != QUOTE:
            return at + 1
        at += 2
    return -1
