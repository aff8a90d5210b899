"""Loading a territory makes the table exactly that territory, or changes nothing."""

from datetime import date

import pytest
from psycopg import DataError
from typer.testing import CliRunner

from netral.cli.regions import app
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions import queries
from netral.foundation.regions.actions import load_regions
from netral.foundation.regions.domain import RegionRow
from netral.foundation.regions.merge import Merged, RegionsInUse
from netral.foundation.regions.models import Region
from netral.foundation.regions.sources import shipped
from netral.foundation.registry.models import AsnPerson
from tests.foundation.regions.territories import RIAU, territory

pytestmark = pytest.mark.django_db
VILLAGE = "14.03.02.2005"
PLACED = EventKind("test.placed", "Ditempatkan")


@action
def place_institution(region_code: str) -> None:
    """Let an institution refer to a region."""
    Institution.objects.create(code="bkn", path="bkn", name="BKN", kind=Kind.BKN, region_id=region_code)
    record(PLACED, subject=("test", region_code), by=SYSTEM)


def without(*codes: str) -> tuple[RegionRow, ...]:
    """Return the small territory without some regions."""
    return tuple(row for row in RIAU if row.code not in codes)


def test_the_whole_country_loads_once_and_changes_nothing_the_second_time() -> None:
    country = shipped()
    seen: list[tuple[int, int]] = []
    first = load_regions(progress=lambda done, total: seen.append((done, total)), by=SYSTEM)
    assert first == Merged(added=108_972, changed=0, removed=0, kept=[])
    assert seen == sorted(seen)
    assert seen[-1] == (108_972, 108_972)
    assert queries.current_rows() == {row.code: row for row in country.rows}
    assert queries.full_name(VILLAGE) == "Desa Selat Baru, Kecamatan Bantan, Kabupaten Bengkalis, Riau"
    assert [region.code for region in queries.search("kec. bantan")][:1] == ["14.03.02"]
    again = CliRunner().invoke(app, ["load"])
    assert again.stdout == "Version 4.0.1: 108972 regions, 0 added, 0 changed, 0 removed\n"


def test_loading_is_recorded_with_version_counts_and_fingerprint() -> None:
    given = territory(version="9.9.9")
    load_regions(territory=given, by=SYSTEM)
    event = Event.objects.get(kind="regions.loaded")
    assert (event.subject_type, event.subject_id) == ("regions.region", "9.9.9")
    assert event.data["sha256"] == given.sha256
    assert event.data["counts"] == {"province": 3, "regency": 3, "district": 3, "village": 3, "island": 1}
    assert event.data["added"] == len(RIAU)


def test_names_change_and_regions_come_and_go() -> None:
    load_regions(territory=territory(), by=SYSTEM)
    new = RegionRow("14.03.02.2006", "Berancah")
    renamed = RegionRow("14.03.02", "Bantan Raya")
    rows = (*without(VILLAGE, "14.03.02"), renamed, new)
    assert load_regions(territory=territory(*rows), by=SYSTEM) == Merged(added=1, changed=1, removed=1, kept=[])
    assert queries.current_rows() == {row.code: row for row in rows}


def test_a_region_in_use_is_not_removed_and_nothing_else_happens() -> None:
    load_regions(territory=territory(), by=SYSTEM)
    place_institution(VILLAGE)
    rows = (*without(VILLAGE, "14.03.40001"), RegionRow("14.03.02.2006", "Berancah"))
    with pytest.raises(RegionsInUse, match=r"institutions\.Institution\): 14\.03\.02\.2005"):
        load_regions(territory=territory(*rows), by=SYSTEM)
    assert queries.current_rows() == {row.code: row for row in RIAU}
    assert Event.objects.filter(kind="regions.loaded").count() == 1


@action
def employ_in(village: str) -> None:
    """Let a civil servant, whom row-level security hides, live in a village."""
    unit = Institution.objects.create(code="bkn", path="bkn", name="BKN", kind=Kind.BKN)
    AsnPerson.objects.create(
        nip="199001012015031001",
        name="Budi Fiktif",
        employment="PNS",
        birth_date=date(1990, 1, 1),
        sex="1",
        unit=unit,
        village_id=village,
        scopes=["bkn"],
    )
    record(PLACED, subject=("test", village), by=SYSTEM)


def test_a_reference_that_nobody_here_may_see_protects_a_region_too() -> None:
    load_regions(territory=territory(), by=SYSTEM)
    employ_in(VILLAGE)
    with pytest.raises(RegionsInUse, match="registry_asnperson"):
        load_regions(territory=territory(*without(VILLAGE)), by=SYSTEM)
    assert queries.region(VILLAGE).name == "Selat Baru"
    with elevated("the same, seen"), pytest.raises(RegionsInUse, match=r"registry\.AsnPerson\): 14\.03\.02\.2005"):
        load_regions(territory=territory(*without(VILLAGE)), by=SYSTEM)


def test_a_region_in_use_can_be_kept_with_all_it_lies_in() -> None:
    load_regions(territory=territory(), by=SYSTEM)
    place_institution(VILLAGE)
    rows = without("14.03.02", VILLAGE, "14.03.40001")
    merged = load_regions(territory=territory(*rows), keep_used=True, by=SYSTEM)
    assert merged == Merged(added=0, changed=0, removed=1, kept=["14.03.02", VILLAGE])
    assert queries.current_rows().keys() == {row.code for row in RIAU} - {"14.03.40001"}


def test_a_load_that_fails_halfway_leaves_the_regions_as_they_were() -> None:
    load_regions(territory=territory(), by=SYSTEM)
    broken = territory(*RIAU, RegionRow("15", "x" * 121))
    with pytest.raises(DataError):
        load_regions(territory=broken, by=SYSTEM)
    assert Region.objects.count() == len(RIAU)
    assert load_regions(territory=territory(), by=SYSTEM).changed == 0
