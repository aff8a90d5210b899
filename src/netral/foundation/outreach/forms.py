"""Bases of the forms of calls and meetings, and the choice of units."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from netral.foundation.ui.forms import Checkboxes, PageForm


class DatedForm(PageForm):
    """Base of a form about days to come; `today` is the day it is in the region."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today


class CallForm(DatedForm):
    """Base of the form of a call, whose first and last day are its fields `mulai` and `selesai`."""

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order, or all in the past."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("mulai"), cleaned.get("selesai")
        if first and last and last < first:
            self.add_error("selesai", _("Hari terakhir mendahului hari pertama. Periksa kedua tanggal."))
        elif last and last < self.today:
            self.add_error("selesai", _("Hari terakhir sudah lewat. Pilih tanggal hari ini atau sesudahnya."))
        return cleaned


class MeetingForm(DatedForm):
    """Base of the form of a meeting to which people are called, whose day is its field `hari`."""

    def clean_hari(self) -> date:
        """Refuse a day that is over."""
        day: date = self.cleaned_data["hari"]
        if day < self.today:
            raise forms.ValidationError(_("Hari itu sudah lewat. Pilih hari ini atau sesudahnya."))
        return day


class UnitsForm(PageForm):
    """Which of the units in view are called; none may mean all, unless one is `needed`."""

    unit = forms.MultipleChoiceField(
        label=_("Unit kerja"),
        required=False,
        widget=Checkboxes(),
        error_messages={"required": _("Pilih paling sedikit satu unit kerja.")},
    )

    def __init__(self, *args: Any, shown: Iterable[tuple[str, Any]], needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("unit", shown)
        self.fields["unit"].required = needed

    @property
    def ticked(self) -> set[UUID]:
        """Return the units ticked."""
        return {UUID(ident) for ident in self.cleaned_data["unit"]}
