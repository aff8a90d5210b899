"""The form that takes the outbox of a phone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.foundation.ui.forms import PageForm


class BoxForm(PageForm):
    """The file that an observer exported on her phone."""

    kotak = forms.FileField(
        label=_("Berkas ekspor kotak keluar"),
        help_text=_("Berkas .netral-kotak dari ponsel pengawas, lewat kabel atau flash drive. Paling besar 200 MB."),
        widget=forms.FileInput({"accept": ".netral-kotak"}),
    )
