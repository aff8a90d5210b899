"""The form before an original file is opened."""

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.foundation.ui.forms import PageForm


class OriginalForm(PageForm):
    """Why the file as it was sent is needed."""

    alasan = forms.CharField(
        label=_("Mengapa Anda perlu berkas asli?"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Alasan ini dicatat bersama nama Anda. Misalnya: memeriksa keaslian foto untuk kajian awal."),
    )
