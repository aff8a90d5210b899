"""The administrative check by two officers, its settlement, and the completion that an applicant is asked for."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from netral.apps.supervisors.domain import checks as domain
from netral.apps.supervisors.domain.applications import APPLICATION_TABLE, ApplicationState, ApplicationVerb
from netral.apps.supervisors.domain.checks import CHECKERS, JudgedRequirement, Verdict
from netral.apps.supervisors.domain.selection import SelectionVerb
from netral.apps.supervisors.events import APPLICATION_CHECKED, APPLICATION_JUDGED, APPLICATION_LAPSED, COMPLETION_ASKED
from netral.apps.supervisors.models import AdministrativeCheck, Application, CompletionRequest
from netral.apps.supervisors.queries.checks import (
    checks_now,
    completion_of,
    requirements_of,
    verdicts_of,
    without_paper,
)
from netral.apps.supervisors.queries.interviews import recused_of
from netral.apps.supervisors.steps import SELECTION
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today
from netral.foundation.ledger.recording import action, record
from netral.foundation.workflow.steps import finish

_VERBS = {Verdict.QUALIFIED: ApplicationVerb.QUALIFY, Verdict.UNQUALIFIED: ApplicationVerb.DISQUALIFY}


@action
def check_application(
    *, application: Application, judged: Sequence[JudgedRequirement], by: Actor
) -> AdministrativeCheck:
    """Judge every requirement of an application; when a second officer finds the same, it moves.

    Raises:
        StepRefused: she checked it before, two did, a requirement is left out, or a "not", or a "met" whose paper
            did not come, has no reason.
    """
    row = SELECTION.begin(application, SelectionVerb.CHECK, by).subject
    before = list(checks_now(row))
    domain.check_first_time(by.id, [check.officer_id for check in before])
    domain.check_judged(judged, requirements_of(row), without_paper(row))
    made = _keep(row, by, len(before) + 1, judged, domain.verdict_of(judged))
    if before and before[0].verdict == made.verdict:
        _move(row, Verdict(made.verdict), by)
    return made


@action
def settle_check(*, application: Application, verdict: Verdict, reason: str, by: Actor) -> AdministrativeCheck:
    """Decide, as a member, between two officers who judged differently.

    Raises:
        StepRefused: they do not differ, it is settled, she is one of them or stands aside, or no reason is given.
    """
    row = SELECTION.begin(application, SelectionVerb.SETTLE, by).subject
    domain.check_settler(by.id, verdicts_of(row))
    if by.id in {each.member_id for each in recused_of(row)}:
        raise StepRefused(_("Anda mengundurkan diri dari pelamar ini, jadi hasilnya ditentukan anggota lain."))
    if checks_now(row).filter(place__gt=CHECKERS).exists():
        raise StepRefused(_("Perbedaan ini sudah ditentukan. Buka hasilnya di halaman lamaran."))
    if not reason.strip():
        raise StepRefused(_("Tulis alasan penentuan ini."))
    made = _keep(row, by, CHECKERS + 1, (), verdict, reason)
    _move(row, verdict, by)
    return made


@action
def ask_completion(*, application: Application, text: str, last_day: date, by: Actor) -> CompletionRequest:
    """Ask the applicant to complete what two found missing, until a day; checks start anew with what she adds.

    Raises:
        StepRefused: nobody found anything missing, the day is over, or the text is empty.
    """
    step = SELECTION.begin(application, SelectionVerb.ASK_COMPLETION, by)
    row = step.subject
    found = list(checks_now(row))
    if len(found) < CHECKERS or found[-1].verdict != Verdict.INCOMPLETE:
        raise StepRefused(_("Belum ada hasil pemeriksaan yang menyatakan berkas kurang. Selesaikan pemeriksaan dulu."))
    if not text.strip():
        raise StepRefused(_("Tulis apa yang harus dilengkapi."))
    if last_day < today(zone_at(row.recruitment.institution)):
        raise StepRefused(_("Hari terakhir sudah lewat. Isi hari ini atau sesudahnya."))
    made = CompletionRequest.objects.create(
        application=row, scopes=row.scopes, text=text, last_day=last_day, asked_at=now()
    )
    AdministrativeCheck.objects.filter(application=row, superseded=False).update(superseded=True)
    finish(step, COMPLETION_ASKED, last_day=last_day, text=text)
    return made


@action
def lapse_application(*, application: Application, reason: str, by: Actor) -> Application:
    """Let an application lapse that was not completed in time.

    Raises:
        StepRefused: the last day is not over, or no reason is given.
    """
    step = SELECTION.begin(application, SelectionVerb.LAPSE, by)
    row = step.subject
    asked = completion_of(row)
    if asked is not None and today(zone_at(row.recruitment.institution)) <= asked.last_day:
        raise StepRefused(_("Pelamar masih dapat melengkapi berkasnya. Tunggu sampai hari terakhirnya lewat."))
    if not reason.strip():
        raise StepRefused(_("Tulis alasannya."))
    finish(step, APPLICATION_LAPSED, reason=reason)
    return row


def _keep(
    row: Application, by: Actor, place: int, judged: Sequence[JudgedRequirement], verdict: Verdict, reason: str = ""
) -> AdministrativeCheck:
    made: AdministrativeCheck = AdministrativeCheck.objects.create(
        application=row,
        scopes=row.scopes,
        place=place,
        officer_id=by.id,
        officer=by.label,
        judged=[asdict(each) for each in judged],
        verdict=verdict,
        reason=reason,
        checked_at=now(),
    )
    facts = {"place": place, "verdict": verdict, "judged": made.judged, "reason": reason}
    record(APPLICATION_CHECKED, subject=row, by=by, data=facts)
    return made


def _move(row: Application, verdict: Verdict, by: Actor) -> None:
    """Move an application as the verdict says; one found incomplete stays until somebody asks for the papers."""
    verb = _VERBS.get(verdict)
    if verb is None:
        return
    line = APPLICATION_TABLE.transition(ApplicationState(row.state), verb)
    row.state = line.target
    row.save()
    record(APPLICATION_JUDGED, subject=row, by=by, data={"from": line.origin, "to": line.target})
