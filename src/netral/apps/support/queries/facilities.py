"""Reads of facilities and loans: what an actor sees, what waits for her, what is late, and what the public sees."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from netral.apps.support.domain.facilities import (
    AGREE,
    BORROW,
    GIVEN,
    LEND,
    LOAN_TABLE,
    OF_GIVER,
    TAKEN,
    Harm,
    LoanState,
    LoanVerb,
)
from netral.apps.support.domain.incumbents import IncumbencyRule
from netral.apps.support.facility_basis import FacilityBasis, basis_of
from netral.apps.support.models import Facility, Loan
from netral.apps.support.queries.incumbents import flag_for
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import today
from netral.foundation.regions.queries import day_in


@dataclass(frozen=True)
class LoanView:
    """A loan with what its page tells beside its columns: the day it is judged by, what it rests on, what flags it."""

    loan: Loan
    given_on: date
    basis: FacilityBasis | None
    flag: IncumbencyRule | None


@dataclass(frozen=True)
class FacilityTotal:
    """How many facilities of one kind were lent in a region, and how many are lent now."""

    ware: str
    lent: int
    out: int


def facilities_of(actor: Actor) -> QuerySet[Facility]:
    """Return the facilities an actor may see."""
    visible: QuerySet[Facility] = Facility.objects.visible_to(actor)
    return visible.select_related("government").annotate(
        taken=Count("loans", filter=Q(loans__state=LoanState.HANDED_OVER))
    )


def facilities_to_offer(government: Institution, ware: str = "") -> QuerySet[Facility]:
    """Return what a government has to lend, of one kind where one is named."""
    found: QuerySet[Facility] = Facility.objects.filter(government=government)
    return found.filter(ware=ware) if ware else found


def same_facility(government: Institution, ware: str, name: str, mark: str, place: str) -> str:
    """Return what a government lists under this plate or serial number, or under name and place without one."""
    listed = Facility.objects.filter(government=government, ware=ware, mark=mark)
    found: Facility | None = (listed if mark else listed.filter(name=name, place=place)).first()
    return str(found) if found else ""


def loans_of(actor: Actor) -> QuerySet[Loan]:
    """Return the loans an actor may see."""
    visible: QuerySet[Loan] = Loan.objects.visible_to(actor)
    return visible.select_related("borrower", "giver", "facility")


def loan_for(actor: Actor, ident: UUID) -> Loan:
    """Return one loan an actor may see.

    Raises:
        Loan.DoesNotExist: there is none with this identifier in her scope.
    """
    return loans_of(actor).get(pk=ident)


def view_of(loan: Loan) -> LoanView:
    """Return a loan with its basis, judged on the day it was agreed, or asked for while it is not."""
    given_on = loan.agreed_on or day_in(str(loan.giver.region_id), loan.asked_at)
    return LoanView(loan, given_on, basis_of(loan.ware, given_on), flag_for(loan.giver_id, given_on))


def loans_waiting_for(actor: Actor) -> QuerySet[Loan]:
    """Return the loans whose next step is the actor's: the late ones first, then by their last day."""
    mine = {"institution": actor.institution_id}
    lends, borrows = Q(giver=mine["institution"]), Q(borrower=mine["institution"])
    wanted = Q(pk__in=[])
    if actor.may(LEND):
        wanted |= lends & Q(state__in=[LoanState.REQUESTED, LoanState.RETURNED])
        wanted |= lends & Q(state=LoanState.AGREED, starts_on__lte=_today())
    if actor.may(AGREE):
        wanted |= borrows & Q(state=LoanState.OFFERED)
    if actor.may(BORROW):
        wanted |= borrows & _due_back()
    return loans_of(actor).filter(wanted).order_by("ends_on", "pk")


def late_loans(actor: Actor) -> QuerySet[Loan]:
    """Return the loans that should have come back, the longest late first."""
    return loans_of(actor).filter(_late()).order_by("ends_on", "pk")


def late_and_untold() -> QuerySet[Loan]:
    """Return the loans of everybody that are late and of which nobody was told yet."""
    late: QuerySet[Loan] = Loan.objects.filter(_late(), reminded_on=None)
    return late.select_related("borrower", "giver", "facility")


def harmed_loans(actor: Actor) -> QuerySet[Loan]:
    """Return the loans whose facility came back damaged or not at all."""
    return loans_of(actor).exclude(harm=Harm.NONE)


def locked_facility(loan: Loan) -> Facility:
    """Return the facility of a loan, locked: of two steps on one facility the second waits here, and sees the first."""
    locked: Facility = Facility.objects.select_for_update(of=("self",)).get(loans=loan)
    return locked


def same_loan(loan: Loan) -> str:
    """Return the number of a loan that is asked for or offered in the same words; empty where there is none."""
    told = ("borrower", "ware", "starts_on", "ends_on", "place", "purpose")
    same = Loan.objects.filter(facility=loan.facility, **{name: getattr(loan, name) for name in told})
    same = same.filter(state__in=[LoanState.REQUESTED, LoanState.OFFERED])
    return same.values_list("number", flat=True).first() or ""


def loan_in_the_way(loan: Loan) -> Loan | None:
    """Return another loan that has the same facility on a day of this one."""
    taken = Loan.objects.filter(facility=loan.facility_id, state__in=TAKEN).exclude(pk=loan.pk)
    found: Loan | None = taken.filter(starts_on__lte=loan.ends_on, ends_on__gte=loan.starts_on).first()
    return found


def loan_still_out(loan: Loan) -> Loan | None:
    """Return another loan that holds the same facility now."""
    out = Loan.objects.filter(facility=loan.facility_id, state=LoanState.HANDED_OVER)
    found: Loan | None = out.exclude(pk=loan.pk).first()
    return found


def verbs_for(actor: Actor, loan: Loan) -> list[LoanVerb]:
    """Return the steps of a loan that the actor may take now."""
    own = actor.institution_id
    permitted = {row.verb for row in LOAN_TABLE.rows if row.origin == loan.state and actor.may(row.permission)}
    sides = {loan.giver_id: OF_GIVER, loan.borrower_id: frozenset(LoanVerb) - OF_GIVER}
    allowed = permitted & sides.get(own, frozenset()) if own else set()
    settled = loan.harm == Harm.NONE or loan.settled_on is not None
    allowed -= {LoanVerb.SETTLE} if settled else {LoanVerb.CLOSE}
    return [verb for verb in LOAN_TABLE.verbs(LoanState(loan.state)) if verb in allowed]


def in_month(rows: QuerySet[Loan], first: date, last: date) -> QuerySet[Loan]:
    """Return the given or agreed loans of some that touch a month, by their first day."""
    return rows.filter(state__in=GIVEN, starts_on__lte=last, ends_on__gte=first).order_by("starts_on", "pk")


def public_loans(region_code: str) -> QuerySet[Loan]:
    """Return what the governments of a region and those inside it lent, for anybody to read; no person is named."""
    inside = Q(giver__region=region_code) | Q(giver__region__code__startswith=f"{region_code}.")
    found: QuerySet[Loan] = Loan.objects.filter(inside, state__in=GIVEN)
    return found.select_related("giver", "borrower").defer(*Loan.Privacy.personal)


def facility_totals(region_code: str) -> tuple[FacilityTotal, ...]:
    """Return, by kind, how many facilities were lent in a region and those inside it, and how many are lent now."""
    with elevated("public totals, which name nobody"):
        counted = public_loans(region_code).order_by().values("ware")
        rows = counted.annotate(lent=Count("pk"), out=Count("pk", filter=Q(state=LoanState.HANDED_OVER)))
        return tuple(FacilityTotal(row["ware"], row["lent"], row["out"]) for row in rows.order_by("ware"))


def _late() -> Q:
    return Q(state=LoanState.HANDED_OVER, ends_on__lt=_today())


def _due_back() -> Q:
    return Q(state=LoanState.HANDED_OVER, ends_on__lte=_today())


def _today() -> date:
    return today(ZoneInfo(settings.TIME_ZONE))
