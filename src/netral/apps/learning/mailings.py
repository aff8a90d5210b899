"""Letters about sessions and with personal links, written by jobs in batches, because a round has thousands."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from procrastinate.contrib.django import app

from netral.apps.learning.domain.sessions import SessionStatus
from netral.apps.learning.models import Invitation, Round, Session
from netral.apps.learning.queries.governments import today_in
from netral.apps.learning.queries.rounds import not_passed
from netral.apps.learning.queries.sessions import invited_to, times_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.notices.actions import Letter, notify_many
from netral.foundation.outreach.domain import CallStatus
from netral.foundation.outreach.letters import BATCH, write_owed
from netral.foundation.registry.models import AsnPerson

LINKS_TASK = "learning.send_links"
SESSION_TASK = "learning.send_session_letters"


def send_links_later(found: Round) -> None:
    """Have a job write the links and reminders owed once this transaction has committed."""
    app.configure_task(LINKS_TASK).defer(round_id=str(found.pk))


def write_to_invited(session: Session) -> None:
    """Have a job tell everybody a session calls how it stands, once this transaction has committed."""
    app.configure_task(SESSION_TASK).defer(session_id=str(session.pk), number=session.letters)


def write_links(found: Round, by: Actor) -> int:
    """Write the next links and reminders owed; return how many, zero when none is left."""
    return write_owed(_owed(found).select_related("person", "round__government"), _link, by)


def session_batch(session: Session, after: UUID | None) -> Sequence[AsnPerson]:
    """Return the next people to be told about a session."""
    people = invited_to(session).exclude(email="").order_by("pk")
    waiting = people.filter(pk__gt=after) if after else people
    return list(islice(waiting.iterator(chunk_size=BATCH), BATCH))


def write_about(session: Session, people: Iterable[AsnPerson], number: int, by: Actor) -> int:
    """Tell people how a session stands: that it will be, that it changed, or that it was called off."""
    times = times_of(session)
    context = {"session": session, "government": session.government.name, "zone": times.zone.key}
    letters = [
        Letter(
            address=person.email,
            template=_session_template(session, number),
            context={**context, "name": person.name},
            key=f"learning-session-{session.pk}-{number}-{person.pk}",
        )
        for person in people
    ]
    return notify_many(letters=letters, by=by)


def _session_template(session: Session, number: int) -> str:
    if session.status == SessionStatus.CANCELLED:
        return "learning_session_cancelled"
    return "learning_session_invitation" if number == 1 else "learning_session_changed"


def _owed(found: Round) -> QuerySet[Any]:
    people = not_passed(found).exclude(email="").values("pk")
    # Letters may be written long after they are owed: nobody is called to a quiz that has ended meanwhile.
    running = {"round__status": CallStatus.OPEN, "round__closes_on__gte": today_in(found.government)}
    owing = Invitation.objects.filter(round=found, person__in=people, **running)
    return owing.annotate(owed=Count("reminders") + 1)


def _link(invitation: Any) -> Letter:
    context = {
        "name": invitation.person.name,
        "round": invitation.round,
        "government": invitation.round.government.name,
        "link": invitation.address,
    }
    template = "learning_reminder" if invitation.owed > 1 else "learning_invitation"
    key = f"learning-{invitation.pk}-{invitation.owed}"
    return Letter(address=invitation.person.email, template=template, context=context, key=key)
