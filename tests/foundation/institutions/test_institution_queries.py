"""Who answers for a region, who employs there, who receives, and whose rows each sees."""

from datetime import date

import pytest

from netral.foundation.institutions import queries
from netral.foundation.institutions.actions import seed_institutions, seed_units
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.regions.actions import load_regions
from netral.foundation.regions.models import Tier
from tests.foundation.regions.territories import territory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def seeded(db: None) -> None:
    """Load the small territory and its institutions."""
    load_regions(territory=territory(), by=SYSTEM)
    seed_institutions(by=SYSTEM)


@pytest.mark.parametrize(
    ("region", "tier", "path"),
    [
        ("14.03.02.2005", Tier.VILLAGE, "bawaslu.14.03.02.2005"),
        ("14.03.02.2005", Tier.DISTRICT, "bawaslu.14.03.02"),
        ("14.03.02.2005", Tier.REGENCY, "bawaslu.14.03"),
        ("14.03.02.2005", Tier.PROVINCE, "bawaslu.14"),
        ("14.03", Tier.VILLAGE, "bawaslu.14.03"),
        ("14.03.40001", Tier.ISLAND, "bawaslu.14.03"),
        ("14.03.40001", Tier.VILLAGE, "bawaslu.14.03"),
        ("99", Tier.PROVINCE, "bawaslu"),
    ],
)
def test_the_supervisor_of_a_region_is_the_nearest_at_the_tier_or_above(region: str, tier: Tier, path: str) -> None:
    assert queries.supervisor_of(region, tier).path == path


@pytest.mark.parametrize(
    ("region", "path"),
    [("14.03.02.2005", "pemda.14.03"), ("14.03", "pemda.14.03"), ("14", "pemda.14.00"), ("31.71", "pemda.31.00")],
)
def test_a_region_belongs_to_its_regency_s_government_or_the_province_s(region: str, path: str) -> None:
    assert queries.government_of(region).path == path
    assert queries.ppk_of(region).path == f"{path}.ppk"


def test_an_unknown_region_has_no_government() -> None:
    with pytest.raises(Institution.DoesNotExist):
        queries.government_of("99.01")


def test_kasn_receives_until_its_last_day() -> None:
    assert queries.receiver(Kind.KASN, date(2024, 8, 24)).path == "kasn"
    with pytest.raises(Institution.DoesNotExist, match="on that day"):
        queries.receiver(Kind.KASN, date(2024, 8, 25))
    with pytest.raises(Institution.DoesNotExist):
        queries.receiver(Kind.KASN)
    assert queries.receiver(Kind.BKN).path == "bkn"


def test_a_receiver_may_be_asked_for_in_a_region() -> None:
    assert queries.receiver(Kind.KPU).path == "kpu"
    assert queries.receiver(Kind.KPU, region_code="14.03.02").path == "kpu.14.03"
    assert queries.receiver(Kind.GOVERNMENT, region_code="14.03.02").path == "pemda.14.03"


def test_units_are_where_people_work() -> None:
    seed_units(region_code="14.03", by=SYSTEM)
    government = queries.government_of("14.03")
    paths = [unit.path for unit in queries.units_of(government)]
    assert {"pemda.14.03.bkpsdm", "pemda.14.03.inspektorat", "pemda.14.03.opd_dinas_kesehatan"} <= set(paths)
    assert "pemda.14.03.ppk" not in paths
    assert "pemda.14.03" not in paths
    office = paths.index("pemda.14.03.opd_kecamatan_01")
    assert paths[office + 1] == "pemda.14.03.opd_kecamatan_01.opd_kelurahan_1001"
    assert not queries.units_of(queries.government_of("33.74")).filter(kind=Kind.UNIT).exists()


@pytest.mark.parametrize(
    ("path", "reads"),
    [
        ("pemda.14.03.ppk", "pemda.14.03"),
        ("pemda.14.03.bkpsdm", "pemda.14.03"),
        ("pemda.14.03.inspektorat", "pemda.14.03"),
        ("pemda.14.00.ppk", "pemda.14.00"),
        ("pemda.14.03", "pemda.14.03"),
        ("bawaslu.14.03.02", "bawaslu.14.03.02"),
        ("bkn", "bkn"),
    ],
)
def test_those_who_act_for_a_government_see_all_of_it(path: str, reads: str) -> None:
    assert queries.reader_path(queries.institution(path)) == reads


def test_superiors_lead_to_the_top() -> None:
    panel = queries.institution("bawaslu.14.03.02")
    assert [step.path for step in climb(panel)] == ["bawaslu.14.03", "bawaslu.14", "bawaslu"]
    assert [step.path for step in climb(queries.institution("pemda.14.03.ppk"))] == [
        "pemda.14.03",
        "pemda.14.00",
        "kemendagri",
    ]


def climb(institution: Institution) -> list[Institution]:
    """Return every superior, nearest first."""
    return [institution.parent, *climb(institution.parent)] if institution.parent else []


def test_institutions_of_a_region_and_those_inside() -> None:
    found = {institution.path for institution in queries.in_region("14.03")}
    assert {"bawaslu.14.03", "bawaslu.14.03.02.2005", "pemda.14.03.ppk"} <= found
    assert not {"bawaslu.14", "bawaslu.33.74"} & found


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(Institution.DoesNotExist):
        queries.institution("bawaslu.99")
