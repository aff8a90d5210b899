"""Form of who takes part in a ceremony."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.pledges.ceremonies.participants import numbers_in
from netral.foundation.ui.forms import PageForm

LARGEST_LIST = 2 * 1024 * 1024


class NumbersForm(PageForm):
    """People named by their NIPs, pasted or as a CSV."""

    nip = forms.CharField(
        label=_("Tempel NIP, satu di tiap baris"),
        required=False,
        widget=forms.Textarea({"rows": 8, "inputmode": "numeric", "spellcheck": "false"}),
        help_text=_("Kolom lain boleh ikut, misalnya nama."),
    )
    berkas = forms.FileField(label=_("Atau pilih berkas CSV"), required=False)

    def clean(self) -> dict[str, Any]:
        """Read the numbers of both."""
        cleaned = super().clean() or {}
        file = cleaned.get("berkas")
        text = cleaned.get("nip") or ""
        if file is not None:
            if file.size > LARGEST_LIST:
                raise forms.ValidationError(_("Berkas ini lebih dari 2 MB. Pakai CSV yang hanya berisi NIP."))
            text += "\n" + file.read().decode("utf-8-sig", errors="replace")
        cleaned["numbers"] = numbers_in(text)
        if not cleaned["numbers"]:
            raise forms.ValidationError(_("Tidak ada NIP yang terbaca. Tempel NIP atau pilih berkas CSV."))
        return cleaned


def unit_words(name: str, people: int) -> str:
    """Say which unit, and how many of it are called."""
    return _("%(unit)s (%(people)s orang)") % {"unit": name, "people": people}
