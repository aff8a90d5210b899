"""The form that looks up a region by name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.foundation.ui.forms import PageForm


class PlaceForm(PageForm):
    """The place a reader looks for."""

    daerah = forms.CharField(
        label=_("Cari daerah"),
        help_text=_("Nama provinsi, kabupaten, kota, kecamatan, atau desa."),
        error_messages={"required": _("Nama daerah belum diisi. Ketik nama daerah yang Anda cari.")},
        max_length=100,
    )
