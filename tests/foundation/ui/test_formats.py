"""Dates, moments and numbers in both languages."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, strategies as st

from netral.foundation.ui import formats

MOMENT = datetime(2024, 10, 21, 3, 12, tzinfo=UTC)


def test_a_date_is_written_out() -> None:
    assert formats.tanggal(date(2024, 10, 21)) == "21 Oktober 2024"
    assert formats.tanggal_pendek(date(2024, 8, 1)) == "1 Agu 2024"
    assert formats.tanggal(None) == ""


def test_the_day_of_a_moment_is_that_of_its_zone() -> None:
    late = datetime(2024, 10, 21, 16, 30, tzinfo=UTC)
    assert formats.tanggal(late) == "21 Oktober 2024"
    assert formats.tanggal(late, "Asia/Jayapura") == "22 Oktober 2024"


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Asia/Jakarta", "21 Oktober 2024 pukul 10.12 WIB"),
        ("Asia/Pontianak", "21 Oktober 2024 pukul 10.12 WIB"),
        ("Asia/Makassar", "21 Oktober 2024 pukul 11.12 WITA"),
        ("Asia/Jayapura", "21 Oktober 2024 pukul 12.12 WIT"),
        ("Europe/London", "21 Oktober 2024 pukul 04.12 UTC+0100"),
    ],
)
def test_a_moment_names_its_zone(zone: str, written: str) -> None:
    assert formats.waktu(MOMENT, zone) == written


def test_english_readers_get_english_dates_and_numbers() -> None:
    with translation.override("en"):
        assert formats.tanggal(date(2024, 10, 21)) == "21 October 2024"
        assert formats.waktu_pendek(MOMENT) == "21 Oct 2024, 10:12 WIB"
        assert formats.angka(1234.5) == "1,234.5"
        assert formats.persen(0.352) == "35.2%"


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (999, "999"), (1234, "1.234"), (4_280_000, "4.280.000"), (-1500, "−1.500"), (Decimal("12.50"), "12,50")],
)
def test_numbers_are_grouped_by_dots(value: formats.Number, written: str) -> None:
    assert formats.angka(value) == written


def test_halves_are_rounded_up_as_people_do() -> None:
    assert formats.angka(Decimal("2.5"), 0) == "3"
    assert formats.persen(0.8845) == "88,5\u00a0%"
    assert formats.persen(1, 0) == "100\u00a0%"
    assert formats.persen(None) == ""


@given(st.integers())
def test_a_number_can_be_read_back(number: int) -> None:
    assert int(formats.angka(number).replace(".", "").replace("−", "-")) == number


@pytest.mark.parametrize(
    ("distance", "written"),
    [
        (timedelta(days=2, hours=3), "2 hari lagi"),
        (timedelta(hours=5, minutes=59), "5 jam lagi"),
        (timedelta(minutes=12), "12 menit lagi"),
        (timedelta(seconds=20), "1 menit lagi"),
        (-timedelta(days=3), "lewat 3 hari"),
        (-timedelta(minutes=90), "lewat 1 jam"),
    ],
)
def test_time_left_is_told_in_its_largest_unit(distance: timedelta, written: str) -> None:
    assert formats.durasi(MOMENT + distance, MOMENT) == written


def test_a_day_is_counted_by_the_calendar() -> None:
    assert formats.durasi(date(2024, 10, 21), MOMENT) == "hari ini"
    assert formats.durasi(date(2024, 10, 23), MOMENT) == "2 hari lagi"
    assert formats.durasi(date(2024, 10, 18), MOMENT) == "lewat 3 hari"


def test_the_present_comes_from_the_house_clock() -> None:
    assert formats.durasi(formats.present() + timedelta(days=4, minutes=1)) == "4 hari lagi"
