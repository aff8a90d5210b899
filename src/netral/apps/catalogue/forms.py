"""Searching the catalogue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.catalogue.rows import NormPhase
from netral.apps.catalogue.wording import PHASES
from netral.foundation.ui.forms import PageForm


class NormSearchForm(PageForm):
    """What a reader looks for, and in which phase."""

    cari = forms.CharField(label=_("Cari perbuatan"), required=False, max_length=100)
    tahap = forms.ChoiceField(
        label=_("Tahap"),
        required=False,
        choices=[("", _("Semua tahap")), *((phase.value, PHASES[phase]) for phase in NormPhase)],
    )


class AsOfForm(forms.Form):
    """The day whose law a reader asks for, in the address."""

    pada = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
