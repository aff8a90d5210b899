"""Form fields for what is planned: a day or a moment of the next years, never one by a slip of the finger far ahead."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.clock import today
from netral.foundation.ui.fields import DateField, DateTimeField

# An election with everything before and after it takes less.
YEARS_AHEAD = 5
# A day alone has no zone: it is counted from where the country's day begins first.
_EARLIEST_ZONE = ZoneInfo("Asia/Jayapura")


class PlannedDateField(DateField):
    """A day that somebody plans."""

    def compress(self, data_list: Sequence[Any]) -> Any:
        """Build the date; refuse one that nobody plans yet."""
        planned = super().compress(data_list)
        if planned is not None:
            _check_near(planned, today(_EARLIEST_ZONE))
        return planned


class PlannedDateTimeField(DateTimeField):
    """A moment that somebody plans."""

    def compress(self, data_list: Sequence[Any]) -> Any:
        """Build the aware moment; refuse one on a day, in its own zone, that nobody plans yet."""
        planned = super().compress(data_list)
        if planned is not None:
            _check_near(planned.date(), today(self.zone))
        return planned


def _check_near(planned: date, day: date) -> None:
    if (planned.year - YEARS_AHEAD, planned.month, planned.day) > (day.year, day.month, day.day):
        words = _("Tanggal ini lebih dari %(years)s tahun dari sekarang. Periksa tahunnya.")
        raise ValidationError(words, "far_ahead", {"years": YEARS_AHEAD})
