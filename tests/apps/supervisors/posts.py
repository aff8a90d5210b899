"""An officer of Bengkalis with three villages to fill, and people who do not exist."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from netral.apps.supervisors.actions.postings import post_supervisor
from netral.apps.supervisors.domain.applications import Sex
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.inputs import Particulars, PostingTerm
from netral.apps.supervisors.models import Posting
from netral.foundation.elections.actions import load_election
from netral.foundation.elections.queries import current_election
from netral.foundation.elections.schedules import shipped
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Region, Tier
from tests.ground import GROUND_LAID, Person, person

SELAT_BARU, MUNTAI, JANGKANG = "14.03.02.2001", "14.03.02.2002", "14.03.02.2003"
PHONE = "081234567890"
ELSEWHERE = "33.74.01.1001"
FIRST, LAST = date(2024, 6, 2), date(2024, 12, 15)


@action
def lay_villages() -> None:
    """Add two villages beside Selat Baru, and the institution of each village's supervisor."""
    for code, name in ((MUNTAI, "Muntai"), (JANGKANG, "Jangkang")):
        Region.objects.create(code=code, name=name, tier=Tier.VILLAGE, parent_id="14.03.02")
    panel = Institution.objects.get(path="bawaslu.14.03.02")
    for region in Region.objects.filter(tier=Tier.VILLAGE):
        path = f"bawaslu.{region.code}"
        name, kind = f"Pengawas {region.name}", Kind.VILLAGE_SUPERVISOR
        Institution.objects.create(code=path, path=path, name=name, kind=kind, region=region, parent=panel)
    record(GROUND_LAID, subject=("test", "villages"), by=SYSTEM)


@action
def lay_village_elsewhere() -> None:
    """Add a village of another regency."""
    for code, name, tier in ((ELSEWHERE[:8], "Kecamatan Rekaan", Tier.DISTRICT), (ELSEWHERE, "Rekaan", Tier.VILLAGE)):
        Region.objects.create(code=code, name=name, tier=tier, parent_id=code.rpartition(".")[0])
    record(GROUND_LAID, subject=("test", "elsewhere"), by=SYSTEM)


@dataclass
class PostingOffice:
    """Who posts, and how often somebody new was made up."""

    officer: Person = field(default_factory=lambda: person("recruitment_officer", "bawaslu.14.03"))
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def who(self, name: str = "Siti Rahma", *, nik: str = "", email: str = "", phone: str = PHONE) -> Particulars:
        """Return somebody who was never posted."""
        return Particulars(
            name=name,
            nik=nik or f"140302{next(self.numbers):010d}",
            birth_date=date(1995, 3, 4),
            sex=Sex.FEMALE,
            phone=phone,
            email=email,
        )

    def term(self, code: str = SELAT_BARU, first: date = FIRST, last: date = LAST) -> PostingTerm:
        """Return a term in a village or district."""
        region = Region.objects.get(code=code)
        post = Post.DISTRICT if region.tier == Tier.DISTRICT else Post.VILLAGE
        return PostingTerm(election=current_election(), post=post, region=region, starts_on=first, ends_on=last)

    def post(self, who: Particulars | None = None, term: PostingTerm | None = None) -> Posting:
        """Post somebody as the officer."""
        with reading_as(self.officer.actor):
            return post_supervisor(who=who or self.who(), term=term or self.term(), by=self.officer.actor)


def ready() -> PostingOffice:
    """Lay villages and calendar, and return the office."""
    lay_villages()
    load_election(schedule=shipped(), by=SYSTEM)
    return PostingOffice()
