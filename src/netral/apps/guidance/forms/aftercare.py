"""Forms of those who read an answer, and of those who look after answers once they are out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.guidance.forms.parts import long_text, one_of
from netral.apps.guidance.inputs import ReaderInput
from netral.foundation.ui.fields import DateField
from netral.foundation.ui.forms import PageForm


class ReaderForm(PageForm):
    """Who read the answer for a unit."""

    name = forms.CharField(label=_("Nama Anda"), max_length=200)
    office = forms.CharField(label=_("Jabatan"), max_length=200)

    def inputs(self) -> ReaderInput:
        """Return the reader as filled in."""
        return ReaderInput(**self.cleaned_data)


class ContactForm(PageForm):
    """Where the reminders of a unit go."""

    contact = forms.EmailField(
        label=_("E-mail unit"), required=False, help_text=_("Pengingat dikirim ke sini. Kosongkan untuk menghapus.")
    )


class ReviewForm(PageForm):
    """What becomes of an answer after the catalogue changed."""

    conclusion = one_of(
        _("Apakah jawaban ini masih benar?"),
        (("holds", _("Ya, masih berlaku")), ("ends", _("Tidak, akhiri masa berlakunya"))),
    )
    valid_to = DateField(label=_("Berlaku sampai"), required=False, help_text=_("Isi bila diakhiri."))
    words = long_text(_("Alasan"), rows=4, help_text=_("Alasan dicatat."))

    def clean(self) -> dict[str, Any]:
        """Ask for the last day where the answer ends."""
        data = super().clean() or self.cleaned_data
        if data.get("conclusion") == "ends" and not data.get("valid_to") and "valid_to" not in self.errors:
            self.add_error("valid_to", str(_("“Berlaku sampai” belum diisi. Isi tanggal terakhir jawaban berlaku.")))
        return data
