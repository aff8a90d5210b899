"""Reads of what Bawaslu and a government ask each other."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet

from netral.apps.support.domain.requests import ANSWER, ASK, LETTER_TABLE, LetterState, LetterVerb
from netral.apps.support.models import SupportRequest
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import today


def letters_of(actor: Actor) -> QuerySet[SupportRequest]:
    """Return the requests an actor may see."""
    visible: QuerySet[SupportRequest] = SupportRequest.objects.visible_to(actor)
    return visible.select_related("asker", "answerer")


def letter_for(actor: Actor, ident: UUID) -> SupportRequest:
    """Return one request an actor may see.

    Raises:
        SupportRequest.DoesNotExist: there is none with this identifier in her scope.
    """
    return letters_of(actor).get(pk=ident)


def letters_waiting_for(actor: Actor) -> QuerySet[SupportRequest]:
    """Return the requests that the actor's institution has to answer, the most urgent first."""
    wanted = Q(state=LetterState.OPEN, answerer=actor.institution_id) if actor.may(ANSWER) else Q(pk__in=[])
    return letters_of(actor).filter(wanted).order_by("due_on", "pk")


def same_letter(asker: Institution, subject: str, text: str) -> str:
    """Return the number of an open request of an institution with these words; empty where there is none."""
    same = SupportRequest.objects.filter(asker=asker, subject=subject, text=text, state=LetterState.OPEN)
    return same.values_list("number", flat=True).first() or ""


def late_letters(rows: QuerySet[SupportRequest]) -> QuerySet[SupportRequest]:
    """Return those of some requests whose answer is overdue."""
    return rows.filter(state=LetterState.OPEN, due_on__lt=_today())


def letter_verbs_for(actor: Actor, letter: SupportRequest) -> list[LetterVerb]:
    """Return the steps of a request that the actor may take now."""
    own = actor.institution_id
    mine = {
        LetterVerb.ANSWER: own == letter.answerer_id and actor.may(ANSWER),
        LetterVerb.WITHDRAW: own == letter.asker_id and actor.may(ASK),
    }
    return [verb for verb in LETTER_TABLE.verbs(LetterState(letter.state)) if mine[verb]]


def _today() -> date:
    return today(ZoneInfo(settings.TIME_ZONE))
