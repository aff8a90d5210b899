"""Searching the catalogue, taking in editions, adding rules of a region, and confirming norms."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from netral.apps.catalogue.actions.confirmations import Evidence
from netral.apps.catalogue.actions.overlays import OverlayInput
from netral.apps.catalogue.editions.bundle import LARGEST
from netral.apps.catalogue.labels import PHASES, SUBJECTS
from netral.apps.catalogue.rows import NormPhase, Subject
from netral.foundation.ledger.clock import now, today
from netral.foundation.regions.models import Region
from netral.foundation.ui.forms import PageForm, SearchInput
from netral.foundation.workflow.plans import PlannedDateField

# The law is national; the day is that of the capital.
CAPITAL = ZoneInfo("Asia/Jakarta")
_LARGEST_OVERLAY = 200_000


class NormSearchForm(PageForm):
    """What a reader looks for, and in which phase."""

    cari = forms.CharField(label=_("Cari perbuatan"), required=False, max_length=100, widget=SearchInput)
    tahap = forms.ChoiceField(
        label=_("Tahap"),
        required=False,
        choices=[("", _("Semua tahap")), *((phase.value, PHASES[phase]) for phase in NormPhase)],
    )
    bagi = forms.ChoiceField(
        label=_("Berlaku bagi"),
        required=False,
        choices=[("", _("Siapa saja")), *((subject.value, SUBJECTS[subject]) for subject in Subject)],
    )


class AsOfForm(forms.Form):
    """The day whose law a reader asks for, in the address."""

    pada = forms.DateField(required=False, input_formats=["%Y-%m-%d"])


class BundleForm(PageForm):
    """A bundle of an edition, as a file."""

    berkas = forms.FileField(label=_("Berkas terbitan"), help_text=_("Berkas .zip dari penerbit pusat."))

    def content(self) -> bytes:
        """The bytes of the bundle, cut off where no edition reaches."""
        content: bytes = self.cleaned_data["berkas"].read(LARGEST + 1)
        return content


class AdoptionForm(PageForm):
    """From which day an edition judges here, and why."""

    mulai = PlannedDateField(label=_("Dipakai mulai tanggal"), help_text=_("Hari ini, atau hari yang akan datang."))
    alasan = forms.CharField(
        label=_("Alasan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=_("Misalnya: pleno 5-10-2024."),
    )

    def clean_mulai(self) -> date:
        """Refuse a day that has passed."""
        day: date = self.cleaned_data["mulai"]
        if day < today(CAPITAL):
            raise forms.ValidationError(gettext("Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya."))
        return day

    def effective_at(self) -> datetime:
        """The moment the edition begins to judge: now for today, otherwise the start of the day."""
        day: date = self.cleaned_data["mulai"]
        return now() if day == today(CAPITAL) else datetime.combine(day, time(), CAPITAL)


class ReasonForm(PageForm):
    """Why something is taken back."""

    alasan = forms.CharField(label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class OverlayForm(PageForm):
    """Norms and rules a region adds, with their legal basis."""

    judul = forms.CharField(label=_("Judul"), max_length=200)
    rujukan = forms.CharField(
        label=_("Dasar hukum daerah"), max_length=300, help_text=_("Misalnya: Perbup Bengkalis 12/2024 Pasal 3.")
    )
    berkas = forms.FileField(label=_("Berkas aturan"), help_text=_("YAML: provisions, norms, rules, exceptions."))

    def clean_berkas(self) -> dict[str, Any]:
        """Read the file. Refuses what is no mapping in YAML."""
        content = self.cleaned_data["berkas"].read(_LARGEST_OVERLAY + 1)
        if len(content) > _LARGEST_OVERLAY:
            raise forms.ValidationError(gettext("Berkas terlalu besar: lebih dari 200 kB. Bagi menjadi beberapa."))
        try:
            read = yaml.safe_load(content)
        except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
            raise forms.ValidationError(gettext("Berkas ini bukan YAML yang benar. Periksa penulisannya.")) from error
        if not isinstance(read, dict):
            raise forms.ValidationError(gettext("Berkas ini bukan YAML yang benar. Periksa penulisannya."))
        return read

    def inputs(self, region: Region) -> OverlayInput:
        """What the region wants to add."""
        given = self.cleaned_data
        return OverlayInput(region, given["judul"], given["rujukan"], given["berkas"])


class ConfirmationForm(PageForm):
    """Where an officer read a norm."""

    naskah = forms.FileField(label=_("Naskah aturan"), help_text=_("PDF, Word, atau foto halaman naskahnya."))
    kutipan = forms.CharField(
        label=_("Naskah dan pasal"), max_length=300, help_text=_("Misalnya: SKB 22-9-2022 Lampiran II huruf B angka 6.")
    )
    halaman = forms.CharField(label=_("Halaman"), max_length=40)

    def evidence(self) -> Evidence:
        """The document and where in it the norm stands."""
        given = self.cleaned_data
        return Evidence(given["naskah"], given["kutipan"], given["halaman"])
