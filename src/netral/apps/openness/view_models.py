"""The figures of one region as its page shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.openness.domain.disclosure import ROOT
from netral.apps.openness.domain.figures import (
    INVITED,
    NOTHING,
    PROVINCE_LENGTH,
    SIGNED,
    STAGE_BY_CODE,
    STAGES,
    WITHOUT_REGENCY,
    Picture,
    Stage,
    Unit,
)
from netral.apps.openness.labels import LABELS, PERSONS, UNITS, WITHOUT_REGENCY as WITHOUT_REGENCY_NAME, written
from netral.apps.openness.queries import Place

FILE_OF_COUNTRY = "indonesia"
# The way of a case, and the way of a recommendation on one person, as bars that get shorter.
_CASE_WAY = ("received", "registered", "decided", "asn_violation", "carried_out")
_PERSON_WAY = ("recommended", "acknowledged", "proceeding", "sanction_decided", "carried_out")
_GROUPS: tuple[tuple[Promise, tuple[Stage, ...]], ...] = (
    (_("Laporan"), tuple(stage for stage in STAGES if stage.unit is Unit.REPORT)),
    (_("Perkara"), STAGES[3:9]),
    (_("Tindak lanjut atas yang terbukti"), STAGES[9:]),
)


@dataclass(frozen=True)
class Line:
    """One stage on a page; `breakdown` leads to the same stage by region, empty where there is nothing below."""

    code: str
    label: Promise
    counted: str
    unit: Promise
    persons: str
    persons_word: Promise | str
    breakdown: str


def address(code: str) -> str:
    """Return the address of a region's page; an empty code is the country."""
    return reverse("openness_region", args=[code]) if code else reverse("openness_country")


def downloads(code: str) -> list[tuple[str, str]]:
    """Return the kinds and addresses of a region's open data."""
    name = code or FILE_OF_COUNTRY
    return [(kind.upper(), reverse("openness_data", args=[name, kind])) for kind in ("csv", "xlsx", "json")]


def groups(picture: Picture, place: Place, *, breakdown: bool) -> list[tuple[Promise, list[Line]]]:
    """Return the stages of a region in their order, under their headings."""
    base = address(place.code) if breakdown else ""
    return [(heading, [_line(picture, place, stage, base) for stage in stages]) for heading, stages in _GROUPS]


def _line(picture: Picture, place: Place, stage: Stage, base: str) -> Line:
    persons = written(picture.figure(place.code, stage.of_persons), picture.least) if stage.persons else ""
    return Line(
        code=stage.code,
        label=LABELS[stage.code],
        counted=written(picture.figure(place.code, stage.code), picture.least),
        unit=UNITS[stage.unit],
        persons=persons,
        persons_word=PERSONS.get(stage.code, ""),
        breakdown=f"{base}?tahap={stage.code}#daerah" if base else "",
    )


def case_bars(picture: Picture, place: Place) -> list[tuple[Any, int]]:
    """Return the reports and cases at each stage; they are never withheld."""
    return [(LABELS[code], picture.figure(place.code, code).value or 0) for code in _CASE_WAY]


def person_bars(picture: Picture, place: Place) -> list[tuple[Any, int | str]]:
    """Return the persons at each stage of the follow-up; empty when every count is zero or withheld.

    A withheld count stands among the bars as words.
    """
    found = [(code, picture.figure(place.code, STAGE_BY_CODE[code].of_persons)) for code in _PERSON_WAY]
    if not any(figure.value for _code, figure in found):
        return []
    return [
        (LABELS[code], written(figure, picture.least) if figure.value is None else figure.value)
        for code, figure in found
    ]


@dataclass(frozen=True)
class Pledged:
    """How many were invited to pledge neutrality and how many did."""

    invited: str
    signed: str
    share: float | None


def pledged(picture: Picture, place: Place) -> Pledged | None:
    """Return the pledges of a region; None where nobody was invited."""
    invited = picture.figure(place.code, INVITED)
    if invited == NOTHING:
        return None
    signed = picture.figure(place.code, SIGNED)
    return Pledged(written(invited, picture.least), written(signed, picture.least), picture.pledged(place.code))


def with_remainder(picture: Picture, code: str, below: list[Place]) -> Iterator[Place]:
    """Yield the regions below one, and last what lies in none of them, if there is such a thing."""
    yield from below
    rest = f"{code}{WITHOUT_REGENCY}"
    if len(code) == PROVINCE_LENGTH and not picture.is_empty(rest):
        yield Place(rest, str(WITHOUT_REGENCY_NAME), "")


def parent_of(place: Place) -> str:
    """Return the code of the region a page leads back to."""
    return place.code[:PROVINCE_LENGTH] if len(place.code) > PROVINCE_LENGTH else ROOT
