"""Forms of groups of monitors: the registration, its status, the steps, and the people."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.fieldwork.domain.monitors import GroupKind
from netral.apps.fieldwork.inputs import GroupEntry
from netral.apps.fieldwork.labels import GROUP_KINDS
from netral.apps.fieldwork.models import MonitorGroup
from netral.apps.supervisors import api as supervisors
from netral.foundation.regions.models import Region, Tier
from netral.foundation.regions.queries import full_names, search
from netral.foundation.seals.typeface import NameField, PrintedField
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.forms import FoundRadios, PageForm, Radios, SearchInput
from netral.foundation.workflow.forms import StepForm
from netral.foundation.workflow.plans import PlannedDateField

SEARCH = "tekan_cari"
_MOST_REGIONS = 12
_MARK_BYTES, _LONGEST_MARK = 16, 60


def new_mark() -> str:
    """Return the mark of a form that is handed out, by which a second sending of it is known again."""
    return secrets.token_urlsafe(_MARK_BYTES)


class MonitorRegistrationForm(PageForm):
    """What a group writes of itself; the regency is found by its name."""

    formulir = forms.CharField(max_length=_LONGEST_MARK, widget=forms.HiddenInput())
    jenis = forms.ChoiceField(label=_("Jenis kelompok"), choices=choices_of(GROUP_KINDS), widget=Radios)
    nama = PrintedField(label=_("Nama lembaga atau kelompok"), max_length=150)
    nomor = PrintedField(
        label=_("Nomor akreditasi"),
        help_text=_("Untuk lembaga pemantau, seperti di surat akreditasinya. Kelompok lain mengosongkannya."),
        max_length=80,
        required=False,
    )
    cari = forms.CharField(
        label=_("Cari kabupaten atau kota yang dipantau"),
        help_text=_("Misalnya: bengkalis. Lalu tekan Cari."),
        max_length=120,
        required=False,
        widget=SearchInput,
    )
    wilayah = forms.ChoiceField(
        label=_("Pilih kabupaten atau kota"),
        required=False,
        widget=FoundRadios,
        error_messages={"invalid_choice": _("Pilih salah satu kabupaten atau kota dari hasil pencarian.")},
    )
    mulai = PlannedDateField(label=_("Memantau sejak"))
    selesai = PlannedDateField(label=_("Memantau sampai"), help_text=_("Lembaga: seperti di surat akreditasinya."))
    kontak = NameField(label=_("Nama yang dapat dihubungi"), max_length=150)
    telepon = supervisors.PhoneField(label=_("Nomor teleponnya"))
    surel = forms.EmailField(label=_("Alamat e-mail"), max_length=150, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = search(self.data.get("cari", ""), Tier.REGENCY, limit=_MOST_REGIONS) if self.is_bound else []
        codes = [each.code for each in found]
        if (chosen := self.data.get("wilayah", "")) and chosen not in codes:
            codes = [
                *Region.objects.filter(code=chosen.replace("\0", ""), tier=Tier.REGENCY).values_list("pk", flat=True),
                *codes,
            ]
        names = full_names(codes)
        self.offer("wilayah", [(code, names[code]) for code in codes if code in names])
        self.found = bool(codes)

    @property
    def is_searching(self) -> bool:
        """Say whether only the regency is being searched for."""
        return SEARCH in self.data

    def quiet(self) -> None:
        """Keep what was typed without telling what is missing."""
        self.full_clean()
        self.errors.clear()

    def clean(self) -> dict[str, Any]:
        """Ask for the regency, for the number of an institution, and for days in order."""
        said = super().clean() or {}
        if not said.get("wilayah") and "wilayah" not in self.errors:
            self.add_error("wilayah" if self.found else "cari", _("Cari lalu pilih kabupaten atau kota."))
        if said.get("jenis") == GroupKind.INSTITUTION and not said.get("nomor") and "nomor" not in self.errors:
            self.add_error("nomor", _("Isi nomor akreditasi seperti di surat akreditasinya."))
        return said

    def entry(self) -> GroupEntry:
        """Return what a valid form says."""
        said = self.cleaned_data
        return GroupEntry(
            kind=GroupKind(said["jenis"]),
            name=said["nama"],
            accreditation=said["nomor"],
            region=Region.objects.get(code=said["wilayah"]),
            starts_on=said["mulai"],
            ends_on=said["selesai"],
            contact_name=said["kontak"],
            contact_phone=said["telepon"],
            contact_email=said["surel"],
        )


class MonitorCodeForm(PageForm):
    """The code by which a group looks at its registration."""

    kode = forms.CharField(
        label=_("Kode pendaftaran"),
        help_text=_("Enam kata. Huruf besar atau kecil, spasi, dan tanda hubung tidak berpengaruh."),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Ketik kode pendaftaran Anda.")},
    )


class GroupCheckForm(StepForm[MonitorGroup]):
    """The check of what a group wrote."""

    cocok = forms.BooleanField(label=_("Isian sudah saya cocokkan dengan surat atau orangnya"))


class GroupReturnForm(StepForm[MonitorGroup]):
    """What is to be checked again."""

    alasan = forms.CharField(
        label=_("Apa yang perlu diperiksa lagi?"), max_length=500, widget=forms.Textarea({"rows": 3})
    )


class GroupAcceptanceForm(StepForm[MonitorGroup]):
    """The acceptance by a second person."""

    lasting = _(
        "Sesudah diterima, orang-orangnya dapat mengirim amatan sampai hari terakhirnya. Penerimaan tidak dapat "
        "ditarik; masanya dapat diakhiri lebih awal."
    )


class GroupRefusalForm(StepForm[MonitorGroup]):
    """Why a group is refused."""

    lasting = _("Penolakan tidak dapat ditarik. Kelompok membaca alasannya, dan dapat mendaftar lagi.")
    alasan = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea({"rows": 3}))


class GroupEndForm(StepForm[MonitorGroup]):
    """The last day of a group, and why."""

    lasting = _(
        "Sesudah hari itu ponsel kelompok ini tidak dapat dipakai untuk amatan baru. Kelompok membaca alasannya."
    )
    terakhir = PlannedDateField(label=_("Hari terakhir"))
    alasan = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea({"rows": 3}))


class MonitorNamesForm(PageForm):
    """The people of a group."""

    nama = forms.CharField(
        label=_("Nama orang"),
        help_text=_("Satu nama di setiap baris."),
        max_length=40_000,
        widget=forms.Textarea({"rows": 5}),
    )
