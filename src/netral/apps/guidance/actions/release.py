"""Publishing an approved answer without the names of who asked, and looking after answers once they are out."""

from collections.abc import Sequence
from datetime import date, datetime

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance import notifications
from netral.apps.guidance.comparison import Contradiction, contradictions, hold_act
from netral.apps.guidance.domain import identities, states
from netral.apps.guidance.domain.answers import Choice, check_decided
from netral.apps.guidance.domain.states import DECIDE, Verb
from netral.apps.guidance.events import (
    ANSWER_CONFIRMED,
    ANSWER_ENDED,
    ANSWER_PUBLISHED,
    ANSWER_REPLACED,
    REVIEW_ASKED,
)
from netral.apps.guidance.inputs import PublicationInput
from netral.apps.guidance.models import Answer, ConcernedUnit, Discrepancy, GuidanceRequest, PublishedAnswer
from netral.apps.guidance.parameters import reading_term
from netral.apps.guidance.pii_check import found_in
from netral.apps.guidance.steps import REQUESTS, RequestStep, current_answer, holder_of, place_of
from netral.engines.deadlines.calculation import due
from netral.engines.steps.table import check_permission
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.paths import covers
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.queries import day_in, zone_of
from netral.foundation.workflow.steps import finish


@action
def publish_answer(*, request: GuidanceRequest, inputs: PublicationInput, by: Actor) -> PublishedAnswer:
    """Publish an approved answer; those who asked may read it from now on, and confirm that they did.

    Raises:
        StepRefused: the actor wrote the answer, the text gives somebody away, a contradiction is not decided, or the
            step is not possible.
    """
    step = REQUESTS.begin(request, Verb.PUBLISH, by)
    answer = current_answer(step.subject)
    states.check_four_eyes(answer.written_by, by.id)
    states.check_words(inputs.text)
    states.check_question(inputs.question)
    places = found_in(step.subject, inputs.question, inputs.text, inputs.reason)
    identities.check_nameless(identities.unvouched(places, inputs.vouched))
    hold_act(answer.act)
    against = contradictions(answer.stand, step.subject.act_date, step.subject.region_id)
    check_decided([each.key for each in against], inputs.choices, inputs.reason)
    published = _publish(step, answer, inputs, against)
    for each in against:
        _settle(step, published, each, inputs)
    _open_to_askers(step.subject, answer, published.published_at)
    step.subject.closed_at = published.published_at
    vouched = sorted({place.word for place in places if place.word in {word.casefold() for word in inputs.vouched}})
    facts = {"number": published.number, "published": published.pk, "version": answer.version}
    event = finish(step, ANSWER_PUBLISHED, **facts, words=inputs.reason, vouched=vouched, contradictions=len(against))
    notifications.tell_askers(step.subject, notifications.PUBLISHED, str(event.pk), by)
    return published


@action
def confirm_answer(*, published: PublishedAnswer, words: str, by: Actor) -> None:
    """Say that an answer still holds under the catalogue now in use, with the reason.

    Raises:
        StepRefused: no reason is given, it was replaced, or it is another institution's.
    """
    row = _held(published, by)
    states.check_words(words)
    row.checked_version, row.checked_at = catalogue.catalogue_version(), now()
    row.save()
    record(ANSWER_CONFIRMED, subject=row, by=by, data={"catalogue": row.checked_version, "words": words})


@action
def end_answer(*, published: PublishedAnswer, valid_to: date, words: str, by: Actor) -> None:
    """End the validity of an answer on a day, with the reason; it stays readable.

    Raises:
        StepRefused: no reason is given, the day lies before it began, or it is another institution's.
    """
    row = _held(published, by)
    states.check_words(words)
    states.check_validity(row.valid_from, valid_to)
    row.valid_to = valid_to
    row.checked_version, row.checked_at = catalogue.catalogue_version(), now()
    row.save()
    record(ANSWER_ENDED, subject=row, by=by, data={"valid_to": valid_to, "words": words})


@action
def ask_reviews(*, institution: Institution, rows: Sequence[PublishedAnswer], by: Actor) -> None:
    """Ask the approvers of an institution to look at its answers again, once for each edition of the catalogue."""
    version = catalogue.catalogue_version()
    told = notifications.ask_review(institution, len(rows), f"{version}-{institution.pk}", by)
    data = {"answers": [row.number for row in rows], "catalogue": version, "told": told}
    record(REVIEW_ASKED, subject=institution, by=by, data=data)


def _publish(
    step: RequestStep, answer: Answer, inputs: PublicationInput, against: Sequence[Contradiction]
) -> PublishedAnswer:
    moment = now()
    institution = holder_of(step.subject)
    year = day_in(step.subject.region_id, moment).year
    sequence = next_in_year("guidance_answer", institution, year)
    return PublishedAnswer.objects.create(
        answer=answer,
        institution=institution,
        year=year,
        sequence=sequence,
        number=states.answer_number(sequence, place_of(institution), year),
        act=answer.act,
        facts=answer.facts,
        position=answer.position,
        norms=answer.norms,
        question=inputs.question.strip(),
        text=inputs.text.strip(),
        differs_because=inputs.reason.strip() if against else "",
        judged_on=step.subject.act_date,
        valid_from=answer.valid_from,
        valid_to=answer.valid_to,
        published_at=moment,
        catalogue_version=catalogue.catalogue_version(),
        checked_version=catalogue.catalogue_version(),
        checked_at=moment,
    )


def _settle(step: RequestStep, published: PublishedAnswer, against: Contradiction, inputs: PublicationInput) -> None:
    choice = inputs.choices[against.key]
    Discrepancy.objects.create(
        request=step.subject,
        scopes=[step.by.paths[0]],
        published=published,
        earlier=against.earlier,
        catalogue_verdict="" if against.earlier else against.verdict,
        choice=choice,
        reason=inputs.reason,
        decided_at=published.published_at,
        decided_label=step.by.label[:200],
    )
    if against.earlier is not None and choice is Choice.SUPERSEDE:
        _replace(against.earlier, published, inputs.reason, step.by)


def _replace(earlier: PublishedAnswer, later: PublishedAnswer, words: str, by: Actor) -> None:
    states.check_replaceable(any(covers(path, earlier.institution.path) for path in by.paths))
    row = PublishedAnswer.objects.select_for_update(of=("self",)).get(pk=earlier.pk)
    row.replaced_by, row.replaced_at = later, later.published_at
    row.save()
    event = record(ANSWER_REPLACED, subject=row, by=by, data={"by": later.number, "words": words})
    with elevated("those who were given the earlier answer are told, wherever they are"):
        request = GuidanceRequest.objects.select_related("asker").get(answer=row.answer_id)
        notifications.tell_askers(request, notifications.REPLACED, str(event.pk), by)


def _open_to_askers(request: GuidanceRequest, answer: Answer, moment: datetime) -> None:
    """Let those who asked read the answer, and start the term after which they are reminded."""
    answer.scopes = request.scopes
    answer.save()
    zone = zone_of(request.region_id)
    term = reading_term(day_in(request.region_id, moment))
    remind_from = due(term, moment, zone, catalogue.working_calendar()).due
    ConcernedUnit.objects.filter(request=request).update(published_at=moment, remind_from=remind_from)


def _held(published: PublishedAnswer, by: Actor) -> PublishedAnswer:
    check_permission(DECIDE, by.permissions)
    row = PublishedAnswer.objects.select_for_update(of=("self",)).select_related("institution").get(pk=published.pk)
    states.check_standing(row.is_replaced)
    states.check_replaceable(any(covers(path, row.institution.path) for path in by.paths))
    return row
