"""Totals of grants for everyone: sums and terms of regions and instalments, without anything about a person."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, Q, QuerySet, Sum

from netral.apps.support.domain.grants import RUNNING, GrantState
from netral.apps.support.domain.incumbents import IncumbencyRule
from netral.apps.support.domain.instalments import rule_of_return
from netral.apps.support.models import Grant, GrantPayment, GrantReturn, Instalment
from netral.apps.support.parameters import instalment_rules
from netral.apps.support.queries.grants import this_day, with_terms
from netral.apps.support.queries.incumbents import flag_for
from netral.foundation.institutions.scopes import elevated

WHY = "the totals of grants are public"
# What was only asked for is nobody's promise yet.
_PUBLIC = (*RUNNING, GrantState.SETTLED)


@dataclass(frozen=True)
class RegionTotal:
    """The sums of a region's grants in rupiah, and how many of its terms are over."""

    code: str
    region: str
    agreed: int
    paid: int
    spent: int
    returned: int
    late: int
    late_since: date | None

    @property
    def left(self) -> int:
        """What came and was neither spent nor returned."""
        return self.paid - self.spent - self.returned


@dataclass(frozen=True)
class StepTotal:
    """The sums of one step of payment over all grants, and in how many it is late."""

    title: str
    reference: str
    verification: str
    amount: int
    paid: int
    late: int


@dataclass(frozen=True)
class PublicStep:
    """One instalment, or the return of the remainder, of one grant as the public sees it."""

    grant: str
    receiver: str
    title: str
    amount: int
    paid: int
    due_on: date
    reference: str
    verification: str
    is_late: bool
    note: str


@dataclass(frozen=True)
class PublicPayment:
    """One payment as the public sees it, with the rule by which it is flagged, and the letter it rests on."""

    grant: str
    paid_on: date
    title: str
    amount: int
    flag: IncumbencyRule | None
    instrument_number: str
    instrument_on: date | None


def totals(region_code: str = "") -> tuple[RegionTotal, ...]:
    """Return the totals of each region with a signed grant, in one region and those inside it or in the country."""
    with elevated(WHY):
        rows = with_terms(_public(region_code)).select_related("region").order_by("region__code", "pk")
        late = Instalment.objects.filter(_is_late(), grant__in=_public(region_code)).order_by()
        numbers = dict(late.values_list("grant__region_id").annotate(number=Count("pk")))
        grouped: dict[str, list[Grant]] = {}
        for row in rows:
            grouped.setdefault(row.region_id, []).append(row)
        return tuple(_total(grants, numbers.get(code, 0)) for code, grants in grouped.items())


def step_totals(region_code: str = "") -> tuple[StepTotal, ...]:
    """Return the totals of each step of payment of the grants of a region and those inside it, or of the country."""
    with elevated(WHY):
        rows = Instalment.objects.filter(grant__in=_public(region_code)).order_by()
        grouped = rows.values("title", "reference", "verification").annotate(
            total=Sum("amount"), came=Sum("paid"), late=Count("pk", filter=_is_late()), place=Min("position")
        )
        return tuple(
            StepTotal(row["title"], row["reference"], row["verification"], row["total"], row["came"], row["late"])
            for row in grouped.order_by("place", "reference")
        )


def steps_in(region_code: str) -> tuple[PublicStep, ...]:
    """Return the instalments of the grants of a region alone, and the returns of remainders whose term runs."""
    day = this_day()
    with elevated(WHY):
        rows = Instalment.objects.filter(grant__in=_public_of(region_code)).select_related("grant__receiver")
        returns = _public_of(region_code).exclude(return_due_on=None).select_related("receiver").order_by("pk")
        instalments = tuple(
            PublicStep(
                grant=row.grant.agreement_number,
                receiver=row.grant.receiver.name,
                title=row.title,
                amount=row.amount,
                paid=row.paid,
                due_on=row.due_on,
                reference=row.reference,
                verification=row.verification,
                is_late=bool(row.outstanding) and row.due_on < day and row.grant.state in RUNNING,
                note=row.note,
            )
            for row in rows.order_by("grant", "position")
        )
        return (*instalments, *(_return_step(grant, day) for grant in returns))


def payments_in(region_code: str) -> tuple[PublicPayment, ...]:
    """Return the payments on the grants of a region alone, flagged where the head of its government is a candidate."""
    with elevated(WHY):
        rows = GrantPayment.objects.filter(grant__in=_public_of(region_code), withdrawn_at=None)
        rows = rows.select_related("grant", "instalment")
        return tuple(
            PublicPayment(
                grant=row.grant.agreement_number,
                paid_on=row.paid_on,
                title=row.instalment.title,
                amount=row.amount,
                flag=flag_for(row.grant.government_id, row.paid_on),
                instrument_number=row.instrument_number,
                instrument_on=row.instrument_on,
            )
            for row in rows.order_by("paid_on", "pk")
        )


def returns_in(region_code: str) -> tuple[tuple[date, int], ...]:
    """Return the days and sums of what of a region's grants went back."""
    with elevated(WHY):
        rows = GrantReturn.objects.filter(grant__in=_public_of(region_code), withdrawn_at=None)
        return tuple(rows.order_by("returned_on", "pk").values_list("returned_on", "amount"))


def _public(region_code: str) -> QuerySet[Grant]:
    where = Q(region_id=region_code) | Q(region__code__startswith=f"{region_code}.") if region_code else Q()
    rows: QuerySet[Grant] = Grant.objects.filter(where, state__in=_PUBLIC)
    return rows


def _public_of(region_code: str) -> QuerySet[Grant]:
    rows: QuerySet[Grant] = Grant.objects.filter(region_id=region_code, state__in=_PUBLIC)
    return rows


def _is_late() -> Q:
    return Q(paid__lt=F("amount"), due_on__lt=this_day(), grant__state__in=RUNNING)


def _total(grants: list[Grant], late_instalments: int) -> RegionTotal:
    day, region = this_day(), grants[0].region
    due = [
        row.return_due_on for row in grants if row.return_due_on and row.state == GrantState.PAYING and row.available
    ]
    ended = [since for row in grants if (since := getattr(row, "next_due", None)) and since < day]
    return RegionTotal(
        code=region.code,
        region=region.name,
        agreed=sum(row.agreed or 0 for row in grants),
        paid=sum(row.paid for row in grants),
        spent=sum(row.spent for row in grants),
        returned=sum(row.returned for row in grants),
        late=late_instalments + sum(each < day for each in due),
        late_since=min(ended, default=None),
    )


def _return_step(grant: Grant, day: date) -> PublicStep:
    rule, due_on = rule_of_return(instalment_rules(), grant.proposed_on or day), grant.return_due_on or day
    return PublicStep(
        grant=grant.agreement_number,
        receiver=grant.receiver.name,
        title=rule.title,
        amount=grant.available + grant.returned,
        paid=grant.returned,
        due_on=due_on,
        reference=rule.provenance.reference,
        verification=rule.provenance.verification,
        is_late=bool(grant.available) and due_on < day and grant.state == GrantState.PAYING,
        note=rule.provenance.note,
    )
