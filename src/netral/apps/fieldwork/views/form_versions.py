"""Observation forms: the list, an upload, one version with its questions, and its steps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_GET

from netral.apps.fieldwork.actions import form_versions as actions
from netral.apps.fieldwork.domain.form_versions import FormState, FormVerb
from netral.apps.fieldwork.form_content import load
from netral.apps.fieldwork.form_sheets import faults_in_words, read_sheet
from netral.apps.fieldwork.forms.form_versions import (
    EndForm,
    SheetForm,
    VersionProposalForm,
    VersionPublicationForm,
    VersionReasonForm,
)
from netral.apps.fieldwork.labels import FORM_STATES
from netral.apps.fieldwork.models import FormVersion
from netral.apps.fieldwork.queries import form_versions as queries
from netral.apps.fieldwork.tables.form_versions import FormVersionTable
from netral.apps.fieldwork.view_models import differences_shown, questions_shown
from netral.engines.steps.table import StepRefused
from netral.engines.xforms.faults import FormInvalid
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.bodies import takes_files
from netral.foundation.files.intake import FileRefused
from netral.foundation.ledger.actors import Actor
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import StepPage, StepPages
from netral.foundation.workflow.work import with_turn

PAGES: StepPages[FormVersion, FormState, FormVerb] = StepPages(
    actions.FORMS,
    queries.version_for,
    "form_version",
    "version",
    "fieldwork/forms/step.html",
    lambda row: f"{row.title}, {row.version}",
)
PROPOSE = StepPage(
    FormVerb.PROPOSE,
    "form_propose",
    gettext_lazy("Ajukan untuk diterbitkan"),
    gettext_lazy("Ajukan"),
    gettext_lazy("Versi diajukan. Petugas kedua yang menerbitkannya."),
    VersionProposalForm,
    run=lambda row, form, by: actions.propose_version(version=row, valid_from=form.cleaned_data["mulai"], by=by),
)
PUBLISH = StepPage(
    FormVerb.PUBLISH,
    "form_publish",
    gettext_lazy("Terbitkan versi ini"),
    gettext_lazy("Terbitkan"),
    gettext_lazy("Versi terbit. Ponsel mengambilnya saat terhubung."),
    VersionPublicationForm,
    gettext_lazy("Periksa pertanyaan dan perubahannya lebih dulu. Versi sebelumnya berakhir sehari sebelum versi ini."),
    run=lambda row, _form, by: actions.publish_version(version=row, by=by),
)
REJECT = StepPage(
    FormVerb.REJECT,
    "form_reject",
    gettext_lazy("Tolak versi ini"),
    gettext_lazy("Tolak"),
    gettext_lazy("Versi ditolak."),
    VersionReasonForm,
    run=lambda row, form, by: actions.reject_version(version=row, words=form.cleaned_data["alasan"], by=by),
)
WITHDRAW = StepPage(
    FormVerb.WITHDRAW,
    "form_withdraw",
    gettext_lazy("Tarik versi ini"),
    gettext_lazy("Tarik"),
    gettext_lazy("Versi ditarik."),
    VersionReasonForm,
    run=lambda row, form, by: actions.withdraw_version(version=row, words=form.cleaned_data["alasan"], by=by),
)
END = StepPage(
    FormVerb.END,
    "form_end",
    gettext_lazy("Akhiri masa berlaku"),
    gettext_lazy("Akhiri"),
    gettext_lazy("Hari terakhir versi ini disimpan."),
    EndForm,
    run=lambda row, form, by: actions.end_version(
        version=row, last_day=form.cleaned_data["terakhir"], words=form.cleaned_data["alasan"], by=by
    ),
)
_STEPS = (PROPOSE, PUBLISH, REJECT, WITHDRAW, END)
_LEADING_ON = frozenset({FormVerb.PROPOSE, FormVerb.PUBLISH})


@allowed("fieldwork.draft")
@require_GET
def versions(request: HttpRequest) -> HttpResponseBase:
    """List the versions of every form."""
    actor = actor_of(request)
    rows = with_turn(queries.versions_of(actor), queries.waiting_for(actor))
    return table_response(request, FormVersionTable(rows), template="fieldwork/forms/list.html")


@allowed("fieldwork.draft")
@form_page
@takes_files(actions.PURPOSE)
def upload(request: HttpRequest) -> HttpResponse:
    """Read an XLSForm, and tell each of its faults by sheet and row."""
    form = SheetForm(request.POST or None, request.FILES or None)
    faults: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        sheet = form.cleaned_data["berkas"]
        try:
            row = actions.draft_version(form=read_sheet(sheet), sheet=sheet, by=actor_of(request))
        except FormInvalid as error:
            faults = faults_in_words(error.faults)
            form.add_error(
                "berkas", _("Formulir ini belum dapat dipakai. Perbaiki yang tertulis di bawah, lalu unggah lagi.")
            )
        except FileRefused as refused:
            form.add_error("berkas", str(refused))
        except StepRefused as refusal:
            form.add_error("berkas", message_of(refusal))
        else:
            messages.success(request, _("Formulir terbaca. Periksa pertanyaannya, lalu ajukan."))
            return redirect("form_version", row.pk)
    status = 422 if form.errors else 200
    return render(request, "fieldwork/forms/upload.html", {"form": form, "faults": faults}, status=status)


@allowed("fieldwork.draft")
@require_GET
def version(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one version: how it goes on, what changed, and every question in order."""
    row = PAGES.row_or_404(request, ident)
    known, before = load(row.content), queries.before(row)
    status, tone = FORM_STATES[row.state]
    context = {
        "version": row,
        "status": status,
        "tone": tone,
        "steps": _steps(row, actor_of(request)),
        "before": before,
        "differences": differences_shown(load(before.content), known) if before else [],
        "questions": questions_shown(known),
        "others": queries.others_of(row),
        "timeline": queries.history_of(row),
    }
    return render(request, "fieldwork/forms/version.html", context)


@allowed("fieldwork.draft")
@require_GET
def xform(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Hand out the XForm of a version, as phones are handed it."""
    row = PAGES.row_or_404(request, ident)
    answer = HttpResponse(row.xml, content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{row.code}-{row.version}.xml"'
    return answer


@allowed("fieldwork.draft")
@form_page
def propose(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Propose a version for publication."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), PROPOSE)


@allowed("fieldwork.publish")
@form_page
def publish(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Publish a version that somebody else made."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), PUBLISH)


@allowed("fieldwork.publish")
@form_page
def reject(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Reject a proposed version."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), REJECT)


@allowed("fieldwork.draft")
@form_page
def withdraw(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take back a version that was not published."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), WITHDRAW)


@allowed("fieldwork.publish")
@form_page
def end(request: HttpRequest, ident: UUID) -> HttpResponse:
    """End a published version."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), END)


def _steps(row: FormVersion, actor: Actor) -> list[dict[str, Any]]:
    """Return the steps that an actor can take now; taking back and ending never look like the way on."""
    return [
        {"title": page.title, "url": reverse(page.route, args=[row.pk]), "leads_on": page.verb in _LEADING_ON}
        for page in _STEPS
        if _possible(page, row, actor)
    ]


def _possible(page: StepPage[FormVerb], row: FormVersion, actor: Actor) -> bool:
    try:
        actions.FORMS.check(row, page.verb, actor)
    except StepRefused:
        return False
    return page.verb is not FormVerb.PUBLISH or actor.id not in (row.drafted_by_id, row.proposed_by_id)
