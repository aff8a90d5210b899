"""The plenary: convening it, its votes, and the decision they carry."""

from datetime import date

from django.utils.translation import gettext as _

from netral.apps.cases import applicable_law, clocks, domain, papers
from netral.apps.cases.domain import Finding, Outcome, Verb
from netral.apps.cases.events import CASE_DECIDED, CASE_NOT_FORWARDED, PLENARY_CONVENED, PLENARY_REOPENED, VOTE_CAST
from netral.apps.cases.inputs import DecisionInput
from netral.apps.cases.labels import FINDINGS
from netral.apps.cases.models import Case, CasePerson, Decision, Plenary, Vote
from netral.apps.cases.queries import current_plenary, votes_of
from netral.apps.cases.steps import CaseStep, begin, tell
from netral.apps.catalogue import api as catalogue
from netral.foundation.accounts.queries import staff_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.queries import day_in, today_in
from netral.foundation.workflow.steps import finish


@action
def convene_plenary(*, case: Case, late_reason: str = "", by: Actor) -> Plenary:
    """Open the plenary of the institution's members who decide cases today.

    Raises:
        StepRefused: the institution has fewer than two members, or the step is not possible.
    """
    step = begin(case, Verb.CONVENE, by, late_reason)
    today = today_in(step.subject.region_id)
    members = staff_of(step.subject.institution_id, "cases.decide", today)
    domain.check_members(len(members))
    plenary = Plenary.objects.create(
        case=step.subject,
        scopes=step.subject.scopes,
        held_at=now(),
        members=[{"id": str(member.pk), "name": member.name} for member in members],
        quorum=domain.quorum(len(members)),
    )
    finish(step, PLENARY_CONVENED, members=len(members), quorum=plenary.quorum)
    return plenary


@action
def cast_vote(*, case: Case, finding: Finding, dissent: str = "", late_reason: str = "", by: Actor) -> Vote:
    """Cast the actor's vote; one that departs from the study says why.

    Raises:
        StepRefused: she is no member, wrote the study, voted before, or dissents without a reason.
    """
    step = begin(case, Verb.VOTE, by, late_reason)
    plenary = current_plenary(step.subject)
    study = step.subject.study_set.get()
    voted = set(plenary.votes.values_list("member_id", flat=True))
    names = {member["id"]: member["name"] for member in plenary.members}
    domain.check_vote(by.id, names, voted, study.written_by)
    domain.check_dissent(finding, Finding(study.proposed), dissent)
    vote = Vote.objects.create(
        case=step.subject,
        scopes=step.subject.scopes,
        plenary=plenary,
        member_id=by.id,
        member=names[by.id],
        finding=finding,
        dissent=dissent,
        cast_at=now(),
    )
    finish(step, VOTE_CAST, votes=len(voted) + 1, quorum=plenary.quorum)
    return vote


@action
def decide(*, case: Case, inputs: DecisionInput, late_reason: str = "", by: Actor) -> Decision:
    """Decide the case as the votes carry it, keeping the norm and its sanctions as they stood on the day of the act.

    Raises:
        StepRefused: no quorum, no majority, a person left out, no words, a proven person whose status is not known or
            whom the norm does not bind, or the step is not possible.
    """
    step = begin(case, Verb.DECIDE, by, late_reason)
    plenary = current_plenary(step.subject)
    domain.check_majority(inputs.finding, votes_of(plenary), plenary.quorum)
    domain.check_words(inputs.words)
    persons = list(step.subject.caseperson_set.all())
    domain.check_outcomes(inputs.finding, {str(row.pk): inputs.outcomes.get(str(row.pk)) for row in persons})
    act_date = _choose_norm(step.subject, inputs)
    for person in persons:
        person.outcome = inputs.outcomes[str(person.pk)] or ""
        person.status = inputs.statuses.get(str(person.pk)) or person.status
    proven = [person for person in persons if person.outcome == Outcome.PROVEN]
    _check_proven(inputs.finding, proven, step.subject.norm_id, act_date)
    for person in persons:
        person.save()
    decision = _keep_decision(step, inputs, act_date, proven)
    step.subject.decided_at, step.subject.finding = decision.decided_at, inputs.finding
    clocks.stop(step.subject, "met", late_reason)
    papers.seal_decision(step.subject, decision, by)
    _announce(step, decision, persons)
    return decision


@action
def reopen_plenary(*, case: Case, words: str, late_reason: str = "", by: Actor) -> None:
    """End a plenary in which everybody voted and nothing has a majority; another may then be convened.

    Raises:
        StepRefused: the plenary can still decide, no reason is given, or the step is not possible.
    """
    step = begin(case, Verb.REOPEN, by, late_reason)
    plenary = current_plenary(step.subject)
    domain.check_deadlock(votes_of(plenary), len(plenary.members))
    domain.check_words(words)
    finish(step, PLENARY_REOPENED, words=words)


@action
def note_unsent(*, case: Case, reason: str, by: Actor) -> None:
    """Keep with a decision why nobody received it, and what to do instead."""
    decision = Decision.objects.select_for_update().get(case=case)
    decision.unsent = reason
    decision.save()
    record(CASE_NOT_FORWARDED, subject=case, by=by, data={"words": reason})


def _check_proven(finding: Finding, proven: list[CasePerson], norm_id: str, act_date: date) -> None:
    """Refuse to hold guilty whoever has no name or status, or whom the norm does not bind."""
    domain.check_named([person.name for person in proven])
    names = catalogue.status_names()
    domain.check_statuses([(person.name, person.status) for person in proven], names)
    for person in proven:
        fitting = applicable_law.fitting_norms(finding, person.status, act_date)
        domain.check_binding(person.name, names[person.status], norm_id, fitting)


def _choose_norm(case: Case, inputs: DecisionInput) -> date:
    """Judge by the plenary's own norm where it chose one, otherwise by the study's; return the day of the act."""
    act_date = domain.check_act_date(case.act_date, day_in(case.region_id, case.filed_at))
    norm_id = "" if inputs.finding is Finding.NOT_VIOLATION else inputs.norm_id or case.norm_id
    of_finding = applicable_law.norms_for(inputs.finding, act_date)
    domain.check_norm(norm_id, applicable_law.norms_in_force(act_date), of_finding, inputs.finding)
    case.norm_id = norm_id
    return act_date


def _keep_decision(step: CaseStep, inputs: DecisionInput, act_date: date, proven: list[CasePerson]) -> Decision:
    case = step.subject
    law = applicable_law.snapshot(case.norm_id, act_date, [*dict.fromkeys(person.status for person in proven)])
    return Decision.objects.create(
        case=case,
        scopes=case.scopes,
        finding=inputs.finding,
        words=inputs.words,
        norm_id=case.norm_id,
        catalogue_version=case.catalogue_version,
        decided_at=now(),
        **law,
    )


def _announce(step: CaseStep, decision: Decision, persons: list[CasePerson]) -> None:
    proven = [str(person.pk) for person in persons if person.outcome == Outcome.PROVEN]
    # The reporter hears the decision before what follows from it, which the reactions to the event tell her.
    tell(step, "decided", _("Putusan pleno: %(finding)s.") % {"finding": FINDINGS[decision.finding]})
    if decision.finding == Finding.NOT_VIOLATION:
        tell(step, "concluded", _("Tidak ada tindak lanjut, karena pelanggaran tidak terbukti."))
    finish(
        step,
        CASE_DECIDED,
        finding=decision.finding,
        persons_proven=proven,
        norm=decision.norm_id,
        act_date=step.subject.act_date,
        catalogue_version=decision.catalogue_version,
    )
