"""Forms of campaigns and of the personal link."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.pledges.actions.campaigns import CampaignDraft
from netral.apps.pledges.domain import Template
from netral.apps.pledges.texts import templates, templates_on
from netral.foundation.elections.queries import NoElection, current_election, stages
from netral.foundation.ui.forms import DateField, PageForm, Radios


class CampaignForm(PageForm):
    """A new campaign."""

    judul = forms.CharField(
        label=_("Nama kampanye"), max_length=150, help_text=_("Misalnya: Ikrar netralitas Pilkada 2024")
    )
    naskah = forms.ChoiceField(label=_("Naskah ikrar"), widget=Radios())
    tahapan = forms.ChoiceField(label=_("Tahapan pemilihan"), required=False)
    mulai = DateField(label=_("Hari pertama"), help_text=_("Misalnya: 7 Oktober 2024"))
    selesai = DateField(label=_("Hari terakhir"), help_text=_("Setelah hari ini tautan tidak bisa dipakai lagi."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usable = templates_on(today)
        self._choices("naskah", [(text.key, text.title) for text in usable])
        self._choices("tahapan", [("", _("Tidak disebut")), *_stages()])
        self.today = today
        if len(usable) == 1:
            self.fields["naskah"].initial = usable[0].key

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order, or all in the past."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("mulai"), cleaned.get("selesai")
        if first and last and last < first:
            self.add_error("selesai", _("Hari terakhir mendahului hari pertama. Periksa kedua tanggal."))
        elif last and last < self.today:
            self.add_error("selesai", _("Hari terakhir sudah lewat. Pilih tanggal hari ini atau sesudahnya."))
        return cleaned

    @property
    def template(self) -> Template | None:
        """Return the chosen text, to be shown before the campaign is made."""
        return templates().get(str(self["naskah"].value() or ""))

    def draft(self) -> CampaignDraft:
        """Return the campaign as filled in."""
        given = self.cleaned_data
        return CampaignDraft(
            given["judul"], templates()[given["naskah"]], given["tahapan"], given["mulai"], given["selesai"]
        )


def _stages() -> list[tuple[str, str]]:
    try:
        return [(stage.code, stage.name) for stage in stages(current_election())]
    except NoElection:
        return []


class PointsForm(PageForm):
    """One required tick for each point."""

    def __init__(self, *args: Any, template: Template, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        for number, point in enumerate(template.points, start=1):
            field = forms.BooleanField(label=_("Saya menyetujui butir %(number)s") % {"number": number})
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

    nip = forms.CharField(
        label=_("NIP Anda"),
        max_length=40,
        help_text=_("18 angka. Spasi boleh ada."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_nip(self) -> str:
        """Refuse what cannot be a NIP, before it counts as a wrong try."""
        digits = "".join(character for character in self.cleaned_data["nip"] if character.isdigit())
        if len(digits) != 18:
            raise forms.ValidationError(
                _("NIP harus 18 angka; yang Anda ketik %(count)s angka. Periksa lalu ketik lagi.")
                % {"count": len(digits)}
            )
        return digits


class DeclineForm(PageForm):
    """Why she declines."""

    alasan = forms.CharField(
        label=_("Alasan Anda"),
        max_length=500,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Alasan ini dibaca oleh badan kepegawaian Anda."),
    )
