"""What the actions on postings take."""

from dataclasses import dataclass
from datetime import date

from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.models import PollingStation, Posting, Supervisor
from netral.foundation.elections.models import Election
from netral.foundation.regions.models import Region
from netral.foundation.registry.models import AsnPerson


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """Who is posted, as on her identity card; without an e-mail she gets no account."""

    name: str
    nik: str
    birth_date: date
    sex: str
    phone: str = ""
    email: str = ""
    village: Region | None = None
    person: AsnPerson | None = None


@dataclass(frozen=True, kw_only=True)
class Correction:
    """Name, phone and e-mail as they should be, and why they are corrected."""

    name: str
    phone: str
    email: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PostingTerm:
    """Where somebody serves, and from which day to which, both included."""

    election: Election
    post: Post
    region: Region
    starts_on: date
    ends_on: date
    polling_station: PollingStation | None = None
    above: Posting | None = None
    covers: Posting | None = None


@dataclass(frozen=True, kw_only=True)
class Ending:
    """When somebody serves for the last time, and why."""

    last_day: date
    reason: str


def particulars_of(row: Supervisor) -> Particulars:
    """Return a supervisor as she was registered."""
    return Particulars(
        name=row.name,
        nik=row.nik,
        birth_date=row.birth_date,
        sex=row.sex,
        phone=row.phone,
        email=row.email,
        village=row.village,
        person=row.person,
    )
