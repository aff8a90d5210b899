"""Asking the other side, answering it, and taking a request back."""

from datetime import date

from netral.apps.support import letters
from netral.apps.support.domain import requests as domain
from netral.apps.support.domain.requests import ASK, LETTER_TABLE, LetterState, LetterVerb
from netral.apps.support.events import LETTER_ANSWERED, LETTER_ASKED, LETTER_WITHDRAWN
from netral.apps.support.models import SupportRequest
from netral.apps.support.queries.parties import sides_of
from netral.apps.support.queries.requests import same_letter
from netral.engines.steps.table import check_permission
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today
from netral.foundation.ledger.recording import action, record
from netral.foundation.workflow.steps import Workflow, finish


def _held(letter: SupportRequest, verb: LetterVerb, by: Actor) -> None:
    mine = by.institution_id
    domain.check_side(verb, asks=letter.asker_id == mine, answers=letter.answerer_id == mine)


LETTERS = Workflow(SupportRequest, LetterState, LETTER_TABLE, further=_held)


@action
def ask_support(*, subject: str, text: str, due_on: date, by: Actor) -> SupportRequest:
    """Ask the other side of one's region; the request gets the next number of the year and a sealed letter.

    Raises:
        StepRefused: the actor may not ask, it says nothing, its answer would be due before today, or the same is open.
    """
    check_permission(ASK, by.permissions)
    sides = sides_of(by)
    day = today(zone_at(sides.own))
    domain.check_letter(subject, text, due_on, day)
    sequence = next_in_year("support_request", sides.own, day.year)
    # The number makes a second click wait for the first, and is given back with the refusal.
    domain.check_unsent(same_letter(sides.own, subject, text))
    letter: SupportRequest = SupportRequest.objects.create(
        scopes=sides.scopes,
        number=domain.letter_number(sequence, sides.own.path, day.year),
        year=day.year,
        sequence=sequence,
        asker=sides.own,
        answerer=sides.other,
        subject=subject,
        text=text,
        due_on=due_on,
        asked_at=now(),
    )
    facts = {"number": letter.number, "from": sides.own.path, "to": sides.other.path, "due_on": due_on}
    record(LETTER_ASKED, subject=letter, by=by, data={**facts, "subject": subject})
    letters.seal_request(letter, by)
    return letter


@action
def answer_support(*, letter: SupportRequest, words: str, by: Actor) -> SupportRequest:
    """Answer a request, with a sealed letter.

    Raises:
        StepRefused: it says nothing, or the step is not possible.
    """
    step = LETTERS.begin(letter, LetterVerb.ANSWER, by)
    domain.check_words(words)
    row = step.subject
    row.answer, row.answered_at = words, now()
    finish(step, LETTER_ANSWERED, words=words)
    letters.seal_answer(row, by)
    return row


@action
def withdraw_request(*, letter: SupportRequest, words: str, by: Actor) -> None:
    """Take a request back before it is answered, with the reason.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    step = LETTERS.begin(letter, LetterVerb.WITHDRAW, by)
    domain.check_words(words)
    step.subject.reason, step.subject.withdrawn_at = words, now()
    finish(step, LETTER_WITHDRAWN, words=words)
