"""A plan lies in the next years: a year mistyped is told at the form."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from netral.foundation.ledger import clock
from netral.foundation.workflow.plans import PlannedDateField, PlannedDateTimeField
from tests.conftest import WIB

LEAP_DAY = datetime(2024, 2, 29, 9, tzinfo=WIB)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["28", "2", "2029"], date(2029, 2, 28)),
        (["1", "3", "2024"], date(2024, 3, 1)),
        (["1", "1", "2019"], date(2019, 1, 1)),
        (["", "", ""], None),
    ],
    ids=["five-years-on", "tomorrow", "long-ago", "left-blank"],
)
def test_a_day_of_the_next_five_years_is_taken(typed: list[str], meant: date | None) -> None:
    with clock.at(LEAP_DAY):
        assert PlannedDateField(required=False).clean(typed) == meant


@pytest.mark.parametrize("year", ["2029", "2099"], ids=["a-day-too-far", "mistyped"])
def test_a_day_beyond_is_refused_with_what_to_look_at(year: str) -> None:
    with clock.at(LEAP_DAY):
        with pytest.raises(ValidationError, match=r"lebih dari 5 tahun dari sekarang\. Periksa tahunnya"):
            PlannedDateField().clean(["1", "3", year])
        with pytest.raises(ValidationError, match="lebih dari 5 tahun dari sekarang"):
            PlannedDateTimeField(zone=WIB).clean(["1", "3", year, "09.00"])


@pytest.mark.parametrize(
    ("zone", "last"),
    [("Asia/Jakarta", 20), ("Asia/Makassar", 20), ("Asia/Jayapura", 21)],
    ids=["wib", "wita", "wit"],
)
def test_five_years_end_with_the_day_of_the_zone_and_not_of_the_server(zone: str, last: int) -> None:
    # 15.30 of the 20th at Greenwich: half past midnight of the 21st in the east of the country, the 20th elsewhere.
    with clock.at(datetime(2024, 10, 20, 15, 30, tzinfo=UTC)):
        field = PlannedDateTimeField()
        field.set_zone(zone)
        assert field.clean([str(last), "10", "2029", "23.59"]) == datetime(
            2029, 10, last, 23, 59, tzinfo=ZoneInfo(zone)
        )
        with pytest.raises(ValidationError, match="lebih dari 5 tahun"):
            field.clean([str(last + 1), "10", "2029", "00.00"])
        assert PlannedDateField().clean(["21", "10", "2029"]) == date(2029, 10, 21)


def test_an_hour_that_is_none_is_told_as_before() -> None:
    with pytest.raises(ValidationError, match="Pukul belum diisi"):
        PlannedDateTimeField().clean(["1", "3", "2024", ""])
