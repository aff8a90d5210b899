"""Scores of the written test, taken from a list; a corrected score keeps the one before."""

from collections.abc import Mapping
from decimal import Decimal

from netral.apps.supervisors.domain.applications import ApplicationState
from netral.apps.supervisors.domain.selection import NOT_OURS
from netral.apps.supervisors.events import SCORE_RECORDED, SCORES_IMPORTED
from netral.apps.supervisors.models import Application, Recruitment, WrittenScore
from netral.apps.supervisors.queries.selection import has_test, is_handler
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record, record_many


@action
def record_scores(*, recruitment: Recruitment, scores: Mapping[str, Decimal], refused: int, by: Actor) -> int:
    """Keep the scores by application number, and return how many are new or changed; `refused` lines were left out.

    Raises:
        StepRefused: the post has no written test, the recruitment is another's, or a number is no longer qualified.
    """
    row = Recruitment.objects.visible_to(by).select_for_update().get(pk=recruitment.pk)
    if not is_handler(row, by):
        raise StepRefused(NOT_OURS)
    if not has_test(row):
        raise StepRefused(_("Jabatan ini tidak memakai tes tulis, jadi nilainya tidak diimpor."))
    wanted = Application.objects.filter(recruitment=row, number__in=scores, state=ApplicationState.QUALIFIED)
    applications = list(wanted.select_for_update().order_by("pk"))
    if len(applications) != len(scores):
        raise StepRefused(_("Sebagian lamaran sudah tidak dalam seleksi. Unggah lagi berkasnya."))
    before = {
        each.application_id: each for each in WrittenScore.objects.filter(application__in=wanted, replaced_at=None)
    }
    moment, told = now(), []
    for application in applications:
        score, old = scores[application.number], before.get(application.pk)
        if old is not None and old.score == score:
            continue
        if old is not None:
            old.replaced_at = moment
            old.save()
        WrittenScore.objects.create(application=application, scopes=application.scopes, score=score, recorded_at=moment)
        told.append((application, {"score": str(score), "before": str(old.score) if old else ""}))
    record_many(SCORE_RECORDED, told, by)
    record(SCORES_IMPORTED, subject=row, by=by, data={"taken": len(told), "refused": refused})
    return len(told)
