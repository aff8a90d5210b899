"""Which person counts may be printed, so that nobody can work out a small one from the others.

A count below the least is never printed. Where the printed totals would still give it away, the next smallest count
beside it is withheld too, until a reader who knows every sum and every nesting is left with more than one answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

Cell = tuple[str, str]
Bounds = tuple[int, int]

# A region's code is its first part, the measure counted there the second; the country's code is empty.
ROOT = ""
# Withheld counts have no upper end of their own; no count of persons comes near this one.
UNBOUNDED = 10**12
LOWEST_LEAST = 3


class Mark(StrEnum):
    """What is printed of a count: itself, that it is small, or only that it is not zero."""

    SHOWN = "shown"
    SMALL = "small"
    WITHHELD = "withheld"


class Territory:
    """Counts above zero per region and measure, with the sums and the nesting that relate them.

    Every count of a region is the sum of the counts directly below it; `nested` names pairs of measures of which the
    second is never more than the first.
    """

    def __init__(
        self, counts: Mapping[Cell, int], below: Mapping[str, Sequence[str]], nested: Iterable[tuple[str, str]]
    ) -> None:
        self.counts = {cell: count for cell, count in counts.items() if count}
        self.above = {child: parent for parent, children in below.items() for child in children}
        self.parts: dict[Cell, list[Cell]] = {}
        for code, measure in self.counts:
            if code in self.above:
                self.parts.setdefault((self.above[code], measure), []).append((code, measure))
        every = [((code, outer), (code, inner)) for code in [ROOT, *self.above] for outer, inner in nested]
        # Where the rows themselves break the rule, no reader can rely on it.
        self.pairs = [(outer, inner) for outer, inner in every if self._count(outer) >= self._count(inner) > 0]

    def _count(self, cell: Cell) -> int:
        return self.counts.get(cell, 0)

    def parent(self, cell: Cell) -> Cell:
        """Return the count that a count is part of."""
        return self.above[cell[0]], cell[1]


def marks_of(territory: Territory, least: int) -> dict[Cell, Mark]:
    """Return what may be printed of every count above zero.

    Raises:
        ValueError: the least is so low that "less than" would name one number.
    """
    if least < LOWEST_LEAST:
        raise ValueError(f"below {LOWEST_LEAST}, 'less than' names the very number it hides")
    marks = {cell: Mark.SMALL if count < least else Mark.SHOWN for cell, count in territory.counts.items()}
    while exposed := _exposed(territory, readable(territory, marks, least), least):
        served = set[Cell]()
        for cell in exposed:
            # One step for each group of regions: the first may already protect the others.
            group = territory.above.get(cell[0], ROOT), cell[1]
            if group not in served:
                served.add(group)
                _shield(territory, marks, cell)
    return marks


def readable(territory: Territory, marks: Mapping[Cell, Mark], least: int) -> dict[Cell, Bounds]:
    """Return the bounds a reader can derive for every count from what is printed and from the sums."""
    found = {cell: _printed(count, marks[cell], least) for cell, count in territory.counts.items()}
    hidden = {cell for cell, mark in marks.items() if mark is not Mark.SHOWN}
    sums = [
        (whole, parts) for whole, parts in territory.parts.items() if whole in hidden or not hidden.isdisjoint(parts)
    ]
    pairs = [pair for pair in territory.pairs if not hidden.isdisjoint(pair)]
    before = None
    while before != found:
        before = dict(found)
        for whole, parts in sums:
            _narrow_sum(found, whole, parts)
        for outer, inner in pairs:
            _narrow(found, outer, found[inner][0], UNBOUNDED)
            _narrow(found, inner, 0, found[outer][1])
    return found


def _printed(count: int, mark: Mark, least: int) -> Bounds:
    if mark is Mark.SHOWN:
        return count, count
    return (1, least - 1) if mark is Mark.SMALL else (1, UNBOUNDED)


def _narrow_sum(found: dict[Cell, Bounds], whole: Cell, parts: Sequence[Cell]) -> None:
    low, high = sum(found[part][0] for part in parts), sum(found[part][1] for part in parts)
    _narrow(found, whole, low, high)
    whole_low, whole_high = found[whole]
    for part in parts:
        part_low, part_high = found[part]
        _narrow(found, part, whole_low - (high - part_high), whole_high - (low - part_low))


def _narrow(found: dict[Cell, Bounds], cell: Cell, low: int, high: int) -> None:
    present = found[cell]
    found[cell] = max(present[0], low), min(present[1], high)


def _exposed(territory: Territory, found: Mapping[Cell, Bounds], least: int) -> list[Cell]:
    told = [cell for cell, (low, high) in found.items() if territory.counts[cell] < least and low == high]
    # The smallest regions first: what protects them mostly protects those around them.
    deepest = max((len(code) for code, _measure in told), default=0)
    return sorted(cell for cell in told if len(cell[0]) == deepest)


def _shield(territory: Territory, marks: dict[Cell, Mark], cell: Cell) -> None:
    """Withhold one count more, as near to an exposed one as can be."""
    wholes = list(_wholes(territory, cell))
    # Two regions with somebody each in a province with less than three in all: that alone tells.
    if wholes and marks[wholes[0]] is Mark.SMALL and len(territory.parts[wholes[0]]) > 1:
        marks[wholes[0]] = Mark.WITHHELD
        return
    for part, whole in pairwise([cell, *wholes]):
        beside = [other for other in territory.parts[whole] if other != part]
        within = [inner for other in beside for inner in _inside(territory, other)]
        for candidates in (beside, within, [whole]):
            if (smallest := _smallest_shown(territory, marks, candidates)) is not None:
                _withhold(territory, marks, smallest)
                return
    # Nothing is left in this measure, so a word or another measure tells. When all is withheld, nothing does.
    present = [*(whole for whole in wholes if marks[whole] is Mark.SMALL), *_by_size(territory, marks)]
    for telling in present[:1]:
        _withhold(territory, marks, telling)


def _wholes(territory: Territory, cell: Cell) -> Iterator[Cell]:
    while cell[0] != ROOT:
        cell = territory.parent(cell)
        yield cell


def _by_size(territory: Territory, marks: Mapping[Cell, Mark]) -> list[Cell]:
    present = [cell for cell, mark in marks.items() if mark is not Mark.WITHHELD]
    return sorted(present, key=lambda cell: (marks[cell] is Mark.SMALL, territory.counts[cell], cell))


def _withhold(territory: Territory, marks: dict[Cell, Mark], cell: Cell) -> None:
    marks[cell] = Mark.WITHHELD
    parts = territory.parts.get(cell, [])
    # A withheld count whose parts are all printed would only have to be added up.
    if parts and all(marks[part] is Mark.SHOWN for part in parts):
        _withhold(territory, marks, min(parts, key=lambda part: (territory.counts[part], part)))


def _inside(territory: Territory, cell: Cell) -> Iterator[Cell]:
    for part in territory.parts.get(cell, []):
        yield part
        yield from _inside(territory, part)


def _smallest_shown(territory: Territory, marks: Mapping[Cell, Mark], cells: Iterable[Cell]) -> Cell | None:
    shown = [cell for cell in cells if marks[cell] is Mark.SHOWN]
    return min(shown, key=lambda cell: (territory.counts[cell], cell), default=None)
