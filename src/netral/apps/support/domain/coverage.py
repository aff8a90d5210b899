"""For how long the money of a grant pays honoraria: month by month, when instalments come as they come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Inflow:
    """Money for honoraria that comes on a day, in rupiah; `code` names its instalment."""

    code: str
    on: date
    amount: int


@dataclass(frozen=True)
class MonthlyNeed:
    """What honoraria of a month cost in rupiah, and for how many supervisors; `month` is its first day."""

    month: date
    amount: int
    people: int


@dataclass(frozen=True)
class MonthCover:
    """What can be paid at the end of a month: `owed` holds what earlier months left unpaid."""

    need: MonthlyNeed
    owed: int
    paid: int
    unpaid: int
    people_unpaid: int

    @property
    def is_covered(self) -> bool:
        """Say whether everybody is paid."""
        return self.unpaid == 0


@dataclass(frozen=True)
class HonorariaCover:
    """Every month, in order, and the first that the money does not pay for; none when all are paid."""

    months: tuple[MonthCover, ...]

    @property
    def first_uncovered(self) -> MonthCover | None:
        """The first month in which somebody is not paid."""
        return next((month for month in self.months if not month.is_covered), None)

    @property
    def most_unpaid(self) -> int:
        """How many supervisors are not paid in the worst month."""
        return max((month.people_unpaid for month in self.months), default=0)


def delayed(inflows: Sequence[Inflow], code: str, weeks: int) -> tuple[Inflow, ...]:
    """Return the inflows with one instalment coming so many weeks later."""
    return tuple(replace(inflow, on=inflow.on + WEEK * weeks) if inflow.code == code else inflow for inflow in inflows)


def coverage(inflows: Sequence[Inflow], needs: Sequence[MonthlyNeed]) -> HonorariaCover:
    """Return what is paid at the end of each month of what has come by then, what is owed longest first."""
    months, spent, owed = [], 0, 0
    for need in sorted(needs, key=lambda each: each.month):
        last = next_month(need.month) - timedelta(days=1)
        available = sum(inflow.amount for inflow in inflows if inflow.on <= last) - spent
        owed += need.amount
        paid = max(0, min(owed, available))
        left = owed - paid
        months.append(MonthCover(need, owed, paid, left, _people_unpaid(need, left)))
        spent, owed = spent + paid, left
    return HonorariaCover(tuple(months))


def even_needs(first: date, months: int, amount: int, people: int) -> tuple[MonthlyNeed, ...]:
    """Return the need of each month when a sum is spread evenly; the last month takes what rounding leaves."""
    each, found, month = amount // months, [], first.replace(day=1)
    for number in range(months):
        share = each if number < months - 1 else amount - each * (months - 1)
        found.append(MonthlyNeed(month, share, people))
        month = next_month(month)
    return tuple(found)


def next_month(month: date) -> date:
    """Return the first day of the month after."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def _people_unpaid(need: MonthlyNeed, left: int) -> int:
    """Return how many go unpaid: nobody is paid a part, and who waited longest is paid first."""
    if not left or not need.amount:
        return 0
    return min(need.people, -(-left * need.people // need.amount))
