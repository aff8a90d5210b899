"""Time zones and names of regions follow dated data that covers the whole country."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from netral.foundation.regions.parameters import style_rules, styled, zone_rule, zone_rules
from netral.foundation.regions.queries import zone_of
from netral.foundation.regions.sources import shipped

DAY = date(2024, 10, 7)


def test_every_province_has_exactly_one_time_zone_rule() -> None:
    provinces = [row.code for row in shipped().rows if row.tier == "province"]
    assert sorted(area for rule in zone_rules() for area in rule.areas) == sorted(provinces)


def test_the_label_is_what_the_time_zone_calls_itself() -> None:
    for rule in zone_rules():
        assert datetime(2024, 10, 7, tzinfo=ZoneInfo(rule.zone)).tzname() == rule.label


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("14.03.02.2005", "Asia/Jakarta"),
        ("61", "Asia/Jakarta"),
        ("63.01", "Asia/Makassar"),
        ("51", "Asia/Makassar"),
        ("96.03.01", "Asia/Jayapura"),
        ("12.00.40002", "Asia/Jakarta"),
    ],
)
def test_a_region_follows_its_province(code: str, zone: str) -> None:
    assert zone_of(code) == ZoneInfo(zone)


def test_before_the_decree_and_outside_the_country_no_zone_is_known() -> None:
    with pytest.raises(LookupError, match="add it to"):
        zone_rule("99", DAY)
    with pytest.raises(LookupError):
        zone_rule("14", date(1987, 12, 31))


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("14", "Riau", "Riau"),
        ("14.03", "Kabupaten Bengkalis", "Kabupaten Bengkalis"),
        ("14.03.02", "Bantan", "Kecamatan Bantan"),
        ("14.03.01.1001", "Bengkalis Kota", "Kelurahan Bengkalis Kota"),
        ("14.03.02.2005", "Selat Baru", "Desa Selat Baru"),
        ("11.07.06.2022", "Pulo Lon", "Gampong Pulo Lon"),
        ("11.08.01.2001", "Gampong Keumuneng", "Gampong Keumuneng"),
        ("13.06.01.2001", "Manggopoh", "Nagari Manggopoh"),
        ("13.09.01.2001", "Sikakap", "Desa Sikakap"),
        ("34.02.01", "Srandakan", "Kapanewon Srandakan"),
        ("34.71.01", "Tegalrejo", "Kemantren Tegalrejo"),
        ("91.03.01.3007", "Desa Adat Yoboi", "Desa Adat Yoboi"),
        ("95.04.12", "Konda", "Distrik Konda"),
        ("14.03.40001", "Pulau Rupat", "Pulau Rupat"),
    ],
)
def test_a_region_is_called_as_its_people_call_it(code: str, name: str, expected: str) -> None:
    assert styled(code, name, DAY) == expected


def test_names_changed_in_yogyakarta_in_2020() -> None:
    assert styled("34.02.01", "Srandakan", date(2019, 12, 31)) == "Kecamatan Srandakan"


def test_every_rule_carries_its_source() -> None:
    assert all(rule.reference for rule in (*zone_rules(), *style_rules()))
