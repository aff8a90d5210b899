"""Form fields for dates typed in three parts, moments with a zone, sums of money, and choices with a hint each."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from netral.foundation.ui.formats import DEFAULT_ZONE, in_zone, rupiah, zone_label

# First three letters of the month names in both languages of the interface.
MONTHS = {
    **dict.fromkeys(("jan",), 1),
    **dict.fromkeys(("feb", "peb"), 2),
    **dict.fromkeys(("mar",), 3),
    **dict.fromkeys(("apr",), 4),
    **dict.fromkeys(("mei", "may"), 5),
    **dict.fromkeys(("jun",), 6),
    **dict.fromkeys(("jul",), 7),
    **dict.fromkeys(("agu", "ags", "aug"), 8),
    **dict.fromkeys(("sep",), 9),
    **dict.fromkeys(("okt", "oct"), 10),
    **dict.fromkeys(("nov", "nop"), 11),
    **dict.fromkeys(("des", "dec"), 12),
}
# Whole rupiah, plain or grouped by dots, as written in letters: "Rp 1.500.000,00" and "1.500.000,-" too.
_RUPIAH = re.compile(r"(?:rp\.?)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,00|,-)?", re.IGNORECASE | re.ASCII)
# A thousand trillion rupiah: more than every budget of the country.
_MOST_DIGITS = 15
# A day outside these is a slip of the finger; nobody alive was born before, and no term of ours ends after.
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
PART_LABELS = {"day": _("Tanggal"), "month": _("Bulan"), "year": _("Tahun"), "time": _("Pukul")}


class Radios(forms.RadioSelect):
    """Radio buttons that may carry a hint under each choice."""

    def __init__(
        self, attrs: dict[str, Any] | None = None, choices: Sequence[Any] = (), hints: Mapping[Any, Any] | None = None
    ) -> None:
        super().__init__(attrs, choices)
        self.hints = dict(hints or {})


class SearchInput(forms.TextInput):
    """Words that find the choices of another field; of itself nobody must be told that it may be left empty."""

    tells_optional = False


class FoundRadios(Radios):
    """Radio buttons of what a search found. The form itself asks for one, unless somebody is only searching."""

    tells_optional = False


class Checkboxes(forms.CheckboxSelectMultiple):
    """Checkboxes that may carry a hint under each choice."""

    def __init__(
        self, attrs: dict[str, Any] | None = None, choices: Sequence[Any] = (), hints: Mapping[Any, Any] | None = None
    ) -> None:
        super().__init__(attrs, choices)
        self.hints = dict(hints or {})


class DateParts(forms.MultiWidget):
    """Day, month and year in that order, each typed."""

    parts: tuple[str, ...] = ("day", "month", "year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in self.parts}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Split a date into its parts."""
        return [value.day, value.month, value.year] if value else [None] * 3


class MomentParts(DateParts):
    """Day, month, year and time of day."""

    parts = ("day", "month", "year", "time")

    def __init__(self, attrs: dict[str, Any] | None = None, zone: str | ZoneInfo = DEFAULT_ZONE) -> None:
        super().__init__(attrs)
        self.zone = zone

    def decompress(self, value: Any) -> list[Any]:
        """Split a moment into its parts as seen in the zone of the field."""
        if not value:
            return [None] * 4
        local = in_zone(value, self.zone)
        return [local.day, local.month, local.year, f"{local:%H.%M}"]


def read_date(parts: Sequence[Any]) -> date:
    """Read day, month and year; raises ValidationError that names what is missing or wrong."""
    named = dict(zip(("day", "month", "year"), (str(part or "").strip() for part in parts), strict=False))
    missing = [str(PART_LABELS[part]).lower() for part, text in named.items() if not text]
    if missing:
        listed = str(_(" dan ")).join(missing)
        raise ValidationError(_("Tanggal belum lengkap: isi %(bagian)s."), "incomplete", {"bagian": listed})
    if len(named["year"]) != 4:
        raise ValidationError(_("Tahun harus empat angka, misalnya 2024."), "year")
    try:
        month = MONTHS.get(named["month"].lower()[:3]) or int(named["month"])
        found = date(int(named["year"]), month, int(named["day"]))
    except ValueError as error:
        raise ValidationError(_("Tanggal itu tidak ada. Periksa tanggal, bulan, dan tahunnya."), "invalid") from error
    if not EARLIEST <= found <= LATEST:
        raise ValidationError(_("Tahun itu tidak masuk akal. Periksa tahunnya."), "year")
    return found


def read_time(text: Any) -> time:
    """Read a time of day written 9.30, 09:30 or 0930; raises ValidationError when it is none."""
    written = str(text or "").strip().replace(".", ":")
    if not written:
        raise ValidationError(_("Pukul belum diisi. Tulis seperti 09.30."), "incomplete")
    hour, _colon, minute = written.partition(":") if ":" in written else (written[:-2], ":", written[-2:])
    try:
        return time(int(hour), int(minute))
    except ValueError as error:
        raise ValidationError(_("Pukul tidak dikenali. Tulis jam dan menit seperti 09.30."), "invalid") from error


class DateField(forms.MultiValueField):
    """A date typed as day, month and year; the month may be a number or a name."""

    widget: Any = DateParts

    def __init__(self, **options: Any) -> None:
        super().__init__(fields=self._parts(), require_all_fields=False, **options)

    def _parts(self) -> list[forms.Field]:
        return [forms.CharField(required=False, max_length=12) for _part in self.widget.parts]

    def compress(self, data_list: Sequence[Any]) -> Any:
        """Build the date; nothing typed at all is no date."""
        return read_date(data_list) if any(data_list) else None


class DateTimeField(DateField):
    """A moment typed as day, month, year and time of day, understood in one zone."""

    widget = MomentParts

    def __init__(self, *, zone: str | ZoneInfo = DEFAULT_ZONE, **options: Any) -> None:
        super().__init__(**options)
        self.set_zone(zone)

    def set_zone(self, zone: str | ZoneInfo) -> None:
        """Read and show the moment in another zone, for example that of the region of the case."""
        self.zone = zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone)
        self.widget.zone = self.zone

    @property
    def zone_label(self) -> str:
        """The label shown beside the time: WIB, WITA or WIT."""
        return zone_label(datetime(2024, 1, 1, tzinfo=self.zone))

    def compress(self, data_list: Sequence[Any]) -> Any:
        """Build the aware moment; nothing typed at all is no moment."""
        if not any(data_list):
            return None
        return datetime.combine(read_date(data_list[:3]), read_time(data_list[3]), tzinfo=self.zone)


def read_rupiah(text: Any) -> int:
    """Read a sum in whole rupiah, written 1.500.000 or 1500000; raises ValidationError when it is none."""
    written = "".join(str(text or "").split())
    found = _RUPIAH.fullmatch(written)
    digits = found[1].replace(".", "").lstrip("0") if found else ""
    if found is None or len(digits) > _MOST_DIGITS:
        raise ValidationError(
            _("Jumlah tidak dikenali. Tulis rupiah utuh dengan angka saja, misalnya 1.500.000."), "invalid"
        )
    return int(digits or 0)


class RupiahField(forms.Field):
    """A sum in whole rupiah; `least` is the smallest that is taken."""

    def __init__(self, *, least: int = 1, **options: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-10"})
        super().__init__(**{"widget": widget, **options})
        self.least = least

    def to_python(self, value: Any) -> int | None:
        """Read the sum; nothing typed is no sum."""
        return None if str(value or "").strip() == "" and value != 0 else read_rupiah(value)

    def validate(self, value: int | None) -> None:
        """Refuse a sum that is too small; raises ValidationError."""
        super().validate(value)
        if value is not None and value < self.least:
            words = _("Jumlah paling sedikit %(least)s.")
            raise ValidationError(words, "least", {"least": rupiah(self.least)})
