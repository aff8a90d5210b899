"""Reads of instruments: an actor's, one, those that end soon, and what waits to be put in force."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from netral.apps.crossings.domain.instruments import CONFIRM, DRAFT, INSTRUMENT_TABLE, InstrumentState, InstrumentVerb
from netral.apps.crossings.models import Instrument
from netral.foundation.accounts.queries import current_day
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.kinds import KINDS
from netral.foundation.ledger.models import Event

# So long before its end an instrument is shown as ending, so that a new one can be written.
ENDING_DAYS = 14


def instruments_of(actor: Actor) -> QuerySet[Instrument]:
    """Return the instruments an actor may see."""
    rows: QuerySet[Instrument] = Instrument.objects.visible_to(actor)
    return rows.select_related("government__region")


def instrument_for(actor: Actor, ident: UUID) -> Instrument:
    """Return one instrument an actor may see.

    Raises:
        Instrument.DoesNotExist: there is none with this identifier in her scope.
    """
    return instruments_of(actor).select_related("scan", "drafted_by").get(pk=ident)


def same_instrument(government: Institution, number: str) -> str:
    """Return the number under which a government recorded an instrument already; empty for none."""
    rows = Instrument.objects.filter(government=government, number__iexact=number.strip())
    found = rows.exclude(state=InstrumentState.WITHDRAWN).first()
    return str(found) if found else ""


def to_confirm(actor: Actor) -> QuerySet[Instrument]:
    """Return the drafts that an actor may put in force: those of her institution that another person wrote."""
    if not actor.may(CONFIRM):
        return instruments_of(actor).none()
    rows = instruments_of(actor).filter(state=InstrumentState.DRAFT, government=actor.institution_id)
    return rows.exclude(drafted_by=UUID(actor.id))


def ending_soon(actor: Actor) -> QuerySet[Instrument]:
    """Return the instruments in force of an actor's institution whose last day is near."""
    day = current_day()
    rows = instruments_of(actor).filter(state=InstrumentState.IN_FORCE, government=actor.institution_id)
    return rows.filter(valid_until__gte=day, valid_until__lte=day + timedelta(ENDING_DAYS))


def waiting_for(actor: Actor) -> QuerySet[Instrument]:
    """Return the instruments an actor has to put in force, and those whose end she has to think of."""
    near = ending_soon(actor).values("pk") if actor.may(DRAFT) else instruments_of(actor).none().values("pk")
    return instruments_of(actor).filter(Q(pk__in=to_confirm(actor).values("pk")) | Q(pk__in=near))


def verbs_for(actor: Actor, instrument: Instrument) -> Iterable[InstrumentVerb]:
    """Return what an actor may do with an instrument now."""
    if instrument.government_id != actor.institution_id:
        return ()
    rows = (INSTRUMENT_TABLE.transition(InstrumentState(instrument.state), verb) for verb in _verbs(instrument))
    return tuple(row.verb for row in rows if actor.may(row.permission))


def history_of(instrument: Instrument) -> list[dict[str, object]]:
    """Return what happened with an instrument, the newest first, in the form the timeline takes."""
    events = Event.objects.filter(subject_id=str(instrument.pk), kind__startswith="instrument.")
    zone = zone_at(instrument.government).key
    return [
        {"at": event.at, "title": KINDS.label(event.kind), "by": event.actor_label, "zone": zone}
        for event in events.order_by("-at", "-id")
    ]


def _verbs(instrument: Instrument) -> tuple[InstrumentVerb, ...]:
    return INSTRUMENT_TABLE.verbs(InstrumentState(instrument.state))
