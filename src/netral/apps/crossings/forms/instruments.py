"""Forms of the instrument that grants priority: the letter itself, its quotas, and its steps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.crossings.domain.network import MAX_PLACES
from netral.apps.crossings.forms.network import place_field, places_in
from netral.apps.crossings.inputs import InstrumentInput, QuotaInput
from netral.apps.crossings.labels import VEHICLES
from netral.apps.crossings.models import Crossing, Instrument
from netral.apps.supervisors import api as supervisors
from netral.foundation.files.domain import purposes
from netral.foundation.seals.typeface import NameField, PrintedField
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.fields import DateField
from netral.foundation.ui.forms import Checkboxes, PageForm, word_required
from netral.foundation.workflow.forms import StepForm
from netral.foundation.workflow.plans import PlannedDateField

SCAN = "berkas"


class PriorityLetterForm(PageForm):
    """An instrument as it stands on paper."""

    nomor = PrintedField(label=_("Nomor surat"), max_length=80)
    perihal = PrintedField(label=_("Perihal"), max_length=200)
    penerbit = NameField(label=_("Pejabat yang menerbitkan"), max_length=120, help_text=_("Misalnya Bupati Bengkalis."))
    tanggal = DateField(label=_("Tanggal surat"))
    mulai = PlannedDateField(label=_("Berlaku sejak"))
    selesai = PlannedDateField(label=_("Berlaku sampai"))
    jabatan = forms.MultipleChoiceField(
        label=_("Pengawas yang diberi prioritas"), choices=choices_of(supervisors.POSTS), widget=Checkboxes()
    )
    tetap = forms.BooleanField(label=_("Surat mengizinkan pas tetap untuk setiap keberangkatan"), required=False)
    otomatis = forms.BooleanField(
        label=_("Pas diberikan otomatis selama kuota masih ada"),
        required=False,
        help_text=_("Tanpa ini petugas penyeberangan memutuskan tiap permintaan."),
    )
    syarat = PrintedField(
        label=_("Yang harus dibawa pemegang pas"),
        max_length=300,
        required=False,
        help_text=_("Seperti di surat. Misalnya kartu pengawas dan surat tugas."),
    )

    berkas = forms.FileField(label=_("Pindaian surat"), help_text=_("PDF, JPEG, atau PNG, paling besar 20 MB."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[SCAN].widget.attrs["accept"] = purposes()["crossing_instrument"].accept

    def inputs(self) -> InstrumentInput:
        """Return the instrument as filled in."""
        said = self.cleaned_data
        return InstrumentInput(
            number=said["nomor"],
            title=said["perihal"],
            issuer=said["penerbit"],
            issued_on=said["tanggal"],
            valid_from=said["mulai"],
            valid_until=said["selesai"],
            roles=said["jabatan"],
            standing=said["tetap"],
            by_rule=said["otomatis"],
            must_carry=said["syarat"],
            scan=said[SCAN],
        )


class QuotaForm(PageForm):
    """The priority places of each departure of a crossing."""

    def __init__(self, *args: Any, crossings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["penyeberangan"] = forms.ModelChoiceField(
            crossings, label=_("Penyeberangan"), empty_label=_("Pilih satu")
        )
        for vehicle, words in VEHICLES.items():
            self.fields[place_field(vehicle)] = forms.IntegerField(
                label=_("Kuota tiap keberangkatan: %(class)s") % {"class": words},
                min_value=0,
                max_value=MAX_PLACES,
                initial=0,
            )
        for name, field in self.fields.items():
            word_required(name, field)

    def inputs(self) -> QuotaInput:
        """Return the quota as filled in."""
        crossing: Crossing = self.cleaned_data["penyeberangan"]
        return QuotaInput(crossing, places_in(self.cleaned_data))


class InstrumentConfirmForm(StepForm[Instrument]):
    """The check by a second person."""

    lasting = _("Sesudah disahkan, kuota tidak dapat diubah dan surat ini dibaca semua orang di halaman publik.")
    cocok = forms.BooleanField(label=_("Isian sudah saya cocokkan dengan suratnya"))


class InstrumentWithdrawForm(StepForm[Instrument]):
    """Why a draft is withdrawn."""

    lasting = _("Rancangan yang ditarik tidak dapat dilanjutkan; catat lagi suratnya bila perlu.")
    alasan = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea({"rows": 3}))


class InstrumentRevokeForm(StepForm[Instrument]):
    """Why an instrument is revoked."""

    lasting = _("Pencabutan tidak dapat ditarik. Prioritas menurut surat ini berhenti sekarang.")
    alasan = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea({"rows": 3}))
