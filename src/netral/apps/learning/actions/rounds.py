"""Rounds of quizzes: made, opened, widened, closed; links and reminders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

from django.utils.translation import gettext

from netral.apps.learning import events
from netral.apps.learning.domain.quiz import check_round_step
from netral.apps.learning.mailings import send_links_later, write_links
from netral.apps.learning.models import Invitation, Reminder, Round
from netral.apps.learning.queries.governments import scopes_of
from netral.apps.learning.queries.rounds import may_finish, not_invited, not_passed, without_email
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.outreach.domain import BETWEEN_REMINDERS, CallStatus
from netral.foundation.seals.actions.documents import NoSealKey
from netral.foundation.seals.queries import active_key

BULK = 2000


@dataclass(frozen=True)
class RoundInput:
    """What an officer fills in for a round."""

    title: str
    opens_on: date
    closes_on: date


@action
def create_round(*, inputs: RoundInput, institution: Institution, government: Institution, by: Actor) -> Round:
    """Prepare a round; nobody is invited yet."""
    made = Round.objects.create(
        scopes=scopes_of(government),
        institution=institution,
        government=government,
        title=inputs.title,
        opens_on=inputs.opens_on,
        closes_on=inputs.closes_on,
        created_at=now(),
    )
    record(events.ROUND_CREATED, subject=made, by=by, data={"title": inputs.title})
    return made


@action
def open_round(*, found: Round, by: Actor) -> int:
    """Open a round and give every active civil servant of the government a personal link; return how many.

    Raises:
        StepRefused: it is open or closed already, or belongs to another institution.
        NoSealKey: the institution could not seal certificates.
    """
    if active_key(found.institution, now()) is None:
        raise NoSealKey(
            gettext("%(name)s belum punya kunci segel, jadi sertifikat belum bisa terbit. Hubungi pengelola sistem.")
            % {"name": found.institution.name}
        )
    locked = _moved(found, CallStatus.OPEN, by)
    locked.opened_at = now()
    locked.save()
    invited = _invite(locked)
    record(events.ROUND_OPENED, subject=locked, by=by, data={"invited": invited})
    send_links_later(locked)
    return invited


@action
def invite_newcomers(*, found: Round, by: Actor) -> int:
    """Give a link to who joined the roster since the round opened; return how many.

    Raises:
        StepRefused: the round is not open, its last day is over, or it belongs to another institution.
    """
    running = _running(found, by)
    invited = _invite(running)
    record(events.ROUND_EXTENDED, subject=running, by=by, data={"invited": invited})
    send_links_later(running)
    return invited


@action
def close_round(*, found: Round, by: Actor) -> Round:
    """Close a round; nobody begins a quiz any more, and one that was begun may be finished until the last day ends.

    Raises:
        StepRefused: it is not open, or belongs to another institution.
    """
    locked = _moved(found, CallStatus.CLOSED, by)
    locked.closed_at = now()
    locked.save()
    record(events.ROUND_CLOSED, subject=locked, by=by)
    return locked


@action
def remind(*, found: Round, by: Actor) -> int:
    """Remind by e-mail everybody who has not passed what holds today, at most once in 20 hours; return how many.

    Whoever passed at the government she came from, or was reminded in another round meanwhile, is left in peace.

    Raises:
        StepRefused: the round is not open, its last day is over, or it belongs to another institution.
    """
    running, moment = _running(found, by), now()
    with elevated("what somebody passed before she came, so that she is not reminded of it"):
        owing = not_passed(running).exclude(email="")
        standing = {person.pk: person.standing for person in owing.iterator(chunk_size=BULK)}
        lately = Reminder.objects.filter(reminded_at__gt=moment - BETWEEN_REMINDERS).values("invitation__person")
        # Who has not even got her first letter needs no reminder.
        waiting = Invitation.objects.filter(round=running, letters__gt=0).exclude(person__in=lately)
        due = [each for each in waiting.order_by("pk") if each.person_id in standing]
    Reminder.objects.bulk_create(
        [
            Reminder(scopes=each.scopes, invitation=each, reminded_at=moment, standing=standing[each.person_id])
            for each in due
        ],
        batch_size=BULK,
    )
    record(events.REMINDED, subject=running, by=by, data={"reminded": len(due)})
    send_links_later(running)
    return len(due)


@action
def send_links(*, found: Round, by: Actor) -> int:
    """Write the letters that links and reminders owe, some hundreds at a time; return how many."""
    sent = write_links(found, by)
    record(events.LINKS_SENT, subject=found, by=by, data={"sent": sent})
    return sent


@action
def print_slips(*, found: Round, unit_id: UUID, by: Actor) -> Sequence[Invitation]:
    """Hand out the links of a unit that only paper reaches, to be printed; each print is on record.

    Raises:
        StepRefused: the round is not open, its last day is over, or it belongs to another institution.
    """
    running = _running(found, by)
    links = list(without_email(running).filter(unit_id=unit_id))
    record(events.SLIPS_PRINTED, subject=running, by=by, data={"unit": str(unit_id), "slips": len(links)})
    return links


def _invite(found: Round) -> int:
    made = 0
    people = not_invited(found).iterator(chunk_size=BULK)
    while batch := list(islice(people, BULK)):
        Invitation.objects.bulk_create([Invitation.for_person(person, round=found) for person in batch])
        made += len(batch)
    return made


def _locked(found: Round, by: Actor) -> Round:
    if by.institution_id != found.institution_id:
        raise StepRefused(
            _("Putaran kuis ini milik %(name)s. Minta lembaga itu melakukan langkah ini."), name=found.institution.name
        )
    whole = Round.objects.select_related("government__region", "institution")
    return whole.select_for_update(of=("self",)).get(pk=found.pk)


def _moved(found: Round, to: CallStatus, by: Actor) -> Round:
    locked = _locked(found, by)
    check_round_step(locked.stands, to)
    locked.status = to.value
    return locked


def _running(found: Round, by: Actor) -> Round:
    """Return a round that is open, locked, so that a second press waits and finds what the first has left."""
    locked = _locked(found, by)
    if locked.stands != CallStatus.OPEN:
        raise StepRefused(_("Putaran kuis ini tidak sedang dibuka."))
    if not may_finish(locked):
        raise StepRefused(_("Hari terakhir putaran ini sudah lewat, jadi tautannya tidak dikirim lagi."))
    return locked
