"""The form by which a list of polling stations is uploaded."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.actions.polling_stations import PURPOSE
from netral.apps.supervisors.forms.recruitment import ElectionField
from netral.foundation.files.domain import purposes
from netral.foundation.ui.forms import PageForm, Radios


class StationsForm(PageForm):
    """The election, the file and, of a workbook with several, the sheet."""

    pemilihan = ElectionField()
    berkas = forms.FileField(
        label=_("Berkas daftar TPS"),
        help_text=_("XLSX atau CSV, paling besar 20 MB. Judul kolom: kode desa, nomor TPS, tempat."),
        widget=forms.FileInput({"accept": ".csv,.xlsx,.txt"}),
        allow_empty_file=True,
    )
    lembar = forms.CharField(label=_("Lembar yang berisi daftar TPS"), required=False)

    def __init__(self, *args: Any, sheets: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks_for_sheet = bool(sheets)
        if sheets:
            lembar = self.fields["lembar"] = forms.ChoiceField(
                label=self.fields["lembar"].label, choices=[(name, name) for name in sheets], widget=Radios()
            )
            lembar.error_messages["required"] = _("Berkas ini berisi beberapa lembar. Pilih satu lembar.")
            # A browser sends a file once.
            self.fields["berkas"].error_messages["required"] = _("Pilih berkasnya sekali lagi.")

    def clean_berkas(self) -> UploadedFile[bytes]:
        """Refuse a file above the limit."""
        file: UploadedFile[bytes] = self.cleaned_data["berkas"]
        if (file.size or 0) > purposes()[PURPOSE].limit:
            raise forms.ValidationError(_("Berkas terlalu besar. Pisahkan menjadi beberapa berkas."))
        return file
