"""Pages of the personnel office about kiosks: opening one, its code, revoking it, and the file of its queue."""

from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from netral.apps.pledges.actions import ceremonies as steps, kiosks as receiving
from netral.apps.pledges.ceremonies.codes import kiosk_link_of
from netral.apps.pledges.ceremonies.forms import LARGEST_QUEUE, KioskForm, QueueForm
from netral.apps.pledges.ceremonies.kiosk_inbox import Batch
from netral.apps.pledges.ceremonies.protocol import MOST_AT_ONCE
from netral.apps.pledges.ceremonies.slips import qr_svg
from netral.apps.pledges.ceremonies.status import may_confirm
from netral.apps.pledges.models import Ceremony, Kiosk
from netral.apps.pledges.queries import zone_of_campaign
from netral.apps.pledges.views.ceremonies import ceremony_or_404
from netral.apps.pledges.views.kiosk import read_entries, shown
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ui.methods import form_page
from netral.foundation.workflow.pages import pressed


@allowed("pledges.manage")
@form_page
def open_kiosk(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Open a kiosk."""
    found = ceremony_or_404(request, ident)
    taken = list(found.kiosks.values_list("label", flat=True))
    form = KioskForm(request.POST if request.method == "POST" else None, taken=taken)
    if form.is_bound and form.is_valid():
        try:
            made = steps.open_kiosk(ceremony=found, label=form.cleaned_data["nama"], by=actor_of(request))
        except StepRefused:
            form.add_error(None, _("Pelantikan ini atau kampanyenya sudah selesai, jadi kios tidak bisa dibuka."))
        else:
            return redirect("ceremony_kiosk", ident, made.pk)
    return render(request, "pledges/ceremony/open_kiosk.html", {"ceremony": found, "form": form})


@allowed("pledges.manage")
@never_cache
@require_GET
def kiosk(request: HttpRequest, ident: UUID, kiosk: UUID) -> HttpResponse:
    """Show the code of a kiosk, to be scanned from the screen or typed."""
    found = ceremony_or_404(request, ident)
    device = _kiosk(found, kiosk)
    link = kiosk_link_of(device.pk)
    context = {
        "ceremony": found,
        "kiosk": device,
        "is_over": not may_confirm(device, now()),
        "link": link,
        "qr": f"data:image/svg+xml,{quote(qr_svg(link))}",
        "zone": zone_of_campaign(found.campaign).key,
    }
    return render(request, "pledges/ceremony/kiosk_code.html", context)


@allowed("pledges.manage")
@require_POST
def revoke(request: HttpRequest, ident: UUID, kiosk: UUID) -> HttpResponse:
    """Revoke a kiosk."""
    found = ceremony_or_404(request, ident)
    device = _kiosk(found, kiosk)

    def do(by: Actor) -> str:
        steps.revoke_kiosk(kiosk=device, by=by)
        return _("Kios dicabut. Antreannya yang sudah ada bisa diunggah sebagai berkas.")

    return pressed(request, do, "ceremony", ident)


@allowed("pledges.manage")
@form_page
@takes_bytes(LARGEST_QUEUE)
def queue(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take the queue of a kiosk as a file; each confirmation is answered as if the kiosk had sent it."""
    found = ceremony_or_404(request, ident)
    form = QueueForm(request.POST, request.FILES) if request.method == "POST" else QueueForm()
    if form.is_bound and form.is_valid():
        device = found.kiosks.filter(pk=form.cleaned_data["kiosk"]).select_related("ceremony__campaign").first()
        if device is None:
            form.add_error("berkas", _("Berkas ini dari kios pelantikan lain. Unggah di halaman pelantikan itu."))
        else:
            answers = _received(device, form.cleaned_data["entries"], actor_of(request))
            refused = [each for each in answers if not each["accepted"]]
            context = {"ceremony": found, "taken": len(answers) - len(refused), "refused": refused, "kiosk": device}
            return render(request, "pledges/ceremony/received.html", context)
    return render(request, "pledges/ceremony/queue.html", {"ceremony": found, "form": form})


def _received(device: Kiosk, sent: list[object], by: Actor) -> list[dict[str, object]]:
    entries, answers = read_entries(sent)
    for at in range(0, len(entries), MOST_AT_ONCE):
        batch = Batch(tuple(entries[at : at + MOST_AT_ONCE]))
        answers += [shown(each) for each in receiving.receive(kiosk=device, batch=batch, by=by)]
    return answers


def _kiosk(ceremony: Ceremony, ident: UUID) -> Kiosk:
    return get_object_or_404(Kiosk.objects.filter(ceremony=ceremony), pk=ident)
