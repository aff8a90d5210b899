"""Extending the applications of chosen vacancies."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from netral.apps.supervisors import events
from netral.apps.supervisors.actions.recruitment import RECRUITMENTS
from netral.apps.supervisors.domain.extension import check_extension
from netral.apps.supervisors.domain.recruitment import RecruitmentVerb
from netral.apps.supervisors.models import Recruitment, Vacancy
from netral.apps.supervisors.queries.extension import proposals_for
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action
from netral.foundation.regions.queries import today_in
from netral.foundation.workflow.steps import finish


@action
def extend_vacancies(
    *, recruitment: Recruitment, chosen: Collection[UUID], until: date, reason: str, by: Actor
) -> list[Vacancy]:
    """Give chosen vacancies a later last day; the rules that propose it are kept beside the reason.

    Raises:
        StepRefused: nothing was chosen, the day extends nothing, or the step is not possible now or not hers.
    """
    step = RECRUITMENTS.begin(recruitment, RecruitmentVerb.EXTEND, by)
    row = step.subject
    rows = list(Vacancy.objects.filter(recruitment=row, pk__in=chosen).select_related("recruitment"))
    if not rows or len(rows) != len(set(chosen)):
        raise StepRefused(_("Pilih paling sedikit satu lowongan dari rekrutmen ini, lalu coba lagi."))
    last_days = [vacancy.last_day for vacancy in rows]
    check_extension(until, last_days, today_in(row.region_id), row.election.polling_day)
    proposed = proposals_for(row)
    for vacancy in rows:
        vacancy.extended_until, vacancy.extension_reason = until, reason
        vacancy.extended_by = [each.rule.code for each in proposed if str(vacancy.pk) in each.keys]
    Vacancy.objects.bulk_update(rows, ["extended_until", "extension_reason", "extended_by"])
    extended = [{"vacancy": vacancy.pk, "region": vacancy.region_id, "rules": vacancy.extended_by} for vacancy in rows]
    finish(step, events.VACANCIES_EXTENDED, until=until, reason=reason, vacancies=extended)
    return rows
