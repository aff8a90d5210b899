"""What the supervisor who holds a request does: pass it up or back, refuse it, write an answer, judge the answer."""

from django.db.models import Max

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance import notifications
from netral.apps.guidance.applicable_law import judged, with_phase
from netral.apps.guidance.domain import states
from netral.apps.guidance.domain.states import Verb
from netral.apps.guidance.events import (
    ANSWER_APPROVED,
    ANSWER_DRAFTED,
    ANSWER_SENT_BACK,
    REQUEST_HANDED_BACK,
    REQUEST_PASSED_UP,
    REQUEST_REFUSED,
)
from netral.apps.guidance.inputs import AnswerInput
from netral.apps.guidance.models import Answer, GuidanceRequest
from netral.apps.guidance.parameters import acts_to_answer, fact_options
from netral.apps.guidance.routes import above_of, below_of
from netral.apps.guidance.steps import REQUESTS, current_answer, holder_of
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action
from netral.foundation.regions.queries import today_in
from netral.foundation.workflow.steps import finish


@action
def pass_up(*, request: GuidanceRequest, words: str, by: Actor) -> None:
    """Pass a request to the supervisor one tier up, with the reason; its number and due date stay.

    Raises:
        StepRefused: nobody is above, no reason is given, or the step is not possible.
    """
    step = REQUESTS.begin(request, Verb.ESCALATE, by)
    states.check_words(words)
    before = holder_of(step.subject)
    step.subject.answerer = above_of(step.subject, today_in(step.subject.region_id))
    event = finish(step, REQUEST_PASSED_UP, words=words, **_ways(before, holder_of(step.subject)))
    notifications.tell_answerers(step.subject, notifications.RECEIVED, str(event.pk), by)
    notifications.tell_askers(step.subject, notifications.PASSED_UP, str(event.pk), by)


@action
def hand_back(*, request: GuidanceRequest, words: str, by: Actor) -> None:
    """Hand a request that was passed up back to the supervisor one tier down, with the reason.

    Raises:
        StepRefused: it was not passed up, no reason is given, or the step is not possible.
    """
    step = REQUESTS.begin(request, Verb.HAND_BACK, by)
    states.check_passed_up(step.subject.is_passed_up)
    states.check_words(words)
    before = holder_of(step.subject)
    step.subject.answerer = below_of(step.subject)
    event = finish(step, REQUEST_HANDED_BACK, words=words, **_ways(before, holder_of(step.subject)))
    notifications.tell_answerers(step.subject, notifications.HANDED_BACK, str(event.pk), by)
    notifications.tell_askers(step.subject, notifications.HANDED_BACK, str(event.pk), by)


@action
def refuse_request(*, request: GuidanceRequest, words: str, by: Actor) -> None:
    """Refuse a request that is not about neutrality, with the reason the asker reads.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    step = REQUESTS.begin(request, Verb.REFUSE, by)
    states.check_words(words)
    step.subject.closed_at, step.subject.closing_reason = now(), words
    event = finish(step, REQUEST_REFUSED, words=words)
    notifications.tell_askers(step.subject, notifications.REFUSED, str(event.pk), by)


@action
def draft_answer(*, request: GuidanceRequest, inputs: AnswerInput, by: Actor) -> Answer:
    """Write an answer for a second person to judge; the catalogue's verdict of the moment is kept beside it.

    Raises:
        StepRefused: it says nothing, names an unknown act, fact or norm, or the step is not possible.
    """
    step = REQUESTS.begin(request, Verb.DRAFT, by)
    states.check_act(inputs.act, {act.code for act in acts_to_answer()})
    states.check_facts(inputs.facts, fact_options(inputs.act))
    offered = [norm.id for norm in catalogue.norms_in_force(step.subject.act_date)]
    states.check_answer(inputs.text, inputs.position, inputs.norms, offered)
    states.check_validity(inputs.valid_from, inputs.valid_to)
    facts = with_phase(inputs.act, inputs.facts, step.subject.act_date)
    judgement = judged(inputs.act, facts, step.subject.act_date, step.subject.region_id)
    written = Answer.objects.create(
        request=step.subject,
        scopes=[holder_of(step.subject).path],
        version=_next_version(step.subject),
        written_at=now(),
        written_by=by.id,
        written_label=by.label[:200],
        act=inputs.act,
        facts=facts,
        position=inputs.position,
        norms=list(dict.fromkeys(inputs.norms)),
        text=inputs.text.strip(),
        valid_from=inputs.valid_from,
        valid_to=inputs.valid_to,
        catalogue_version=catalogue.catalogue_version(),
        catalogue_verdict=judgement.verdict.value,
    )
    told = {"version": written.version, "act": inputs.act, "position": inputs.position}
    event = finish(step, ANSWER_DRAFTED, **told, catalogue_verdict=written.catalogue_verdict)
    notifications.tell_approvers(step.subject, notifications.DRAFTED, str(event.pk), by)
    return written


@action
def send_back(*, request: GuidanceRequest, words: str, by: Actor) -> None:
    """Return an answer to those who write answers, with the reason; the version stays readable.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    step = REQUESTS.begin(request, Verb.SEND_BACK, by)
    states.check_words(words)
    answer = current_answer(step.subject)
    answer.returned_at, answer.returned_label, answer.return_reason = now(), by.label[:200], words
    answer.save()
    event = finish(step, ANSWER_SENT_BACK, version=answer.version, words=words)
    notifications.tell_answerers(step.subject, notifications.SENT_BACK, str(event.pk), by)


@action
def approve_answer(*, request: GuidanceRequest, by: Actor) -> Answer:
    """Approve an answer as a second person; it is published by a step of its own.

    Raises:
        StepRefused: the actor wrote it herself, or the step is not possible.
    """
    step = REQUESTS.begin(request, Verb.APPROVE, by)
    answer = current_answer(step.subject)
    states.check_four_eyes(answer.written_by, by.id)
    answer.approved_at, answer.approved_by, answer.approved_label = now(), by.id, by.label[:200]
    answer.save()
    finish(step, ANSWER_APPROVED, version=answer.version)
    return answer


def _ways(before: Institution, after: Institution) -> dict[str, str]:
    return {"holder_before": before.path, "holder": after.path}


def _next_version(request: GuidanceRequest) -> int:
    # Versions written at another tier are not seen here, but are counted.
    with elevated("versions of an answer are numbered across the tiers that wrote them"):
        last = Answer.objects.filter(request=request).aggregate(last=Max("version"))["last"]
    return (last or 0) + 1
