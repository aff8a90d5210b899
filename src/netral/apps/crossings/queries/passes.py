"""Reads of passes and of the departures they are for: an actor's, her own, one by its link, what waits to be done."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from netral.apps.crossings.domain.departures import DepartureState
from netral.apps.crossings.domain.instruments import InstrumentState
from netral.apps.crossings.domain.network import OPERATE
from netral.apps.crossings.domain.passes import GRANT, PassState
from netral.apps.crossings.models import Crossing, FerryDeparture, InstrumentQuota, PassSigner, PriorityPass
from netral.apps.crossings.queries.places import DEPARTURE_PARTS, PASS_PARTS, booked_by_group
from netral.apps.supervisors import api as supervisors
from netral.foundation.accounts.links import row_by_token
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import KINDS
from netral.foundation.ledger.models import Event

# So long after its time a departure that nobody closed waits for the operator.
CLOSED_WITHIN = timedelta(hours=12)
# For so long ahead departures are offered to who asks.
OFFERED_AHEAD = timedelta(days=4)
MOST_OFFERED = 40


def passes_of(actor: Actor) -> QuerySet[PriorityPass]:
    """Return the passes an actor may see."""
    rows: QuerySet[PriorityPass] = PriorityPass.objects.visible_to(actor)
    return rows.select_related(*PASS_PARTS)


def pass_for(actor: Actor, ident: UUID) -> PriorityPass:
    """Return one pass an actor may see, with its ferry and instrument, whose rows a panel does not see by itself.

    Raises:
        PriorityPass.DoesNotExist: there is none with this identifier in her scope.
    """
    with elevated("a pass is shown with what it rests on"):
        return passes_of(actor).get(pk=ident)


def own_passes_of(actor: Actor) -> list[PriorityPass]:
    """Return the passes of the actor herself, the newest first, with what they rest on."""
    with elevated("a pass is shown with what it rests on"):
        return [*_own(actor).order_by("-valid_from", "-asked_at")]


def own_pass_for(actor: Actor, ident: UUID) -> PriorityPass:
    """Return one pass of the actor herself.

    Raises:
        PriorityPass.DoesNotExist: she has none with this identifier.
    """
    with elevated("a pass is shown with what it rests on"):
        return _own(actor).get(pk=ident)


def pass_by_token(token: str) -> PriorityPass | None:
    """Return the pass a personal link opens."""
    rows = PriorityPass.objects.select_related(*PASS_PARTS, "moved_from__crossing")
    return row_by_token(rows, token, "whoever holds the link of a pass may show it")


def to_decide(actor: Actor) -> QuerySet[PriorityPass]:
    """Return the requests that wait for the operator's officer, what sails first first."""
    if not actor.may(GRANT):
        return PriorityPass.objects.none()
    asked = passes_of(actor).filter(state=PassState.ASKED, crossing__operator=actor.institution_id)
    return asked.filter(valid_until__gte=now()).order_by("valid_from", "pk")


def departures_of(actor: Actor) -> QuerySet[FerryDeparture]:
    """Return the departures an actor may see, with how many passes were given, wait and are asked for."""
    rows: QuerySet[FerryDeparture] = FerryDeparture.objects.visible_to(actor)
    return rows.select_related(*DEPARTURE_PARTS).annotate(
        granted=Count("passes", filter=Q(passes__state=PassState.GRANTED)),
        waiting=Count("passes", filter=Q(passes__state__in=[PassState.WAITING, PassState.ASKED])),
    )


def departure_for(actor: Actor, ident: UUID) -> FerryDeparture:
    """Return one departure an actor may see.

    Raises:
        FerryDeparture.DoesNotExist: there is none with this identifier in her scope.
    """
    return departures_of(actor).get(pk=ident)


def unclosed(actor: Actor) -> QuerySet[FerryDeparture]:
    """Return the departures of an actor's operator whose time is long past and that nobody closed, the oldest first."""
    rows: QuerySet[FerryDeparture] = FerryDeparture.objects.visible_to(actor)
    if not actor.may(OPERATE):
        return rows.none()
    mine = rows.filter(crossing__operator=actor.institution_id, state=DepartureState.PLANNED)
    return mine.filter(departs_at__lt=now() - CLOSED_WITHIN).select_related(*DEPARTURE_PARTS).order_by("departs_at")


def manifest_of(departure: FerryDeparture, actor: Actor) -> QuerySet[PriorityPass]:
    """Return who boards a departure with priority, by name, as far as the actor sees it."""
    rows = passes_of(actor).filter(departure=departure, state=PassState.GRANTED)
    return rows.order_by("holder", "pk")


def passes_on(departure: FerryDeparture, actor: Actor) -> QuerySet[PriorityPass]:
    """Return the passes and requests of a departure an actor may see: given ones, then the waiting list, the rest."""
    return passes_of(actor).filter(departure=departure).order_by("state", "asked_at", "pk")


def crossings_offered(region_code: str) -> list[Crossing]:
    """Return the crossings for which an instrument gives supervisors of a regency places, and which still run."""
    with elevated("what an instrument offers is read by everyone it names"):
        rows = Crossing.objects.filter(
            closed_on=None,
            quotas__instrument__government__region=region_code,
            quotas__instrument__state=InstrumentState.IN_FORCE,
        )
        return [*rows.select_related("origin", "destination", "operator__region").distinct().order_by("code")]


def offers(crossing: Crossing) -> list[tuple[FerryDeparture, dict[str, int]]]:
    """Return the departures of a crossing in the days to come, with the places each has left by class."""
    with elevated("how many places are left is told to whoever may ask for one"):
        moment = now()
        rows = FerryDeparture.objects.filter(
            crossing=crossing, state=DepartureState.PLANNED, departs_at__range=(moment, moment + OFFERED_AHEAD)
        )
        sailing = [*rows.select_related(*DEPARTURE_PARTS).order_by("departs_at")[:MOST_OFFERED]]
        taken = booked_by_group(sailing)
        quotas = [*InstrumentQuota.objects.filter(crossing=crossing).select_related("instrument")]
        return [(each, _left(each, quotas, taken)) for each in sailing]


def allows_standing(crossing: Crossing) -> bool:
    """Say whether an instrument in force allows standing passes on a crossing."""
    with elevated("what an instrument offers is read by everyone it names"):
        quotas = InstrumentQuota.objects.filter(crossing=crossing, instrument__standing=True)
        return quotas.filter(instrument__state=InstrumentState.IN_FORCE).exists()


def resting_on(instrument: UUID) -> dict[str, int]:
    """Return how many passes rest on an instrument, by state; nobody's name, for the government sees none."""
    with elevated("a government reads totals of what rests on its instrument"):
        rows = PriorityPass.objects.filter(instrument=instrument).order_by()
        return dict(rows.values_list("state").annotate(passes=Count("pk")))


def signers_now() -> QuerySet[PassSigner]:
    """Return the key with which each government signs now."""
    rows: QuerySet[PassSigner] = PassSigner.objects.filter(signs_until=None)
    return rows.select_related("government__region").order_by("government__path")


def history_of(row: PriorityPass | FerryDeparture, zone: str) -> list[dict[str, Any]]:
    """Return what happened with a pass or a departure, the newest first, in the form the timeline takes."""
    events = Event.objects.filter(subject_id=str(row.pk), subject_type=row._meta.label_lower)
    return [
        {
            "at": event.at,
            "title": KINDS.label(event.kind),
            "by": event.actor_label,
            "text": str(event.data.get("words", "")),
            "zone": zone,
        }
        for event in events.order_by("-at", "-id")
    ]


def _own(actor: Actor) -> QuerySet[PriorityPass]:
    return passes_of(actor).filter(posting__in=supervisors.own_postings(actor).values("pk"))


def _left(departure: FerryDeparture, quotas: list[InstrumentQuota], taken: Any) -> dict[str, int]:
    left: dict[str, int] = {}
    for quota in quotas:
        if quota.instrument.holds(departure.day):
            group = (departure.pk, (quota.instrument_id, quota.vehicle_class))
            free = max(quota.places - taken.get(group, 0), 0)
            left[quota.vehicle_class] = left.get(quota.vehicle_class, 0) + free
    return left
