"""The page of every step of a recommendation."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from netral.apps.sanctions import forms
from netral.apps.sanctions.actions import RECOMMENDATIONS
from netral.apps.sanctions.domain import State, Verb
from netral.apps.sanctions.models import Recommendation
from netral.apps.sanctions.queries import recommendation_for
from netral.foundation.workflow.pages import Run, StepPage, StepPages

PAGES: StepPages[Recommendation, State, Verb] = StepPages(
    RECOMMENDATIONS, recommendation_for, "recommendation", "recommendation", "sanctions/step.html"
)
recommendation_or_404 = PAGES.row_or_404


def step_page(request: HttpRequest, ident: UUID, verb: Verb, run: Run[Recommendation]) -> HttpResponse:
    """Show the step, or take it."""
    return PAGES.answer(request, recommendation_or_404(request, ident), STEP_PAGES[verb], run)


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
        ),
        StepPage(
            Verb.OPEN,
            "recommendation_open",
            _("Buka pemeriksaan"),
            _("Buka pemeriksaan"),
            _("Pemeriksaan dibuka."),
            forms.ProceedingForm,
        ),
        StepPage(
            Verb.EXAMINE,
            "recommendation_examine",
            _("Hasil pemeriksaan"),
            _("Simpan hasil"),
            _("Hasil pemeriksaan disimpan."),
            forms.ExaminationForm,
        ),
        StepPage(
            Verb.DECIDE,
            "recommendation_decide",
            _("Keputusan sanksi"),
            _("Catat keputusan"),
            _("Keputusan sanksi dicatat."),
            forms.DecisionForm,
            _("Keputusan tidak dapat diubah sesudah dicatat."),
        ),
        StepPage(
            Verb.CARRY_OUT,
            "recommendation_carry_out",
            _("Pelaksanaan sanksi"),
            _("Simpan"),
            _("Pelaksanaan sanksi dicatat."),
            forms.CarryOutForm,
        ),
        StepPage(
            Verb.CLOSE,
            "recommendation_close",
            _("Tutup tanpa sanksi"),
            _("Tutup tanpa sanksi"),
            _("Rekomendasi ditutup tanpa sanksi."),
            forms.ClosingForm,
        ),
    )
}
