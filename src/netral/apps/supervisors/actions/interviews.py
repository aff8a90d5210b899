"""Interviews: scheduled for a whole vacancy, marked by each assessor without sight of the others, or missed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from netral.apps.supervisors.domain.applications import ApplicationState
from netral.apps.supervisors.domain.interviews import InterviewMark, check_assessors, check_marks, score_of
from netral.apps.supervisors.domain.selection import SelectionVerb, VacancyVerb
from netral.apps.supervisors.events import ASSESSOR_RECUSED, INTERVIEW_MARKED, INTERVIEW_MISSED, INTERVIEWS_SCHEDULED
from netral.apps.supervisors.models import Application, Interview, InterviewAssessment, Recusal, Vacancy
from netral.apps.supervisors.parameters import rubric
from netral.apps.supervisors.queries.interviews import all_marked, assessors_of, recused_by_application
from netral.apps.supervisors.steps import SELECTION, VACANCIES
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.accounts.models import User
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.notices.actions import notify
from netral.foundation.ui.formats import waktu


@dataclass(frozen=True)
class InterviewPlan:
    """When the first of a vacancy is interviewed, how many minutes lie between two, where, and by whom."""

    at: datetime
    place: str
    assessors: tuple[str, ...]
    apart: int = 0


@action
def schedule_interviews(*, vacancy: Vacancy, plan: InterviewPlan, by: Actor) -> list[Interview]:
    """Call the qualified of a vacancy whom nobody has marked yet, and tell those who gave an address.

    Raises:
        StepRefused: nobody waits, the moment is over, or somebody would have fewer than two assessors.
    """
    row = VACANCIES.begin(vacancy, VacancyVerb.SCHEDULE, by).subject
    people = {str(user.pk): user for user in assessors_of(row.recruitment) if str(user.pk) in plan.assessors}
    waiting = _unmarked(row)
    if not waiting:
        raise StepRefused(_("Tidak ada pelamar yang menunggu wawancara di formasi ini."))
    if plan.at < now():
        raise StepRefused(_("Waktu wawancara sudah lewat. Isi waktu yang akan datang."))
    aside = recused_by_application(row)
    check_assessors(people, {each.name: aside.get(each.pk, set()) for each in waiting})
    made = []
    for turn, application in enumerate(waiting):
        at = plan.at + timedelta(minutes=plan.apart * turn)
        interview, _new = Interview.objects.update_or_create(
            application=application,
            defaults={"scopes": application.scopes, "at": at, "place": plan.place, "scheduled_at": now()},
        )
        _appoint(interview, [user for key, user in people.items() if key not in aside.get(application.pk, ())])
        _tell(application, interview, by)
        made.append(interview)
    facts = {"interviews": len(made), "at": plan.at, "assessors": sorted(people)}
    record(INTERVIEWS_SCHEDULED, subject=row, by=by, data=facts)
    return made


@action
def mark_interview(*, application: Application, marks: Sequence[InterviewMark], by: Actor) -> InterviewAssessment:
    """Keep an assessor's marks; they never change.

    Raises:
        StepRefused: she is no assessor of this interview or stands aside, marked it before, it has not begun, the
            applicant did not come, or the marks are not whole.
    """
    row = SELECTION.begin(application, SelectionVerb.MARK, by).subject
    interview = Interview.objects.filter(application=row).first()
    own = (
        InterviewAssessment.objects.select_for_update()
        .filter(interview=interview, assessor_id=by.id, withdrawn=False)
        .first()
    )
    if interview is None or own is None:
        raise StepRefused(_("Anda bukan penilai wawancara ini. Penilai dipilih saat wawancara dijadwalkan."))
    if own.score is not None:
        raise StepRefused(_("Anda sudah menilai wawancara ini. Nilai tidak dapat diubah."))
    if interview.absent_at is not None:
        raise StepRefused(_("Pelamar dicatat tidak hadir, jadi tidak dapat dinilai."))
    if interview.at > now():
        raise StepRefused(_("Wawancara belum dimulai. Beri nilai sesudahnya."))
    check_marks(marks, rubric())
    own.marks, own.score, own.marked_at = [asdict(mark) for mark in marks], score_of(marks, rubric()), now()
    own.save()
    record(INTERVIEW_MARKED, subject=row, by=by, data={"assessment": own.pk, "marks": own.marks})
    return own


@action
def note_absence(*, application: Application, words: str, by: Actor) -> Interview:
    """Record that an applicant did not come to her interview.

    Raises:
        StepRefused: there is none, it has not begun, somebody has marked it, or it is recorded already.
    """
    row = SELECTION.begin(application, SelectionVerb.NOTE_ABSENCE, by).subject
    interview = Interview.objects.select_for_update().filter(application=row).first()
    if interview is None or interview.at > now():
        raise StepRefused(_("Wawancara belum dimulai. Catat ketidakhadiran sesudah waktunya."))
    if interview.absent_at is not None:
        raise StepRefused(_("Ketidakhadiran sudah dicatat."))
    if InterviewAssessment.objects.filter(interview=interview, withdrawn=False).exclude(score=None).exists():
        raise StepRefused(_("Seorang penilai sudah memberi nilai, jadi pelamar tercatat hadir."))
    if not words.strip():
        raise StepRefused(_("Tulis keterangannya, misalnya: tidak datang tanpa kabar."))
    interview.absent_at, interview.absence = now(), words
    interview.save()
    record(INTERVIEW_MISSED, subject=row, by=by, data={"words": words})
    return interview


@action
def recuse(*, application: Application, reason: str, by: Actor) -> Recusal:
    """Stand aside from an applicant: what she marked no longer counts, and she decides nothing about the vacancy.

    Raises:
        StepRefused: she stands aside already, all marks are in, or no reason is given.
    """
    row = SELECTION.begin(application, SelectionVerb.RECUSE, by).subject
    if not reason.strip():
        raise StepRefused(_("Tulis alasannya, misalnya: pelamar adalah saudara kandung."))
    if Recusal.objects.filter(application=row, member_id=by.id).exists():
        raise StepRefused(_("Anda sudah mengundurkan diri dari pelamar ini."))
    interview = Interview.objects.filter(application=row).first()
    own = InterviewAssessment.objects.filter(interview=interview, assessor_id=by.id)
    if interview is not None and all_marked(interview) and own.exclude(score=None).exists():
        raise StepRefused(_("Semua nilai sudah masuk dan terlihat, jadi nilai Anda tidak dapat ditarik lagi."))
    own.update(withdrawn=True)
    made: Recusal = Recusal.objects.create(
        application=row, scopes=row.scopes, member_id=by.id, member=by.label, reason=reason, made_at=now()
    )
    record(ASSESSOR_RECUSED, subject=row, by=by, data={"reason": reason})
    return made


def _unmarked(vacancy: Vacancy) -> list[Application]:
    """Return the qualified of a vacancy who still need marks: nobody gave any, or an assessor stood aside."""
    qualified = Application.objects.filter(vacancy=vacancy, state=ApplicationState.QUALIFIED)
    held = {row.application_id: row for row in Interview.objects.filter(application__in=qualified)}
    rows = qualified.select_for_update().order_by("submitted_at", "pk")
    return [
        row for row in rows if (found := held.get(row.pk)) is None or (not found.absent_at and not all_marked(found))
    ]


def _appoint(interview: Interview, people: Sequence[User]) -> None:
    """Make these the assessors; one who has marked stays, whoever else is chosen."""
    chosen = [str(user.pk) for user in people]
    InterviewAssessment.objects.filter(interview=interview, score=None).exclude(assessor_id__in=chosen).delete()
    for user in people:
        InterviewAssessment.objects.get_or_create(
            interview=interview,
            assessor_id=str(user.pk),
            defaults={"assessor": user.name, "scopes": interview.scopes},
        )


def _tell(application: Application, interview: Interview, by: Actor) -> None:
    if not application.email:
        return
    recruitment = application.recruitment
    notify(
        to=application.email,
        template="supervisors_interview",
        context={
            "name": application.name,
            "number": application.number,
            "at": waktu(interview.at, zone_at(recruitment.institution).key),
            "place": interview.place,
            "institution": recruitment.institution.name,
        },
        key=f"interview-{interview.pk}-{interview.at:%Y%m%d%H%M}-{interview.scheduled_at.timestamp()}",
        by=by,
    )
