"""A flood of reports: all are kept and acknowledged, those beyond the rate wait for a person, and none is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, settings as profile, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from pytest_django import Settings

from netral.apps.cases.models import Case, Clock
from netral.apps.reports import draft_store
from netral.apps.reports.actions import NothingHeld, admit_reports, file_report
from netral.apps.reports.domain.answers import Person as Suspect
from netral.apps.reports.domain.arrivals import ArrivalLimits, Arrivals, admits
from netral.apps.reports.draft_store import OpenDraft, Sent
from netral.apps.reports.models import Evidence, Report
from netral.apps.reports.quarantine import held_reports
from netral.apps.reports.queries import totals
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import PUBLIC
from netral.foundation.ledger.models import Event
from tests.apps.reports.reporter import Reporter
from tests.ground import Person, person
from tests.work import titles, waits

LIST = "/petugas/laporan/menunggu/"
BENGKALIS, SEMARANG = "14.03.02.2001", "33.74"


@pytest.fixture(autouse=True)
def narrow(settings: Settings) -> None:
    """Let two reports through at one institution and three at all, within ten minutes."""
    settings.REPORT_ARRIVALS_PER_INSTITUTION, settings.REPORT_ARRIVALS_OVERALL = 2, 3
    settings.REPORT_ARRIVAL_MINUTES = 10


@pytest.fixture
def officer(ground: None) -> Person:
    """Return the officer of Bengkalis."""
    return person("supervisor_officer", "bawaslu.14.03")


def written(account: str = "Lurah membagikan kaus.", region: str = BENGKALIS) -> OpenDraft:
    _token, draft = draft_store.begin()
    return draft_store.change(
        draft,
        act="media-sosial",
        account=account,
        accused=(Suspect(name="Bambang Rekaan"),),
        region=region,
        place="Balai desa",
        happened_on=date(2024, 10, 5),
        known_on=date(2024, 10, 6),
        evidence_seen=True,
        named=False,
    )


def send(draft: OpenDraft) -> Sent:
    try:
        return file_report(draft=draft, by=PUBLIC)
    finally:
        connections.close_all()


def file(account: str = "Lurah membagikan kaus.", region: str = BENGKALIS) -> UUID:
    return UUID(file_report(draft=written(account, region), by=PUBLIC).report_id)


def held() -> set[UUID]:
    with elevated("test"):
        return set(Report.objects.filter(held=True).values_list("pk", flat=True))


def admit_all(officer: Person) -> None:
    with reading_as(officer.actor):
        admit_reports(report_ids=list(held()), by=officer.actor)


def with_case() -> set[UUID]:
    with elevated("test"):
        cases = [case.report_id for case in Case.objects.all() if case.report_id]
    assert len(cases) == len(set(cases))
    return set(cases)


@pytest.mark.parametrize(
    ("here", "everywhere", "admitted"), [(0, 0, True), (1, 2, True), (2, 2, False), (1, 3, False), (9, 9, False)]
)
def test_the_rate_counts_one_institution_and_all(here: int, everywhere: int, admitted: bool) -> None:
    limits = ArrivalLimits(timedelta(minutes=10), institution=2, overall=3)
    assert admits(Arrivals(here, everywhere), limits) is admitted


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_of_reports_sent_at_once_exactly_the_rate_become_cases(reporter: Reporter) -> None:
    drafts = [written() for _ in range(12)]
    with ThreadPoolExecutor(12) as pool:
        sent = {UUID(each.report_id) for each in pool.map(send, drafts)}
    assert len(sent) == 12
    assert (len(with_case()), len(held())) == (2, 10)
    assert with_case() | held() == sent


@pytest.mark.django_db
@pytest.mark.usefixtures("ground")
def test_other_institutions_go_on_until_all_together_are_too_many() -> None:
    first = [file(), file()]
    beyond, elsewhere, too_many = file(), file(region=SEMARANG), file(region=SEMARANG)
    assert held() == {beyond, elsewhere, too_many}
    clock.travel(clock.now() + timedelta(minutes=11))
    later = file(region=SEMARANG)
    assert with_case() == {*first, later}


@pytest.mark.django_db
def test_the_reporter_keeps_her_code_and_reads_that_her_report_waits(reporter: Reporter, officer: Person) -> None:
    file(), file()
    code = reporter.answer().send()
    reporter.open(code)
    page = reporter.get("report_opened").content.decode()
    assert "Diterima, menunggu dibuka" in page
    assert "Anda tidak perlu mengirim lagi" in page
    admit_all(officer)
    page = reporter.get("report_opened").content.decode()
    assert "menunggu dibuka" not in page
    assert "Petugas sudah membuka laporan ini" in page


@pytest.mark.django_db
def test_one_click_opens_them_and_the_case_counts_from_the_filing(officer: Person) -> None:
    file(), file()
    waited, other = file("Camat  membagikan KAUS."), file("camat membagikan kaus.")
    with elevated("test"):
        numbers = sorted(Report.objects.filter(held=True).values_list("number", flat=True))
    assert (
        sorted(str(item.title) for item in waits(officer) if item.due and "belum menjadi" in str(item.why)) == numbers
    )
    stranger = person("supervisor_officer", "bawaslu.33.74")
    assert (titles(stranger), titles(person("supervisor_member", "bawaslu.33.74"))) == ([], [])
    clock.travel(clock.now() + timedelta(days=1))
    answer = officer.client.post(f"{LIST}buka/", {"laporan": [str(waited)], "tampil": [str(waited), str(other)]})
    assert answer.status_code == 302
    assert held() == {other}
    assert len([item for item in waits(officer) if "belum menjadi" in str(item.why)]) == 1
    with elevated("test"):
        report, case = Report.objects.get(pk=waited), Case.objects.get(report_id=waited)
        assert case.filed_at == report.filed_at
        assert Clock.objects.get(case=case).started_at == report.filed_at
    officer.client.post(f"{LIST}buka/", {"tampil": [str(waited), str(other)], "semua": "1"})
    assert held() == set()
    assert "Tidak ada laporan yang menunggu dibuka." in officer.client.get(LIST).content.decode()


@pytest.mark.django_db
def test_the_list_shows_what_tells_the_same_and_what_the_law_gives(officer: Person) -> None:
    file(), file()
    alike, alike_too, apart = file("Camat  membagikan KAUS."), file("camat membagikan kaus."), file("Lain sama sekali.")
    with reading_as(officer.actor):
        rows = {row.pk: vars(row)["same"] for row in held_reports(officer.actor)}
        together = {row.pk for row in held_reports(officer.actor, alike)}
    assert rows == {alike: 2, alike_too: 2, apart: 1}
    assert together == {alike, alike_too}
    page = officer.client.get(f"{LIST}?sama={alike}").content.decode()
    assert "Batas kajian awal" in page
    assert "Lain sama sekali" not in page
    download: Any = officer.client.get(f"{LIST}?unduh=csv")
    exported = b"".join(download.streaming_content).decode()
    assert exported.count("LP/14.03/2024/") == 3
    assert "KAUS" not in exported


@pytest.mark.django_db
def test_a_flood_writes_no_public_numbers(officer: Person) -> None:
    file(), file(), file()
    assert totals("14.03", None)["received"] == 2
    admit_all(officer)
    assert totals("14.03", None)["received"] == 3


@pytest.mark.django_db
def test_strangers_see_and_open_nothing(officer: Person) -> None:
    stranger = person("supervisor_officer", "bawaslu.33.74")
    file(), file()
    waiting = file()
    with reading_as(stranger.actor):
        assert not held_reports(stranger.actor).exists()
        with pytest.raises(NothingHeld):
            admit_reports(report_ids=[waiting], by=stranger.actor)
    member = person("supervisor_member", "bawaslu.14.03")
    assert member.client.post(f"{LIST}buka/", {"laporan": [str(waiting)]}).status_code == 403
    answer = officer.client.post(f"{LIST}buka/", {"laporan": ["bukan-laporan"]}, follow=True)
    assert "Belum ada laporan yang dipilih" in answer.content.decode()
    assert held() == {waiting}


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_clicks_at_once_open_every_report_exactly_once(officer: Person) -> None:
    for number in range(15):
        file(f"Camat nomor {number}.")
    waiting = [str(ident) for ident in sorted(held())]
    assert len(waiting) == 13

    def click(shown: list[str]) -> int:
        try:
            status: int = officer.client.post(f"{LIST}buka/", {"tampil": shown, "semua": "1"}).status_code
            return status
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(click, [waiting, waiting, waiting[5:]]))
    assert answers == [302, 302, 302]
    assert (len(with_case()), held()) == (15, set())
    with elevated("test"):
        assert Event.objects.filter(kind="report.admitted").count() == 13


@pytest.mark.django_db
def test_evidence_of_a_held_report_is_opened_from_its_page_by_nobody_else(reporter: Reporter, officer: Person) -> None:
    file(), file()
    reporter.answer().send()
    (waiting,) = held()
    with elevated("test"):
        stored = Evidence.objects.get(report_id=waiting).file_id
    address = reverse("file_download", args=[stored])
    assert address in officer.client.get(reverse("report_detail", args=[waiting])).content.decode()
    assert officer.client.get(address).status_code == 200
    others = [
        ("supervisor_officer", "bawaslu.33.74"),
        ("personnel_officer", "pemda.14.03.bkpsdm"),
        ("bkn_officer", "bkn"),
    ]
    assert {person(role, path).client.get(address).status_code for role, path in others} <= {403, 404}
    assert Client().get(address).status_code == 302


class FloodMachine(RuleBasedStateMachine):
    """Reports, openings and time in any order."""

    officer: ClassVar[Person]
    start: ClassVar[datetime]
    opened: ClassVar[int] = 0

    @initialize()
    def begin(self) -> None:
        self.filed: set[UUID] = set()
        with elevated("test"):
            self.before = set(Report.objects.values_list("pk", flat=True))
        # Each example has hours of its own, far from the arrivals of the ones before.
        FloodMachine.start += timedelta(hours=30)
        clock.travel(self.start)
        self.filed |= {file() for _ in range(3)}

    @rule(region=st.sampled_from([BENGKALIS, SEMARANG]), number=st.integers(1, 4))
    def file_some(self, region: str, number: int) -> None:
        self.filed |= {file(region=region) for _ in range(number)}

    @rule(minutes=st.integers(-20, 20))
    def let_time_pass(self, minutes: int) -> None:
        clock.travel(clock.now() + timedelta(minutes=minutes))

    @rule(many=st.booleans())
    def open_some(self, many: bool) -> None:
        mine = sorted(self.filed)[None if many else -1 :]
        before = held()
        with reading_as(self.officer.actor):
            try:
                FloodMachine.opened += admit_reports(report_ids=mine, by=self.officer.actor)
            except NothingHeld:
                assert held() == before

    def teardown(self) -> None:
        """Whatever happened, what waits at this institution can be opened, and everything filed there is a case."""
        clock.travel(clock.now() + timedelta(days=1))
        with reading_as(self.officer.actor):
            if mine := list(held_reports(self.officer.actor).values_list("pk", flat=True)):
                FloodMachine.opened += admit_reports(report_ids=mine, by=self.officer.actor)
            assert not held_reports(self.officer.actor).exists()
        self.every_report_is_held_or_a_case()

    @invariant()
    def every_report_is_held_or_a_case(self) -> None:
        waiting, cases = held() - self.before, with_case() - self.before
        assert waiting | cases == self.filed
        assert not waiting & cases


@pytest.mark.django_db
def test_no_order_of_filing_opening_and_time_loses_a_report(officer: Person, campaign_day: datetime) -> None:
    FloodMachine.officer, FloodMachine.start, FloodMachine.opened = officer, campaign_day, 0
    examples = max(profile().max_examples // 10, 5)
    run_state_machine_as_test(
        FloodMachine,
        settings=profile(
            max_examples=examples, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    assert FloodMachine.opened > 0
