"""The list of applications, and one application with what was found of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from netral.apps.supervisors.actions.applications import add_documents, settle_person
from netral.apps.supervisors.domain.applications import DocumentKind
from netral.apps.supervisors.domain.drafts import nik_doubts
from netral.apps.supervisors.drafts import MOST_BYTES, PURPOSE
from netral.apps.supervisors.labels import APPLICATION_STATES, CHANNELS, DOUBLES
from netral.apps.supervisors.models import Application
from netral.apps.supervisors.queries.applications import (
    application_for,
    applications_of,
    doubles_of,
    is_national,
    may_renew_code,
    roster_match,
    without_documents,
)
from netral.apps.supervisors.tables.applications import ApplicationTable, NationalTable
from netral.apps.supervisors.view_models import answered_rows, offered, place_of, post_of, shown_findings
from netral.apps.supervisors.views.uploads import uploads_in
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.drafts.uploads import sealed_uploads
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.files.domain import purposes
from netral.foundation.files.intake import FileRefused
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.work import with_turn


@allowed("supervisors.assess")
def listing(request: HttpRequest) -> HttpResponseBase:
    """Show the applications of the officer's institutions."""
    actor = actor_of(request)
    rows = with_turn(applications_of(actor), without_documents(actor))
    context = {"may_recruit": actor.may("supervisors.recruit")}
    table = NationalTable(rows) if is_national(actor) else ApplicationTable(rows)
    return table_response(request, table, template="supervisors/applications/list.html", context=context)


@allowed("supervisors.assess")
@never_cache
def detail(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one application: answers, findings, documents, likely doubles, the match with the roster."""
    application = _application(request, ident)
    actor = actor_of(request)
    label, tone = APPLICATION_STATES[application.state]
    context = {
        "application": application,
        "post": post_of(application.vacancy),
        "place": place_of(application.vacancy),
        "label": label,
        "tone": tone,
        "channel": CHANNELS[application.channel],
        "zone": zone_of(application.vacancy.region_id, application.submitted_at.date()).key,
        "rows": [(name, value) for _question, name, value in answered_rows(application)],
        "findings": shown_findings(application.findings),
        "documents": application.applicationdocuments.all(),
        "doubts": nik_doubts(application.nik, application.birth_date, application.sex),
        "doubles": [(row, DOUBLES[reason]) for row, reason in doubles_of(application, actor)],
        "match": roster_match(application),
        "may_recruit": actor.may("supervisors.recruit"),
        "may_renew_code": may_renew_code(application, actor),
        "offered": offered(DocumentKind),
        "purpose": purposes()[PURPOSE],
    }
    return render(request, "supervisors/applications/detail.html", context)


@allowed("supervisors.recruit")
@require_POST
def person(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take whether the civil servant with this NIP is the applicant."""
    application = _application(request, ident)
    try:
        settle_person(application_id=application.pk, is_same="sama" in request.POST, by=actor_of(request))
        messages.success(request, _("Dicatat. Syarat izin dinilai ulang dengan daftar ASN."))
    except StepRefused as refusal:
        messages.error(request, message_of(refusal))
    return redirect("application_detail", ident=ident)


@allowed("supervisors.recruit")
@require_POST
@sealed_uploads(PURPOSE)
@takes_bytes(MOST_BYTES)
def add(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take in documents that the applicant brought to the counter."""
    application = _application(request, ident)
    if papers := uploads_in(request):
        try:
            add_documents(application_id=application.pk, papers=papers, by=actor_of(request))
            messages.success(request, _("Dokumen tersimpan, dan syaratnya dinilai ulang."))
        except StepRefused as refusal:
            messages.error(request, message_of(refusal))
        except FileRefused as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Belum ada berkas yang dipilih. Pilih berkasnya, lalu unggah lagi."))
    return redirect("application_detail", ident=ident)


def _application(request: HttpRequest, ident: UUID) -> Application:
    try:
        return application_for(actor_of(request), ident)
    except Application.DoesNotExist as missing:
        raise Http404("no such application here") from missing
