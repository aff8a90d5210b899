"""QR symbols as rows of modules, so that any writer can draw them as vectors."""

from __future__ import annotations

import segno

QUIET_ZONE = 4


def qr_rows(text: str) -> tuple[tuple[bool, ...], ...]:
    """The dark modules of the symbol, without the quiet zone."""
    symbol = segno.make(text, error="m", micro=False, boost_error=True)
    return tuple(tuple(bool(module) for module in row) for row in symbol.matrix)


def qr_runs(text: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The width in modules and the dark runs as (row, column, length), ready to be drawn as bars."""
    rows = qr_rows(text)
    return len(rows), tuple(run for index, row in enumerate(rows) for run in _runs(index, row))


def _runs(index: int, row: tuple[bool, ...]) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    start: int | None = None
    for column, dark in enumerate((*row, False)):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            found.append((index, start, column - start))
            start = None
    return found
