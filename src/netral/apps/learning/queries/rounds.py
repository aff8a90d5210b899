"""Reads of rounds and personal links."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from netral.apps.learning.curriculum import edition_on
from netral.apps.learning.domain.quiz import QuizEdition, Standing
from netral.apps.learning.models import Attempt, Invitation, Material, Reminder, Round, Session
from netral.apps.learning.queries.coverage import with_standing
from netral.apps.learning.queries.governments import today_in
from netral.apps.learning.queries.sessions import coming_for, materials_for
from netral.foundation.accounts.links import row_by_token
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.outreach.domain import CallStatus
from netral.foundation.outreach.queries import newest_first
from netral.foundation.registry.models import AsnPerson
from netral.foundation.registry.queries import active_under
from netral.foundation.workflow.work import near_end


@dataclass(frozen=True)
class Situation:
    """All that the page behind a personal link shows: how far she is, what comes, what she may read.

    `is_outdated` says that the stage or the catalogue changed before the quiz she had begun was finished.
    """

    standing: Standing
    attempt: Attempt | None
    last: Attempt | None
    passed: Attempt | None
    is_outdated: bool
    sessions: Sequence[Session]
    materials: Sequence[Material]


def rounds_of(actor: Actor) -> QuerySet[Round]:
    """Return the rounds an actor may see, the newest first."""
    return newest_first(Round.objects.visible_to(actor))


def ending(actor: Actor) -> QuerySet[Round]:
    """Return the open rounds of the actor's institution that are nearly over or past their last day, by that day."""
    near = rounds_of(actor).filter(status=CallStatus.OPEN, closes_on__lt=near_end())
    return near.filter(institution=actor.institution_id).order_by("closes_on", "pk")


def without_result(found: Round) -> int:
    """Return how many who were invited to a round have not finished a quiz in it."""
    finished = Attempt.objects.filter(invitation=OuterRef("pk")).exclude(finished_at=None)
    with elevated("a number of people, nobody's data"):
        return Invitation.objects.filter(~Exists(finished), round=found, person__active=True).count()


def edition_for(government: Institution) -> QuizEdition:
    """Return what a quiz taken today at a government's holds for."""
    return edition_on(today_in(government))


def invitation_by_token(token: str) -> Invitation | None:
    """Return the invitation behind a personal link, whoever holds it; None when there is no such link."""
    return row_by_token(whole_invitations(), token, "the personal link is the key")


def invitation_by_id(ident: UUID) -> Invitation | None:
    """Return an invitation whose link this browser opened before."""
    with elevated("the personal link was opened in this browser"):
        return whole_invitations().filter(pk=ident).first()


def whole_invitations() -> QuerySet[Invitation]:
    """Return invitations with all that their pages show, because nothing can be read once a link's block has ended."""
    related = ("person", "unit", "round__institution__region", "round__government__region")
    return Invitation.objects.select_related(*related)


def situation_of(invitation: Invitation) -> Situation:
    """Return how far the holder of a link is with the quiz that holds today."""
    edition = edition_for(invitation.round.government)
    with elevated("personal link"):
        person = with_standing(AsnPerson.objects.filter(pk=invitation.person_id), edition).get()
        every = Attempt.objects.filter(person=invitation.person_id).select_related("document").order_by("-started_at")
        own = every.filter(stage=edition.stage, catalogue=edition.catalogue)
        return Situation(
            standing=Standing(person.standing),
            attempt=own.filter(invitation=invitation, finished_at=None).first(),
            last=own.exclude(finished_at=None).first(),
            passed=own.filter(passed=True).first(),
            is_outdated=not own.exists() and every.filter(invitation=invitation, finished_at=None).exists(),
            sessions=coming_for(invitation.person),
            materials=materials_for(invitation.person),
        )


def is_open(found: Round) -> bool:
    """Say whether quizzes of a round may be begun today; the first and the last day are included."""
    return found.status == CallStatus.OPEN and found.opens_on <= today_in(found.government) and may_finish(found)


def may_finish(found: Round) -> bool:
    """Say whether a quiz that was begun may still be finished: until the last day ends, also when closed earlier."""
    return today_in(found.government) <= found.closes_on


def open_round_of(government: Institution) -> Round | None:
    """Return the newest round of a government that is open."""
    return Round.objects.filter(government=government, status=CallStatus.OPEN).first()


def not_invited(found: Round) -> QuerySet[AsnPerson]:
    """Return who is on the roster and has no link into a round yet."""
    invited = Invitation.objects.filter(round=found).values("person")
    return active_under(found.government.path).exclude(pk__in=invited).select_related("unit").order_by("pk")


def without_email(found: Round) -> QuerySet[Invitation]:
    """Return the links of people whom only paper reaches and who have not passed what holds today."""
    owing = not_passed(found).filter(email="").values("pk")
    links = Invitation.objects.filter(round=found, person__in=owing)
    return links.select_related("person", "unit")


def not_passed(found: Round) -> QuerySet[Any]:
    """Return the active people of a government who have not passed what holds today."""
    people = with_standing(active_under(found.government.path), edition_for(found.government))
    return people.exclude(standing=Standing.PASSED)


def reminders_of(found: Round, actor: Actor) -> QuerySet[Reminder]:
    """Return who was reminded in a round, as far as the actor may see."""
    rows = Reminder.objects.visible_to(actor).filter(invitation__round=found)
    return rows.select_related("invitation__person", "invitation__unit", "invitation__round__government")
