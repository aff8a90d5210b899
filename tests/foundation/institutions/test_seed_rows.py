"""The institutions of a territory follow from the data files, each with its source."""

from datetime import date

import pytest

from netral.engines.rules.dated import Verification
from netral.foundation.institutions.models import Kind
from netral.foundation.institutions.seed_rows import InstitutionRow, load, national, port, regional, units
from netral.foundation.regions.sources import shipped
from tests.foundation.regions.territories import RIAU

DAY = date(2024, 10, 7)
PLACES = [(row.code, row.name) for row in RIAU]


@pytest.fixture(scope="module")
def country() -> dict[str, InstitutionRow]:
    """Every institution of the whole country by its path."""
    places = [(row.code, row.name) for row in shipped().rows if row.tier != "island"]
    rows = [*national(), *regional(places, DAY)]
    by_path = {row.path: row for row in rows}
    assert len(by_path) == len(rows)
    return by_path


def test_every_institution_of_the_country_has_its_superior_and_a_known_kind(country: dict[str, InstitutionRow]) -> None:
    assert {row.parent for row in country.values() if row.parent} <= country.keys()
    assert {row.kind for row in country.values()} <= set(Kind.values)
    assert max(len(row.name) for row in country.values()) <= 200


def test_there_is_one_supervisor_for_every_region(country: dict[str, InstitutionRow]) -> None:
    kinds = [row.kind for row in country.values()]
    assert kinds.count("bawaslu_province") == 38
    assert kinds.count("bawaslu_regency") == 514
    assert kinds.count("panel") == 7_285
    assert kinds.count("village_supervisor") == 83_762


def test_the_regencies_of_jakarta_have_no_government_of_their_own(country: dict[str, InstitutionRow]) -> None:
    governments = [row for row in country.values() if row.kind == "government"]
    assert len(governments) == 38 + 514 - 6
    assert "pemda.31.00.ppk" in country
    assert not any(path.startswith("pemda.31.7") for path in country)
    assert "bawaslu.31.71" in country


@pytest.mark.parametrize(
    ("path", "name", "parent"),
    [
        ("bawaslu.14.03", "Bawaslu Kabupaten Bengkalis", "bawaslu.14"),
        ("bawaslu.14.03.02", "Panwaslu Kecamatan Bantan", "bawaslu.14.03"),
        ("bawaslu.14.03.02.2005", "Pengawas Desa Selat Baru", "bawaslu.14.03.02"),
        ("bawaslu.14.03.01.1001", "Pengawas Kelurahan Bengkalis Kota", "bawaslu.14.03.01"),
        ("pemda.14.00", "Pemerintah Provinsi Riau", "kemendagri"),
        ("pemda.14.00.ppk", "Gubernur Riau", "pemda.14.00"),
        ("pemda.14.03", "Pemerintah Kabupaten Bengkalis", "pemda.14.00"),
        ("pemda.14.03.ppk", "Bupati Bengkalis", "pemda.14.03"),
        ("pemda.33.74.ppk", "Wali Kota Semarang", "pemda.33.74"),
        ("pemda.34.00", "Pemerintah Daerah Daerah Istimewa Yogyakarta", "kemendagri"),
        ("kpu.11.01", "KIP Kabupaten Aceh Selatan", "kpu.11"),
        ("bawaslu.11", "Panwaslih Provinsi Aceh", "bawaslu"),
    ],
)
def test_institutions_bear_their_usual_names(
    country: dict[str, InstitutionRow], path: str, name: str, parent: str
) -> None:
    assert (country[path].name, country[path].parent) == (name, parent)


def test_offices_of_a_regency_hang_where_they_belong() -> None:
    inside = [(code, name) for code, name in PLACES if code.startswith("14.03.") and len(code) != len("14.03.40001")]
    rows = {row.path: row for row in units(("14.03", "Kabupaten Bengkalis"), inside, DAY)}
    kelurahan = rows["pemda.14.03.opd_kecamatan_01.opd_kelurahan_1001"]
    assert (kelurahan.name, kelurahan.region) == ("Kelurahan Bengkalis Kota", "14.03.01.1001")
    assert rows["pemda.14.03.opd_kecamatan_02"].name == "Kecamatan Bantan"
    assert rows["pemda.14.03.opd_dinas_kesehatan.opd_puskesmas_02"].name == "Puskesmas Bantan"
    assert rows["pemda.14.03.opd_dinas_kesehatan.opd_rsud"].parent == "pemda.14.03.opd_dinas_kesehatan"
    assert not any("2005" in path for path in rows), "a desa is no office of the government"
    assert {row.parent for row in rows.values()} <= {"pemda.14.03", *rows}
    assert {row.kind for row in rows.values()} == {"unit"}


def test_offices_of_a_province_have_its_own_seat() -> None:
    rows = units(("14", "Riau"), [], DAY)
    assert all(row.path.startswith("pemda.14.00.opd_") for row in rows)
    assert len({row.path for row in rows}) == len(rows)


def test_a_port_belongs_to_the_government() -> None:
    row = port(("14.03", "Kabupaten Bengkalis"))
    assert (row.path, row.parent, row.kind) == ("port.14.03", "pemda.14.03", "port")


def test_every_row_of_the_data_carries_its_source() -> None:
    institutions, offices = load("institutions.yaml"), load("units.yaml")
    rows = [
        *institutions["national"],
        *institutions["regional"],
        *institutions["exceptions"],
        offices,
        *offices["inside"],
        *offices["attached"],
        offices["port"],
    ]
    for row in rows:
        assert row["reference"]
        assert Verification(row["verification"])
