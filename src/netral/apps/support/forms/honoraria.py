"""Forms of honoraria: a rate, the month to reckon, the bank's list, taking a payment back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors import api as supervisors
from netral.apps.support.actions.honoraria import RateInput
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.formats import bulan
from netral.foundation.ui.forms import DateField, PageForm, Radios, RupiahField

# No month of work is paid less; a smaller sum is a slip.
LEAST_MONTHLY = 50_000


class RateForm(PageForm):
    """What a post is paid for a month, from when, by which decision."""

    jabatan = forms.ChoiceField(label=_("Jabatan"), choices=choices_of(supervisors.POSTS), widget=Radios())
    jumlah = RupiahField(label=_("Honor sebulan"), help_text=_("Misalnya: 1.100.000"), least=LEAST_MONTHLY)
    mulai = DateField(label=_("Berlaku mulai"), help_text=_("Misalnya: 1 Juni 2024"))
    keputusan = forms.CharField(
        label=_("Keputusan yang menetapkannya"), max_length=200, help_text=_("Nomor dan tanggal keputusan.")
    )

    def inputs(self) -> RateInput:
        """Return the rate as filled in."""
        given = self.cleaned_data
        return RateInput(given["jabatan"], given["jumlah"], given["mulai"], given["keputusan"])


class MonthForm(PageForm):
    """Which month to reckon, or to write about."""

    bulan = forms.ChoiceField(label=_("Bulan"), widget=Radios())

    def __init__(self, *args: Any, months: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("bulan", ((month.isoformat(), bulan(month)) for month in months))

    @property
    def month(self) -> date:
        """The month that was chosen."""
        return date.fromisoformat(self.cleaned_data["bulan"])


class BankListForm(PageForm):
    """The bank's list as a file, and which sheet holds it."""

    berkas = forms.FileField(label=_("Daftar pembayaran dari bank"), help_text=_("XLSX atau CSV."))
    lembar = forms.CharField(
        label=_("Nama lembar (bila berkasnya berisi beberapa lembar)"), max_length=100, required=False
    )


class PaymentBackForm(PageForm):
    """Why a payment was none."""

    alasan = forms.CharField(
        label=_("Mengapa pembayaran ini dibatalkan?"), max_length=300, help_text=_("Misalnya: transfer ditolak bank.")
    )
