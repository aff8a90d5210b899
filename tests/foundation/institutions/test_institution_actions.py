"""Seeding makes each institution once, follows new names, and never half of it."""

import pytest

from netral.foundation.institutions.actions import NoGovernmentThere, seed_institutions, seed_units
from netral.foundation.institutions.merge import Merged, SuperiorMissing, merge
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.seed_rows import InstitutionRow
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.regions.actions import load_regions
from netral.foundation.regions.domain import RegionRow
from netral.foundation.regions.models import Region
from netral.foundation.regions.progress import quietly
from tests.foundation.regions.territories import RIAU, territory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def seeded(db: None) -> None:
    """Load the small territory and its institutions."""
    load_regions(territory=territory(), by=SYSTEM)
    seed_institutions(by=SYSTEM)


def test_seeding_again_changes_nothing() -> None:
    before = set(Institution.objects.values_list("pk", "path", "parent_id"))
    assert seed_institutions(by=SYSTEM) == Merged(added=0, changed=0)
    assert set(Institution.objects.values_list("pk", "path", "parent_id")) == before


def test_seeding_is_recorded_with_counts() -> None:
    event = Event.objects.get(kind="institutions.seeded")
    assert event.data["counts"]["bawaslu_regency"] == 3
    assert event.data["added"] == Institution.objects.count()


def test_institutions_know_their_superior() -> None:
    panel = Institution.objects.get(path="bawaslu.14.03.02")
    assert panel.parent == Institution.objects.get(path="bawaslu.14.03")
    assert panel.region_id == "14.03.02"
    assert panel.code == panel.path


def test_new_names_and_new_regions_are_followed() -> None:
    seed_units(region_code="14.03", by=SYSTEM)
    before = Institution.objects.get(path="pemda.14.03.opd_kecamatan_02")
    rows = [row._replace(name="Bantan Raya") if row.code == "14.03.02" else row for row in RIAU]
    load_regions(territory=territory(*rows, RegionRow("14.03.02.2006", "Berancah")), by=SYSTEM)
    assert seed_institutions(by=SYSTEM) == Merged(added=1, changed=1)
    # Its office and its health centre.
    assert seed_units(region_code="14.03", by=SYSTEM) == Merged(added=0, changed=2)
    assert Institution.objects.get(path="bawaslu.14.03.02").name == "Panwaslu Kecamatan Bantan Raya"
    after = Institution.objects.get(path="pemda.14.03.opd_kecamatan_02")
    assert (after.pk, after.name) == (before.pk, "Kecamatan Bantan Raya")


def test_offices_are_made_for_one_government_and_recorded() -> None:
    merged = seed_units(region_code="14.03", by=SYSTEM)
    assert merged.added == Institution.objects.filter(kind__in=["unit", "port"]).count()
    assert Institution.objects.get(path="port.14.03").parent == Institution.objects.get(path="pemda.14.03")
    assert Event.objects.get(kind="institutions.units_seeded").subject_id == "14.03"
    assert seed_units(region_code="14.03", by=SYSTEM) == Merged(added=0, changed=0)


def test_a_regency_without_islands_gets_no_port() -> None:
    seed_units(region_code="33.74", by=SYSTEM)
    seed_units(region_code="14", by=SYSTEM)
    assert not Institution.objects.filter(kind="port").exists()


def test_offices_need_a_government() -> None:
    with pytest.raises(NoGovernmentThere, match="Jakarta Pusat"):
        seed_units(region_code="31.71", by=SYSTEM)
    with pytest.raises(NoGovernmentThere, match="Bantan"):
        seed_units(region_code="14.03.02", by=SYSTEM)
    with pytest.raises(Region.DoesNotExist):
        seed_units(region_code="99", by=SYSTEM)


def test_an_institution_without_its_superior_is_refused() -> None:
    lost = InstitutionRow("pemda.99.opd_lost", "Lost", "unit", None, "pemda.99")
    with pytest.raises(SuperiorMissing, match=r"pemda\.99\.opd_lost belongs under pemda\.99"):
        merge([lost], progress=quietly)
