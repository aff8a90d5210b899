"""Reads of the grants an actor may see, of what belongs to one, and of those that wait for her."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Least

from netral.apps.support.domain.grants import AGREE, GRANT, RUNNING, SPEND, GrantState
from netral.apps.support.domain.terms import NEAR
from netral.apps.support.models import BudgetLine, Grant, GrantPayment, GrantReturn, GrantSpending, Instalment
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import today

_HAS_REMAINDER = Q(state=GrantState.PAYING, proposed_on__isnull=False, paid__gt=F("spent") + F("returned"))
_IS_SPENT = Q(state=GrantState.PAYING, proposed_on__isnull=False, paid=F("spent") + F("returned"))


def this_day() -> date:
    """Return the day it is where the site is kept, by which lists of the whole country say what is late."""
    return today(ZoneInfo(settings.TIME_ZONE))


def with_terms(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    """Return grants with `next_due`, the end of the term that ends first, and `late`, "ya" where it is over."""
    unpaid = Instalment.objects.filter(grant=OuterRef("pk"), paid__lt=F("amount")).order_by("due_on")
    payable = Case(When(state__in=RUNNING, then=Subquery(unpaid.values("due_on")[:1])))
    returnable = Case(When(_HAS_REMAINDER, then=F("return_due_on")))
    # PostgreSQL's LEAST leaves out what is null.
    dated = grants.annotate(next_due=Least(payable, returnable))
    return dated.annotate(late=Case(When(next_due__lt=this_day(), then=Value("ya")), default=Value("tidak")))


def grants_of(actor: Actor) -> QuerySet[Grant]:
    """Return the grants an actor may see."""
    visible: QuerySet[Grant] = Grant.objects.visible_to(actor)
    return with_terms(visible.select_related("government", "receiver", "region", "election"))


def grant_for(actor: Actor, ident: UUID) -> Grant:
    """Return one grant an actor may see.

    Raises:
        Grant.DoesNotExist: there is none with this identifier in her scope.
    """
    return grants_of(actor).select_related("agreement").get(pk=ident)


def waiting_for(actor: Actor) -> QuerySet[Grant]:
    """Return the grants whose next step an actor takes at her institution, or whose term ends soon or is over there."""
    own_government, own_receiver = Q(government=actor.institution_id), Q(receiver=actor.institution_id)
    near = Q(next_due__lte=this_day() + NEAR)
    wanted = Q(pk__in=[])
    if actor.may(GRANT):
        wanted |= own_government & (Q(state=GrantState.ASKED) | _IS_SPENT | near)
    if actor.may(AGREE):
        wanted |= own_receiver & Q(state=GrantState.AGREED)
    if actor.may(SPEND):
        wanted |= own_receiver & near
    return grants_of(actor).filter(wanted).order_by(F("next_due").asc(nulls_last=True), "asked_at", "pk")


def lines_of(grant: Grant) -> QuerySet[BudgetLine]:
    """Return the lines of a grant's budget in the order they were asked for."""
    rows: QuerySet[BudgetLine] = BudgetLine.objects.filter(grant=grant).order_by("pk")
    return rows


def instalments_of(grant: Grant) -> QuerySet[Instalment]:
    """Return the instalments of a grant in their order."""
    rows: QuerySet[Instalment] = Instalment.objects.filter(grant=grant).order_by("position")
    return rows


def payments_of(grant: Grant) -> QuerySet[GrantPayment]:
    """Return the payments on a grant, the oldest first."""
    rows: QuerySet[GrantPayment] = GrantPayment.objects.filter(grant=grant).order_by("paid_on", "pk")
    return rows.select_related("instalment", "proof")


def payment_for(grant: Grant, ident: UUID) -> GrantPayment:
    """Return one payment on a grant.

    Raises:
        GrantPayment.DoesNotExist: it has none with this identifier.
    """
    return payments_of(grant).get(pk=ident)


def spendings_of(grant: Grant) -> QuerySet[GrantSpending]:
    """Return what was spent of a grant, the newest first; `is_corrected` where another entry takes it back."""
    later = GrantSpending.objects.filter(corrects=OuterRef("pk"))
    rows: QuerySet[GrantSpending] = GrantSpending.objects.filter(grant=grant).annotate(is_corrected=Exists(later))
    return rows.select_related("line", "proof", "corrects").order_by("-spent_on", "-pk")


def spending_for(grant: Grant, ident: UUID) -> GrantSpending:
    """Return one entry of what was spent of a grant.

    Raises:
        GrantSpending.DoesNotExist: it has none with this identifier.
    """
    return spendings_of(grant).get(pk=ident)


def returns_of(grant: Grant) -> QuerySet[GrantReturn]:
    """Return what of a grant went back, the oldest first."""
    rows: QuerySet[GrantReturn] = GrantReturn.objects.filter(grant=grant).order_by("returned_on", "pk")
    return rows.select_related("proof")


def return_for(grant: Grant, ident: UUID) -> GrantReturn:
    """Return one entry of what of a grant went back.

    Raises:
        GrantReturn.DoesNotExist: it has none with this identifier.
    """
    return returns_of(grant).get(pk=ident)


def first_paid_on(grant: Grant) -> date | None:
    """Return the day of the first payment on a grant that stands; None before there is one."""
    standing = payments_of(grant).filter(withdrawn_at=None)
    day: date | None = standing.values_list("paid_on", flat=True).first()
    return day


def first_moved_on(grant: Grant) -> date | None:
    """Return the first day on which money of a grant was spent or went back, by entries that stand."""
    spent = spendings_of(grant).filter(corrects=None, correction=None).values_list("spent_on", flat=True)
    returned = returns_of(grant).filter(withdrawn_at=None).values_list("returned_on", flat=True)
    return min([*spent, *returned], default=None)


def unpaid_instalments() -> QuerySet[Instalment]:
    """Return the instalments of running grants that are not wholly paid, of every institution."""
    rows: QuerySet[Instalment] = Instalment.objects.filter(grant__state__in=RUNNING, paid__lt=F("amount"))
    return rows.select_related("grant__government", "grant__receiver").order_by("due_on", "pk")


def unreturned_grants() -> QuerySet[Grant]:
    """Return the grants whose remainder has still to go back, of every institution."""
    rows: QuerySet[Grant] = Grant.objects.filter(_HAS_REMAINDER)
    return rows.select_related("government", "receiver").order_by("return_due_on", "pk")
