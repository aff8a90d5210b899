"""The question what a late instalment does to honoraria."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.apps.support.domain.coverage import MonthlyNeed, even_needs
from netral.apps.support.models import Grant
from netral.apps.support.queries.grants import instalments_of
from netral.apps.support.queries.honoraria_cover import honorarium_line
from netral.foundation.ui.forms import PageForm
from netral.foundation.workflow.plans import PlannedDateField


class DelayForm(PageForm):
    """Which instalment is late by how many weeks, and how many supervisors are paid for how many months."""

    tahap = forms.ChoiceField(label=_("Tahap yang terlambat"))
    minggu = forms.IntegerField(
        label=_("Terlambat berapa minggu"), min_value=0, max_value=104, widget=forms.TextInput({"inputmode": "numeric"})
    )
    mulai = PlannedDateField(label=_("Bulan pertama honorarium"), help_text=_("Tanggal berapa saja dalam bulan itu."))
    bulan = forms.IntegerField(
        label=_("Berapa bulan"), min_value=1, max_value=36, widget=forms.TextInput({"inputmode": "numeric"})
    )
    pengawas = forms.IntegerField(
        label=_("Berapa pengawas"), min_value=1, max_value=100_000, widget=forms.TextInput({"inputmode": "numeric"})
    )

    def __init__(self, *args: Any, grant: Grant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grant = grant
        rows = [row for row in instalments_of(grant) if row.outstanding]
        self.offer("tahap", [(row.code, row.title) for row in rows])

    def needs(self) -> tuple[MonthlyNeed, ...]:
        """Return the line for honoraria, spread evenly over the months of the plan."""
        line, first = honorarium_line(self.grant), self.cleaned_data["mulai"]
        amount = line.agreed or 0 if line else 0
        begins = date(first.year, first.month, 1)
        return even_needs(begins, self.cleaned_data["bulan"], amount, self.cleaned_data["pengawas"])
