"""Forms of campaigns and of the personal link."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.pledges.actions.campaigns import CampaignInput
from netral.apps.pledges.domain import Template
from netral.apps.pledges.models import Campaign
from netral.apps.pledges.texts import head_words_on, templates, templates_on
from netral.foundation.elections.queries import NoElection, current_election, stages
from netral.foundation.outreach.forms import CallForm
from netral.foundation.registry.fields import NipField
from netral.foundation.ui.forms import Checkboxes, PageForm, Radios
from netral.foundation.workflow.plans import PlannedDateField

ALL_UNITS, SOME_UNITS = "semua", "tertentu"
REMIND_DAYS = (14, 7, 3, 1)
LONGEST_WORD = 60
WHOLE, POINTS = "seluruhnya", "butir"


class CampaignForm(CallForm):
    """A campaign: what is pledged, when, in which turn, and when to remind."""

    judul = forms.CharField(
        label=_("Nama kampanye"), max_length=150, help_text=_("Misalnya: Ikrar netralitas Pilkada 2024")
    )
    naskah = forms.ChoiceField(label=_("Naskah"), widget=Radios())
    tahapan = forms.ChoiceField(label=_("Tahapan pemilihan"), required=False)
    mulai = PlannedDateField(label=_("Hari pertama"), help_text=_("Misalnya: 7 Oktober 2024"))
    selesai = PlannedDateField(
        label=_("Hari terakhir"), help_text=_("Setelah hari ini tautan tidak bisa dipakai lagi.")
    )
    siapa = forms.ChoiceField(
        label=_("Siapa yang diundang"),
        widget=Radios(),
        choices=[(ALL_UNITS, _("Semua unit kerja")), (SOME_UNITS, _("Unit tertentu; dipilih di halaman berikutnya"))],
        initial=ALL_UNITS,
        required=False,
    )
    kepala_dulu = forms.BooleanField(
        label=_("Kepala unit dulu, baru staf"),
        required=False,
        help_text=_("Staf dipanggil setelah semua kepala unit menjawab, atau saat Anda memanggil mereka."),
    )
    kata_kepala = forms.CharField(
        label=_("Awal nama jabatan kepala unit"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Satu jabatan tiap baris. Siapa kepala unit dapat dibetulkan per orang setelah kampanye dibuka."),
    )
    giliran_staf = PlannedDateField(
        label=_("Giliran staf paling lambat"),
        required=False,
        help_text=_("Boleh kosong. Pada hari ini staf mendapat giliran walau ada kepala unit yang belum menjawab."),
    )
    ingatkan = forms.TypedMultipleChoiceField(
        label=_("Ingatkan otomatis yang belum menjawab"),
        required=False,
        coerce=int,
        widget=Checkboxes(),
        choices=[(days, _("%(n)s hari sebelum hari terakhir") % {"n": days}) for days in REMIND_DAYS],
    )

    def __init__(self, *args: Any, today: date, with_units: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.texts = templates_on(today)
        self.offer("naskah", ((text.key, text.title) for text in self.texts))
        self.offer("tahapan", [("", _("Tidak disebut")), *_stages()])
        self.initial.setdefault("kata_kepala", "\n".join(head_words_on(today)))
        self.initial.setdefault("naskah", self.texts[0].key if self.texts else "")
        if not with_units:
            del self.fields["siapa"]

    def clean_kata_kepala(self) -> list[str]:
        """Read one position a line; refuse one that is too long to be kept."""
        words = [" ".join(line.split()) for line in self.cleaned_data["kata_kepala"].splitlines()]
        if longest := next((word for word in words if len(word) > LONGEST_WORD), ""):
            raise forms.ValidationError(
                _("“%(word)s…” terlalu panjang. Tulis awal nama jabatan saja, paling panjang %(limit)s huruf.")
                % {"word": longest[:20], "limit": LONGEST_WORD}
            )
        return list(dict.fromkeys(word for word in words if word))

    def clean(self) -> dict[str, Any]:
        """Refuse turns that nobody has."""
        cleaned = super().clean()
        if cleaned.get("kepala_dulu"):
            self._check_turns(cleaned)
        return cleaned

    def _check_turns(self, cleaned: dict[str, Any]) -> None:
        first, last = cleaned.get("mulai"), cleaned.get("selesai")
        if "kata_kepala" in cleaned and not cleaned["kata_kepala"]:
            self.add_error("kata_kepala", _("Tulis paling sedikit satu awal nama jabatan kepala unit."))
        staff = cleaned.get("giliran_staf")
        if staff and ((first and staff < first) or (last and staff > last)):
            self.add_error("giliran_staf", _("Giliran staf harus antara hari pertama dan hari terakhir."))

    @property
    def wants_some_units(self) -> bool:
        """Say whether units are to be chosen on the next page."""
        return self.cleaned_data.get("siapa") == SOME_UNITS

    def inputs(self, units: Sequence[UUID] = (), renews: Campaign | None = None) -> CampaignInput:
        """Return the campaign as filled in."""
        given = self.cleaned_data
        return CampaignInput(
            title=given["judul"],
            template=templates()[given["naskah"]],
            stage_code=given["tahapan"],
            opens_on=given["mulai"],
            closes_on=given["selesai"],
            heads_first=given["kepala_dulu"],
            head_words=given["kata_kepala"],
            staff_from=given["giliran_staf"],
            remind_days=given["ingatkan"],
            units=units,
            renews=renews,
        )


def as_filled(campaign: Campaign) -> dict[str, Any]:
    """Return a campaign as its form shows it."""
    return {
        "judul": campaign.title,
        "naskah": campaign.text.key,
        "tahapan": campaign.stage_code,
        "mulai": campaign.opens_on,
        "selesai": campaign.closes_on,
        "kepala_dulu": campaign.heads_first,
        "kata_kepala": "\n".join(campaign.head_words),
        "giliran_staf": campaign.staff_from,
        "ingatkan": list(campaign.remind_days),
    }


def _stages() -> list[tuple[str, str]]:
    try:
        return [(stage.code, stage.name) for stage in stages(current_election())]
    except NoElection:
        return []


class PointsForm(PageForm):
    """One tick for each point; all are required, unless she only saves how far she is."""

    def __init__(self, *args: Any, template: Template, is_complete: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        for number, point in enumerate(template.points, start=1):
            words = _("Saya menyetujui butir %(number)s") % {"number": number}
            field = forms.BooleanField(label=words, required=is_complete)
            field.error_messages["required"] = _(
                "Butir %(number)s belum dicentang. Centang bila Anda menyetujuinya."
            ) % {"number": number}
            self.fields[point.code] = field

    def pairs(self) -> list[tuple[int, Any, forms.BoundField]]:
        """Return each point with its number and its tick."""
        return [(number, point, self[point.code]) for number, point in enumerate(self.template.points, start=1)]

    @property
    def confirmed(self) -> list[str]:
        """Return the codes of the points ticked."""
        return [point.code for point in self.template.points if self.cleaned_data.get(point.code)]


class NumberForm(PageForm):
    """The NIP as its owner types it."""

    # What cannot be a NIP is refused before it counts as a wrong try.
    nip = NipField(
        label=_("NIP Anda"),
        help_text=_("18 angka. Spasi boleh ada."),
        error_messages={"nip": _("NIP harus 18 angka; yang Anda ketik %(count)s angka. Periksa lalu ketik lagi.")},
    )


class DeclineForm(PageForm):
    """What she refuses, the whole or some points, and why."""

    apa = forms.ChoiceField(
        label=_("Apa yang tidak Anda setujui"),
        widget=Radios(),
        choices=[(WHOLE, _("Seluruhnya: saya tidak bersedia")), (POINTS, _("Butir tertentu: saya keberatan"))],
        initial=WHOLE,
        required=False,
    )
    keberatan = forms.MultipleChoiceField(
        label=_("Butir yang Anda keberatan"),
        required=False,
        widget=Checkboxes(),
        help_text=_("Hanya bila Anda keberatan pada butir tertentu."),
    )
    alasan = forms.CharField(
        label=_("Alasan Anda"),
        max_length=500,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Alasan ini dibaca oleh badan kepegawaian Anda."),
    )

    def __init__(self, *args: Any, template: Template, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbered = enumerate(template.points, start=1)
        self.offer("keberatan", ((point.code, f"{number}. {point.title}") for number, point in numbered))

    def clean(self) -> dict[str, Any]:
        """Ask which points, where points are objected to."""
        cleaned = super().clean() or {}
        if cleaned.get("apa") == POINTS and not cleaned.get("keberatan"):
            self.add_error("keberatan", _("Pilih paling sedikit satu butir, atau pilih “Seluruhnya”."))
        return cleaned

    @property
    def objections(self) -> list[str]:
        """Return the points objected to; none when the whole is refused."""
        return list(self.cleaned_data["keberatan"]) if self.cleaned_data.get("apa") == POINTS else []


class ReasonForm(PageForm):
    """Why an officer withdraws a pledge."""

    alasan = forms.CharField(
        label=_("Alasan pencabutan"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Alasan ini dikirim kepada yang berikrar dan tersimpan dalam riwayat."),
    )


class WithdrawForm(NumberForm):
    """Why she takes her own pledge back, and her NIP again."""

    alasan = forms.CharField(
        label=_("Alasan Anda"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Alasan ini dibaca oleh badan kepegawaian Anda."),
    )

    field_order = ("alasan", "nip")
