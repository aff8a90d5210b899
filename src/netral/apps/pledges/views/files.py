"""What an officer takes with her: copies, slips, and the archive of sealed pledges."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _, gettext_lazy as later_
from django.views.decorators.http import require_GET

from netral.apps.pledges.actions import letters
from netral.apps.pledges.archives import archive_of
from netral.apps.pledges.models import Campaign
from netral.apps.pledges.queries import pledges_of, sealed_of, units_in, without_email
from netral.apps.pledges.views.public import as_pdf
from netral.apps.pledges.views.staff import campaign_of
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.outreach.queries import counted_by_unit
from netral.foundation.outreach.slips import SlipPages

_SLIPS = SlipPages(
    title=later_("Slip ikrar"),
    lead=later_(
        "Untuk ASN tanpa e-mail yang belum berikrar. Cetak, potong, dan serahkan langsung kepada pemiliknya. "
        "Tiap pencetakan tercatat."
    ),
    nobody=later_("Tidak ada slip yang perlu dicetak: semua punya e-mail atau sudah berikrar."),
    nobody_in_unit=later_("Tidak ada slip untuk unit ini: semua punya e-mail atau sudah berikrar."),
    until=later_("Pindai kode ini dengan ponsel, baca tiap butir, lalu tanda tangani paling lambat %(day)s."),
    filename="slip-ikrar.pdf",
    call_route="campaign",
    units_route="campaign_slips",
    unit_route="campaign_unit_slips",
)


@allowed("pledges.view")
@require_GET
def copy(request: HttpRequest, ident: UUID, pledge: UUID) -> HttpResponse:
    """Send a copy of a signed pledge."""
    actor = actor_of(request)
    found = get_object_or_404(sealed_of(pledges_of(campaign_of(request, ident), actor)), pk=pledge)
    letters.take_copy(pledge=found, by=actor)
    return as_pdf(found)


@allowed("pledges.manage")
@require_GET
def slips(request: HttpRequest, ident: UUID) -> HttpResponse:
    """List the units that need printed slips."""
    found = campaign_of(request, ident)
    return _SLIPS.units(request, found, without_email(found))


@allowed("pledges.manage")
@require_GET
def unit_slips(request: HttpRequest, ident: UUID, unit: UUID) -> HttpResponse:
    """Send the printed slips of one unit."""
    found = campaign_of(request, ident)
    return _SLIPS.sheet(request, found, lambda by: letters.print_slips(campaign=found, unit_id=unit, by=by))


@allowed("pledges.view")
@require_GET
def archive(request: HttpRequest, ident: UUID) -> HttpResponse:
    """List the units whose sealed pledges may be taken as one file."""
    found = campaign_of(request, ident)
    rows = counted_by_unit(sealed_of(pledges_of(found, actor_of(request))))
    context = {"campaign": found, "units": rows, "total": sum(number for _unit, _name, number in rows)}
    return render(request, "pledges/archive.html", context)


@allowed("pledges.view")
@require_GET
def whole_archive(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """Send every sealed pledge of a campaign as one ZIP."""
    found = campaign_of(request, ident)
    return _zipped(request, found, None, found.title)


@allowed("pledges.view")
@require_GET
def unit_archive(request: HttpRequest, ident: UUID, unit: UUID) -> HttpResponseBase:
    """Send every sealed pledge of one unit as one ZIP."""
    found = campaign_of(request, ident)
    known = units_in(pledges_of(found, actor_of(request))).filter(pk=unit).first()
    if known is None:
        raise Http404
    return _zipped(request, found, unit, known.name)


def _zipped(request: HttpRequest, found: Campaign, unit: UUID | None, name: str) -> HttpResponseBase:
    actor = actor_of(request)
    rows = sealed_of(pledges_of(found, actor), [unit] if unit else [])
    number = rows.count()
    if not number:
        messages.info(request, _("Belum ada dokumen yang disegel, jadi belum ada arsip."))
        return redirect("campaign_archive", found.pk)
    letters.take_archive(campaign=found, unit_id=unit, documents=number, by=actor)
    # Written while it is sent, some documents at a time: its size does not matter to the server.
    response = StreamingHttpResponse(archive_of(rows, actor), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="ikrar-{slugify(name)[:60]}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response
