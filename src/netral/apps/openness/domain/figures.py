"""The stages, the unit each is counted in, and the figures of every region with small counts withheld."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from netral.apps.openness.domain.disclosure import ROOT, Cell, Mark, Territory, marks_of

# What lies in a province but in none of its regencies, as the provincial government's own offices.
WITHOUT_REGENCY = ".00"
REGENCY_LENGTH = 5
PROVINCE_LENGTH = 2


class Unit(StrEnum):
    """What is counted. Figures of different units are never added."""

    REPORT = "report"
    CASE = "case"
    PERSON = "person"


@dataclass(frozen=True)
class Stage:
    """One stage: what it counts, and whether its persons are counted apart."""

    code: str
    unit: Unit
    persons: bool = False

    @property
    def of_persons(self) -> str:
        """The measure of its persons."""
        return f"{self.code}.persons"


STAGES = (
    Stage("received", Unit.REPORT),
    Stage("in_review", Unit.REPORT),
    Stage("refused", Unit.REPORT),
    Stage("registered", Unit.CASE, persons=True),
    Stage("in_handling", Unit.CASE),
    Stage("decided", Unit.CASE),
    Stage("asn_violation", Unit.CASE, persons=True),
    Stage("not_violation", Unit.CASE),
    Stage("other_law", Unit.CASE),
    Stage("recommended", Unit.CASE, persons=True),
    Stage("acknowledged", Unit.CASE, persons=True),
    Stage("proceeding", Unit.CASE, persons=True),
    Stage("sanction_decided", Unit.CASE, persons=True),
    Stage("carried_out", Unit.CASE, persons=True),
    Stage("closed", Unit.CASE),
)
STAGE_BY_CODE: Mapping[str, Stage] = {stage.code: stage for stage in STAGES}
INVITED, SIGNED = "invited.persons", "signed.persons"
RECOMMENDED, CARRIED_OUT = "recommended.persons", "carried_out.persons"

# The way of a person. Those whose proceedings were closed are not on it: beside those who were sanctioned, their small
# counts would have to withhold half a province. Their cases are shown.
_WAY = tuple(stage.of_persons for stage in STAGES if stage.persons)
# What comes later on the way is never more than what came before; a reader knows it, so the disclosure must too.
NESTED = (*pairwise(_WAY), (INVITED, SIGNED))
PERSON_MEASURES = frozenset({*_WAY, INVITED, SIGNED})


@dataclass(frozen=True)
class Figure:
    """One printed figure; a count that is not shown has no value here, so that no page can print it."""

    value: int | None
    mark: Mark


NOTHING = Figure(0, Mark.SHOWN)


@dataclass(frozen=True)
class Picture:
    """The figures of the country, its provinces and its regencies at one moment."""

    figures: Mapping[Cell, Figure]
    below: Mapping[str, tuple[str, ...]]
    least: int

    def figure(self, code: str, measure: str) -> Figure:
        """Return what may be printed of one measure in a region."""
        return self.figures.get((code, measure), NOTHING)

    def follow_up(self, code: str) -> float | None:
        """Return the share of recommendations carried out; None where there are none or a part is withheld."""
        return self._share(code, CARRIED_OUT, RECOMMENDED)

    def pledged(self, code: str) -> float | None:
        """Return the share of the invited who signed; None where nobody is invited or a part is withheld."""
        return self._share(code, SIGNED, INVITED)

    def is_empty(self, code: str) -> bool:
        """Say whether a region has nothing to show yet."""
        return all(region != code for region, _measure in self.figures)

    def _share(self, code: str, part: str, whole: str) -> float | None:
        counted, base = self.figure(code, part), self.figure(code, whole)
        return counted.value / base.value if counted.value is not None and base.value else None


def picture_of(totals: Mapping[str, Mapping[str, int]], least: int) -> Picture:
    """Return the figures of every region from those of each regency, keyed by region and measure."""
    counts = Counter[Cell]()
    for code, measured in totals.items():
        for region in _up_from(code):
            counts.update({(region, measure): number for measure, number in measured.items() if number})
    below = _below(totals)
    persons = {cell: number for cell, number in counts.items() if cell[1] in PERSON_MEASURES}
    marks = marks_of(Territory(persons, below, NESTED), least)
    figures = {cell: _figure(number, marks.get(cell, Mark.SHOWN)) for cell, number in counts.items()}
    return Picture(figures, below, least)


def _figure(number: int, mark: Mark) -> Figure:
    return Figure(number if mark is Mark.SHOWN else None, mark)


def leaf_of(code: str) -> str:
    """Return the regency a region's code lies in, or the part of its province that has no regency."""
    return code[:REGENCY_LENGTH] if len(code) >= REGENCY_LENGTH else f"{code}{WITHOUT_REGENCY}"


def _up_from(code: str) -> tuple[str, str, str]:
    return ROOT, code[:PROVINCE_LENGTH], leaf_of(code)


def _below(totals: Mapping[str, Mapping[str, int]]) -> dict[str, tuple[str, ...]]:
    leaves = sorted({leaf_of(code) for code in totals})
    provinces = sorted({leaf[:PROVINCE_LENGTH] for leaf in leaves})
    inside = {province: tuple(leaf for leaf in leaves if leaf.startswith(f"{province}.")) for province in provinces}
    return {ROOT: tuple(provinces), **inside}
