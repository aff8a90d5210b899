"""Looking regions up: around one, by what people type, with whole names."""

import pytest

from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.regions import queries
from netral.foundation.regions.actions import load_regions
from netral.foundation.regions.models import Region, Tier
from tests.foundation.regions.territories import territory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def riau(db: None) -> None:
    """Load the small territory."""
    load_regions(territory=territory(), by=SYSTEM)


def found(text: str, tier: Tier | None = None, within: str | None = None, limit: int = 20) -> list[str]:
    """Return the codes a search finds."""
    return [region.code for region in queries.search(text, tier, within, limit=limit)]


def test_one_region_by_its_code() -> None:
    assert queries.region("14.03").name == "Kabupaten Bengkalis"
    with pytest.raises(Region.DoesNotExist):
        queries.region("99")


def test_what_lies_below_and_above() -> None:
    assert [region.code for region in queries.children("14.03")] == ["14.03.01", "14.03.02"]
    assert [region.code for region in queries.children("14.03", islands=True)][-1] == "14.03.40001"
    assert [region.code for region in queries.ancestors("14.03.02.2005")] == ["14", "14.03", "14.03.02"]
    assert [region.code for region in queries.provinces()] == ["14", "31", "33"]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("bantan", ["14.03.02"]),
        ("kec. bantan", ["14.03.02"]),
        ("desa bantan", []),
        ("bengkalis", ["14.03", "14.03.01", "14.03.01.1001"]),
        ("BENGKALIS kota", ["14.03.01.1001"]),
        ("bengkalsi", ["14.03", "14.03.01", "14.03.01.1001"]),
        ("selat baru", ["14.03.02.2005", "33.74.01.1001"]),
        ("selat baru, semarang", ["33.74.01.1001"]),
        ("selat baru kec bantan", ["14.03.02.2005"]),
        ("selat baru kab bantan", []),
        ("rupat", ["14.03.40001"]),
        ("ri", ["14"]),
        ("%", []),
        ("", []),
    ],
)
def test_a_search_finds_the_nearest_name_first(typed: str, codes: list[str]) -> None:
    assert found(typed) == codes


def test_a_search_can_be_narrowed_and_limited() -> None:
    assert found("selat baru", within="14.03") == ["14.03.02.2005"]
    assert found("bengkalis", tier=Tier.DISTRICT) == ["14.03.01"]
    assert found("bengkalis", limit=1) == ["14.03"]
    assert found("bengkalis", limit=0) == []
    assert found("bengkalis", limit=queries.MOST_FOUND + 1) == []


def test_whole_names_run_from_the_smallest_to_the_province() -> None:
    assert queries.full_name("14.03.02.2005") == "Desa Selat Baru, Kecamatan Bantan, Kabupaten Bengkalis, Riau"
    assert queries.full_name("14.03.40001") == "Pulau Rupat, Kabupaten Bengkalis, Riau"
    assert queries.full_names(["14", "99"]) == {"14": "Riau"}
    with pytest.raises(Region.DoesNotExist):
        queries.full_name("99")
