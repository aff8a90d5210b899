"""Which institutions a territory has: rows made from data/institutions.yaml and data/units.yaml."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from netral.engines.yaml_reader import read_yaml
from netral.foundation.institutions.paths import path_of, slug
from netral.foundation.regions.domain import lies_in, parent_of, tier_of
from netral.foundation.regions.parameters import styled

_DATA = Path(__file__).parent / "data"
# Who governs what the name says; a longer prefix comes before the one it contains.
_HEADS = (("Kabupaten ", "Bupati "), ("Kota ", "Wali Kota "))
_VILLAGE_STATUS = len("14.03.02.")


class InstitutionRow(NamedTuple):
    """One institution as it is to be; its path is its code too."""

    path: str
    name: str
    kind: str
    region: str | None
    parent: str | None
    valid_from: date | None = None
    valid_to: date | None = None


@functools.cache
def load(file: str) -> Mapping[str, Any]:
    """Return one file of data/."""
    content: dict[str, Any] = read_yaml((_DATA / file).read_text(encoding="utf-8"))
    return content


def national() -> list[InstitutionRow]:
    """Return the institutions of the whole country."""
    return [
        InstitutionRow(row["path"], row["name"], row["kind"], None, None, row["valid_from"], row["valid_to"])
        for row in load("institutions.yaml")["national"]
    ]


def regional(regions: Iterable[tuple[str, str]], day: date) -> Iterator[InstitutionRow]:
    """Make the institutions that regions, given as code and name, have on a day."""
    patterns = _by_tier(load("institutions.yaml")["regional"])
    for code, name in regions:
        words = words_for(code, name, day)
        skipped, renamed = _exceptions(code)
        for pattern in patterns.get(tier_of(code), ()):
            if pattern["kind"] not in skipped:
                yield _from_pattern(pattern, renamed.get(pattern["kind"], pattern["name"]), words)


def words_for(code: str, name: str, day: date) -> dict[str, str]:
    """Return the words that patterns of names and paths may use for a region."""
    return {
        "code": code,
        "name": name,
        "above": parent_of(code) or "",
        "styled": styled(code, name, day),
        "head": _head(code, name),
    }


def _from_pattern(pattern: Mapping[str, str], name: str, words: Mapping[str, str]) -> InstitutionRow:
    return InstitutionRow(
        path=pattern["path"].format_map(words),
        name=name.format_map(words),
        kind=pattern["kind"],
        region=words["code"],
        parent=pattern["parent"].format_map(words),
    )


def _head(code: str, name: str) -> str:
    if tier_of(code) == "province":
        return f"Gubernur {name}"
    return next((head + name.removeprefix(prefix) for prefix, head in _HEADS if name.startswith(prefix)), name)


def _by_tier(patterns: Iterable[Mapping[str, str]]) -> dict[str, list[Mapping[str, str]]]:
    grouped: dict[str, list[Mapping[str, str]]] = {}
    for pattern in patterns:
        grouped.setdefault(pattern["tier"], []).append(pattern)
    return grouped


def _exceptions(code: str) -> tuple[set[str], dict[str, str]]:
    skipped: set[str] = set()
    renamed: dict[str, str] = {}
    for exception in load("institutions.yaml")["exceptions"]:
        if tier_of(code) in exception["tiers"] and any(lies_in(code, area) for area in exception["areas"]):
            skipped.update(exception["skip"])
            renamed.update(exception["names"])
    return skipped, renamed


def units(region: tuple[str, str], inside: Iterable[tuple[str, str]], day: date) -> list[InstitutionRow]:
    """Make the offices of a government: the usual ones, those attached to one, and one for each region inside."""
    data = load("units.yaml")
    code, _name = region
    tier = tier_of(code)
    seat = f"{code}.00" if tier == "province" else code
    period = (data["valid_from"], data["valid_to"])
    usual = [
        InstitutionRow(path_of("pemda", seat, name), name, "unit", code, f"pemda.{seat}", *period)
        for name in data[tier]
    ]
    attached = [_attached(row, seat, code) for row in data["attached"] if row["tier"] == tier]
    return [*usual, *attached, *_inside(data["inside"], seat, inside, day)]


def _attached(row: Mapping[str, str], seat: str, code: str) -> InstitutionRow:
    parent = path_of("pemda", seat, row["under"])
    return InstitutionRow(f"{parent}.opd_{slug(row['name'])}", row["name"], "unit", code, parent)


def _inside(
    patterns: Iterable[Mapping[str, str]], seat: str, regions: Iterable[tuple[str, str]], day: date
) -> Iterator[InstitutionRow]:
    by_tier = _by_tier(patterns)
    for code, name in regions:
        tier = tier_of(code)
        words = words_for(code, name, day)
        for pattern in by_tier.get(tier, ()):
            if tier == "village" and code[_VILLAGE_STATUS] != pattern["status"]:
                continue
            parent = _office_above(pattern["under"], seat, code)
            label = f"opd_{pattern['label']}_{code.rpartition('.')[2]}"
            yield InstitutionRow(f"{parent}.{label}", pattern["name"].format_map(words), "unit", code, parent)


def _office_above(under: str, seat: str, code: str) -> str:
    if under == "district":
        return f"pemda.{seat}.opd_kecamatan_{code.split('.')[2]}"
    return path_of("pemda", seat, under)


def port(region: tuple[str, str]) -> InstitutionRow:
    """Make the institution that runs the ports of a regency."""
    code, name = region
    return InstitutionRow(
        f"port.{code}", load("units.yaml")["port"]["name"].format(name=name), "port", code, f"pemda.{code}"
    )
