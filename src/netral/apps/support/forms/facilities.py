"""Forms of facilities and loans; each gives the action what it takes."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.support.domain.facilities import Harm, Ware
from netral.apps.support.forms.fields import PHOTO_FIELDS, PaperForm, long_text, one_of, photo, short_text
from netral.apps.support.labels import HARMS, WARES
from netral.apps.support.loan_inputs import FacilityInput, HandOverInput, LoanInput, LoanReturnInput, OfferInput
from netral.apps.support.models import Loan
from netral.apps.support.queries.facilities import facilities_to_offer
from netral.foundation.files.intake import Upload
from netral.foundation.institutions.models import Institution
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.fields import DateField
from netral.foundation.workflow.forms import StepForm
from netral.foundation.workflow.plans import PlannedDateField

_LOAD_HINT = _("Hanya untuk angkutan logistik: muatan, asal, dan tujuannya.")


class FacilityForm(PaperForm):
    """A facility that a government lists."""

    jenis = one_of(_("Jenis"), choices_of(WARES))
    nama = short_text(_("Nama"), help_text=_("Misalnya “Speedboat Dinas Perhubungan 2”."))
    nomor = short_text(_("Nomor polisi atau nomor seri"), required=False, longest=60, help_text=_("Seperti tertulis."))
    tempat = short_text(_("Tempat fasilitas sekarang"))

    def inputs(self) -> FacilityInput:
        """Return the facility as filled in."""
        data = self.cleaned_data
        return FacilityInput(Ware(data["jenis"]), data["nama"], data["nomor"], data["tempat"])


class LoanForm(PaperForm):
    """What is asked for, when, where and what for."""

    jenis = one_of(_("Jenis fasilitas"), choices_of(WARES))
    mulai = PlannedDateField(label=_("Hari pertama dipakai"))
    selesai = PlannedDateField(label=_("Hari terakhir dipakai"))
    tempat = short_text(_("Tempat pakai"), help_text=_("Misalnya nama kecamatan atau desa."))
    keperluan = long_text(_("Keperluan"), rows=3)
    muatan = long_text(_("Angkutan logistik"), rows=3, required=False, help_text=_LOAD_HINT)

    def inputs(self) -> LoanInput:
        """Return the loan as filled in."""
        data = self.cleaned_data
        ware = Ware(data["jenis"])
        return LoanInput(ware, data["mulai"], data["selesai"], data["tempat"], data["keperluan"], data["muatan"])


class UnaskedOfferForm(PaperForm):
    """A facility offered without being asked for."""

    mulai = PlannedDateField(label=_("Hari pertama dipakai"))
    selesai = PlannedDateField(label=_("Hari terakhir dipakai"))
    tempat = short_text(_("Tempat pakai"), help_text=_("Misalnya nama kecamatan atau desa."))
    keperluan = long_text(_("Keperluan"), rows=3)
    muatan = long_text(_("Angkutan logistik"), rows=3, required=False, help_text=_LOAD_HINT)
    syarat = long_text(_("Syarat"), rows=3, required=False, help_text=_("Misalnya siapa yang membayar bahan bakar."))

    def __init__(self, *args: Any, government: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"fasilitas": _facility_field(government), **self.fields}

    def inputs(self) -> LoanInput:
        """Return the loan as filled in."""
        data = self.cleaned_data
        ware = Ware(data["fasilitas"].ware)
        return LoanInput(ware, data["mulai"], data["selesai"], data["tempat"], data["keperluan"], data["muatan"])

    def offered(self) -> OfferInput:
        """Return the offer as filled in."""
        data = self.cleaned_data
        return OfferInput(data["fasilitas"], data["mulai"], data["selesai"], data["syarat"])


class OfferForm(StepForm[Loan]):
    """Which facility is offered for what was asked; the period may differ from the one asked for."""

    mulai = PlannedDateField(label=_("Hari pertama dipakai"))
    selesai = PlannedDateField(label=_("Hari terakhir dipakai"))
    syarat = long_text(_("Syarat"), rows=3, required=False, help_text=_("Misalnya siapa yang membayar bahan bakar."))

    def build(self) -> None:
        """Offer the facilities of the kind asked for, and start from the days asked for."""
        self.fields = {"fasilitas": _facility_field(self.subject.giver, self.subject.ware), **self.fields}
        self.fields["mulai"].initial, self.fields["selesai"].initial = self.subject.starts_on, self.subject.ends_on

    def inputs(self) -> OfferInput:
        """Return the offer as filled in."""
        data = self.cleaned_data
        return OfferInput(data["fasilitas"], data["mulai"], data["selesai"], data["syarat"])


class LoanAgreeForm(StepForm[Loan]):
    """The agreement; nothing is asked beside the look."""

    lasting = _("Persetujuan disegel, dan fasilitas ini tidak dapat dipinjam pihak lain pada tanggal yang sama.")

    setuju = forms.BooleanField(label=_("Bawaslu menyetujui tawaran ini"))


class LoanReasonForm(StepForm[Loan]):
    """Why a loan is refused or taken back."""

    lasting = _("Pinjaman yang ditolak atau ditarik tidak dapat dilanjutkan; buat yang baru bila masih perlu.")

    alasan = long_text(_("Alasan"), rows=3, help_text=_("Dibaca kedua pihak."))


class LoanPhotoForm(StepForm[Loan]):
    """Base of the forms with photos of a facility."""

    file_field = PHOTO_FIELDS[0]

    def build(self) -> None:
        """Ask for the photos last."""
        for position, name in enumerate(PHOTO_FIELDS, start=1):
            self.fields[name] = photo(position)

    def photos(self) -> list[Upload]:
        """Return the photos that were sent."""
        return [cast(Upload, self.cleaned_data[name]) for name in PHOTO_FIELDS if self.cleaned_data.get(name)]


class HandOverForm(LoanPhotoForm):
    """When, by whom and in which condition a facility was handed over."""

    tanggal = DateField(label=_("Tanggal serah terima"))
    diserahkan = short_text(_("Diserahkan oleh"))
    diterima = short_text(_("Diterima oleh"))
    keadaan = long_text(_("Keadaan saat diserahkan"), rows=3)

    def inputs(self) -> HandOverInput:
        """Return the hand-over as filled in."""
        data = self.cleaned_data
        return HandOverInput(data["tanggal"], data["diserahkan"], data["diterima"], data["keadaan"], self.photos())


class LoanReturnForm(LoanPhotoForm):
    """When, by whom and in which condition a facility came back."""

    tanggal = DateField(label=_("Tanggal pengembalian"))
    diserahkan = short_text(_("Dikembalikan oleh"))
    diterima = short_text(_("Diterima kembali oleh"))
    keadaan = long_text(_("Keadaan saat kembali"), rows=3)
    kerugian = one_of(_("Fasilitas kembali dengan"), choices_of(HARMS))
    uraian = long_text(
        _("Uraian kerusakan atau kehilangan"), rows=3, required=False, help_text=_("Kosongkan bila baik.")
    )
    perkiraan = forms.IntegerField(
        label=_("Perkiraan kerugian (rupiah)"),
        required=False,
        min_value=0,
        max_value=10**13,
        help_text=_("Angka saja. Kosongkan bila baik."),
    )

    def inputs(self) -> LoanReturnInput:
        """Return the return as filled in."""
        data = self.cleaned_data
        return LoanReturnInput(
            day=data["tanggal"],
            by_whom=data["diserahkan"],
            to_whom=data["diterima"],
            condition=data["keadaan"],
            harm=Harm(data["kerugian"]),
            harm_words=data["uraian"],
            harm_estimate=data["perkiraan"],
            photos=self.photos(),
        )


class LoanSettlementForm(StepForm[Loan]):
    """How damage or loss was made good."""

    lasting = _("Penyelesaian kerugian tidak dapat diubah sesudah dicatat.")

    tanggal = DateField(label=_("Tanggal diselesaikan"))
    uraian = long_text(_("Cara penyelesaian"), rows=3, help_text=_("Misalnya diperbaiki, diganti, atau dibebaskan."))


def _facility_field(government: Institution, ware: str = "") -> forms.Field:
    return forms.ModelChoiceField(
        facilities_to_offer(government, ware),
        label=_("Fasilitas"),
        help_text=_("Dari daftar fasilitas Anda. Belum ada? Daftarkan dulu."),
    )
