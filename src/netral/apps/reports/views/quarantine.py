"""The quarantine: reports that arrived beyond the rate, and the one click that opens them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from netral.apps.reports.actions import NothingHeld, admit_reports
from netral.apps.reports.quarantine import held_reports
from netral.apps.reports.tables import ADMITTING, AdmittingTable, QuarantineTable
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.ledger.actors import Actor
from netral.foundation.ui.tables import table_response

# How many reports become cases in one transaction.
_AT_ONCE = 10


@allowed("reports.view")
@never_cache
def listing(request: HttpRequest) -> HttpResponseBase:
    """Show the held reports of the officer's institutions, how long each waits, and which tell the same."""
    actor, chosen = actor_of(request), _identifiers([request.GET.get("sama", "")])
    may_review = actor.may("reports.review")
    table = (AdmittingTable if may_review else QuarantineTable)(held_reports(actor, chosen[0] if chosen else None))
    context = {"form_id": ADMITTING, "alike": bool(chosen), "may_review": may_review}
    return table_response(request, table, template="reports/staff/quarantine.html", context=context)


@allowed("reports.review")
@never_cache
@require_POST
def admit(request: HttpRequest) -> HttpResponse:
    """Open the reports that were picked, or every one on the page."""
    chosen = _identifiers(request.POST.getlist("tampil" if "semua" in request.POST else "laporan"))
    if not chosen:
        messages.error(request, _("Belum ada laporan yang dipilih. Centang laporan di tabel, lalu tekan lagi."))
        return redirect("report_quarantine")
    opened = _admit(chosen, actor_of(request))
    if not opened:
        messages.error(request, _("Laporan itu sudah dibuka, atau milik lembaga lain. Lihat daftar laporan."))
        return redirect("report_quarantine")
    told = ngettext("%(n)s laporan dibuka dan menjadi perkara.", "%(n)s laporan dibuka dan menjadi perkara.", opened)
    messages.success(request, told % {"n": opened})
    return redirect("report_quarantine")


def _admit(chosen: list[UUID], actor: Actor) -> int:
    # A hundred in one transaction would keep others from their reports for seconds; what is open when the server stops
    # stays open, and the rest is still on the list.
    opened = 0
    for start in range(0, len(chosen), _AT_ONCE):
        try:
            opened += admit_reports(report_ids=chosen[start : start + _AT_ONCE], by=actor)
        except NothingHeld:
            continue
    return opened


def _identifiers(typed: list[str]) -> list[UUID]:
    found = []
    for text in typed:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
