"""Pages of the officer about a ceremony: slips, beginning, witnesses, ending, kiosks and the file of a queue.

The app's own views call these with a ceremony that the reader may see, and carry the access rule.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _

from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of
from netral.foundation.ceremonies import slips
from netral.foundation.ceremonies.actions import ceremonies as steps, kiosks
from netral.foundation.ceremonies.confirmations import Batch
from netral.foundation.ceremonies.domain import CeremonyStatus
from netral.foundation.ceremonies.forms import KioskForm, QueueForm, WitnessForm
from netral.foundation.ceremonies.kinds import CeremonyKind
from netral.foundation.ceremonies.labels import CEREMONY_STATUSES
from netral.foundation.ceremonies.models import CeremonyBase, KioskBase
from netral.foundation.ceremonies.protocol import MOST_AT_ONCE, SavedQueue
from netral.foundation.ceremonies.queries import kiosks_of, may_confirm, newest_of, units_called, witnesses_of
from netral.foundation.ceremonies.slips import PrintedPart, qr_svg
from netral.foundation.ceremonies.views.kiosk import read_entries, shown
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ui.exports import pdf_response
from netral.foundation.workflow.pages import pressed

REFRESH_SECONDS = 5


@dataclass(frozen=True)
class CeremonyDesk:
    """What the officer of one kind of ceremony sees and does."""

    kind: CeremonyKind

    def context(self, found: CeremonyBase, *, may_manage: bool) -> dict[str, Any]:
        """Return what the parts of a ceremony's page show: its steps, kiosks, newest confirmations and witnesses."""
        is_running = found.status == CeremonyStatus.OPEN
        return {
            **self._about(found),
            "tone": CEREMONY_STATUSES[found.status][1],
            "kiosks": kiosks_of(self.kind, found, now()),
            "newest": newest_of(self.kind, found),
            "witnesses": witnesses_of(self.kind, found),
            "refresh": REFRESH_SECONDS if is_running else 0,
            "may_manage": may_manage,
        }

    def slip_list(self, request: HttpRequest, found: CeremonyBase) -> HttpResponse:
        """List what can be printed, unit by unit."""
        return self._page(request, "slips", found, units=units_called(self.kind, found))

    def slip_file(self, request: HttpRequest, found: CeremonyBase, part: str, unit: UUID | None = None) -> HttpResponse:
        """Send slips, PINs, or both on one sheet, of a unit or of everybody.

        Raises:
            Http404: there is no such part.
        """
        try:
            wanted = PrintedPart(part)
        except ValueError as error:
            raise Http404 from error
        by = actor_of(request)
        printed = steps.print_slips(kind=self.kind, ceremony=found, unit_id=unit, part=wanted, by=by)
        if not printed:
            messages.info(request, str(self.kind.words.nothing_to_print))
            return redirect(self.kind.route("ceremony_slips"), found.pk)
        sheet = slips.slips_pdf(found, slips.slips_of(self.kind, printed), wanted)
        return pdf_response(sheet, f"pelantikan-{wanted}.pdf")

    def witness_slips(self, found: CeremonyBase) -> HttpResponse:
        """Send the slips of the witnesses."""
        witnesses = slips.slips_of_witnesses(self.kind, list(witnesses_of(self.kind, found)))
        return pdf_response(slips.slips_pdf(found, witnesses, PrintedPart.BOTH), "slip-saksi.pdf")

    def begin(self, request: HttpRequest, found: CeremonyBase) -> HttpResponse:
        """Begin the ceremony."""

        def do(by: Actor) -> str:
            steps.begin_ceremony(kind=self.kind, ceremony=found, by=by)
            return _("Pelantikan dimulai. Kios sekarang menerima konfirmasi.")

        return pressed(request, do, self.kind.route("ceremony"), found.pk)

    def end(self, request: HttpRequest, found: CeremonyBase) -> HttpResponse:
        """End the ceremony."""

        def do(by: Actor) -> str:
            steps.end_ceremony(kind=self.kind, ceremony=found, by=by)
            self.kind.settle(found)
            return _("Pelantikan selesai. Antrean yang belum sampai dari kios masih diterima.")

        return pressed(request, do, self.kind.route("ceremony"), found.pk)

    def witness(self, request: HttpRequest, found: CeremonyBase, witness: UUID) -> HttpResponse:
        """Confirm for a witness, with a note."""
        who = get_object_or_404(witnesses_of(self.kind, found), pk=witness)
        form = WitnessForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():

            def do(by: Actor) -> str:
                note = form.cleaned_data["catatan"]
                steps.confirm_witness(kind=self.kind, witness=who, note=note, by=by)
                return _("Kesaksian %(name)s dicatat.") % {"name": who.name}

            return pressed(request, do, self.kind.route("ceremony"), found.pk)
        return self._page(request, "witness", found, witness=who, form=form)

    def open_kiosk(self, request: HttpRequest, found: CeremonyBase) -> HttpResponse:
        """Open a kiosk."""
        taken = list(self._kiosks(found).values_list("label", flat=True))
        form = KioskForm(request.POST if request.method == "POST" else None, taken=taken)
        if form.is_bound and form.is_valid():
            label, by = form.cleaned_data["nama"], actor_of(request)
            try:
                made = kiosks.open_kiosk(kind=self.kind, ceremony=found, label=label, by=by)
            except StepRefused:
                form.add_error(None, str(self.kind.words.not_opened))
            else:
                return redirect(self.kind.route("ceremony_kiosk"), found.pk, made.pk)
        return self._page(request, "open_kiosk", found, form=form)

    def kiosk(self, request: HttpRequest, found: CeremonyBase, kiosk: UUID) -> HttpResponse:
        """Show the code of a kiosk, to be scanned from the screen or typed."""
        device = get_object_or_404(self._kiosks(found), pk=kiosk)
        link = self.kind.codes.kiosk_link_of(device.pk)
        qr, is_over = f"data:image/svg+xml,{quote(qr_svg(link))}", not may_confirm(device, now())
        return self._page(request, "kiosk_code", found, kiosk=device, is_over=is_over, link=link, qr=qr)

    def revoke(self, request: HttpRequest, found: CeremonyBase, kiosk: UUID) -> HttpResponse:
        """Revoke a kiosk."""
        device = get_object_or_404(self._kiosks(found), pk=kiosk)

        def do(by: Actor) -> str:
            kiosks.revoke_kiosk(kind=self.kind, kiosk=device, by=by)
            return _("Kios dicabut. Antreannya yang sudah ada bisa diunggah sebagai berkas.")

        return pressed(request, do, self.kind.route("ceremony"), found.pk)

    def queue(self, request: HttpRequest, found: CeremonyBase) -> HttpResponse:
        """Take the queue of a kiosk as a file; each confirmation is answered as if the kiosk had sent it."""
        form = QueueForm(request.POST, request.FILES) if request.method == "POST" else QueueForm()
        if form.is_bound and form.is_valid():
            queue: SavedQueue = form.cleaned_data["queue"]
            device = self._kiosks(found).filter(pk=queue.kiosk).first()
            if device is None:
                form.add_error("berkas", _("Berkas ini dari kios pelantikan lain. Unggah di halaman pelantikan itu."))
            else:
                answers = self._received(device, queue, actor_of(request))
                refused = [each for each in answers if not each["accepted"]]
                taken = len(answers) - len(refused)
                return self._page(request, "received", found, taken=taken, refused=refused, kiosk=device)
        return self._page(request, "queue", found, form=form)

    def _received(self, device: KioskBase, queue: SavedQueue, by: Actor) -> list[dict[str, Any]]:
        entries, answers = read_entries(self.kind, queue.entries)
        # What cannot be read of the file has not come: the device holds it still.
        left = len(queue.entries)
        # One that holds nothing to read is told too, for it says that nothing waits.
        for at in range(0, max(len(entries), 1), MOST_AT_ONCE):
            some = tuple(entries[at : at + MOST_AT_ONCE])
            left -= len(some)
            batch = Batch(some, left, saved_at=queue.saved_at)
            received = kiosks.receive(kind=self.kind, kiosk=device, batch=batch, by=by)
            answers += [shown(self.kind, each) for each in received]
        return answers

    def _kiosks(self, found: CeremonyBase) -> Any:
        return self.kind.tables.kiosk.objects.filter(ceremony=found)

    def _about(self, found: CeremonyBase) -> dict[str, Any]:
        back = resolve_url(self.kind.route("ceremony"), found.pk)
        return {"kind": self.kind, "ceremony": found, "back": back, "zone": self.kind.zone(found).key}

    def _page(self, request: HttpRequest, name: str, found: CeremonyBase, **more: Any) -> HttpResponse:
        return render(request, f"ceremonies/{name}.html", {**self._about(found), **more})
