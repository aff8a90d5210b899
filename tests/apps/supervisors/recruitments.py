"""Recruitments to test with: an election, officers, and steps of a recruitment at a day."""

from datetime import UTC, date, datetime
from typing import Any

from netral.apps.supervisors.actions.recruitment import RecruitmentInput, open_recruitment, plan_recruitment
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.models import Application, PollingStation, Recruitment, Vacancy
from netral.foundation.elections.actions import load_election
from netral.foundation.elections.models import Election
from netral.foundation.elections.schedules import shipped
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Region, Tier
from tests.ground import Person, person

REGENCY, PANEL, OTHER = "bawaslu.14.03", "bawaslu.14.03.02", "bawaslu.33.74"
FIRST, LAST = date(2024, 10, 5), date(2024, 10, 10)
MIDDLE, AFTER = datetime(2024, 10, 8, 3, tzinfo=UTC), datetime(2024, 10, 11, 3, tzinfo=UTC)
_ARRANGED = EventKind("test.arranged", "Keadaan uji dibuat")


def election() -> Election:
    """Load the election of 2024."""
    return load_election(schedule=shipped(), by=SYSTEM)


def officer(path: str = REGENCY) -> Person:
    """Return somebody who recruits for an institution."""
    return person("recruitment_officer", path)


def planned(who: Person, post: Post = Post.VILLAGE, first: date = FIRST, last: date = LAST) -> Recruitment:
    """Draft a recruitment."""
    with elevated("the test drafts as another"):
        office = Institution.objects.get(path=who.actor.paths[0])
        inputs = RecruitmentInput(election(), post, first, last)
        return plan_recruitment(inputs=inputs, institution=office, by=who.actor)


def opened(who: Person, post: Post = Post.VILLAGE) -> Recruitment:
    """Open a recruitment."""
    with elevated("the test opens as another"):
        return open_recruitment(recruitment=planned(who, post), by=who.actor)


def vacancy_of(recruitment: Recruitment) -> Vacancy:
    """Return the first vacancy of a recruitment."""
    with elevated("the test reads what was written"):
        return Vacancy.objects.filter(recruitment=recruitment).select_related("recruitment")[0]


@action
def village_added(code: str = "14.03.02.2002", name: str = "Jangkang") -> Region:
    """Add a village to the district."""
    made = Region.objects.create(code=code, name=name, tier=Tier.VILLAGE, parent_id=code[:8])
    record(_ARRANGED, subject=("test", "village"), by=SYSTEM)
    return made


@action
def station_added(number: int = 1) -> PollingStation:
    """Add a polling station to the village."""
    village = "14.03.02.2001"
    made = PollingStation.objects.create(
        scopes=[f"bawaslu.{village}"], election=election(), village_id=village, number=number
    )
    record(_ARRANGED, subject=("test", "station"), by=SYSTEM)
    assert isinstance(made, PollingStation)
    return made


@action
def applied(vacancy: Vacancy, number: int, sex: str = "L", state: str = "submitted") -> Application:
    """Let somebody fictional have applied."""
    columns: dict[str, Any] = {"name": f"Pelamar {number}", "nik": f"{number:016d}", "sex": sex, "state": state}
    made = Application.objects.create(
        scopes=vacancy.scopes,
        recruitment=vacancy.recruitment,
        vacancy=vacancy,
        number=f"L-{number}",
        code_digest=f"{number:032d}".encode(),
        channel="online",
        submitted_at=now(),
        birth_place="Bengkalis",
        birth_date=date(1990, 1, 1),
        village=vacancy.region,
        address="Jalan Uji",
        phone="081200000000",
        education="sma",
        occupation="Nelayan",
        employment="bukan",
        party="tidak_pernah",
        spouse_is_organiser=False,
        **columns,
    )
    record(_ARRANGED, subject=("test", "application"), by=SYSTEM)
    assert isinstance(made, Application)
    return made
