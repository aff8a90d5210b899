"""Reads of groups of monitors: an actor's, one by its code, its people, and what waits for whom."""

from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.crypto import salted_hmac

from netral.apps.fieldwork.domain.monitors import ACCEPT, ACCREDIT, GroupState
from netral.apps.fieldwork.models import Device, MonitorGroup, Observer
from netral.engines.vault.codes import DATA_SYLLABLES, SYLLABLES, code_from, normalised
from netral.foundation.accounts.links import digest_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.kinds import KINDS
from netral.foundation.ledger.models import Event
from netral.foundation.regions.queries import zone_of

_MOST_GROUPS = 60
_USE = "fieldwork monitor registration"


def groups_of(actor: Actor) -> QuerySet[MonitorGroup]:
    """Return the groups an actor may see, with how many people each has."""
    rows: QuerySet[MonitorGroup] = MonitorGroup.objects.visible_to(actor)
    there = Count("monitors", filter=Q(monitors__left_on=None))
    return rows.select_related("region").annotate(people=there)


def group_for(actor: Actor, ident: UUID) -> MonitorGroup:
    """Return one group an actor may see.

    Raises:
        MonitorGroup.DoesNotExist: there is none with this identifier in her scope.
    """
    return groups_of(actor).get(pk=ident)


def registration_code(form_mark: str) -> str:
    """Return the receipt code of a form, so that a form sent twice has one: two bytes of a keyed hash a syllable."""
    drawn = salted_hmac(_USE, form_mark, algorithm="sha256").digest()
    pairs = (drawn[2 * place : 2 * place + 2] for place in range(DATA_SYLLABLES))
    return code_from([int.from_bytes(pair) % len(SYLLABLES) for pair in pairs])


def group_by_code(typed: str) -> MonitorGroup | None:
    """Return the group whose receipt code was typed; whoever holds the code may read where it stands."""
    code = normalised(typed)
    if code is None:
        return None
    with elevated("the receipt code is the key"):
        rows = MonitorGroup.objects.select_related("region").annotate(people=Count("monitors"))
        found: MonitorGroup | None = rows.filter(token_digest=digest_of(code)).first()
        return found


def group_choices() -> list[tuple[str, str]]:
    """Return the accepted groups whose rows the reader sees; nothing where they are too many to choose from."""
    rows = MonitorGroup.objects.filter(state=GroupState.ACCEPTED).order_by("name", "pk")[: _MOST_GROUPS + 1]
    return [(str(row.pk), row.name) for row in rows] if len(rows) <= _MOST_GROUPS else []


def people_of(group: MonitorGroup) -> QuerySet[Observer]:
    """Return the people of a group with their devices, those who left last."""
    devices = Device.objects.order_by("-invited_at", "-pk")
    # Descending, PostgreSQL puts those first who have left on no day.
    rows: QuerySet[Observer] = group.monitors.order_by("-left_on", "monitor_name", "pk")
    return rows.prefetch_related(Prefetch("devices", devices))


def to_be_checked(actor: Actor) -> QuerySet[MonitorGroup]:
    """Return the groups that wait to be checked, the oldest first."""
    rows: QuerySet[MonitorGroup] = MonitorGroup.objects.visible_to(actor).filter(state=GroupState.APPLIED)
    return rows.select_related("region").order_by("applied_at", "pk")


def to_be_accepted(actor: Actor) -> QuerySet[MonitorGroup]:
    """Return the checked groups that an actor may accept, because another checked them, the oldest first."""
    rows: QuerySet[MonitorGroup] = MonitorGroup.objects.visible_to(actor).filter(state=GroupState.CHECKED)
    return rows.exclude(checked_by_id=actor.id).select_related("region").order_by("applied_at", "pk")


def waiting_for(actor: Actor) -> QuerySet[MonitorGroup]:
    """Return the groups that wait for a step an actor may take."""
    steps = {ACCREDIT: to_be_checked, ACCEPT: to_be_accepted}
    wanted = Q(pk__in=[])
    for permission, rows_for in steps.items():
        if actor.may(permission):
            wanted |= Q(pk__in=rows_for(actor).order_by().values("pk"))
    rows: QuerySet[MonitorGroup] = MonitorGroup.objects.visible_to(actor).filter(wanted)
    return rows


def history_of(group: MonitorGroup) -> list[dict[str, object]]:
    """Return what happened with a group, the newest first, in the form the timeline takes."""
    events = Event.objects.filter(subject_id=str(group.pk), kind__startswith="monitors.").order_by("-at", "-id")
    zone = zone_of(group.region_id).key
    return [
        {"at": event.at, "title": KINDS.label(event.kind), "by": event.actor_label, "zone": zone} for event in events
    ]
