"""A range of sanctions in words: its levels, how surely each is known, and where sources disagree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from netral.apps.catalogue import api as catalogue
from netral.foundation.ui.grades import short_grade


@dataclass(frozen=True)
class Level:
    """One level of a range. `mark` says in short what its source is worth; to confirm a norm confirms no level.

    With a `conflict` other levels are said by other sources: `question` and `positions` tell which.
    """

    code: str
    name: str
    mark: str
    source: str
    conflict: str
    question: str
    positions: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The name of the level with its mark."""
        return f"{self.name} ({self.mark})" if self.mark else self.name


def levels_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Level, ...]:
    """Return the levels of a range as a decision keeps it, in its order."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["level"], []).append(row)
    return tuple(_level(code, same) for code, same in found.items())


def norm_mark(norm_id: str, act_date: date) -> str:
    """Return in short how surely a norm is known, empty when a named officer confirmed it. Raises NotInForceError."""
    if catalogue.confirmed_by(norm_id, act_date):
        return ""
    return short_grade(catalogue.norm(norm_id, act_date).verification)


def _level(code: str, rows: list[Mapping[str, Any]]) -> Level:
    first = rows[0]
    return Level(
        code=code,
        name=str(catalogue.level_name(code)),
        mark=_mark(first),
        source=first.get("source") or first["reference"],
        conflict=first.get("conflict", ""),
        question=first.get("question", ""),
        positions=tuple(first.get("positions", ())),
        titles=tuple(row["title"] for row in rows),
    )


def _mark(row: Mapping[str, Any]) -> str:
    # Ranges that were kept before grades were kept with them say nothing.
    known = row.get("verification", "")
    return short_grade(known) if known else ""
