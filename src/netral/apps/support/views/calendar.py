"""The calendar of use: which facility is with whom on each day of a month."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from netral.apps.support.models import Loan
from netral.apps.support.queries.facilities import in_month, loans_of
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import today

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True)
class UseDay:
    """One day of a month with the loans that have a facility on it."""

    day: date
    loans: tuple[Loan, ...]


@allowed("support.view")
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Show a month of use, of everybody in the reader's scope or of one institution."""
    actor = actor_of(request)
    first = _month(request.GET.get("bulan", ""), actor)
    last = _after(first) - timedelta(days=1)
    rows = loans_of(actor)
    parties = _parties(actor)
    party = _party(request.GET.get("lembaga", ""), parties)
    if party is not None:
        rows = rows.filter(giver=party) | rows.filter(borrower=party)
    found = list(in_month(rows, first, last))
    context = {
        "first": first,
        "days": _days(found, first, last),
        "previous": f"{first - timedelta(days=1):%Y-%m}",
        "next": f"{_after(first):%Y-%m}",
        "month": f"{first:%Y-%m}",
        "parties": parties,
        "party": party,
    }
    return render(request, "support/facilities/calendar.html", context)


def _month(text: str, actor: Actor) -> date:
    try:
        wanted = date.fromisoformat(f"{text}-01")
    except ValueError:
        wanted = None
    if wanted is not None and EARLIEST <= wanted < LATEST:
        return wanted
    return today(zone_at(Institution.objects.get(pk=str(actor.institution_id)))).replace(day=1)


def _after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _parties(actor: Actor) -> list[Institution]:
    loans = loans_of(actor).order_by()
    sides = Institution.objects.filter(pk__in=loans.values("giver")) | Institution.objects.filter(
        pk__in=loans.values("borrower")
    )
    return list(sides.order_by("name"))


def _party(text: str, parties: list[Institution]) -> Institution | None:
    try:
        wanted = UUID(text)
    except ValueError:
        return None
    return next((each for each in parties if each.pk == wanted), None)


def _days(loans: list[Loan], first: date, last: date) -> list[UseDay]:
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    found = (UseDay(day, tuple(loan for loan in loans if _has(loan, day))) for day in days)
    return [each for each in found if each.loans]


def _has(loan: Loan, day: date) -> bool:
    """Say whether a loan has its facility on a day; one that came back early or late has it until then."""
    until = loan.returned_on or loan.ends_on
    return (loan.handed_on or loan.starts_on) <= day <= until
