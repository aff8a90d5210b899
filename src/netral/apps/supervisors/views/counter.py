"""The counter: staff enter an application for somebody who came, and hand her the receipt with the code."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from netral.apps.supervisors.actions.application_codes import renew_code
from netral.apps.supervisors.actions.applications import enter_application
from netral.apps.supervisors.domain.applications import DocumentKind
from netral.apps.supervisors.domain.drafts import nik_doubts
from netral.apps.supervisors.drafts import MOST_BYTES, PURPOSE
from netral.apps.supervisors.forms.counter import CounterForms
from netral.apps.supervisors.models import Application, Vacancy
from netral.apps.supervisors.queries.applications import application_for, digest_of, entered_just_now
from netral.apps.supervisors.queries.requirements import is_open, open_vacancies, requirements_of
from netral.apps.supervisors.receipts import slip_of
from netral.apps.supervisors.tables.applications import CounterTable
from netral.apps.supervisors.view_models import offered, place_of, post_of, shown_findings
from netral.apps.supervisors.views.uploads import uploads_in
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.drafts.uploads import sealed_uploads
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.files.domain import purposes
from netral.foundation.files.intake import FileRefused
from netral.foundation.regions.queries import today_in
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response


@allowed("supervisors.recruit")
def vacancies(request: HttpRequest) -> HttpResponseBase:
    """Show the vacancies for which applications are taken now."""
    table = CounterTable(open_vacancies(actor_of(request)))
    return table_response(request, table, template="supervisors/applications/counters.html")


@allowed("supervisors.recruit")
@never_cache
@sealed_uploads(PURPOSE)
@takes_bytes(MOST_BYTES)
def enter(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Ask the same questions on one page, and enter the application."""
    vacancy = _vacancy(request, ident)
    today = today_in(vacancy.region_id)
    data = request.POST if request.method == "POST" else None
    forms = CounterForms(data, today=today, declared=requirements_of(vacancy, today))
    problem = ""
    searching = "tekan_cari" in request.POST
    if request.method == "POST" and not searching and forms.is_valid():
        answers = forms.answers(str(vacancy.pk))
        actor = actor_of(request)
        try:
            row, code = enter_application(vacancy=vacancy, answers=answers, papers=uploads_in(request), by=actor)
        except StepRefused as refusal:
            if known := entered_just_now(vacancy, answers.nik, actor):
                messages.success(
                    request, _("Lamaran ini sudah Anda simpan. Bila kodenya belum tercetak, buat kode baru.")
                )
                return redirect("application_detail", known.pk)
            problem = message_of(refusal)
        except FileRefused as refusal:
            problem = str(refusal)
        else:
            return _entered(request, row, code)
    if searching:
        forms.quiet()
    context = {
        "vacancy": vacancy,
        "post": post_of(vacancy),
        "place": place_of(vacancy),
        "is_open": is_open(vacancy),
        "forms": forms,
        "offered": offered(DocumentKind),
        "purpose": purposes()[PURPOSE],
        "problem": problem,
    }
    status = 422 if request.method == "POST" and not searching else 200
    return render(request, "supervisors/applications/counter.html", context, status=status)


@allowed("supervisors.recruit")
@never_cache
@require_POST
def slip(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Print the receipt with the code, which only the page before it knows."""
    try:
        application = application_for(actor_of(request), ident)
    except Application.DoesNotExist as missing:
        raise Http404("no such application here") from missing
    code = request.POST.get("kode", "")
    if digest_of(code) != bytes(application.code_digest):
        raise Http404("the code is not that of this application")
    name = _("tanda-terima") + f"-{application.number.replace('/', '-')}.pdf"
    return pdf_response(slip_of(application, code), name)


@allowed("supervisors.recruit")
@never_cache
@require_POST
def renew(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show a new code for an application whose first one was lost before it was printed."""
    actor = actor_of(request)
    try:
        code = renew_code(application_id=ident, by=actor)
    except Application.DoesNotExist as missing:
        raise Http404("no such application here") from missing
    except StepRefused as refusal:
        messages.error(request, message_of(refusal))
        return redirect("application_detail", ident)
    return _entered(request, application_for(actor, ident), code)


def _vacancy(request: HttpRequest, ident: UUID) -> Vacancy:
    try:
        return open_vacancies(actor_of(request)).get(pk=ident)
    except Vacancy.DoesNotExist as missing:
        raise Http404("no such open vacancy here") from missing


def _entered(request: HttpRequest, row: Application, code: str) -> HttpResponse:
    context: dict[str, Any] = {
        "application": row,
        "code": code,
        "words": code.split("-"),
        "findings": shown_findings(row.findings),
        "doubts": nik_doubts(row.nik, row.birth_date, row.sex),
    }
    return render(request, "supervisors/applications/entered.html", context)
