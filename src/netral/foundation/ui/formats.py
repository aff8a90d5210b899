"""Dates, moments and numbers as people in Indonesia write them, and as English readers expect them."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.dateformat import format as format_parts
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _, ngettext

DEFAULT_ZONE = "Asia/Jakarta"
# Named, not imported: the clock stands one storey above the interface.
HOUSE_CLOCK = "netral.foundation.ledger.clock.now"
# Indonesia keeps no summer time, so the offset alone names the zone.
ZONE_LABELS = {timedelta(hours=7): "WIB", timedelta(hours=8): "WITA", timedelta(hours=9): "WIT"}
MINUTE, HOUR, DAY = 60, 3600, 86400

Number = int | float | Decimal


def english() -> bool:
    """Say whether the active language is English."""
    return (translation.get_language() or settings.LANGUAGE_CODE).startswith("en")


def present() -> datetime:
    """Give the present moment of the house clock, named by the setting `UI_CLOCK`."""
    moment: datetime = import_string(getattr(settings, "UI_CLOCK", HOUSE_CLOCK))()
    return moment


def in_zone(moment: datetime, zone: str | ZoneInfo | None = None) -> datetime:
    """Move a moment to a zone; a moment without zone is taken to be local there already."""
    chosen = zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone or DEFAULT_ZONE)
    return moment.astimezone(chosen) if moment.tzinfo else moment.replace(tzinfo=chosen)


def zone_label(moment: datetime) -> str:
    """Name the zone of an aware moment: WIB, WITA or WIT, otherwise its UTC offset."""
    offset = moment.utcoffset() or timedelta()
    return ZONE_LABELS.get(offset) or moment.strftime("UTC%z")


def tanggal(value: date | datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """Write a date out: 21 Oktober 2024."""
    if value is None:
        return ""
    day = in_zone(value, zone) if isinstance(value, datetime) else value
    return _day_written(day.year, day.month, day.day, translation.get_language())


@lru_cache(maxsize=1024)
def _day_written(year: int, month: int, day: int, _language: str | None) -> str:
    # Thousands of documents are dated at once, on few days.
    return format_parts(date(year, month, day), "j F Y")


def waktu(value: datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """Write a moment out with its zone: 21 Oktober 2024 pukul 10.12 WIB."""
    if value is None:
        return ""
    moment = in_zone(value, zone)
    return _("%(tanggal)s pukul %(jam)s %(zona)s") % {
        "tanggal": tanggal(moment.date()),
        "jam": _clock_time(moment),
        "zona": zone_label(moment),
    }


def tanggal_pendek(value: date | datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """Write a date short, for tables: 21 Okt 2024."""
    if value is None:
        return ""
    day = in_zone(value, zone) if isinstance(value, datetime) else value
    return format_parts(day, "j M Y")


def waktu_pendek(value: datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """Write a moment short, for tables: 21 Okt 2024, 10.12 WIB."""
    if value is None:
        return ""
    moment = in_zone(value, zone)
    return f"{format_parts(moment, 'j M Y')}, {_clock_time(moment)} {zone_label(moment)}"


def _clock_time(moment: datetime) -> str:
    return f"{moment:%H:%M}" if english() else f"{moment:%H.%M}"


def angka(value: Number | str | None, decimals: int | None = None) -> str:
    """Write a number with the separators of the language: 1.234 or 1.234,5."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return value
    exact = Decimal(str(value))
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    written = f"{exact:,f}"
    sign = "−" if written.startswith("-") else ""
    written = written.removeprefix("-")
    return sign + (written if english() else written.translate(str.maketrans(",.", ".,")))


def rupiah(value: int | None) -> str:
    """Write a sum of whole rupiah: Rp1.500.000."""
    if value is None:
        return ""
    written = angka(abs(value))
    return f"−Rp{written}" if value < 0 else f"Rp{written}"


def persen(ratio: Number | None, decimals: int = 1) -> str:
    """Write a ratio (1 is the whole) as a percentage: 0.352 is 35,2 %."""
    if ratio is None:
        return ""
    written = angka(Decimal(str(ratio)) * 100, decimals)
    return f"{written}%" if english() else f"{written}\u00a0%"


def spell(span: timedelta) -> str:
    """Name the largest whole unit in a span of time: 3 hari, 5 jam, 12 menit."""
    seconds = int(abs(span).total_seconds())
    if seconds >= DAY:
        return ngettext("%(n)s hari", "%(n)s hari", seconds // DAY) % {"n": angka(seconds // DAY)}
    if seconds >= HOUR:
        return ngettext("%(n)s jam", "%(n)s jam", seconds // HOUR) % {"n": seconds // HOUR}
    return ngettext("%(n)s menit", "%(n)s menit", max(1, seconds // MINUTE)) % {"n": max(1, seconds // MINUTE)}


def durasi(until: date | datetime | None, now: datetime | None = None) -> str:
    """Say how far a moment or a day lies from now: "2 hari lagi", "lewat 3 hari", "hari ini"."""
    if until is None:
        return ""
    moment = now or present()
    if isinstance(until, datetime):
        span = in_zone(until) - moment
    else:
        span = timedelta(days=(until - in_zone(moment).date()).days)
        if not span:
            return _("hari ini")
    pattern = _("lewat %(lama)s") if span < timedelta() else _("%(lama)s lagi")
    return pattern % {"lama": spell(span)}
