"""The pages of the steps of a vacancy and of a recruitment: schedule, decide, announce."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.actions import decisions, interviews, selection
from netral.apps.supervisors.domain.recruitment import RecruitmentState, RecruitmentVerb
from netral.apps.supervisors.domain.selection import VacancyState, VacancyVerb
from netral.apps.supervisors.forms.decisions import AnnouncementForm, PanelDecisionForm, ResultsForm
from netral.apps.supervisors.forms.interviews import ScheduleForm
from netral.apps.supervisors.models import Recruitment, Vacancy
from netral.apps.supervisors.queries.selection import selection_for, vacancy_for
from netral.apps.supervisors.steps import ANNOUNCEMENTS, VACANCIES
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import allowed
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ui.methods import form_page
from netral.foundation.workflow.pages import StepPage, StepPages

VACANCY_PAGES: StepPages[Vacancy, VacancyState, VacancyVerb] = StepPages(
    VACANCIES,
    vacancy_for,
    "selection_vacancy",
    "vacancy",
    "supervisors/selection/vacancy_step.html",
    str,
    context=lambda row: {"zone": zone_at(row.recruitment.institution).key},
)
RECRUITMENT_PAGES: StepPages[Recruitment, RecruitmentState, RecruitmentVerb] = StepPages(
    ANNOUNCEMENTS,
    selection_for,
    "selection_recruitment",
    "recruitment",
    "supervisors/selection/recruitment_step.html",
    lambda row: row.region.name,
)


def vacancy_steps(row: Vacancy, actor: Actor) -> list[dict[str, Any]]:
    """Return the steps of a vacancy that an actor can take now."""
    return [_offered(page, row) for page in _VACANCY_STEPS.values() if _open(VACANCIES, row, page.verb, actor)]


def recruitment_steps(row: Recruitment, actor: Actor) -> list[dict[str, Any]]:
    """Return the steps of the selection of a recruitment that an actor can take now."""
    return [_offered(page, row) for page in _RECRUITMENT_STEPS.values() if _open(ANNOUNCEMENTS, row, page.verb, actor)]


@allowed("supervisors.recruit")
@form_page
def schedule(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Schedule the interviews of a vacancy."""
    return _vacancy_step(request, ident, VacancyVerb.SCHEDULE)


@allowed("supervisors.decide")
@form_page
def decide(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Decide a vacancy."""
    return _vacancy_step(request, ident, VacancyVerb.DECIDE)


@allowed("supervisors.recruit")
@form_page
def announce(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Announce the names."""
    return _recruitment_step(request, ident, RecruitmentVerb.ANNOUNCE_NAMES)


@allowed("supervisors.decide")
@form_page
def results(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Announce the results."""
    return _recruitment_step(request, ident, RecruitmentVerb.DECIDE)


def _vacancy_step(request: HttpRequest, ident: UUID, verb: VacancyVerb) -> HttpResponse:
    return VACANCY_PAGES.answer(request, VACANCY_PAGES.row_or_404(request, ident), _VACANCY_STEPS[verb])


def _recruitment_step(request: HttpRequest, ident: UUID, verb: RecruitmentVerb) -> HttpResponse:
    return RECRUITMENT_PAGES.answer(request, RECRUITMENT_PAGES.row_or_404(request, ident), _RECRUITMENT_STEPS[verb])


def _open(workflow: Any, row: Any, verb: Any, actor: Actor) -> bool:
    try:
        workflow.check(row, verb, actor)
    except StepRefused:
        return False
    return True


def _offered(page: StepPage[Any], row: Any) -> dict[str, Any]:
    return {"title": page.title, "url": reverse(page.route, args=[row.pk])}


_VACANCY_STEPS: dict[VacancyVerb, StepPage[VacancyVerb]] = {
    page.verb: page
    for page in (
        StepPage(
            VacancyVerb.SCHEDULE,
            "selection_schedule",
            _("Jadwalkan wawancara"),
            _("Simpan jadwal"),
            _("Wawancara dijadwalkan. Pelamar yang memberi e-mail diberi tahu."),
            ScheduleForm,
            run=lambda row, form, by: interviews.schedule_interviews(vacancy=row, plan=form.plan(), by=by),
        ),
        StepPage(
            VacancyVerb.DECIDE,
            "selection_decide",
            _("Putuskan formasi"),
            _("Simpan putusan"),
            _("Putusan disimpan."),
            PanelDecisionForm,
            _("Usulan mengikuti peringkat. Putusan yang berbeda perlu alasan."),
            run=lambda row, form, by: decisions.decide_vacancy(
                vacancy=row, present=form.cleaned_data["hadir"], choices=form.choices(), by=by
            ),
        ),
    )
}
_RECRUITMENT_STEPS: dict[RecruitmentVerb, StepPage[RecruitmentVerb]] = {
    page.verb: page
    for page in (
        StepPage(
            RecruitmentVerb.ANNOUNCE_NAMES,
            "selection_announce",
            _("Umumkan nama"),
            _("Umumkan nama"),
            _("Nama diumumkan."),
            AnnouncementForm,
            _("Nama dan desa pelamar yang memenuhi syarat tampil di halaman publik, dan masyarakat dapat menanggapi."),
            run=lambda row, form, by: selection.announce_names(
                recruitment=row, first=form.cleaned_data["dari"], last=form.cleaned_data["sampai"], by=by
            ),
        ),
        StepPage(
            RecruitmentVerb.DECIDE,
            "selection_results",
            _("Umumkan hasil"),
            _("Umumkan hasil"),
            _("Hasil diumumkan."),
            ResultsForm,
            _("Nama yang terpilih dan cadangan tampil di halaman pengumuman."),
            run=lambda row, _form, by: selection.announce_results(recruitment=row, by=by),
        ),
    )
}
