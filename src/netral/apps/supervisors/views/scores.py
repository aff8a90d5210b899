"""Taking the scores of the written test from a file."""

from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from netral.apps.supervisors.actions.scores import record_scores
from netral.apps.supervisors.domain.applications import ApplicationState
from netral.apps.supervisors.domain.scores import judge_scores
from netral.apps.supervisors.forms.scores import GoodLinesForm, ScoreFileForm, carried_lines
from netral.apps.supervisors.models import Recruitment
from netral.apps.supervisors.queries.selection import candidates_of
from netral.apps.supervisors.score_file import HEADS, read_scores
from netral.apps.supervisors.selection_labels import SCORE_FAULTS
from netral.apps.supervisors.views.panel import RECRUITMENT_PAGES
from netral.engines.steps.table import StepRefused
from netral.engines.tables.rows import Unreadable
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.bodies import takes_files
from netral.foundation.files.lists import copied, unreadable_words
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of


@allowed("supervisors.recruit")
@form_page
@takes_files("roster")
def scores(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take a list of scores whole, or show its bad lines and take nothing."""
    row = RECRUITMENT_PAGES.row_or_404(request, ident)
    if "baris" in request.POST:
        return _take_good(request, row)
    form = ScoreFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        try:
            with copied(form.cleaned_data["berkas"]) as path:
                lines = read_scores(path)
        except Unreadable as refusal:
            form.add_error("berkas", unreadable_words(refusal, HEADS))
        else:
            mine = candidates_of(actor_of(request)).filter(recruitment=row, state=ApplicationState.QUALIFIED)
            good, bad = judge_scores(lines, set(mine.values_list("number", flat=True)))
            if good and not bad:
                return _record(request, row, good, 0)
            texts = {number: str(score) for number, score in good.items()}
            context = {
                "recruitment": row,
                "bad": [(each.line, SCORE_FAULTS[each.fault]) for each in bad],
                "good": len(good),
                "form": GoodLinesForm({"baris": carried_lines(row, texts, len(bad))}, recruitment=row),
            }
            return render(request, "supervisors/scores/bad.html", context, status=422)
    status = 422 if form.is_bound else 200
    return render(request, "supervisors/scores/upload.html", {"recruitment": row, "form": form}, status=status)


def _take_good(request: HttpRequest, row: Recruitment) -> HttpResponse:
    """Take the good lines of a file whose bad lines were shown."""
    form = GoodLinesForm(request.POST, recruitment=row)
    if not form.is_valid():
        messages.error(request, _("Isian ini rusak. Unggah lagi berkasnya."))
        return redirect("selection_scores", row.pk)
    read = form.cleaned_data["baris"]
    scores = {number: Decimal(score) for number, score in read["scores"].items()}
    return _record(request, row, scores, read["refused"])


def _record(request: HttpRequest, row: Recruitment, scores: dict[str, Decimal], refused: int) -> HttpResponse:
    try:
        taken = record_scores(recruitment=row, scores=scores, refused=refused, by=actor_of(request))
    except StepRefused as refusal:
        messages.error(request, message_of(refusal))
    else:
        messages.success(request, _("%(taken)s nilai baru atau diperbaiki.") % {"taken": taken})
    return redirect("selection_recruitment", row.pk)
