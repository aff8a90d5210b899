"""Asking for a verification code or a file to check."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from netral.foundation.seals.domain import CodeMistyped, read_code
from netral.foundation.ui.forms import PageForm


class CodeForm(PageForm):
    """Asks for the code printed on a document."""

    kode = forms.CharField(
        label=_("Kode pemeriksaan"),
        help_text=_("12 huruf dan angka di dekat kode QR, misalnya 7K3M-9QXA-2WDT."),
        # Room for a whole address.
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Ketik kode yang tercetak pada dokumen.")},
    )

    def clean_kode(self) -> str:
        """Return the code as stored."""
        try:
            return read_code(self.cleaned_data["kode"])
        except CodeMistyped as error:
            raise forms.ValidationError(
                _("Kode ini salah ketik. Periksa setiap huruf dan angka pada dokumen, lalu ketik lagi.")
            ) from error


class FileForm(PageForm):
    """Asks for the PDF to check."""

    berkas = forms.FileField(
        label=_("Berkas PDF"),
        help_text=_("Berkas PDF asli, bukan foto atau hasil pindai. Berkas hanya diperiksa, tidak disimpan."),
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"required": _("Pilih berkas PDF yang ingin diperiksa.")},
    )

    @property
    def upload(self) -> "UploadedFile[bytes]":
        """Return the uploaded file of a valid form."""
        found: UploadedFile[bytes] = self.cleaned_data["berkas"]
        return found


class ArchiveForm(PageForm):
    """Asks for a ZIP of PDFs to check."""

    zip = forms.FileField(
        label=_("Berkas ZIP"),
        help_text=_(
            "Paling besar 50 MB dan 5.000 PDF. ZIP di dalam ZIP tidak dibuka. Isinya hanya diperiksa, tidak disimpan."
        ),
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": "application/zip,.zip"}),
        error_messages={"required": _("Pilih berkas ZIP yang ingin diperiksa.")},
    )

    @property
    def upload(self) -> "UploadedFile[bytes]":
        """Return the uploaded file of a valid form."""
        found: UploadedFile[bytes] = self.cleaned_data["zip"]
        return found


class LinesForm(PageForm):
    """Sends the lines of a checked ZIP back, to have them as a file."""

    baris = forms.CharField(widget=forms.HiddenInput)
    bentuk = forms.ChoiceField(choices=[("csv", "CSV"), ("xlsx", "XLSX")])
