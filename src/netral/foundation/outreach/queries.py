"""Reads that every call needs: calls in their order, rows counted by unit, and how far each unit is."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, QuerySet

from netral.foundation.outreach.domain import Tally, UnitCoverage
from netral.foundation.outreach.models import Call

C = TypeVar("C", bound=Call)
T = TypeVar("T", bound=Tally)


def newest_first(calls: QuerySet[C]) -> QuerySet[C]:
    """Return calls in the order of their list, with the institutions their pages name."""
    return calls.select_related("institution__region", "government__region").order_by("-created_at", "-pk")


def counted_by_unit(rows: QuerySet[Any]) -> list[tuple[UUID, str, int]]:
    """Return which units have how many of the rows, by name, as (unit, name, number)."""
    grouped = rows.order_by().values_list("unit_id", "unit__name").annotate(number=Count("pk"))
    return sorted(grouped, key=lambda row: str(row[1]).casefold())


def coverage_of(whole: UUID, numbers: Iterable[tuple[UUID, str, T]]) -> list[UnitCoverage[T]]:
    """Return how far each unit of a whole is, by name; a unit may be counted in several parts, which are added."""
    found: dict[tuple[UUID, str], T] = {}
    for unit, name, counts in numbers:
        found[unit, name] = found[unit, name] + counts if (unit, name) in found else counts
    rows = [UnitCoverage(whole, unit, name, counts) for (unit, name), counts in found.items()]
    return sorted(rows, key=lambda row: row.unit.casefold())
