"""Reads of the territory: one region, those around it, search, full names and time zones."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from netral.foundation.ledger.clock import now, today
from netral.foundation.regions.domain import RegionRow, codes_above
from netral.foundation.regions.models import Region, Tier
from netral.foundation.regions.parameters import styled, zone_rule
from netral.foundation.regions.search import Part, parts_of

MOST_FOUND = 100

_SEARCH = """
SELECT found.* FROM (
  SELECT r.*, lower(r.name) AS plain,
    array_position(ARRAY['province', 'regency', 'district', 'village', 'island'], r.tier::text) AS tier_rank
  FROM regions_region r
  WHERE {match} {conditions}
) found
ORDER BY
  CASE
    WHEN plain = %(text)s OR plain = 'kabupaten ' || %(text)s OR plain = 'kota ' || %(text)s
      OR plain = 'pulau ' || %(text)s THEN 0
    WHEN plain LIKE %(start)s OR plain LIKE %(word)s THEN 1
    ELSE 2
  END,
  tier_rank, word_similarity(%(text)s, plain) DESC, plain, code
LIMIT %(limit)s
"""
_INSIDE = "lower(r.name) LIKE %(inside)s"
_ALIKE = "%(text)s <%% lower(r.name)"
_LIES_IN = """
AND EXISTS (
  SELECT 1 FROM regions_region a
  WHERE a.code IN (left(r.code, 2), left(r.code, 5), left(r.code, 8)) AND a.code <> r.code
    AND (lower(a.name) LIKE %(inside_{n})s OR %(text_{n})s <%% lower(a.name))
    AND (%(tier_{n})s = '' OR a.tier = %(tier_{n})s)
)
"""


def region(code: str) -> Region:
    """Return the region with a code.

    Raises:
        Region.DoesNotExist: no region has it.
    """
    return Region.objects.get(code=code)


def provinces() -> list[Region]:
    """Return the provinces by code."""
    return list(Region.objects.filter(tier=Tier.PROVINCE).order_by("code"))


def children(code: str, *, islands: bool = False) -> list[Region]:
    """Return the regions directly below one, by code; islands only when asked for, after the others."""
    below = list(Region.objects.filter(parent_id=code).order_by("code"))
    inhabited = [region for region in below if region.tier != Tier.ISLAND]
    return inhabited + [region for region in below if islands and region.tier == Tier.ISLAND]


def ancestors(code: str) -> list[Region]:
    """Return the regions a region lies in, the province first."""
    return list(Region.objects.filter(code__in=codes_above(code)).order_by("code"))


def search(text: str, tier: Tier | None = None, within: str | None = None, *, limit: int = 20) -> list[Region]:
    """Return the regions that fit what was typed ("kec. bantan", "selat baru, bengkalis"), the best first.

    Names that are only spelled alike come when no name holds the text itself.
    """
    parts = parts_of(text)
    if not parts or not 0 < limit <= MOST_FOUND:
        return []
    sought, *around = parts
    conditions, parameters = _conditions(sought, tier, within)
    for number, part in enumerate(around):
        conditions += _LIES_IN.format(n=number)
        parameters |= {f"{key}_{number}": value for key, value in _patterns(part).items()}
    parameters |= {**_patterns(sought), "limit": limit}
    return _found(_INSIDE, conditions, parameters) or _found(_ALIKE, conditions, parameters)


def _found(match: str, conditions: str, parameters: dict[str, str | int]) -> list[Region]:
    return list(Region.objects.raw(_SEARCH.format(match=match, conditions=conditions), parameters))


def _patterns(part: Part) -> dict[str, str | int]:
    # parts_of lets only letters, digits, hyphens and apostrophes through, so nothing here is a wildcard.
    text = part.text
    # One or two letters stand at the beginning: anywhere, the index could not find them.
    inside = f"%{text}%" if len(text) > len("ab") else f"{text}%"
    return {"text": text, "inside": inside, "start": f"{text}%", "word": f"% {text}%", "tier": part.tier}


def _conditions(sought: Part, tier: Tier | None, within: str | None) -> tuple[str, dict[str, str | int]]:
    conditions, parameters = "", dict[str, str | int]()
    if sought.tier:
        conditions += " AND r.tier = %(tier)s"
    if tier:
        conditions += " AND r.tier = %(only)s"
        parameters["only"] = tier.value
    if within:
        conditions += " AND starts_with(r.code, %(within)s)"
        parameters["within"] = f"{within}."
    return conditions, parameters


def zone_of(code: str, on: date | None = None) -> ZoneInfo:
    """Return the time zone of a region on a day (today when left out); the place need not be loaded.

    Raises:
        LookupError: no rule names the region's zone.
    """
    return ZoneInfo(zone_rule(code, on or _today()).zone)


def day_in(code: str, moment: datetime) -> date:
    """Return the calendar day of a moment in a region. Raises LookupError as `zone_of` does."""
    return moment.astimezone(zone_of(code, moment.date())).date()


def today_in(code: str) -> date:
    """Return the calendar day it now is in a region. Raises LookupError as `zone_of` does."""
    return today(zone_of(code))


def full_name(code: str) -> str:
    """Return a region's whole name, "Desa Selat Baru, Kecamatan Bantan, Kabupaten Bengkalis, Riau".

    Raises:
        Region.DoesNotExist: no region has the code.
    """
    names = full_names([code])
    if code not in names:
        raise Region.DoesNotExist(f"no region has the code {code!r}")
    return names[code]


def full_names(codes: Iterable[str]) -> dict[str, str]:
    """Return the whole names of many regions in one query; codes that no region has are left out."""
    wanted = set(codes)
    needed = wanted | {above for code in wanted for above in codes_above(code)}
    found = Region.objects.filter(code__in=needed).values_list("code", "name")
    day = _today()
    names = {code: styled(code, name, day) for code, name in found}
    return {code: ", ".join(_inside_out(code, names)) for code in wanted if code in names}


def _inside_out(code: str, names: dict[str, str]) -> list[str]:
    return [names[part] for part in [code, *reversed(codes_above(code))] if part in names]


def current_rows() -> dict[str, RegionRow]:
    """Return the whole territory as rows of a file, to be compared with a new one."""
    columns = Region.objects.values_list("code", "name", "latitude", "longitude")
    return {
        code: RegionRow(code, name, *("" if degrees is None else str(degrees) for degrees in place))
        for code, name, *place in columns.iterator()
    }


def _today() -> date:
    return now().date()
