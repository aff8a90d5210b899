"""How a deadline was counted, in Indonesian sentences."""

from collections.abc import Sequence
from datetime import date, datetime

from netral.engines.deadlines.terms import Boundary, StartRule, Term, Unit, WorkCalendar
from netral.engines.rules.dated import Verification
from netral.engines.rules.grades import SHORT, Grade

_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_UNITS = {
    Unit.CALENDAR_DAYS: "hari kalender",
    Unit.WORKING_DAYS: "hari kerja",
    Unit.HOURS: "jam",
    Unit.MONTHS: "bulan",
}


def explain(
    terms: Sequence[Term], start: datetime, ends: Sequence[datetime], skipped: Sequence[tuple[date, str]]
) -> str:
    """The reckoning in words: what was counted, from when, by which rule, until when, and what was left out."""
    first, *extensions = terms
    side = "sejak" if first.length > 0 else "sebelum"
    parts = [f"{_length(first)} {side} {first.from_event} {_moment(start)} ({first.basis})", _end(first, ends[0])]
    if first.start_rule is StartRule.COUNTED:
        parts.insert(1, "hari itu ikut dihitung")
    for term, end in zip(extensions, ends[1:], strict=True):
        parts += [f"diperpanjang {_length(term)} ({term.basis})", _end(term, end)]
    if skipped:
        reasons = ", ".join(dict.fromkeys(reason for _, reason in skipped))
        parts.append(f"{len(skipped)} hari tidak dihitung: {reasons}")
    known = {term.verification for term in terms}
    if Verification.UNVERIFIED in known:
        parts.append("aturan ini belum diverifikasi")
    elif Verification.DEVELOPER in known:
        parts.append(f"aturan ini {SHORT[Grade.DEVELOPER]}")
    return "; ".join(parts)


def warn_of_years(terms: Sequence[Term], start: datetime, end: datetime, calendar: WorkCalendar) -> tuple[str, ...]:
    """Doubts about working days counted in years whose holidays are not complete."""
    if all(term.unit is not Unit.WORKING_DAYS for term in terms):
        return ()
    first, last = sorted((start.year, end.year))
    return tuple(
        f"Hari libur dan cuti bersama tahun {year} belum lengkap; periksa lagi tanggal ini."
        for year in range(first, last + 1)
        if calendar.is_incomplete_for(year)
    )


def _length(term: Term) -> str:
    return f"{abs(term.length)} {_UNITS[term.unit]}"


def _end(term: Term, end: datetime) -> str:
    if term.boundary is Boundary.OPENS:
        return f"mulai {_moment(end)}"
    until = "sampai" if term.length > 0 else "paling lambat"
    # A day that ends at 23:59:59 is spoken of as ending at 24.00.
    return f"{until} {_moment(end)}" if term.unit is Unit.HOURS else f"{until} {_date(end)} pukul 24.00 {end.tzname()}"


def _moment(moment: datetime) -> str:
    return f"{_date(moment)} pukul {moment:%H.%M} {moment.tzname()}"


def _date(day: datetime) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
