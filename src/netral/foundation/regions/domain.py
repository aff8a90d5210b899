"""Codes, names and differences of the territory; the code alone says what a region is and where it lies."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_CODE = re.compile(r"[1-9]\d(\.\d{2}(\.\d{5}|\.\d{2}(\.[1-9]\d{3})?)?)?", re.ASCII)
_TIER_OF_LENGTH = {2: "province", 5: "regency", 8: "district", 11: "island", 13: "village"}
_WITHOUT_REGENCY = "00"


class RegionRow(NamedTuple):
    """One region as a file holds it; the coordinates are text with six decimals, or empty."""

    code: str
    name: str
    latitude: str = ""
    longitude: str = ""

    @property
    def tier(self) -> str:
        """The level the code belongs to."""
        return tier_of(self.code)

    @property
    def parent(self) -> str | None:
        """The code of the region directly above."""
        return parent_of(self.code)


def is_code(text: str) -> bool:
    """Say whether a text has the form of a region's code."""
    return _CODE.fullmatch(text) is not None


def tier_of(code: str) -> str:
    """Return the tier a code belongs to.

    Raises:
        ValueError: the text is no code of a region.
    """
    if not is_code(code):
        raise ValueError(f"{code!r} is no code of a region")
    return _TIER_OF_LENGTH[len(code)]


def parent_of(code: str) -> str | None:
    """Return the code directly above; an island that belongs to no regency ("12.00.40002") lies under its province."""
    above = code.rpartition(".")[0]
    return above.removesuffix(f".{_WITHOUT_REGENCY}") or None


def codes_above(code: str) -> list[str]:
    """Return the codes above a code, the province first."""
    above = parent_of(code)
    return [*codes_above(above), above] if above else []


def lies_in(code: str, area: str) -> bool:
    """Say whether a code is an area's own or lies inside it."""
    return code == area or code.startswith(f"{area}.")


def counts(codes: Iterable[str]) -> dict[str, int]:
    """Return how many codes each tier has, largest tier first."""
    found = Counter(len(code) for code in codes)
    order = ("province", "regency", "district", "village", "island")
    by_tier = {_TIER_OF_LENGTH[length]: number for length, number in found.items()}
    return {tier: by_tier.get(tier, 0) for tier in order}


class Change(NamedTuple):
    """A region before and after."""

    before: RegionRow
    after: RegionRow


@dataclass(frozen=True)
class Difference:
    """What a new file would change; a moved region has another code but the same name and tier as one that went."""

    added: Sequence[RegionRow]
    removed: Sequence[RegionRow]
    renamed: Sequence[Change]
    moved: Sequence[Change]
    relocated: Sequence[Change]

    def __bool__(self) -> bool:
        return any((self.added, self.removed, self.renamed, self.moved, self.relocated))

    @property
    def gone(self) -> list[RegionRow]:
        """Every region whose code the new file no longer has."""
        return sorted([*self.removed, *(change.before for change in self.moved)])


def compare(before: Mapping[str, RegionRow], after: Mapping[str, RegionRow]) -> Difference:
    """Return what leads from one territory to another; both map codes to regions."""
    gone = {code: row for code, row in before.items() if code not in after}
    new = {code: row for code, row in after.items() if code not in before}
    moved = _moves(gone.values(), new.values())
    gone_elsewhere = {change.before.code for change in moved}
    from_elsewhere = {change.after.code for change in moved}
    kept = [Change(row, after[code]) for code, row in sorted(before.items()) if code in after and after[code] != row]
    return Difference(
        added=sorted(row for code, row in new.items() if code not in from_elsewhere),
        removed=sorted(row for code, row in gone.items() if code not in gone_elsewhere),
        renamed=[change for change in kept if change.before.name != change.after.name],
        moved=moved,
        relocated=[change for change in kept if change.before[2:] != change.after[2:]],
    )


def _moves(gone: Iterable[RegionRow], new: Iterable[RegionRow]) -> list[Change]:
    """Pair what went with what came, where a name and tier occur exactly once on either side."""
    went, came = _by_identity(gone), _by_identity(new)
    return sorted(
        Change(rows[0], came[identity][0])
        for identity, rows in went.items()
        if len(rows) == 1 and len(came.get(identity, ())) == 1
    )


def _by_identity(rows: Iterable[RegionRow]) -> dict[tuple[str, str], list[RegionRow]]:
    groups: dict[tuple[str, str], list[RegionRow]] = {}
    for row in rows:
        groups.setdefault((row.tier, row.name.casefold()), []).append(row)
    return groups
