"""Steps of staff: taking in, acknowledging and adopting editions, rules of a region, confirming norms."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from netral.apps.catalogue import api, queries
from netral.apps.catalogue.actions import confirmations, overlays
from netral.apps.catalogue.actions.editions import acknowledge_edition, adopt_edition, receive_edition
from netral.apps.catalogue.editions.bundle import LARGEST
from netral.apps.catalogue.editions.documents import EditionRefused
from netral.apps.catalogue.forms import (
    CAPITAL,
    AdoptionForm,
    BundleForm,
    ConfirmationForm,
    OverlayForm,
    ReasonForm,
)
from netral.apps.catalogue.models import Confirmation, Edition, Overlay
from netral.apps.catalogue.rows import Norm
from netral.engines.rules.dated import NotInForceError
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.bodies import takes_bytes, takes_files
from netral.foundation.files.intake import FileRefused
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.clock import today
from netral.foundation.regions.models import Region
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of


@allowed("catalogue.adopt")
@form_page
@takes_bytes(LARGEST)
def pull(request: HttpRequest) -> HttpResponse:
    """Take in an edition from a file."""
    form = BundleForm(request.POST or None, request.FILES or None)

    def run() -> str:
        taken = receive_edition(content=form.content(), origin=_("berkas unggahan"), by=actor_of(request))
        return _("Terbitan %(number)s sudah ditarik. Baca perubahannya, lalu tandai dibaca.") % {"number": taken.number}

    return _step(request, form, run, {"title": _("Tarik terbitan dari berkas"), "button": _("Tarik terbitan")})


@allowed("catalogue.view")
@require_POST
def acknowledge(request: HttpRequest, number: int) -> HttpResponse:
    """Record that the reader's unit has read an edition."""
    try:
        acknowledge_edition(edition=_edition(number), by=actor_of(request))
        messages.success(request, _("Tercatat: lembaga Anda sudah membaca terbitan ini."))
    except EditionRefused as refusal:
        messages.error(request, message_of(refusal))
    return redirect("editions")


@allowed("catalogue.adopt")
@form_page
def adopt(request: HttpRequest, number: int) -> HttpResponse:
    """Judge by an edition from a day on."""
    edition = _edition(number)
    form = AdoptionForm(request.POST or None, initial={"mulai": today(CAPITAL)})

    def run() -> str:
        reason, begins = form.cleaned_data["alasan"], form.effective_at()
        adopt_edition(edition=edition, effective_at=begins, reason=reason, by=actor_of(request))
        return _("Terbitan %(number)s dipakai di sini.") % {"number": edition.number}

    title = _("Pakai terbitan %(number)s") % {"number": edition.number}
    lead = _("Semua penilaian sesudah itu memakai terbitan ini. Yang sudah dinilai tidak berubah.")
    return _step(request, form, run, {"title": title, "lead": lead, "button": _("Pakai terbitan ini")})


@allowed("catalogue.view")
@require_GET
def overlay_list(request: HttpRequest) -> HttpResponse:
    """List what regions add to the law of the centre."""
    actor = actor_of(request)
    context = {"overlays": queries.overlays(), "may_add": actor.may("catalogue.adopt"), "region": _region(request)}
    return render(request, "catalogue/overlays.html", context)


@allowed("catalogue.adopt")
@form_page
@takes_bytes(LARGEST)
def add_overlay(request: HttpRequest) -> HttpResponse:
    """Add norms and rules of the reader's region."""
    region = _region(request)
    if region is None:
        raise Http404(_("Lembaga Anda tidak terikat pada satu daerah."))
    form = OverlayForm(request.POST or None, request.FILES or None)

    def run() -> str:
        overlays.add_overlay(inputs=form.inputs(region), by=actor_of(request))
        return _("Aturan daerah ditambahkan. Ia tidak melonggarkan satu pun aturan pusat.")

    lead = _("Aturan daerah hanya boleh lebih ketat daripada aturan pusat. Setiap keadaan diperiksa sebelum disimpan.")
    page = {
        "title": _("Tambah aturan %(region)s") % {"region": region.name},
        "lead": lead,
        "button": _("Tambah aturan"),
    }
    return _step(request, form, run, page, "catalogue_overlays")


@allowed("catalogue.adopt")
@form_page
def withdraw_overlay(request: HttpRequest, ident: UUID) -> HttpResponse:
    """End what the reader's region added."""
    overlay = get_object_or_404(Overlay, pk=ident, region=_region(request))
    form = ReasonForm(request.POST or None)

    def run() -> str:
        overlays.withdraw_overlay(overlay=overlay, reason=form.cleaned_data["alasan"], by=actor_of(request))
        return _("Aturan daerah dicabut.")

    page = {"title": _("Cabut aturan daerah"), "lead": overlay.title, "button": _("Cabut")}
    return _step(request, form, run, page, "catalogue_overlays")


@allowed("catalogue.confirm")
@form_page
@takes_files("correspondence")
def confirm(request: HttpRequest, norm_id: str) -> HttpResponse:
    """Confirm a norm with the document it was read in."""
    norm = _norm(norm_id)
    form = ConfirmationForm(request.POST or None, request.FILES or None)

    def run() -> str:
        confirmations.confirm_norm(norm=norm, evidence=form.evidence(), by=actor_of(request))
        return _("Norma ini diverifikasi atas nama Anda.")

    page = {
        "title": _("Verifikasi norma %(norm)s") % {"norm": norm.id},
        "lead": norm.title,
        "button": _("Saya sudah membacanya di naskah"),
    }
    return _step(request, form, run, page, "norm", norm.id)


@allowed("catalogue.confirm")
@form_page
def withdraw_confirmation(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take a confirmation back."""
    confirmation = get_object_or_404(Confirmation, pk=ident)
    form = ReasonForm(request.POST or None)

    def run() -> str:
        reason = form.cleaned_data["alasan"]
        confirmations.withdraw_confirmation(confirmation=confirmation, reason=reason, by=actor_of(request))
        return _("Verifikasi dicabut.")

    page = {"title": _("Cabut verifikasi"), "lead": confirmation.citation, "button": _("Cabut verifikasi")}
    return _step(request, form, run, page, "norm", confirmation.norm_id)


def _step(
    request: HttpRequest, form: Form, run: Callable[[], str], page: dict[str, str], then: str = "editions", *args: str
) -> HttpResponse:
    """Show a form, or run what it asks for and go on; a refusal is shown above the form."""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, run())
            return redirect(then, *args)
        except EditionRefused as refusal:
            form.add_error(None, message_of(refusal))
        except FileRefused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "catalogue/step.html", {"form": form, "page": page, "back": reverse(then, args=args)})


def _edition(number: int) -> Edition:
    try:
        return queries.edition(number)
    except Edition.DoesNotExist as error:
        raise Http404(_("Terbitan ini tidak ada di sini.")) from error


def _norm(norm_id: str) -> Norm:
    try:
        return api.norm(norm_id, today(CAPITAL))
    except NotInForceError as error:
        raise Http404(_("Norma ini tidak ada atau tidak berlaku hari ini.")) from error


def _region(request: HttpRequest) -> Region | None:
    ident = actor_of(request).institution_id
    institution = Institution.objects.select_related("region").filter(pk=ident).first() if ident else None
    return institution.region if institution else None
