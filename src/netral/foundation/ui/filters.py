"""Filters of a table: each reads its own GET parameters and narrows the rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from netral.engines.identifiers.pasted import identifier
from netral.foundation.ui import formats
from netral.foundation.ui.columns import read

SEARCH = _("Cari")

Choices = Iterable[tuple[Any, Any]]


@dataclass(frozen=True)
class SearchFilter:
    """Rows that hold the words typed, each in any of the fields."""

    fields: tuple[str, ...]
    label: Any = SEARCH
    param: str = "cari"
    hint: Any = ""
    kind: ClassVar[str] = "search"

    def params(self) -> tuple[str, ...]:
        """Name the GET parameters."""
        return (self.param,)

    def shown(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Give what the form shows."""
        return {"filter": self, "value": given.get(self.param, ""), "active": bool(given.get(self.param, "").strip())}

    def apply(self, rows: Any, given: Mapping[str, str]) -> Any:
        """Keep the rows that hold every word."""
        # A number that was copied from elsewhere brings marks that nobody sees.
        for word in identifier(given.get(self.param, "")).split():
            if isinstance(rows, QuerySet):
                rows = rows.filter(Q(*((f"{_path(name)}__icontains", word) for name in self.fields), _connector=Q.OR))
            else:
                rows = [row for row in rows if self._holds(row, word.casefold())]
        return rows

    def _holds(self, row: Any, word: str) -> bool:
        return any(word in str(read(row, name) or "").casefold() for name in self.fields)


@dataclass(frozen=True)
class ChoiceFilter:
    """Rows with one chosen value; an unknown choice is no choice."""

    label: Any
    field: str
    choices: Choices | Callable[[], Choices]
    param: str = ""
    kind: ClassVar[str] = "choice"

    @property
    def name(self) -> str:
        """The GET parameter."""
        return self.param or self.field.replace(".", "__")

    def params(self) -> tuple[str, ...]:
        """Name the GET parameters."""
        return (self.name,)

    def options(self) -> list[tuple[str, Any]]:
        """List the choices as (value, label)."""
        found = self.choices() if callable(self.choices) else self.choices
        return [(str(value), label) for value, label in found]

    def shown(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Give what the form shows."""
        options, value = self.options(), given.get(self.name, "")
        active = value in dict(options)
        return {"filter": self, "value": value if active else "", "options": options, "active": active}

    def apply(self, rows: Any, given: Mapping[str, str]) -> Any:
        """Keep the rows with the chosen value."""
        # Its choices may have to be read, and are not needed for no choice.
        if not given.get(self.name):
            return rows
        shown = self.shown(given)
        if not shown["active"]:
            return rows
        if isinstance(rows, QuerySet):
            return rows.filter(**{_path(self.field): shown["value"]})
        return [row for row in rows if str(read(row, self.field)) == shown["value"]]


@dataclass(frozen=True)
class DateRangeFilter:
    """Rows from one day to another, both included; set `moment` for a column with time of day."""

    label: Any
    field: str
    moment: bool = False
    param: str = ""
    kind: ClassVar[str] = "dates"

    @property
    def name(self) -> str:
        """The stem of the two GET parameters."""
        return self.param or self.field.replace(".", "__")

    def params(self) -> tuple[str, ...]:
        """Name the GET parameters."""
        return (f"{self.name}_dari", f"{self.name}_sampai")

    def bounds(self, given: Mapping[str, str]) -> tuple[date | None, date | None]:
        """Read both days; what is no date is left out."""
        first, last = (_day(given.get(param, "")) for param in self.params())
        return first, last

    def shown(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Give what the form shows."""
        first, last = self.bounds(given)
        values = [value.isoformat() if value else "" for value in (first, last)]
        return {"filter": self, "first": values[0], "last": values[1], "active": bool(first or last)}

    def apply(self, rows: Any, given: Mapping[str, str]) -> Any:
        """Keep the rows within both days."""
        first, last = self.bounds(given)
        if isinstance(rows, QuerySet):
            path = _path(self.field) + ("__date" if self.moment else "")
            wanted = {f"{path}__gte": first, f"{path}__lte": last}
            return rows.filter(**{key: day for key, day in wanted.items() if day})
        return [row for row in rows if _within(read(row, self.field), first, last)] if first or last else rows


Filter = SearchFilter | ChoiceFilter | DateRangeFilter


def _path(name: str) -> str:
    return name.replace(".", "__")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _within(value: Any, first: date | None, last: date | None) -> bool:
    if value is None:
        return False
    day = formats.in_zone(value).date() if isinstance(value, datetime) else value
    return (first is None or day >= first) and (last is None or day <= last)
