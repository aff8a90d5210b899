"""The applicants of the demo: the same ones each time, and nobody whom the law of the day would refuse."""

from datetime import date

from netral.apps.supervisors.domain.applications import Sex
from netral.apps.supervisors.domain.drafts import nik_doubts
from netral.demo.cast.applicants import Applicant, Applicants, is_named
from netral.foundation.regions.models import Region

VILLAGES = [Region(code="14.03.14.2001", name="Parit I Api-Api"), Region(code="14.03.14.2002", name="Temiang")]
OPENS = date(2024, 5, 3)
MANY = 200


def applicants(seed: int) -> list[Applicant]:
    """Give many applicants of one seed."""
    everyone = Applicants(seed)
    return [everyone.one_of(VILLAGES) for _number in range(MANY)]


def test_the_same_seed_gives_the_same_people_and_another_gives_others() -> None:
    assert applicants(14) == applicants(14)
    assert [each.name for each in applicants(14)] != [each.name for each in applicants(15)]


def test_a_nik_fits_birth_and_sex_and_is_one_persons_even_beside_other_recruitments() -> None:
    found = [*applicants(14), *applicants(15)]
    assert not any(nik_doubts(each.nik, each.born, each.sex) for each in found)
    assert len({each.nik for each in found}) == len(found)


def test_everybody_is_old_enough_for_a_panel() -> None:
    assert all(each.born.replace(year=each.born.year + 25) <= OPENS for each in applicants(14) if each.born.day < 29)


def test_somebody_of_the_cast_keeps_a_nik_that_fits() -> None:
    for sex in Sex:
        named = is_named(applicants(14)[0], "Nuraini Batubara", sex)
        assert named.name == "Nuraini Batubara"
        assert nik_doubts(named.nik, named.born, named.sex) == ()
