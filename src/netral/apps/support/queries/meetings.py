"""Reads of meetings and of what was agreed there."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from netral.apps.support.domain.meetings import CONVENE, REPORT, AgreedOutcome, MeetingState
from netral.apps.support.models import AgreedAction, Meeting
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import today


def meetings_of(actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings an actor may see, each with how much was agreed and how much of it is open."""
    visible: QuerySet[Meeting] = Meeting.objects.visible_to(actor)
    return visible.select_related("supervisor", "government", "called_by").annotate(
        agreed_count=Count("agreed"), open_count=Count("agreed", filter=Q(agreed__state=AgreedOutcome.OPEN))
    )


def meeting_for(actor: Actor, ident: UUID) -> Meeting:
    """Return one meeting an actor may see.

    Raises:
        Meeting.DoesNotExist: there is none with this identifier in her scope.
    """
    return meetings_of(actor).get(pk=ident)


def meetings_waiting_for(actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings whose day has come and whose minutes the actor's institution, which called it, owes."""
    wanted = Q(state=MeetingState.PLANNED, day__lte=_today(), called_by=actor.institution_id)
    rows = meetings_of(actor).filter(wanted if actor.may(CONVENE) else Q(pk__in=[]))
    return rows.order_by("day", "pk")


def same_meeting(supervisor: Institution, day: date, place: str) -> str:
    """Return the number of a meeting planned for a day and place; empty where there is none."""
    same = Meeting.objects.filter(supervisor=supervisor, day=day, place=place, state=MeetingState.PLANNED)
    return same.values_list("number", flat=True).first() or ""


def agreed_of(actor: Actor) -> QuerySet[AgreedAction]:
    """Return what was agreed at the meetings an actor may see, once the minutes are sealed."""
    visible: QuerySet[AgreedAction] = AgreedAction.objects.visible_to(actor)
    found = visible.filter(meeting__state=MeetingState.HELD)
    return found.select_related("meeting", "meeting__supervisor", "owner")


def agreed_for(actor: Actor, ident: UUID) -> AgreedAction:
    """Return one agreed action an actor may see.

    Raises:
        AgreedAction.DoesNotExist: there is none with this identifier in her scope.
    """
    visible: QuerySet[AgreedAction] = AgreedAction.objects.visible_to(actor)
    return visible.select_related("meeting", "meeting__supervisor", "owner").get(pk=ident)


def agreed_waiting_for(actor: Actor) -> QuerySet[AgreedAction]:
    """Return the open actions of the actor's side whose term is over or ends today, the latest first."""
    wanted = Q(state=AgreedOutcome.OPEN, owner=actor.institution_id, due_on__lte=_today())
    return agreed_of(actor).filter(wanted if actor.may(REPORT) else Q(pk__in=[])).order_by("due_on", "pk")


def _today() -> date:
    return today(ZoneInfo(settings.TIME_ZONE))
