"""How the steps of the selection are begun: by the table, and by the institution that opened the recruitment alone."""

from netral.apps.supervisors.domain.applications import ApplicationState
from netral.apps.supervisors.domain.recruitment import RECRUITMENT_TABLE, RecruitmentState, RecruitmentVerb
from netral.apps.supervisors.domain.selection import (
    NOT_OURS,
    SELECTION_TABLE,
    VACANCY_TABLE,
    SelectionVerb,
    VacancyState,
    VacancyVerb,
)
from netral.apps.supervisors.models import Application, Recruitment, Vacancy, VacancyDecision
from netral.apps.supervisors.queries.selection import is_handler
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.steps import Workflow


class VacancyWorkflow(Workflow[Vacancy, VacancyState, VacancyVerb]):
    """Steps of a vacancy, whose state is whether there is a decision."""

    def state_of(self, row: Vacancy) -> VacancyState:
        """Return whether the panel has decided."""
        decided = VacancyDecision.objects.filter(vacancy=row).exists()
        return VacancyState.DECIDED if decided else VacancyState.UNDECIDED


def _of_application(row: Application, _verb: SelectionVerb, by: Actor) -> None:
    _require_handler(row.recruitment, by)


def _of_vacancy(row: Vacancy, _verb: VacancyVerb, by: Actor) -> None:
    _require_handler(row.recruitment, by)
    if row.recruitment.state != RecruitmentState.SELECTION:
        raise StepRefused(_("Rekrutmen ini tidak sedang dalam seleksi. Tutup dulu pendaftarannya."))


def _of_recruitment(row: Recruitment, verb: RecruitmentVerb, by: Actor) -> None:
    _require_handler(row, by)
    if verb is RecruitmentVerb.ANNOUNCE_NAMES and row.announced_at is not None:
        raise StepRefused(_("Nama pelamar sudah diumumkan. Pengumuman tidak dapat diulang."))
    if verb is RecruitmentVerb.DECIDE and row.announced_at is None:
        raise StepRefused(_("Nama pelamar belum diumumkan. Umumkan dulu, supaya masyarakat dapat menanggapi."))


def _require_handler(recruitment: Recruitment, by: Actor) -> None:
    if not is_handler(recruitment, by):
        raise StepRefused(NOT_OURS)


SELECTION: Workflow[Application, ApplicationState, SelectionVerb] = Workflow(
    Application, ApplicationState, SELECTION_TABLE, _of_application
)
VACANCIES = VacancyWorkflow(Vacancy, VacancyState, VACANCY_TABLE, _of_vacancy)
ANNOUNCEMENTS: Workflow[Recruitment, RecruitmentState, RecruitmentVerb] = Workflow(
    Recruitment, RecruitmentState, RECRUITMENT_TABLE, _of_recruitment
)
