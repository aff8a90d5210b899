"""The reckoning is explained in Indonesian, in the region's own time."""

from datetime import UTC, date, datetime

import pytest

from netral.engines.deadlines.calculation import due
from netral.engines.deadlines.terms import Boundary, StartRule, Term, Unit, WorkCalendar
from netral.engines.rules.dated import Verification
from tests.engines.deadlines.strategies import WIB, WIT, at, make_term

START = at(date(2024, 10, 7))
ONLY_2024 = WorkCalendar(known_years=frozenset({2024}))


def test_days_are_told_until_24_00() -> None:
    assert due(make_term(3, Unit.CALENDAR_DAYS), START, WIB, ONLY_2024).explanation == (
        "3 hari kalender sejak register 7 Oktober 2024 pukul 10.12 WIB (UU 1/2015 Ps 134(5)); "
        "sampai 10 Oktober 2024 pukul 24.00 WIB"
    )


def test_an_extension_is_told_as_such() -> None:
    told = due(
        make_term(3, Unit.CALENDAR_DAYS), START, WIB, ONLY_2024, extensions=[make_term(2, Unit.CALENDAR_DAYS)]
    ).explanation

    assert told.endswith("diperpanjang 2 hari kalender (UU 1/2015 Ps 134(5)); sampai 12 Oktober 2024 pukul 24.00 WIB")


@pytest.mark.parametrize(
    ("term", "part"),
    [
        (make_term(24, Unit.HOURS), "24 jam sejak register"),
        (make_term(24, Unit.HOURS), "sampai 8 Oktober 2024 pukul 10.12 WIB"),
        (make_term(-5, Unit.MONTHS), "5 bulan sebelum register"),
        (make_term(-5, Unit.MONTHS), "paling lambat 7 Mei 2024 pukul 24.00 WIB"),
        (make_term(-6, Unit.MONTHS, boundary=Boundary.OPENS), "mulai 7 April 2024 pukul 00.00 WIB"),
        (make_term(3, Unit.CALENDAR_DAYS, StartRule.COUNTED), "hari itu ikut dihitung"),
        (make_term(8, Unit.WORKING_DAYS), "2 hari tidak dihitung: Sabtu, Minggu"),
        (make_term(2, Unit.CALENDAR_DAYS, verification=Verification.UNVERIFIED), "aturan ini belum diverifikasi"),
        (make_term(2, Unit.CALENDAR_DAYS, verification=Verification.DEVELOPER), "dari himpunan data pengembang"),
    ],
)
def test_the_reckoning_names(term: Term, part: str) -> None:
    assert part in due(term, START, WIB, ONLY_2024).explanation


def test_moments_are_told_in_the_time_of_the_region() -> None:
    start = datetime(2024, 10, 7, 15, 30, tzinfo=UTC)

    assert "8 Oktober 2024 pukul 00.30 WIT" in due(make_term(3, Unit.HOURS), start, WIT, ONLY_2024).explanation


def test_working_days_of_a_year_without_complete_holidays_are_doubted() -> None:
    late = at(date(2024, 12, 30))

    assert due(make_term(5, Unit.WORKING_DAYS), late, WIB, ONLY_2024).warnings == (
        "Hari libur dan cuti bersama tahun 2025 belum lengkap; periksa lagi tanggal ini.",
    )
    assert due(make_term(5, Unit.CALENDAR_DAYS), late, WIB, ONLY_2024).warnings == ()
    assert due(make_term(5, Unit.WORKING_DAYS), late, WIB, WorkCalendar()).warnings == ()
