"""Forms of passes and departures: a wish, whom it is for, a reason, another departure, counts, a cause."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from netral.apps.crossings.domain.departures import CancelCause
from netral.apps.crossings.domain.network import VehicleClass
from netral.apps.crossings.labels import CAUSES, VEHICLES
from netral.apps.crossings.models import Crossing, FerryDeparture, PriorityPass
from netral.apps.crossings.pass_inputs import PassWish
from netral.apps.crossings.queries.passes import offers
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.fields import Radios
from netral.foundation.ui.formats import waktu_pendek
from netral.foundation.ui.forms import PageForm
from netral.foundation.workflow.forms import StepForm

STANDING = "tetap"


class WishForm(PageForm):
    """Which departure of a crossing, with what and whom, and what for."""

    golongan = forms.ChoiceField(label=_("Naik dengan"), choices=choices_of(VEHICLES), widget=Radios)
    nomor_polisi = forms.CharField(
        label=_("Nomor polisi kendaraan"),
        help_text=_("Seperti BM 1234 XY. Kosongkan bila berjalan kaki."),
        max_length=16,
        required=False,
    )
    ikut = forms.CharField(
        label=_("Yang ikut"),
        help_text=_("Satu nama tiap baris, paling banyak 8. Kosongkan bila sendiri."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    keperluan = forms.CharField(
        label=_("Keperluan tugas"), help_text=_("Misalnya: mengawasi kampanye di Bukit Batu."), max_length=300
    )

    def __init__(self, *args: Any, crossing: Crossing, standing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.crossing = crossing
        self.offered = offers(crossing)
        choices = [(str(departure.pk), _offer(departure, left)) for departure, left in self.offered]
        if standing:
            choices.append((STANDING, gettext("Pas tetap: semua keberangkatan selama suratnya berlaku")))
        self.fields["keberangkatan"] = forms.ChoiceField(label=_("Keberangkatan"), choices=choices, widget=Radios)
        self.order_fields(["keberangkatan"])

    def inputs(self) -> PassWish:
        """Return what is asked for."""
        filled = self.cleaned_data
        by_ident: dict[str, FerryDeparture] = {str(departure.pk): departure for departure, _left in self.offered}
        return PassWish(
            crossing=self.crossing,
            departure=by_ident.get(filled["keberangkatan"]),
            vehicle=VehicleClass(filled["golongan"]),
            plate=filled["nomor_polisi"],
            companions=tuple(name.strip()[:80] for name in filled["ikut"].splitlines() if name.strip()),
            purpose=filled["keperluan"],
        )


class HolderForm(PageForm):
    """Whom an office asks for."""

    cari = forms.CharField(
        label=_("Pas ini untuk siapa?"), help_text=_("Nama, nomor penempatan, atau desa pengawas."), max_length=120
    )


class PassReasonForm(StepForm[PriorityPass]):
    """Why a request is refused."""

    lasting = _("Permintaan yang ditolak tidak dapat dibuka lagi; pengawas dapat meminta yang baru.")

    alasan = forms.CharField(
        label=_("Alasan"), help_text=_("Pemegang pas membacanya."), max_length=500, widget=forms.Textarea({"rows": 3})
    )


class PassRevokeForm(PassReasonForm):
    """Why a pass is revoked."""

    lasting = _("Pas yang dicabut tidak dapat dipakai lagi, dan tempatnya diberikan kepada yang menunggu.")


class PassWithdrawForm(StepForm[PriorityPass]):
    """Nothing but the click: taking one's request or pass back."""

    lasting = _("Pas yang ditarik tidak dapat dipakai lagi, dan tempatnya diberikan kepada yang menunggu.")


class PassMoveForm(PassReasonForm):
    """To which departure a pass moves, and why."""

    lasting = _("Pas mendapat nomor dan kode QR baru. Kode QR yang lama tidak berlaku lagi.")

    def build(self) -> None:
        """Offer the departures of the pass's crossing."""
        choices = [
            (str(departure.pk), _offer(departure, left))
            for departure, left in offers(self.subject.crossing)
            if departure.pk != self.subject.departure_id
        ]
        self.fields["keberangkatan"] = forms.ChoiceField(label=_("Pindah ke"), choices=choices, widget=Radios)
        self.order_fields(["keberangkatan", "alasan"])


class DepartureCloseForm(StepForm[FerryDeparture]):
    """What was counted at the ramp."""

    lasting = _("Angka ini diumumkan dan tidak dapat diubah lagi.")

    ditolak = forms.IntegerField(
        label=_("Pemegang pas yang tidak jadi naik"),
        help_text=_("Ditolak di dermaga walaupun punya prioritas. Tulis 0 bila tidak ada."),
        min_value=0,
        max_value=10_000,
    )
    penumpang_menunggu = forms.IntegerField(
        label=_("Penumpang biasa yang tidak terangkut"),
        help_text=_("Yang antre dan harus menunggu kapal berikutnya. Tulis 0 bila tidak ada."),
        min_value=0,
        max_value=10_000,
    )


class DepartureCancelForm(StepForm[FerryDeparture]):
    """Why a departure is cancelled."""

    lasting = _(
        "Pembatalan tidak dapat ditarik. Bila kapal ternyata berangkat, tambahkan keberangkatan baru; pas yang sudah "
        "pindah tidak kembali sendiri."
    )

    sebab = forms.ChoiceField(label=_("Sebab"), choices=choices_of(CAUSES), widget=Radios)
    keterangan = forms.CharField(
        label=_("Keterangan"),
        help_text=_("Pemegang pas membacanya. Wajib bila sebabnya lain."),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def cause(self) -> CancelCause:
        """Return the cause."""
        return CancelCause(self.cleaned_data["sebab"])


def _offer(departure: FerryDeparture, left: dict[str, int]) -> str:
    when = waktu_pendek(departure.departs_at, departure.zone)
    places = ", ".join(f"{str(VEHICLES[vehicle]).lower()} {count}" for vehicle, count in left.items())
    if not places:
        return gettext("%(when)s (tanpa tempat prioritas)") % {"when": when}
    return gettext("%(when)s (sisa: %(places)s)") % {"when": when, "places": places}
