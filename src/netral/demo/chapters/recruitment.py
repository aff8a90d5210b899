"""Supervisors are recruited for the districts and villages of Bengkalis, as the calendar of 2024 says."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from netral.apps.supervisors import api as supervisors
from netral.apps.supervisors.domain.applications import ApplicationState, PartyTie, Sex
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.models import Application, Recruitment, Vacancy
from netral.demo.cast import applicants
from netral.demo.cast.applicants import Applicant, Applicants
from netral.demo.cast.people import BENGKALIS, acting_as, post
from netral.demo.cast.recruiters import MEMBERS, OFFICERS, Recruiters, SelectionDays, qualified_of
from netral.demo.chapter import WIB, Bars
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.regions.models import Region, Tier

PANELS = SelectionDays(
    post=Post.DISTRICT,
    planned=datetime(2024, 4, 30, 9, 0, tzinfo=WIB),
    opens=datetime(2024, 5, 3, 8, 0, tzinfo=WIB),
    closes=date(2024, 5, 7),
    checks=datetime(2024, 5, 8, 9, 0, tzinfo=WIB),
    comments=(date(2024, 5, 10), date(2024, 5, 12)),
    interviews=datetime(2024, 5, 15, 9, 0, tzinfo=WIB),
    decisions=datetime(2024, 5, 20, 9, 0, tzinfo=WIB),
    results=datetime(2024, 5, 22, 9, 0, tzinfo=WIB),
)
VILLAGES = SelectionDays(
    post=Post.VILLAGE,
    planned=datetime(2024, 5, 14, 9, 0, tzinfo=WIB),
    opens=datetime(2024, 5, 18, 8, 0, tzinfo=WIB),
    closes=date(2024, 5, 21),
    checks=datetime(2024, 5, 25, 9, 0, tzinfo=WIB),
    comments=(date(2024, 5, 26), date(2024, 5, 28)),
    interviews=datetime(2024, 5, 29, 9, 0, tzinfo=WIB),
    decisions=datetime(2024, 5, 31, 9, 0, tzinfo=WIB),
    results=datetime(2024, 5, 31, 19, 0, tzinfo=WIB),
)
EXTENDED, EXTENDED_UNTIL = datetime(2024, 5, 21, 20, 0, tzinfo=WIB), date(2024, 5, 24)
PANELS_SWORN, VILLAGES_SWORN = datetime(2024, 5, 26, 10, 0, tzinfo=WIB), datetime(2024, 6, 2, 10, 0, tzinfo=WIB)
# No text gives the end of the term; the decree of this story does.
TERM_ENDS = date(2025, 1, 31)
# Nobody applied here, in spite of the extension; there one did, who belongs to a party.
UNSOUGHT, UNFIT = "14.03.11.2007", "14.03.14.2006"
PANEL_APPLICANTS, VILLAGE_APPLICANTS = 5, 2
# So many go through the pages as everybody does; the others through the same actions, which is quicker.
ON_PAGES = 1
AT_COUNTER = 5


def recruit_panels(bars: Bars, districts: int) -> None:
    """Recruit three supervisors for each district, and swear them in."""
    everyone = Applicants(14)
    found = _districts(districts)
    recruiters = Recruiters(PANELS, MEMBERS[1:], seed=3)
    recruitment = recruiters.open_recruitment()
    wanted = [
        (vacancy, applicant)
        for vacancy in _vacancies(recruitment, found)
        for applicant in _for_panel(everyone, vacancy)
    ]
    _apply(bars, "Pelamar Panwaslu kecamatan", wanted, PANELS.opens)
    recruiters.close(recruitment, PANELS.checks)
    _select(bars, "Seleksi Panwaslu kecamatan", recruiters, recruitment)
    swear_in(bars, "Pelantikan Panwaslu kecamatan", recruitment, PANELS_SWORN)


def recruit_for_villages(bars: Bars, districts: int) -> None:
    """Recruit one supervisor for each village, and swear them in; two villages stay without anybody."""
    everyone = Applicants(15)
    found = _villages(_districts(districts))
    recruiters = Recruiters(VILLAGES, OFFICERS, seed=5)
    recruitment = recruiters.open_recruitment()
    vacancies = _vacancies(recruitment, found)
    wanted = [
        (vacancy, applicant)
        for vacancy in vacancies
        for applicant in _for_village(everyone, vacancy, found)
        if vacancy.region_id not in (UNSOUGHT, UNFIT)
    ]
    _apply(bars, "Pelamar pengawas desa", wanted, VILLAGES.opens)
    short = [vacancy for vacancy in vacancies if vacancy.region_id in (UNSOUGHT, UNFIT)]
    recruiters.extend(recruitment, short, EXTENDED_UNTIL, EXTENDED)
    unfit = next(vacancy for vacancy in short if vacancy.region_id == UNFIT)
    member = replace(everyone.one_of([unfit.region]), party=PartyTie.MEMBER)
    with clock.at(EXTENDED + timedelta(days=1)):
        applicants.apply_directly(unfit, member, EXTENDED_UNTIL)
    recruiters.close(recruitment, VILLAGES.checks)
    _select(bars, "Seleksi pengawas desa", recruiters, recruitment)
    swear_in(bars, "Pelantikan pengawas desa", recruitment, VILLAGES_SWORN)


def swear_in(bars: Bars, title: str, recruitment: Recruitment, at: datetime) -> None:
    """Post everybody who was chosen, from the day of the oath on."""
    with elevated("the demo looks up what its own officers read on the page"):
        rows = Application.objects.filter(recruitment=recruitment, state=ApplicationState.CHOSEN)
        chosen = list(rows.select_related("vacancy__region", "recruitment__election", "village", "person"))
    chosen.sort(key=lambda row: (row.vacancy.region_id, row.number))
    for row in bars.over(title, chosen, len(chosen)):
        with clock.at(at), acting_as(OFFICERS[0]) as by:
            supervisors.post_supervisor(who=_particulars(row), term=_term(row, at.date()), by=by)


def _particulars(row: Application) -> supervisors.Particulars:
    return supervisors.Particulars(
        name=row.name,
        nik=row.nik,
        birth_date=row.birth_date,
        sex=row.sex,
        phone=row.phone,
        email=next((post(key).email for key in ("panwascam", "pkd") if post(key).name == row.name), ""),
        village=row.village,
        person=row.person,
    )


def _term(row: Application, first: date) -> supervisors.PostingTerm:
    return supervisors.PostingTerm(
        election=row.recruitment.election,
        post=Post(row.recruitment.post),
        region=row.vacancy.region,
        starts_on=first,
        ends_on=TERM_ENDS,
    )


def _apply(bars: Bars, title: str, wanted: Sequence[tuple[Vacancy, Applicant]], opens: datetime) -> None:
    """Let everybody apply on the first days, one after the other."""
    for number, (vacancy, applicant) in enumerate(bars.over(title, wanted, len(wanted))):
        with clock.at(opens + timedelta(minutes=7 * number + 30)):
            if number < ON_PAGES:
                applicants.apply_on_phone(vacancy, applicant, opens.date())
            elif number % AT_COUNTER == 0:
                applicants.apply_at_counter(vacancy, applicant, opens.date())
            else:
                applicants.apply_directly(vacancy, applicant, opens.date())


def _select(bars: Bars, title: str, recruiters: Recruiters, recruitment: Recruitment) -> None:
    """Take a recruitment that is closed to its results."""
    days = recruiters.days
    with elevated("the demo looks up what its own officers read on the page"):
        received = list(Application.objects.filter(recruitment=recruitment).select_related("recruitment"))
    for number, row in enumerate(bars.over(f"{title}: pemeriksaan", received, len(received))):
        with clock.at(days.checks + timedelta(minutes=number)):
            recruiters.check(row, on_pages=number < ON_PAGES)
    with clock.at(datetime.combine(days.comments[0], days.opens.timetz())):
        recruiters.announce(recruitment)
    if days.post is Post.DISTRICT:
        with clock.at(days.interviews - timedelta(days=1)):
            recruiters.record_scores(recruitment)
    qualified = qualified_of(recruitment)
    vacancies = list({row.vacancy_id: row.vacancy for row in qualified}.values())
    with clock.at(days.interviews - timedelta(hours=4)):
        for number, vacancy in enumerate(vacancies):
            recruiters.call(vacancy, on_pages=number < ON_PAGES)
    for number, row in enumerate(bars.over(f"{title}: wawancara", qualified, len(qualified))):
        with clock.at(days.interviews + timedelta(minutes=2 * number + 1)):
            recruiters.interview(row, on_pages=number < ON_PAGES)
    for number, vacancy in enumerate(bars.over(f"{title}: putusan", vacancies, len(vacancies))):
        with clock.at(days.decisions + timedelta(minutes=number)):
            recruiters.decide(vacancy, on_pages=number < ON_PAGES)
    recruiters.announce_results(recruitment)


def _for_panel(everyone: Applicants, vacancy: Vacancy) -> Iterator[Applicant]:
    villages = _villages([vacancy.region])
    if vacancy.region_id == post("panwascam").path.removeprefix("bawaslu."):
        yield applicants.is_named(everyone.one_of(villages), post("panwascam").name, Sex.MALE)
    for _number in range(PANEL_APPLICANTS):
        yield everyone.one_of(villages)


def _for_village(everyone: Applicants, vacancy: Vacancy, villages: Sequence[Region]) -> Iterator[Applicant]:
    if vacancy.region_id == post("pkd").path.removeprefix("bawaslu."):
        yield applicants.is_named(everyone.one_of([vacancy.region]), post("pkd").name, Sex.FEMALE)
    near = [each for each in villages if each.parent_id == vacancy.region.parent_id]
    yield everyone.one_of([vacancy.region])
    for _number in range(VILLAGE_APPLICANTS - 1):
        yield everyone.one_of(near)


def _districts(amount: int) -> list[Region]:
    """Return so many districts, those with the fewest villages first."""
    found = Region.objects.filter(tier=Tier.DISTRICT, parent_id=BENGKALIS)
    return sorted(found, key=lambda each: (len(_villages([each])), each.code))[:amount]


def _villages(districts: Sequence[Region]) -> list[Region]:
    found = Region.objects.filter(tier=Tier.VILLAGE, parent__in=districts)
    return list(found.order_by("code"))


def _vacancies(recruitment: Recruitment, areas: Sequence[Region]) -> list[Vacancy]:
    with elevated("vacancies are announced to everybody"):
        rows = Vacancy.objects.filter(recruitment=recruitment, region__in=areas)
        return list(rows.select_related("region", "recruitment__institution").order_by("region"))
