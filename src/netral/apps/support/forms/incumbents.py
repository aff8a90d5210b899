"""The form by which a head of government who is a candidate is recorded."""

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.foundation.ui.fields import DateField
from netral.foundation.ui.forms import PageForm


class IncumbentForm(PageForm):
    """Who is in office, since when, and where it was read that she is a candidate."""

    nama = forms.CharField(label=_("Nama kepala daerah"), max_length=200)
    sejak = DateField(label=_("Menjabat sejak"))
    sumber = forms.CharField(
        label=_("Sumber"),
        max_length=400,
        help_text=_("Naskah yang menyebut pencalonannya: nomor dan tanggal, atau alamat halaman resmi."),
    )
