"""Reads of honoraria: rates on a day, what is owed and late, and a supervisor's own."""

from datetime import date
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When

from netral.apps.support.domain.honoraria import MonthRule, Rate, rate_on
from netral.apps.support.models import BankList, Honorarium, HonorariumPayment, HonorariumRate, MissedMonthLetter
from netral.apps.support.parameters import month_rules
from netral.engines.rules.dated import NotInForceError, Provenance, Verification, holds
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import today_in


def honoraria_of(actor: Actor) -> QuerySet[Honorarium]:
    """Return the honoraria an actor may see."""
    found: QuerySet[Honorarium] = Honorarium.objects.visible_to(actor)
    settled = Case(When(paid=F("amount"), then=Value("ya")), default=Value("tidak"))
    return found.alias(settled=settled).select_related(
        "posting__supervisor", "posting__region", "posting__polling_station"
    )


def own_honoraria(account_id: UUID) -> QuerySet[Honorarium]:
    """Return a supervisor's own honoraria, the newest month first."""
    found = Honorarium.objects.filter(posting__supervisor__account=account_id)
    return found.select_related("posting__region", "posting__polling_station").order_by("-month", "pk")


def honoraria_in(region_code: str) -> QuerySet[Honorarium]:
    """Return the honoraria of a region, as far as the reader may see them."""
    inside = Q(posting__region=region_code) | Q(posting__region__code__startswith=f"{region_code}.")
    return Honorarium.objects.filter(inside)


def late_of(actor: Actor, day: date) -> QuerySet[Honorarium]:
    """Return what is unpaid and late on a day, the oldest month first."""
    return _late(honoraria_of(actor), day)


def late_in(region_code: str, day: date) -> QuerySet[Honorarium]:
    """Return what is unpaid and late in a region on a day, as far as the reader may see it."""
    return _late(honoraria_in(region_code), day)


def own_institution(actor: Actor) -> Institution | None:
    """Return the institution an actor acts for, where it has a region."""
    if actor.institution_id is None:
        return None
    return Institution.objects.filter(pk=actor.institution_id).exclude(region=None).first()


def untold_of(actor: Actor) -> QuerySet[Honorarium]:
    """Return what is late today in an actor's institution and in no letter to the government yet, the oldest first."""
    told = MissedMonthLetter.objects.filter(institution=OuterRef("institution"), month=OuterRef("month"))
    own = own_institution(actor)
    if own is None:
        return Honorarium.objects.none()
    late = late_of(actor, today_in(own.region_id or "")).filter(institution=own)
    return late.filter(~Exists(told)).select_related("institution__region", "posting__supervisor")


def bank_lists_of(actor: Actor) -> QuerySet[BankList]:
    """Return the bank's lists an actor may see."""
    found: QuerySet[BankList] = BankList.objects.visible_to(actor)
    return found.select_related("file")


def payments_of(found: BankList) -> QuerySet[HonorariumPayment]:
    """Return the payments of a bank's list."""
    return found.payments.select_related("honorarium__posting__supervisor", "honorarium__posting__region")


def payment_for(actor: Actor, ident: UUID) -> HonorariumPayment:
    """Return one payment an actor may see.

    Raises:
        HonorariumPayment.DoesNotExist: there is none in her scope.
    """
    rows: QuerySet[HonorariumPayment] = HonorariumPayment.objects.visible_to(actor)
    return rows.select_related("honorarium__posting__supervisor", "honorarium__posting__region").get(pk=ident)


def letters_of(actor: Actor) -> QuerySet[MissedMonthLetter]:
    """Return the letters about missed months that an actor may see, also those of the government that got them."""
    found: QuerySet[MissedMonthLetter] = MissedMonthLetter.objects.visible_to(actor)
    return found.select_related("institution", "government")


def rates_of(institution: Institution) -> list[Rate]:
    """Return the rates an institution entered, that which counts first; nobody checked the decisions."""
    return [
        Rate(
            post=row.post,
            monthly=row.monthly,
            valid_from=row.valid_from,
            valid_to=None,
            provenance=Provenance(row.decision, Verification.UNVERIFIED),
        )
        for row in HonorariumRate.objects.filter(institution=institution)
    ]


def rate_for(rates: list[Rate], post: str, month: date) -> Rate | None:
    """Return the rate of a post in a month; None where nobody set one."""
    try:
        return rate_on(rates, post, month)
    except NotInForceError:
        return None


def month_rule(day: date) -> MonthRule:
    """Return how parts of a month are paid, as it stands on a day.

    Raises:
        NotInForceError: nothing is known for that day.
    """
    for rule in month_rules():
        if holds(rule, day):
            return rule
    raise NotInForceError("part_month", day)


def sums_by_month(rows: QuerySet[Honorarium]) -> list[dict[str, object]]:
    """Return owed, paid, unpaid and for how many people, by month, the newest first."""
    unpaid = Q(paid__lt=F("amount"))
    counted = rows.order_by("-month").values("month")
    summed = counted.annotate(
        owed=Sum("amount"),
        left=Sum(F("amount") - F("paid")),
        people=Count("pk"),
        people_unpaid=Count("pk", filter=unpaid),
    )
    return [dict(row) for row in summed]


def totals_of(rows: QuerySet[Honorarium]) -> dict[str, int]:
    """Return for how many people and months how much is unpaid among some honoraria, in rupiah."""
    found = rows.order_by().aggregate(
        people=Count("posting", distinct=True), months=Count("month", distinct=True), left=Sum(F("amount") - F("paid"))
    )
    return {key: value or 0 for key, value in found.items()}


def missed_months(actor: Actor) -> list[date]:
    """Return the months of an actor's institution that are late and in no letter yet, the oldest first."""
    return list(untold_of(actor).order_by("month").values_list("month", flat=True).distinct())


def _late(rows: QuerySet[Honorarium], day: date) -> QuerySet[Honorarium]:
    return rows.filter(late_from__lte=day, paid__lt=F("amount")).order_by("month", "pk")
