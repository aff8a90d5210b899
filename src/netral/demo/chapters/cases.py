"""Reports become cases, cases recommendations, recommendations sanctions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from netral.demo.cast.citizens import Sighting, report, sightings
from netral.demo.cast.employers import Employer, follow_through
from netral.demo.cast.people import BENGKALIS, JAWA_TENGAH, staff_of
from netral.demo.cast.supervisors import NO_VIOLATION, VIOLATION, Office, case_of
from netral.demo.chapter import WIB, Bars
from netral.demo.marks import keep_receipt
from netral.foundation.institutions.queries import ppk_of
from netral.foundation.regions.models import Region
from netral.foundation.registry.fiction import Chance

SHOWN_AT = datetime(2024, 11, 11, 9, 0, tzinfo=WIB)
THE_REPORT = datetime(2024, 10, 7, 10, 12, tzinfo=WIB)
FIRST_REPORT = datetime(2024, 10, 8, 10, 0, tzinfo=WIB)
# How cases end, out of twenty: most public reports fail on their conditions, most findings stand.
REFUSED, CLEARED = 6, 9
MOST_STEPS = 4


@dataclass(frozen=True)
class OfficesAtWork:
    """The offices of one region at work."""

    office: Office
    employer: Employer


def the_journey(bars: Bars) -> None:
    """Tell the one story in full: a report of 7 October, to the sanction."""
    village = Region.objects.get(code="14.03.02.2005")
    seen = Sighting(
        at=THE_REPORT,
        village=village,
        act="fasilitas-negara",
        words="Ia memakai mobil dinas untuk mengangkut warga ke kampanye pasangan calon, lalu ikut membagikan kaus.",
        place="Lapangan bola Selat Baru",
        accused="Hendra Wijaya Kusuma",
        office="Dinas Perhubungan",
        named=True,
    )
    step = bars.counting("Perjalanan satu laporan sampai sanksi", 3)
    receipt = report(seen)
    keep_receipt(receipt)
    step(1, 3)
    at_work = open_offices(BENGKALIS)
    decided = handle(at_work.office, seen, receipt, VIOLATION)
    step(2, 3)
    follow_through(at_work.employer, case_of(receipt), decided, MOST_STEPS)
    step(3, 3)


def many(bars: Bars, bengkalis: int, jawa_tengah: int) -> None:
    """Let many reports come in and go as far as their time allows."""
    _in_regions(bars, "Laporan di Bengkalis", (BENGKALIS,), bengkalis, seed=11)
    _in_regions(bars, "Laporan di Jawa Tengah", JAWA_TENGAH, jawa_tengah, seed=33)


def open_offices(region_code: str) -> OfficesAtWork:
    """Sign in everyone of a region."""
    staff = staff_of(region_code)
    title = ppk_of(region_code).name
    return OfficesAtWork(Office(staff.officer, staff.members), Employer(staff.secretary, staff.official, title))


def handle(office: Office, seen: Sighting, receipt: str, finding: str) -> datetime:
    """Take a report from review to decision in three days, and return when it was decided."""
    case, day = case_of(receipt), timedelta(days=1)
    review = (seen.at + day).replace(hour=9)
    office.review(case, review)
    office.register(case, review + timedelta(hours=2))
    office.invite(case, review + timedelta(hours=3), review + day)
    office.hear(case, review + day + timedelta(hours=1))
    office.study(case_of(receipt), review + day + timedelta(hours=5), finding, seen.act)
    office.decide(case, review + 2 * day, finding)
    return review + 2 * day + timedelta(hours=1)


def _in_regions(bars: Bars, title: str, region_codes: tuple[str, ...], amount: int, seed: int) -> None:
    offices = {code: open_offices(code) for code in region_codes}
    chance = Chance(seed)
    seen_there = sightings(seed, list(region_codes), amount, (FIRST_REPORT, SHOWN_AT))
    for seen in bars.over(title, seen_there, amount):
        _go_on(offices[seen.village.code[:5]], seen, report(seen), chance)


def _go_on(at_work: OfficesAtWork, seen: Sighting, receipt: str, chance: Chance) -> None:
    """Take a report as far as the time until the demo's day allows."""
    age, fate = SHOWN_AT - seen.at, chance.randrange(20)
    if age < timedelta(days=1):
        return
    case, review = case_of(receipt), (seen.at + timedelta(days=1)).replace(hour=9)
    if age < timedelta(days=2):
        at_work.office.review(case, review)
    elif age < timedelta(days=3):
        at_work.office.review(case, review)
        at_work.office.register(case, review + timedelta(hours=2))
        at_work.office.invite(case, review + timedelta(hours=3), review + timedelta(days=1, hours=5))
    elif fate < REFUSED:
        reason = "Bukti tidak cukup menunjukkan waktu dan tempat. Anda dapat melapor lagi dengan bukti tambahan."
        at_work.office.review(case, review, "refuse", reason_code="material", words=reason)
    elif fate < CLEARED:
        handle(at_work.office, seen, receipt, NO_VIOLATION)
    else:
        decided = handle(at_work.office, seen, receipt, VIOLATION)
        follow_through(
            at_work.employer, case_of(receipt), decided, min(chance.randint(0, MOST_STEPS + 1), _steps(decided))
        )


def _steps(decided: datetime) -> int:
    """Return how many steps of the follow-up fit between a decision and the demo's day."""
    days = (SHOWN_AT - decided).days
    return sum(days > needed for needed in (3, 15, 19, 20))
