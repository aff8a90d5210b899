"""Dated data about the territory: time zones, and what regions are called before their names."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from netral.engines.rules.dated import Verification
from netral.engines.yaml_reader import read_yaml
from netral.foundation.regions.domain import lies_in, tier_of

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Rule:
    """A rule for some areas and a period, with its source."""

    areas: tuple[str, ...]
    reference: str
    verification: Verification
    valid_from: date | None
    valid_to: date | None

    def reach(self, code: str) -> int:
        """Return the length of the longest area the code lies in, -1 when it lies in none."""
        return max((len(area) for area in self.areas if not area or lies_in(code, area)), default=-1)

    def valid_on(self, day: date) -> bool:
        """Say whether the rule held on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class ZoneRule(Rule):
    """The time zone of some areas; `label` is what people call it (WIB, WITA, WIT)."""

    zone: str
    label: str


@dataclass(frozen=True)
class StyleRule(Rule):
    """What regions of a tier (and, for villages, a status) are called in some areas."""

    tier: str
    status: str
    style: str


R = TypeVar("R", bound=Rule)


@functools.cache
def zone_rules() -> tuple[ZoneRule, ...]:
    """Return every rule about time zones."""
    return tuple(ZoneRule(**_with_areas(row)) for row in _load("time_zones.yaml")["rules"])


@functools.cache
def style_rules() -> tuple[StyleRule, ...]:
    """Return every rule about names."""
    return tuple(StyleRule(**_with_areas(row)) for row in _load("styles.yaml")["styles"])


def zone_rule(code: str, day: date) -> ZoneRule:
    """Return the rule that sets a region's time zone on a day.

    Raises:
        LookupError: no rule names the region's zone.
    """
    rule = _nearest(zone_rules(), code, day)
    if rule is None:
        raise LookupError(f"no time zone is known for region {code!r}: add it to data/time_zones.yaml")
    return rule


def style_of(code: str, day: date) -> str:
    """Return what a district or village is called before its name, empty for the other tiers."""
    tier = tier_of(code)
    return _style(tier, code[9] if tier == "village" else "", code[:5], day)


@functools.lru_cache(maxsize=8192)
def _style(tier: str, status: str, regency: str, day: date) -> str:
    fitting = [rule for rule in style_rules() if (rule.tier, rule.status) == (tier, status)]
    rule = _nearest(fitting, regency, day)
    return rule.style if rule else ""


def styled(code: str, name: str, day: date) -> str:
    """Return a region's name with its style, as "Kecamatan Bantan"; a style the name begins with is not doubled."""
    style = style_of(code, day)
    return name if not style or name.casefold().startswith(f"{style.casefold()} ") else f"{style} {name}"


def _nearest(rules: Iterable[R], code: str, day: date) -> R | None:
    reached = [(rule.reach(code), rule) for rule in rules if rule.valid_on(day)]
    reach, rule = max(reached, key=lambda pair: pair[0], default=(-1, None))
    return rule if reach >= 0 else None


def _load(file: str) -> dict[str, list[dict[str, Any]]]:
    content: dict[str, list[dict[str, Any]]] = read_yaml((_DATA / file).read_text(encoding="utf-8"))
    return content


def _with_areas(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "areas": tuple(row["areas"]), "verification": Verification(row["verification"])}
