"""Reads of the public figures: totals of the apps below, brought together for every region at once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from django.core.cache import cache

from netral.apps.cases import api as cases
from netral.apps.openness.domain.figures import (
    INVITED,
    REGENCY_LENGTH,
    SIGNED,
    STAGE_BY_CODE,
    Picture,
    Stage,
    picture_of,
)
from netral.apps.openness.parameters import LEAST_PERSONS, parameter
from netral.apps.pledges import api as pledges
from netral.apps.reports import api as reports
from netral.apps.sanctions import api as sanctions
from netral.foundation.ledger.clock import now
from netral.foundation.regions.models import Region, Tier
from netral.foundation.regions.queries import children, full_names, provinces, search

# A country's totals may take so long to add up that a page of them is older than promised before it is shown
# (accounts/shared_pages.py); then many readers share one answer for a while.
LONG_SECONDS = 3.5
KEPT_SECONDS = 20
_KEY = "openness.published"
# The apps below call two of their stages by one name; here each has its own.
_CASE_STAGES = (
    "in_review",
    "refused",
    "registered",
    "in_handling",
    "decided",
    "asn_violation",
    "not_violation",
    "other_law",
)
_SANCTION_STAGES = {
    "recommended": "recommended",
    "acknowledged": "acknowledged",
    "proceeding": "proceeding",
    "decided": "sanction_decided",
    "carried_out": "carried_out",
    "closed": "closed",
}
_MOST_FOUND = 12


@dataclass(frozen=True)
class Published:
    """The figures of every region, and the moment they are of."""

    picture: Picture
    as_of: datetime


def published() -> Published:
    """Return the public figures as they are now, or as they were a moment ago where adding them up takes long."""
    kept: Published | None = cache.get(_KEY)
    if kept is not None:
        return kept
    started, moment = monotonic(), now()
    found = Published(picture_of(_totals(), parameter(LEAST_PERSONS, moment.date()).value), moment)
    if monotonic() - started > LONG_SECONDS:
        cache.set(_KEY, found, KEPT_SECONDS)
    return found


def _totals() -> Mapping[str, Mapping[str, int]]:
    totals: dict[str, dict[str, int]] = defaultdict(dict)
    for code, number in reports.received_by_regency().items():
        totals[code]["received"] = number
    for code, counted in cases.counts_by_regency().items():
        for stage in _CASE_STAGES:
            totals[code] |= _measured(STAGE_BY_CODE[stage], *counted[stage])
    for code, counted in sanctions.counts_by_regency().items():
        for name, stage in _SANCTION_STAGES.items():
            totals[code] |= _measured(STAGE_BY_CODE[stage], *counted[name])
    for code, pledged in pledges.coverage_by_regency().items():
        totals[code] |= {INVITED: pledged.invited, SIGNED: pledged.signed}
    return totals


def _measured(stage: Stage, counted: int, persons: int) -> dict[str, int]:
    return {stage.code: counted, **({stage.of_persons: persons} if stage.persons else {})}


@dataclass(frozen=True)
class Place:
    """A region as the public pages show it; the country's code is empty."""

    code: str
    name: str
    tier: str


def place(code: str) -> Place:
    """Return a province or regency.

    Raises:
        LookupError: no province or regency has the code.
    """
    found = Region.objects.filter(code=code, tier__in=[Tier.PROVINCE, Tier.REGENCY]).first()
    if found is None:
        raise LookupError(code)
    return Place(code, _own_names([code])[code], found.tier)


def places_below(code: str) -> list[Place]:
    """Return the provinces of the country, or the regencies of a province."""
    if len(code) >= REGENCY_LENGTH:
        return []
    below = children(code) if code else provinces()
    names = _own_names([region.code for region in below])
    return [Place(region.code, names[region.code], region.tier) for region in below]


def places_like(text: str) -> list[Place]:
    """Return the provinces and regencies that fit what was typed; a village or district leads to its regency."""
    codes = [region.code[:REGENCY_LENGTH] for region in search(text, limit=_MOST_FOUND)]
    names = full_names(codes)
    found = [code for code in dict.fromkeys(codes) if code in names]
    return [Place(code, names[code], Tier.REGENCY if len(code) == REGENCY_LENGTH else Tier.PROVINCE) for code in found]


def _own_names(codes: list[str]) -> dict[str, str]:
    # A full name begins with the region's own, styled as people call it.
    return {code: name.partition(",")[0] for code, name in full_names(codes).items()}
