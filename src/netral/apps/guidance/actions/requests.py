"""What a regional government does: write a question, confirm act and facts, send it, withdraw it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance import notifications
from netral.apps.guidance.domain import states
from netral.apps.guidance.domain.states import ASK, State, Urgency, Verb
from netral.apps.guidance.events import REQUEST_CHANGED, REQUEST_SENT, REQUEST_STARTED, REQUEST_WITHDRAWN
from netral.apps.guidance.inputs import QuestionInput
from netral.apps.guidance.links import token_of
from netral.apps.guidance.models import ConcernedUnit, GuidanceRequest, RequestFile
from netral.apps.guidance.parameters import acts_to_ask, answering_term, fact_options
from netral.apps.guidance.routes import government_of_office, office_of, receiver_of
from netral.apps.guidance.steps import REQUESTS, RequestStep, place_of
from netral.engines.deadlines.calculation import due
from netral.engines.steps.table import check_permission
from netral.foundation.accounts.links import digest_of
from netral.foundation.files.actions import store_file
from netral.foundation.files.intake import Upload
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.queries import units_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.queries import day_in, today_in, zone_of
from netral.foundation.workflow.steps import finish

FILES = "correspondence"


@action
def start_request(*, inputs: QuestionInput, by: Actor) -> GuidanceRequest:
    """Write a question down as a concept, which only the government that asks may see.

    Raises:
        StepRefused: the actor may not ask, her office belongs to no government, or the question is not one.
    """
    check_permission(ASK, by.permissions)
    office = office_of(by)
    government = government_of_office(office)
    region_code = str(office.region_id)
    _check(inputs, region_code)
    made = GuidanceRequest.objects.create(
        scopes=[government.path],
        asker=office,
        government=government,
        region_id=region_code,
        created_at=now(),
        created_by=by.id,
        asked_by=by.label[:200],
        **_asked(inputs),
    )
    _set_units(made, inputs.units)
    record(REQUEST_STARTED, subject=made, by=by, data={"urgency": inputs.urgency, "units": len(inputs.units)})
    return made


@action
def change_question(*, request: GuidanceRequest, inputs: QuestionInput, by: Actor) -> None:
    """Write a concept anew.

    Raises:
        StepRefused: it was sent already, or the question is not one.
    """
    step = REQUESTS.begin(request, Verb.EDIT, by)
    _check(inputs, step.subject.region_id)
    for name, value in _asked(inputs).items():
        setattr(step.subject, name, value)
    _set_units(step.subject, inputs.units)
    finish(step, REQUEST_CHANGED, changed="question")


@action
def confirm_act(*, request: GuidanceRequest, act: str, by: Actor) -> None:
    """Say which act of the catalogue a concept is about; facts of another act are forgotten.

    Raises:
        StepRefused: there is no such act, or it was sent already.
    """
    step = REQUESTS.begin(request, Verb.EDIT, by)
    states.check_act(act, {row.code for row in acts_to_ask()})
    if step.subject.act != act:
        step.subject.act, step.subject.facts = act, {}
    finish(step, REQUEST_CHANGED, changed="act", act=act)


@action
def confirm_facts(*, request: GuidanceRequest, facts: Mapping[str, str], by: Actor) -> None:
    """Say what is known of the act of a concept; what is not said stays unknown.

    Raises:
        StepRefused: the catalogue knows no such fact for the act, or the concept was sent already.
    """
    step = REQUESTS.begin(request, Verb.EDIT, by)
    states.check_facts(facts, fact_options(step.subject.act))
    step.subject.facts = dict(facts)
    finish(step, REQUEST_CHANGED, changed="facts", facts=dict(facts))


@action
def send_request(*, request: GuidanceRequest, files: Sequence[Upload] = (), by: Actor) -> GuidanceRequest:
    """Send a concept to the supervisor of its tier: it gets a number, a due date and its attachments.

    Raises:
        StepRefused: no act was confirmed, no unit is named, or nobody answers there.
        FileRefused: an attachment is empty, too large, or of a kind not accepted.
    """
    step = REQUESTS.begin(request, Verb.SEND, by)
    row = step.subject
    units = list(ConcernedUnit.objects.filter(request=row))
    states.check_units(len(units))
    states.check_act(row.act, {act.code for act in acts_to_ask()})
    day = today_in(row.region_id)
    states.check_act_date(row.act_date, day)
    row.receiver = row.answerer = receiver_of(row.region, day)
    row.scopes = [row.government.path, row.receiver.path]
    if row.asker_id not in {unit.unit_id for unit in units}:
        units.append(_unit(row, row.asker_id))
    for unit in units:
        unit.scopes = row.scopes
        unit.save()
    for upload in files:
        stored = store_file(upload=upload, purpose=FILES, scopes=row.scopes, by=by)
        RequestFile.objects.create(request=row, scopes=row.scopes, stored=stored)
    row.sent_at, row.asked_by = now(), by.label[:200]
    row.due_at, row.due_explanation = _due(row, row.sent_at)
    _number(step, row.receiver, day.year)
    event = finish(step, REQUEST_SENT, number=row.number, receiver=row.receiver.path, files=len(files))
    notifications.tell_answerers(row, notifications.RECEIVED, str(event.pk), by)
    return row


@action
def withdraw_request(*, request: GuidanceRequest, words: str = "", by: Actor) -> None:
    """Take a request back before it is answered; once sent, with the reason.

    Raises:
        StepRefused: it is answered or refused already, or no reason is given.
    """
    step = REQUESTS.begin(request, Verb.WITHDRAW, by)
    if step.row.origin is not State.CONCEPT:
        states.check_words(words)
    step.subject.closed_at, step.subject.closing_reason = now(), words
    event = finish(step, REQUEST_WITHDRAWN, words=words)
    if step.row.origin is not State.CONCEPT:
        notifications.tell_answerers(step.subject, notifications.WITHDRAWN, str(event.pk), by)


def _check(inputs: QuestionInput, region_code: str) -> None:
    states.check_question(inputs.question)
    states.check_units(len(inputs.units))
    states.check_urgency(inputs.urgency, inputs.urgency_reason)
    states.check_act_date(inputs.act_date, today_in(region_code))


def _asked(inputs: QuestionInput) -> dict[str, Any]:
    urgent = inputs.urgency is Urgency.URGENT
    return {
        "question": inputs.question.strip(),
        "act_date": inputs.act_date,
        "urgency": inputs.urgency,
        "urgency_reason": inputs.urgency_reason.strip() if urgent else "",
    }


def _set_units(request: GuidanceRequest, wanted: Sequence[UUID]) -> None:
    """Make the units of a concept those wanted; units of other governments are not taken."""
    offered = set(units_of(request.government).filter(pk__in=list(wanted)).values_list("pk", flat=True))
    states.check_units(len(offered))
    kept = ConcernedUnit.objects.filter(request=request)
    kept.exclude(unit__in=offered).delete()
    present = set(kept.values_list("unit_id", flat=True))
    for unit_id in sorted(offered - present):
        _unit(request, unit_id).save()


def _unit(request: GuidanceRequest, unit_id: UUID) -> ConcernedUnit:
    ident = uuid7()
    digest = digest_of(token_of(ident))
    return ConcernedUnit(id=ident, request=request, scopes=request.scopes, unit_id=unit_id, token_digest=digest)


def _due(request: GuidanceRequest, start: datetime) -> tuple[datetime, str]:
    zone = zone_of(request.region_id)
    term = answering_term(Urgency(request.urgency), day_in(request.region_id, start))
    counted = due(term, start, zone, catalogue.working_calendar())
    return counted.due, counted.explanation


def _number(step: RequestStep, receiver: Institution, year: int) -> None:
    row = step.subject
    row.year, row.sequence = year, next_in_year("guidance_request", receiver, year)
    row.number = states.request_number(row.sequence, place_of(receiver), year)
