"""For how long a grant pays honoraria: its money for them, as it came and as it is due."""

from collections.abc import Sequence

from netral.apps.support.domain.coverage import HonorariaCover, Inflow, MonthlyNeed, coverage, delayed
from netral.apps.support.domain.grants import LineKind
from netral.apps.support.models import BudgetLine, Grant
from netral.apps.support.queries.grants import instalments_of, lines_of, payments_of


def honorarium_line(grant: Grant) -> BudgetLine | None:
    """Return the line of a grant's budget for honoraria; None where it has none."""
    return lines_of(grant).filter(kind=LineKind.HONORARIUM).first()


def inflows_of(grant: Grant) -> tuple[Inflow, ...]:
    """Return the money for honoraria of a grant: its part of each payment, and of what is due, no sooner than today."""
    line = honorarium_line(grant)
    if line is None or not line.agreed or not grant.agreed:
        return ()
    came = [Inflow(f"{row.instalment.code}-paid", row.paid_on, row.amount) for row in payments_of(grant)]
    owed = [
        Inflow(row.code, max(row.due_on, grant.today), row.outstanding)
        for row in instalments_of(grant)
        if row.outstanding
    ]
    inflows, before = [], 0
    for each in (*came, *owed):
        # Rounded from the start on, so that all of them together are the whole line.
        until = before + each.amount
        part = until * line.agreed // grant.agreed - before * line.agreed // grant.agreed
        inflows.append(Inflow(each.code, each.on, part))
        before = until
    return tuple(inflows)


def cover_of(grant: Grant, needs: Sequence[MonthlyNeed], *, late: str, weeks: int) -> HonorariaCover:
    """Return which months' honoraria a grant pays when the rest of one instalment comes so many weeks late.

    The needs are the caller's: a month's honoraria as they are known to her, whether planned or from postings.
    """
    return coverage(delayed(inflows_of(grant), late, weeks), needs)
