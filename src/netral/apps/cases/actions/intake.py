"""From a filed report to a registered case: review, completion, refusal, and registration by a second person."""

from dataclasses import asdict

from django.db.models import Max
from django.utils.translation import gettext as _

from netral.apps.cases import clocks, domain
from netral.apps.cases.domain import State, Verb
from netral.apps.cases.events import (
    CASE_OPENED,
    CASE_REFUSED,
    CASE_REGISTERED,
    COMPLETION_ASKED,
    COMPLETION_RECEIVED,
    PERSON_CORRECTED,
    PROPOSAL_RETURNED,
    REGISTRATION_PROPOSED,
)
from netral.apps.cases.inputs import CaseInput, PersonInput, ReviewInput
from netral.apps.cases.labels import refusal_reasons
from netral.apps.cases.models import Case, CasePerson, Review
from netral.apps.cases.steps import CaseStep, begin, tell
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.queries import today_in
from netral.foundation.workflow.steps import finish


@action
def open_case(*, inputs: CaseInput, institution: Institution, by: Actor) -> Case:
    """Open a case in initial review, its clock running since the report was filed or the supervisor knew."""
    case = Case.objects.create(
        scopes=[institution.path],
        report_id=inputs.report_id,
        observation_id=inputs.observation_id,
        reference=inputs.reference,
        institution=institution,
        region_id=inputs.region_code,
        title=inputs.title[:200],
        act_date=inputs.act_date,
        filed_at=inputs.filed_at,
        opened_at=now(),
    )
    for position, person in enumerate(inputs.persons, start=1):
        CasePerson.objects.create(case=case, scopes=case.scopes, position=position, **asdict(person))
    clocks.start(case, clocks.REVIEW, inputs.filed_at)
    origin = {"report": inputs.report_id} if inputs.report_id else {"observation": inputs.observation_id}
    record(CASE_OPENED, subject=case, by=by, data={**origin, "persons": len(inputs.persons)})
    return case


@action
def correct_person(*, case: Case, position: int | None, person: PersonInput, by: Actor) -> CasePerson:
    """Name or correct somebody the case accuses; without a position she is added.

    Raises:
        StepRefused: the study is written, so the persons stand, or the actor may not handle cases.
    """
    locked = Case.objects.visible_to(by).select_for_update().get(pk=case.pk)
    domain.check_holder(locked.institution_id == by.institution_id)
    domain.check_correction(State(locked.state), by.permissions)
    persons = CasePerson.objects.filter(case=locked)
    if position is None:
        position = (persons.aggregate(last=Max("position"))["last"] or 0) + 1
        row: CasePerson = CasePerson(case=locked, scopes=locked.scopes, position=position)
    else:
        row = persons.get(position=position)
    row.name, row.office, row.unit, row.status = person.name, person.office, person.unit, person.status
    row.save()
    record(PERSON_CORRECTED, subject=locked, by=by, data={"position": position})
    return row


@action
def propose_registration(*, case: Case, inputs: ReviewInput, late_reason: str = "", by: Actor) -> None:
    """Conclude the review: every condition is met, so registration is proposed to a second person.

    Raises:
        StepRefused: a condition is unmet, or the step is not possible.
    """
    step = begin(case, Verb.PROPOSE, by, late_reason)
    domain.check_proposal(inputs.conditions)
    _keep_review(step, inputs)
    step.subject.proposed_by = by.id
    finish(step, REGISTRATION_PROPOSED, words=inputs.words)
    tell(step, "under_review", _("Kajian awal selesai: syarat laporan lengkap. Registrasi menunggu persetujuan."))


@action
def ask_completion(*, case: Case, inputs: ReviewInput, late_reason: str = "", by: Actor) -> None:
    """Ask the reporter to complete the report, within the term for it.

    Raises:
        StepRefused: nothing is missing, something is missing without a reason, or the step is not possible.
    """
    step = begin(case, Verb.ASK_COMPLETION, by, late_reason)
    domain.check_reporter(step.subject.report_id is not None)
    domain.check_request(inputs.conditions)
    domain.check_reasons(inputs.conditions)
    domain.check_words(inputs.words)
    _keep_review(step, inputs)
    clocks.stop(step.subject, "met", late_reason)
    clocks.start(step.subject, clocks.COMPLETION, now())
    finish(step, COMPLETION_ASKED, words=inputs.words)
    missing = "\n".join(f"– {row.title}: {row.reason}" for row in inputs.conditions if not row.met)
    tell(step, "needs_completion", f"{inputs.words}\n{missing}")


@action
def receive_completion(*, case: Case, late_reason: str = "", by: Actor) -> None:
    """Take the completed report back into review, with a new clock.

    Raises:
        StepRefused: the step is not possible, or late without a reason.
    """
    step = begin(case, Verb.RECEIVE_COMPLETION, by, late_reason)
    clocks.stop(step.subject, "met", late_reason)
    clocks.start(step.subject, clocks.REVIEW, now())
    finish(step, COMPLETION_RECEIVED)
    tell(step, "under_review", _("Perbaikan laporan diterima dan sedang diperiksa lagi."))


@action
def refuse_report(*, case: Case, inputs: ReviewInput, late_reason: str = "", by: Actor) -> None:
    """Refuse to register the report, for a reason of the list and in own words that the reporter reads.

    Raises:
        StepRefused: no such reason, no words, the time to complete still runs, or the step is not possible.
    """
    # That the time to complete has passed is what the refusal then rests on, so it is not late.
    step = begin(case, Verb.REFUSE, by, late_reason, free_in=State.NEEDS_COMPLETION)
    waiting = step.row.origin is State.NEEDS_COMPLETION
    reason = domain.check_reason(
        inputs.reason_code, {row.code: row.title for row in refusal_reasons(today_in(step.subject.region_id))}
    )
    domain.check_words(inputs.words)
    domain.check_reasons(inputs.conditions)
    clock = clocks.running(step.subject)
    domain.check_term_over(waiting, clock.due_at if clock else now(), now())
    _keep_review(step, inputs)
    clocks.stop(step.subject, "lapsed" if waiting else "met", late_reason)
    finish(step, CASE_REFUSED, reason=inputs.reason_code, words=inputs.words)
    tell(step, "refused", f"{reason}. {inputs.words}")


@action
def approve_registration(*, case: Case, late_reason: str = "", by: Actor) -> Case:
    """Register the case, give it the next number of its institution, and start the time to handle it.

    Raises:
        StepRefused: the actor proposed it herself, or the step is not possible.
    """
    step = begin(case, Verb.APPROVE, by, late_reason)
    domain.check_four_eyes(step.subject.proposed_by, by.id)
    moment, day = now(), today_in(step.subject.region_id)
    step.subject.year, step.subject.sequence = day.year, next_in_year("case", step.subject.institution, day.year)
    step.subject.number = domain.case_number(step.subject.sequence, step.subject.institution.region_id or "RI", day)
    step.subject.registered_at = moment
    clocks.stop(step.subject, "met", late_reason)
    clocks.start(step.subject, clocks.HANDLING, moment)
    finish(step, CASE_REGISTERED, number=step.subject.number)
    tell(step, "registered", _("Laporan diregister dengan nomor %(number)s.") % {"number": step.subject.number})
    return step.subject


@action
def send_back(*, case: Case, words: str, late_reason: str = "", by: Actor) -> None:
    """Return a proposal to the reviewer, with the reason.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    step = begin(case, Verb.SEND_BACK, by, late_reason)
    domain.check_words(words)
    step.subject.proposed_by = ""
    finish(step, PROPOSAL_RETURNED, words=words)


def _keep_review(step: CaseStep, inputs: ReviewInput) -> None:
    Review.objects.create(
        case=step.subject,
        scopes=step.subject.scopes,
        written_at=now(),
        written_by=step.by.id,
        conclusion=step.row.verb,
        conditions=[asdict(row) for row in inputs.conditions],
        reason_code=inputs.reason_code,
        words=inputs.words,
    )
