"""Forms of port officers' phones: for which port one is invited, and why one is revoked."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.crossings.models import Port, PortPhone
from netral.apps.crossings.queries.phones import ports_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.ui.forms import PageForm
from netral.foundation.workflow.forms import StepForm


class PortPhoneForm(PageForm):
    """For which port a phone is."""

    pelabuhan: forms.ModelChoiceField[Port] = forms.ModelChoiceField(
        queryset=Port.objects.none(),
        label=_("Di pelabuhan mana ponsel ini dipakai?"),
        empty_label=_("Pilih pelabuhan"),
        widget=forms.Select({"class": "govuk-select"}),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Port]", self.fields["pelabuhan"]).queryset = ports_of(actor)


class PortPhoneRevocationForm(StepForm[PortPhone]):
    """Why a phone is revoked."""

    lasting = _(
        "Ponsel ini tidak dapat mengirim lagi. Yang sudah terkirim tetap tersimpan; catatan pindai yang belum terkirim "
        "hilang saat ponsel itu terhubung. Bila ponselnya masih ada di tangan, kirim dulu catatannya."
    )
    alasan = forms.CharField(
        label=_("Mengapa dicabut?"),
        help_text=_("Misalnya: ponsel hilang di dermaga, ganti ponsel."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )
