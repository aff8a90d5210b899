"""The officers' inbox and one report in it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from netral.apps.reports.actions import answer_reporter, confirm_act, open_identity
from netral.apps.reports.domain.answers import statement_digest
from netral.apps.reports.forms import ActForm, AnswerForm
from netral.apps.reports.models import Report, ReporterIdentity
from netral.apps.reports.quarantine import waiting
from netral.apps.reports.queries import (
    act_choices,
    act_title,
    checklist_of,
    filed_statement,
    inbox,
    proposed_acts,
    report_for,
    talk_of,
    timeline_of,
    unanswered,
)
from netral.apps.reports.tables import InboxTable
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import full_name, zone_of
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.work import with_turn


@allowed("reports.view")
def listing(request: HttpRequest) -> HttpResponseBase:
    """Show the reports of the officer's institutions."""
    actor = actor_of(request)
    rows, context = with_turn(inbox(actor), unanswered(actor)), {"waiting": waiting(actor)}
    return table_response(request, InboxTable(rows), template="reports/staff/listing.html", context=context)


@allowed("reports.view")
@never_cache
def detail(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Show one report: what was told, the evidence, the conditions, the talk."""
    return _show(request, _report(actor_of(request), report_id), AnswerForm(), None)


@allowed("reports.review")
@never_cache
@require_POST
def answer(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Write to the reporter."""
    report = _report(actor_of(request), report_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, report, form, None)
    answer_reporter(report_id=report.pk, text=form.cleaned_data["text"], by=actor_of(request))
    messages.success(request, _("Balasan terkirim. Pelapor melihatnya saat membuka laporan dengan kodenya."))
    return redirect("report_detail", report_id=report.pk)


@allowed("reports.review")
@never_cache
@require_POST
def act(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Set which act the report is about."""
    report = _report(actor_of(request), report_id)
    form = _act_form(report, request.POST)
    if not form.is_valid():
        return _show(request, report, AnswerForm(), None, form)
    confirm_act(report_id=report.pk, act=form.cleaned_data["act"], by=actor_of(request))
    messages.success(request, _("Perbuatan ditetapkan. Pilihan pelapor tetap tersimpan seperti dikirim."))
    return redirect("report_detail", report_id=report.pk)


@allowed("reports.review")
@never_cache
@require_POST
def identity(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Open the reporter's identity, which is recorded."""
    report = _report(actor_of(request), report_id)
    try:
        opened = open_identity(report_id=report.pk, by=actor_of(request))
    except ReporterIdentity.DoesNotExist as missing:
        raise Http404("no identity was given") from missing
    return _show(request, report, AnswerForm(), opened)


def _report(actor: Actor, report_id: UUID) -> Report:
    try:
        return report_for(actor, report_id)
    except Report.DoesNotExist as missing:
        raise Http404("no such report here") from missing


def _act_form(report: Report, data: QueryDict | None = None) -> ActForm:
    proposed = [act.code for act in proposed_acts(report)]
    return ActForm(data, proposed=proposed, acts=act_choices(), initial={"act": report.decided_act})


def _show(
    request: HttpRequest,
    report: Report,
    form: AnswerForm,
    opened: ReporterIdentity | None,
    act_form: ActForm | None = None,
) -> HttpResponse:
    actor = actor_of(request)
    zone = zone_of(report.region_id, report.filed_at.date()).key
    context = {
        "report": report,
        "zone": zone,
        "act": act_title(report.act),
        "confirmed_act": act_title(report.confirmed_act) if report.confirmed_act else "",
        "act_form": act_form or _act_form(report),
        "region": full_name(report.region_id),
        "evidence": report.evidences.select_related("file"),
        "checklist": checklist_of(report),
        "timeline": timeline_of(report, zone, explained=False),
        "talk": talk_of(report, zone),
        "intact": statement_digest(filed_statement(report)) == report.digest,
        "may_review": actor.may("reports.review"),
        "may_open_originals": actor.may("files.original"),
        "identity": opened,
        "form": form,
    }
    return render(request, "reports/staff/detail.html", context)
