"""The page of every step of a recommendation."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from netral.apps.sanctions import actions, forms
from netral.apps.sanctions.actions import RECOMMENDATIONS
from netral.apps.sanctions.domain import State, Verb
from netral.apps.sanctions.models import Recommendation
from netral.apps.sanctions.queries import recommendation_for
from netral.foundation.workflow.pages import StepPage, StepPages

PAGES: StepPages[Recommendation, State, Verb] = StepPages(
    RECOMMENDATIONS,
    recommendation_for,
    "recommendation",
    "recommendation",
    "sanctions/step.html",
    lambda row: f"{row.person}, {row.unit}",
)
recommendation_or_404 = PAGES.row_or_404


def step_page(request: HttpRequest, ident: UUID, verb: Verb) -> HttpResponse:
    """Show the step, or take it."""
    return PAGES.answer(request, recommendation_or_404(request, ident), STEP_PAGES[verb])


STEP_PAGES: dict[Verb, StepPage[Verb]] = {
    page.verb: page
    for page in (
        StepPage(
            Verb.ACKNOWLEDGE,
            "recommendation_acknowledge",
            _("Terima rekomendasi"),
            _("Nyatakan diterima"),
            _("Rekomendasi dinyatakan diterima."),
            lead=_("Dengan ini kantor PPK menyatakan rekomendasi sudah sampai dan akan ditindaklanjuti."),
            run=lambda row, _form, by: actions.acknowledge(recommendation=row, by=by),
        ),
        StepPage(
            Verb.OPEN,
            "recommendation_open",
            _("Buka pemeriksaan"),
            _("Buka pemeriksaan"),
            _("Pemeriksaan dibuka."),
            forms.ProceedingForm,
            run=lambda row, form, by: actions.open_proceeding(recommendation=row, inputs=form.inputs(), by=by),
        ),
        StepPage(
            Verb.EXAMINE,
            "recommendation_examine",
            _("Hasil pemeriksaan"),
            _("Simpan hasil"),
            _("Hasil pemeriksaan disimpan."),
            forms.ExaminationForm,
            run=lambda row, form, by: actions.record_examination(recommendation=row, inputs=form.inputs(), by=by),
        ),
        StepPage(
            Verb.DECIDE,
            "recommendation_decide",
            _("Keputusan sanksi"),
            _("Catat keputusan"),
            _("Keputusan sanksi dicatat."),
            forms.DecisionForm,
            _("Keputusan tidak dapat diubah sesudah dicatat."),
            run=lambda row, form, by: actions.decide_sanction(recommendation=row, inputs=form.inputs(), by=by),
        ),
        StepPage(
            Verb.CARRY_OUT,
            "recommendation_carry_out",
            _("Pelaksanaan sanksi"),
            _("Simpan"),
            _("Pelaksanaan sanksi dicatat."),
            forms.CarryOutForm,
            run=lambda row, form, by: actions.carry_out(
                recommendation=row, carried_out_on=form.cleaned_data["carried_out_on"], by=by
            ),
        ),
        StepPage(
            Verb.CLOSE,
            "recommendation_close",
            _("Tutup tanpa sanksi"),
            _("Tutup tanpa sanksi"),
            _("Rekomendasi ditutup tanpa sanksi."),
            forms.ClosingForm,
            run=lambda row, form, by: actions.close_without_sanction(
                recommendation=row, words=form.cleaned_data["words"], by=by
            ),
        ),
    )
}
