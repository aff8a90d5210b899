"""From registration to a study: extra time, invitations, clarifications, and the study itself."""

from dataclasses import asdict
from datetime import date

from django.utils.translation import gettext as _

from netral.apps.cases import clocks, domain
from netral.apps.cases.applicable_law import norms_for, norms_in_force
from netral.apps.cases.domain import State, Verb
from netral.apps.cases.events import (
    ACT_DATE_CORRECTED,
    CLARIFICATION_RECORDED,
    INVITATION_SENT,
    STUDY_WRITTEN,
    TIME_EXTENDED,
)
from netral.apps.cases.inputs import InvitationInput, StudyInput
from netral.apps.cases.models import Case, Clock, Invitation, Study
from netral.apps.cases.steps import begin, tell
from netral.apps.catalogue import api as catalogue
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.queries import day_in
from netral.foundation.workflow.steps import finish


@action
def extend_time(*, case: Case, words: str, late_reason: str = "", by: Actor) -> Clock:
    """Add the extra time of the law, once, with the reason why more information is needed.

    Raises:
        StepRefused: it was added before, no reason is given, or the step is not possible.
    """
    step = begin(case, Verb.EXTEND, by, late_reason)
    domain.check_extension(clocks.extended(step.subject))
    domain.check_words(words)
    current = clocks.running(step.subject)
    start = current.due_at if current else now()
    clocks.stop(step.subject, "extended", late_reason)
    clock = clocks.start(step.subject, clocks.EXTRA, start)
    finish(step, TIME_EXTENDED, words=words, due_at=clock.due_at)
    return clock


@action
def correct_act_date(*, case: Case, act_date: date, by: Actor) -> None:
    """Set the day of the act, by which the norm will be judged.

    Raises:
        StepRefused: the study is written, the day lies after the report, or the actor may not handle cases.
    """
    locked = Case.objects.visible_to(by).select_for_update().get(pk=case.pk)
    domain.check_holder(locked.institution_id == by.institution_id)
    domain.check_correction(State(locked.state), by.permissions)
    before = locked.act_date
    locked.act_date = domain.check_act_date(act_date, day_in(locked.region_id, locked.filed_at))
    locked.save()
    record(ACT_DATE_CORRECTED, subject=locked, by=by, data={"from": before, "to": act_date})


@action
def invite(*, case: Case, inputs: InvitationInput, late_reason: str = "", by: Actor) -> Invitation:
    """Invite somebody for clarification.

    Raises:
        StepRefused: the time has passed, or the step is not possible.
    """
    step = begin(case, Verb.INVITE, by, late_reason)
    domain.check_invitation(inputs.scheduled_at, now())
    first = step.row.origin is State.REGISTERED
    invitation = Invitation.objects.create(
        case=step.subject, scopes=step.subject.scopes, sent_at=now(), **asdict(inputs)
    )
    finish(step, INVITATION_SENT, capacity=inputs.capacity, scheduled_at=inputs.scheduled_at)
    if first:
        tell(step, "in_clarification", _("Pengawas mengundang para pihak untuk klarifikasi."))
    return invitation


@action
def record_clarification(
    *, invitation: Invitation, attended: bool, minutes: str, late_reason: str = "", by: Actor
) -> Invitation:
    """Record whether the invited person came, and what she said.

    Raises:
        StepRefused: it is too early, already recorded, without words, or the step is not possible.
    """
    step = begin(invitation.case, Verb.RECORD_CLARIFICATION, by, late_reason)
    row = Invitation.objects.select_for_update().get(pk=invitation.pk, case=step.subject)
    domain.check_held(row.scheduled_at, now())
    domain.check_unrecorded(row.recorded_at)
    domain.check_minutes(minutes)
    row.attended, row.minutes, row.recorded_at = attended, minutes, now()
    row.save()
    finish(step, CLARIFICATION_RECORDED, capacity=row.capacity, attended=attended)
    return row


@action
def write_study(*, case: Case, inputs: StudyInput, late_reason: str = "", by: Actor) -> Study:
    """Write the study: judge the act by a norm in force on its day, and propose a finding.

    Raises:
        StepRefused: nobody was heard, the day of the act is unknown, the norm was not in force then, or the step is
            not possible.
    """
    step = begin(case, Verb.WRITE_STUDY, by, late_reason)
    invitations = Invitation.objects.filter(case=step.subject)
    recorded = invitations.exclude(recorded_at=None).count()
    domain.check_hearing(recorded, invitations.filter(recorded_at=None).count())
    domain.check_persons(step.subject.caseperson_set.count())
    act_date = domain.check_act_date(step.subject.act_date, day_in(step.subject.region_id, step.subject.filed_at))
    domain.check_norm(inputs.norm_id, norms_in_force(act_date), norms_for(inputs.proposed, act_date), inputs.proposed)
    version = catalogue.catalogue_version()
    study = Study.objects.create(
        case=step.subject,
        scopes=step.subject.scopes,
        written_at=now(),
        written_by=by.id,
        catalogue_version=version,
        **asdict(inputs),
    )
    step.subject.norm_id, step.subject.catalogue_version = inputs.norm_id, version
    finish(step, STUDY_WRITTEN, norm=inputs.norm_id, act_date=act_date, catalogue_version=version)
    tell(step, "under_study", _("Kajian selesai ditulis. Berikutnya rapat pleno memutuskan."))
    return study
