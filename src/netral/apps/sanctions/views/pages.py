"""One frame for the page of every step: show its form, run its action, say why it was refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.sanctions import forms
from netral.apps.sanctions.domain import State, Verb, check_step
from netral.apps.sanctions.models import Recommendation
from netral.apps.sanctions.queries import recommendation_for
from netral.engines.steps.refusal import StepRefused
from netral.foundation.accounts.access import actor_of
from netral.foundation.files.intake import FileRefused
from netral.foundation.ledger.actors import Actor
from netral.foundation.ui.refusals import message_of

Run = Callable[[Recommendation, Any, Actor], object]


@dataclass(frozen=True)
class StepPage:
    """What the page of one step shows and asks."""

    verb: Verb
    route: str
    title: Promise
    button: Promise
    done: Promise
    form: type[forms.StepForm] = forms.ConfirmForm
    lead: Promise | str = ""


def recommendation_or_404(request: HttpRequest, ident: UUID) -> Recommendation:
    """Return a recommendation in the reader's scope.

    Raises:
        Http404: there is none.
    """
    try:
        return recommendation_for(actor_of(request), ident)
    except Recommendation.DoesNotExist as error:
        raise Http404 from error


def step_page(request: HttpRequest, ident: UUID, verb: Verb, run: Run) -> HttpResponse:
    """Show the step, or take it; a refusal stands above the form with everything that was typed."""
    row, actor, page = recommendation_or_404(request, ident), actor_of(request), STEP_PAGES[verb]
    try:
        check_step(State(row.state), verb, actor.permissions)
    except StepRefused as refusal:
        messages.error(request, message_of(refusal))
        return redirect("recommendation", row.pk)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = page.form(*bound, recommendation=row)
    if form.is_bound and _ran(form, row, run, actor):
        messages.success(request, str(page.done))
        return redirect("recommendation", row.pk)
    context = {"page": page, "form": form, "recommendation": row}
    return render(request, "sanctions/step.html", context, status=422 if form.is_bound else 200)


def _ran(form: forms.StepForm, row: Recommendation, run: Run, actor: Actor) -> bool:
    if not form.is_valid():
        return False
    try:
        run(row, form, actor)
    except StepRefused as refusal:
        form.add_error(None, message_of(refusal))
    except FileRefused as refusal:
        form.add_error("document", str(refusal))
    return not form.errors


STEP_PAGES: dict[Verb, StepPage] = {
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
