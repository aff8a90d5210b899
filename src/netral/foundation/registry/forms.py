"""Forms of the roster pages."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy as _

from netral.engines.tables.table import OLD_WORKBOOK
from netral.foundation.files.domain import purposes
from netral.foundation.registry.domain import REQUIRED, Field
from netral.foundation.registry.labels import FIELDS, UNREADABLE
from netral.foundation.ui.forms import PageForm, Radios

FULL, PART = "semua", "sebagian"
IMPORT, CANCEL = "impor", "batal"


class UploadForm(PageForm):
    """The file, and whether it holds everybody."""

    berkas = forms.FileField(
        label=_("Berkas daftar ASN"),
        help_text=_("XLSX atau CSV, paling besar 50 MB. Satu baris untuk satu ASN, dengan judul kolom di atasnya."),
        allow_empty_file=True,
    )
    cakupan = forms.ChoiceField(
        label=_("Berkas ini berisi siapa?"),
        choices=[(PART, _("Sebagian ASN")), (FULL, _("Seluruh ASN pemerintah daerah ini"))],
        widget=Radios(
            hints={
                PART: _("ASN lain dalam daftar tidak disentuh."),
                FULL: _("ASN yang tidak ada dalam berkas akan ditunjukkan kepada Anda sebelum apa pun diubah."),
            }
        ),
        initial=PART,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["berkas"].widget.attrs["accept"] = purposes()["roster"].accept + ",.csv,.xlsx,.txt"

    def clean_berkas(self) -> UploadedFile[bytes]:
        """Tell a locked or old workbook from a file of a wrong kind, because what to do is another thing."""
        file: UploadedFile[bytes] = self.cleaned_data["berkas"]
        start = file.read(len(OLD_WORKBOOK))
        file.seek(0)
        if start == OLD_WORKBOOK:
            raise forms.ValidationError(str(UNREADABLE["protected"]))
        return file


class SheetForm(PageForm):
    """Which sheet of a workbook holds the people."""

    lembar = forms.ChoiceField(label=_("Lembar mana yang berisi daftar ASN?"), widget=Radios())

    def __init__(self, *args: Any, sheets: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("lembar", ((str(number), name) for number, name in enumerate(sheets)))
        self.fields["lembar"].error_messages["required"] = _("Pilih lembar yang berisi daftar ASN.")


class ColumnsForm(PageForm):
    """Which column of the file is which; one select for each field of the roster."""

    def __init__(self, *args: Any, headers: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [
            (str(index), header or gettext("Kolom %(n)s") % {"n": index + 1}) for index, header in enumerate(headers)
        ]
        for field, label in FIELDS.items():
            is_required = field in REQUIRED
            empty = ("", _("Pilih kolom") if is_required else _("Tidak ada dalam berkas"))
            self.fields[field.value] = forms.ChoiceField(
                label=str(label), choices=[empty, *columns], required=is_required
            )
            self.fields[field.value].error_messages["required"] = gettext("Pilih kolom untuk “%(field)s”.") % {
                "field": label
            }

    def clean(self) -> dict[str, Any]:
        """Refuse one column standing for two fields."""
        cleaned = super().clean() or {}
        seen: dict[str, str] = {}
        for name, column in list(cleaned.items()):
            if column and column in seen:
                text = gettext("Kolom ini sudah dipakai untuk “%(field)s”. Pilih kolom lain.")
                self.add_error(name, text % {"field": FIELDS[Field(seen[column])]})
            seen.setdefault(column, name)
        return cleaned

    @property
    def columns(self) -> dict[Field, int]:
        """Return the chosen column of each field."""
        return {Field(name): int(column) for name, column in self.cleaned_data.items() if column != ""}


class DecisionForm(PageForm):
    """What to do with what checking found."""

    nonaktifkan = forms.BooleanField(label=_("Nonaktifkan ASN yang tidak ada dalam berkas ini"), required=False)
    putusan = forms.ChoiceField(choices=[(IMPORT, IMPORT), (CANCEL, CANCEL)])
