"""The reporter's own view of her report, opened with the receipt code."""

import functools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from netral.apps.reports.actions import IdentityClosed, add_to_report, name_reporter
from netral.apps.reports.cookies import keep_open, opened_receipt
from netral.apps.reports.domain.answers import Route
from netral.apps.reports.domain.statuses import Status, may_complete
from netral.apps.reports.forms import AddForm, CodeForm, IdentityForm, identity_in
from netral.apps.reports.models import Report
from netral.apps.reports.queries import act_title, checklist_of, report_by_code, report_by_hash, talk_of, timeline_of
from netral.apps.reports.views.reporter import posted
from netral.foundation.accounts.access import keyed, public
from netral.foundation.drafts.throttle import wrong_codes
from netral.foundation.drafts.uploads import sealed_uploads
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.files.domain import MEGABYTE, purposes
from netral.foundation.files.intake import FileRefused
from netral.foundation.ledger.actors import Actor, holder_of_link
from netral.foundation.regions.queries import full_name, zone_of

RECEIPT = "receipt code"
MOST_FILES_AT_ONCE = 5
MOST_BYTES_AT_ONCE = 500 * MEGABYTE


def with_report(view: Callable[[HttpRequest, Report], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Hand a view the report that is open in this browser, or ask for the code again."""

    @functools.wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        receipt = opened_receipt(request)
        report = report_by_hash(receipt) if receipt else None
        return view(request, report) if report else redirect("report_status")

    return opened


@public
@never_cache
def status(request: HttpRequest) -> HttpResponse:
    """Ask for the receipt code; every wrong code gets the same answer."""
    form = CodeForm(posted(request))
    if form.is_valid():
        report = report_by_code(form.cleaned_data["code"])
        if report:
            response = redirect("report_opened")
            keep_open(response, bytes(report.receipt_hash))
            return response
        wrong_codes.wrong_answer()
        form.add_error(
            "code", _("Kode itu tidak cocok dengan laporan mana pun. Periksa ejaan setiap kata, lalu coba lagi.")
        )
    return render(request, "reports/status.html", {"form": form})


@keyed(RECEIPT)
@never_cache
@with_report
def opened(request: HttpRequest, report: Report) -> HttpResponse:
    """Show where the report stands, what comes next and until when, and what was said."""
    return _show(request, report, AddForm())


@keyed(RECEIPT)
@never_cache
@require_POST
@sealed_uploads("evidence")
@with_report
@takes_bytes(MOST_BYTES_AT_ONCE)
def add(request: HttpRequest, report: Report) -> HttpResponse:
    """Take in a message, files and links."""
    form = AddForm(request.POST)
    uploads = request.FILES.getlist("files")
    if form.is_valid() and not (uploads or form.cleaned_data["text"] or form.cleaned_data["links"]):
        form.add_error("text", _("Belum ada yang ditambahkan. Tulis pesan, pilih berkas, atau isi tautan."))
    if len(uploads) > MOST_FILES_AT_ONCE:
        form.add_error(None, _("Paling banyak %(most)s berkas sekali kirim.") % {"most": MOST_FILES_AT_ONCE})
    if form.is_valid():
        try:
            add_to_report(report_id=report.pk, uploads=uploads, by=_holder(report), **form.cleaned_data)
        except FileRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("report_opened")
    return _show(request, report, form)


@keyed(RECEIPT)
@never_cache
@with_report
def identify(request: HttpRequest, report: Report) -> HttpResponse:
    """Take the reporter's name for a report that was sent without."""
    form = IdentityForm(posted(request))
    if form.is_valid():
        try:
            name_reporter(report_id=report.pk, identity=identity_in(form.cleaned_data), by=_holder(report))
        except IdentityClosed:
            form.add_error(
                None, _("Laporan ini sudah bernama atau sudah diregister, jadi identitas tidak dapat ditambahkan.")
            )
        else:
            return redirect("report_opened")
    return render(request, "reports/identify.html", {"form": form, "report": report})


def _holder(report: Report) -> Actor:
    return holder_of_link(f"report:{report.pk}")


def _show(request: HttpRequest, report: Report, form: AddForm) -> HttpResponse:
    zone = zone_of(report.region_id, report.filed_at.date()).key
    context = {
        "report": report,
        "zone": zone,
        "note": report.statusnotes.all()[len(report.statusnotes.all()) - 1],
        "timeline": timeline_of(report, zone),
        "talk": talk_of(report, zone),
        "act": act_title(report.act),
        "region": full_name(report.region_id),
        "checklist": checklist_of(report),
        "may_name": report.route != Route.FORMAL and may_complete(Status(report.status)),
        "form": form,
        "purpose": purposes()["evidence"],
    }
    return render(request, "reports/opened.html", context)
