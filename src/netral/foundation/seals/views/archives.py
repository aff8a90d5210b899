"""Checking many documents at once, in a ZIP."""

import threading

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from netral.foundation.accounts.access import public
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.seals.archives import LARGEST_ARCHIVE, Archive, ArchiveRefused
from netral.foundation.seals.batches import Line, LinesExpired, check_members, pack, totals, unpack, worst_first
from netral.foundation.seals.forms import ArchiveForm, LinesForm
from netral.foundation.seals.report import refused
from netral.foundation.seals.tables import SHOWN, LineTable
from netral.foundation.ui.methods import form_page

# A ZIP holds a thread of the web server for seconds; the other threads are for everybody else.
_places = threading.BoundedSemaphore(2)


@public
@form_page
@takes_bytes(LARGEST_ARCHIVE)
def verify_archive(request: HttpRequest) -> HttpResponse:
    """Ask for a ZIP; answer with one line for each file in it."""
    form = ArchiveForm(request.POST, request.FILES) if request.method == "POST" else ArchiveForm()
    if form.is_bound and form.is_valid() and (lines := _checked(form)) is not None:
        return render(request, "seals/archive_result.html", _shown(lines))
    return render(request, "seals/archive.html", {"form": form}, status=422 if form.errors else 200)


@public
@require_POST
def archive_lines(request: HttpRequest) -> HttpResponseBase:
    """Give the lines of a checked ZIP as a file; the page sent them along, because nothing is stored."""
    form = LinesForm(request.POST)
    try:
        lines = unpack(form.cleaned_data["baris"]) if form.is_valid() else None
    except LinesExpired:
        lines = None
    if lines is None:
        return render(request, "seals/archive_expired.html", status=422)
    return LineTable(lines).export(form.cleaned_data["bentuk"])


def _checked(form: ArchiveForm) -> list[Line] | None:
    if not _places.acquire(blocking=False):
        form.add_error("zip", _("ZIP lain sedang diperiksa. Tunggu satu menit, lalu unggah ZIP ini lagi."))
        return None
    try:
        with Archive(form.upload) as archive:
            return list(check_members(archive.members()))
    except ArchiveRefused as error:
        form.add_error("zip", refused(error))
        return None
    finally:
        _places.release()


def _shown(lines: list[Line]) -> dict[str, object]:
    ordered = worst_first(lines)
    return {
        "table": LineTable(ordered[:SHOWN]),
        "totals": totals(lines),
        "count": len(lines),
        "hidden": max(0, len(lines) - SHOWN),
        "lines": pack(ordered),
    }
