"""Who swore is certified and posted once; who was away comes later; what is refused or cut off loses nothing."""

import io
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.supervisors.actions import appointees
from netral.apps.supervisors.actions.oaths import cancel_oath, close_oath, continue_oath, mark_attendance
from netral.apps.supervisors.actions.postings import post_supervisor, resign_supervisor
from netral.apps.supervisors.domain.appointments import AppointeeState
from netral.apps.supervisors.inputs import Ending
from netral.apps.supervisors.installation import install_sworn
from netral.apps.supervisors.models import Application, OathCeremony, Posting
from netral.apps.supervisors.papers.register import paper_about
from netral.apps.supervisors.queries.applications import digest_of
from netral.engines.steps.table import StepRefused
from netral.engines.vault.codes import new_code
from netral.foundation.accounts.actions import end_role
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import action, record
from netral.foundation.seals.domain import Verdict
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import pdf_of, verify_document
from tests.apps.supervisors.appointing import AFTER_OATH, DECIDED, OATH_AT, Appointing, appointing, people
from tests.apps.supervisors.panel import act
from tests.apps.supervisors.posts import PostingOffice
from tests.apps.supervisors.test_decrees import text_of
from tests.ground import GROUND_LAID, person
from tests.look import send_through
from tests.work import titles

pytestmark = pytest.mark.usefixtures("ground")


def installed(ceremony: OathCeremony, at: datetime = AFTER_OATH) -> int:
    with clock.at(at):
        return install_sworn(ceremony.pk)


def postings() -> list[Posting]:
    with elevated("the test reads what was written"):
        return list(Posting.objects.select_related("supervisor").order_by("region"))


def sealed(kind: str) -> list[SealedDocument]:
    with elevated("the test reads what was written"):
        return list(SealedDocument.objects.filter(kind=kind).select_related("institution", "key"))


def test_everybody_present_is_sworn_certified_and_posted_from_that_day_with_an_account() -> None:
    office = appointing()
    decree = office.decree()
    ceremony = office.held(office.planned(decree))
    assert installed(ceremony) == 3
    assert installed(ceremony) == 0
    assert [row.supervisor.name for row in postings()] == [each.name for each in office.found.applications]
    assert {(row.starts_on, row.ends_on) for row in postings()} == {(date(2024, 10, 21), date(2024, 12, 31))}
    assert all(row.membership_id for row in postings())
    certificates = sealed("oath_certificate")
    assert len(certificates) == 3
    assert {verify_document(each).verdict for each in certificates} == {Verdict.HOLDS}
    with elevated("the test reads what was written"):
        minutes = paper_about(ceremony)
    assert minutes is not None
    assert verify_document(minutes).verdict is Verdict.HOLDS
    words = text_of(pdf_of(minutes))
    assert "belum diverifikasi" in words
    assert all(each.name in words and each.nik not in words for each in office.found.applications)
    member = office.people.members[0].client
    page = member.get(reverse("oath", args=[ceremony.pk])).content.decode()
    assert "3 dari 3" in page
    assert "belum dibaca dari sumber resmi" in page
    assert member.get(reverse("oath_minutes", args=[ceremony.pk])).content.startswith(b"%PDF")
    answer: Any = member.get(reverse("oath_certificates", args=[ceremony.pk]))
    packed = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert len([name for name in archive.namelist() if name.endswith(".pdf")]) == 3
        assert office.found.applications[0].name in archive.read("daftar.csv").decode("utf-8-sig")


def test_the_way_of_the_pages_from_attendance_to_closing() -> None:
    office = appointing()
    decree = office.decree()
    ceremony = office.planned(decree)
    officer, member = office.people.officers[0], office.people.members[0]
    first, second, third = people(decree)
    address = reverse("oath_attendance", args=[ceremony.pk])
    with clock.at(AFTER_OATH):
        assert titles(officer) == [f"{decree.number}, {ceremony.place}"]
        assert officer.client.get(address).content.decode().count(" checked") == 0
        assert officer.client.get(address, {"semua": "1"}).content.decode().count(" checked") == 3
        came = {"hadir_14_03_02": [str(first.pk), str(second.pk)]}
        assert officer.client.post(address, came).status_code == 302
        assert officer.client.get(address).content.decode().count(" checked") == 2
        close = reverse("oath_close", args=[ceremony.pk])
        refused = send_through(member.client, close, {})
        assert f"Alasan {third.application.name} tidak hadir belum ditulis" in refused.content.decode()
        with elevated("the test reads what was written"):
            away = ceremony.attendance.get(present=False)
        reasons = reverse("oath_reasons", args=[ceremony.pk])
        assert officer.client.post(reasons, {f"alasan_{away.pk.hex}": "Sakit"}).status_code == 302
        assert send_through(member.client, close, {}).status_code == 302
        assert send_through(member.client, close, {}).status_code == 302
        page = member.client.get(reverse("oath", args=[ceremony.pk])).content.decode()
        assert f"{third.application.name}: Sakit" in page
        assert titles(officer) == [decree.number]
    assert len(sealed("oath_minutes")) == 1


def test_who_was_away_swears_at_a_later_ceremony_of_the_same_decree() -> None:
    office = appointing()
    decree = office.decree()
    first = office.held(office.planned(decree), away=1)
    assert installed(first) == 2
    assert [each.state for each in people(decree)] == [AppointeeState.SWORN] * 2 + [AppointeeState.NAMED]
    with clock.at(AFTER_OATH):
        assert titles(office.people.officers[0]) == [decree.number]
    later = office.planned(decree, at=OATH_AT + timedelta(days=7))
    assert installed(office.held(later, at=AFTER_OATH + timedelta(days=7)), AFTER_OATH + timedelta(days=7)) == 1
    assert [row.starts_on for row in postings()] == [date(2024, 10, 21)] * 2 + [date(2024, 10, 28)]
    assert len(sealed("oath_certificate")) == 3


def test_a_refused_posting_holds_up_nobody_and_is_taken_again_when_its_cause_is_gone() -> None:
    office = appointing()
    decree = office.decree()
    holder = _other_holder(office)
    ceremony = office.held(office.planned(decree))
    assert installed(ceremony) == 2
    hindered = [each for each in people(decree) if each.hindrance]
    assert [each.application.vacancy_id for each in hindered] == [office.found.applications[0].vacancy_id]
    assert f"sudah terisi: {holder.supervisor.name}" in hindered[0].hindrance
    member = office.people.members[0]
    with clock.at(AFTER_OATH):
        assert hindered[0].hindrance in member.client.get(reverse("oath", args=[ceremony.pk])).content.decode()
        assert titles(member) == [f"{decree.number}, {ceremony.place}"]
        _vacate(office, holder)
        assert member.client.post(reverse("oath_continue", args=[ceremony.pk])).status_code == 302
    assert installed(ceremony) == 1
    assert len(postings()) == 4
    assert len(sealed("oath_certificate")) == 3
    with clock.at(AFTER_OATH):
        assert titles(member) == []
        with pytest.raises(StepRefused, match="Tidak ada yang perlu diulang"):
            act(continue_oath, member, ceremony=ceremony)


def _other_holder(office: Appointing) -> Posting:
    posting = PostingOffice(office.people.officers[0])
    return posting.post(posting.who("Dewi Lestari", nik="1403020000000999"))


def _vacate(office: Appointing, holder: Posting) -> None:
    officer = office.people.officers[0]
    act(resign_supervisor, officer, posting=holder, ending=Ending(last_day=date(2024, 10, 20), reason="Pindah"))


def test_cut_off_in_the_middle_it_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    office = appointing()
    ceremony = office.held(office.planned(office.decree()))
    done: list[str] = []

    def stops(**given: Any) -> Posting:
        if len(done) == 2:
            raise RuntimeError("the power is gone")
        done.append("one")
        return post_supervisor(**given)

    monkeypatch.setattr(appointees, "post_supervisor", stops)
    with pytest.raises(RuntimeError):
        installed(ceremony)
    monkeypatch.undo()
    assert len(postings()) == 2
    assert installed(ceremony) == 1
    assert len(postings()) == 3
    assert len(sealed("oath_certificate")) == 3
    assert Event.objects.filter(kind="appointee.posted").count() == 3


def test_whoever_lost_her_role_posts_nobody_until_another_asks() -> None:
    office = appointing()
    ceremony = office.held(office.planned(office.decree()))
    first, second = office.people.members
    end_role(membership=first.membership, valid_to=date(2024, 10, 20), by=SYSTEM)
    assert installed(ceremony) == 0
    with clock.at(AFTER_OATH + timedelta(hours=2)):
        assert titles(second) == [f"{ceremony.decree.number}, {ceremony.place}"]
        act(continue_oath, second, ceremony=ceremony)
    assert installed(ceremony) == 3


def test_before_its_day_nothing_is_marked_and_a_called_off_ceremony_is_over() -> None:
    office = appointing()
    decree = office.decree()
    ceremony = office.planned(decree)
    officer = office.people.officers[0]
    with clock.at(DECIDED.replace(day=16)):
        with pytest.raises(StepRefused, match="belum tiba"):
            act(mark_attendance, officer, ceremony=ceremony, present=set())
        with pytest.raises(StepRefused, match="sudah direncanakan"):
            office.planned(decree)
        act(cancel_oath, officer, ceremony=ceremony, reason="Banjir")
        with pytest.raises(StepRefused, match="ditutup atau dibatalkan"):
            act(cancel_oath, officer, ceremony=ceremony, reason="Banjir")
        assert office.planned(decree).pk != ceremony.pk


def test_nobody_present_or_unmarked_is_not_closed() -> None:
    office = appointing()
    ceremony = office.planned(office.decree())
    with clock.at(AFTER_OATH), pytest.raises(StepRefused, match="belum dicatat"):
        act(close_oath, office.people.members[0], ceremony=ceremony)
    with pytest.raises(StepRefused, match="Tidak ada yang hadir"):
        office.held(ceremony, away=3)


def test_her_certificate_comes_by_her_account_and_by_nobody_elses() -> None:
    office = appointing()
    decree = office.decree()
    installed(office.held(office.planned(decree)))
    first, second = people(decree)[:2]
    assert first.posting is not None
    with elevated("the test signs in as the supervisor"):
        browser = Client()
        posting = Posting.objects.select_related("supervisor__account").get(pk=first.posting.pk)
        assert posting.supervisor.account is not None
        browser.force_login(posting.supervisor.account)
    with clock.at(AFTER_OATH):
        own = reverse("supervisor_own_certificate", args=[first.pk])
        assert own in browser.get(reverse("supervisor_own")).content.decode()
        assert browser.get(own).content.startswith(b"%PDF")
        assert browser.get(reverse("supervisor_own_certificate", args=[second.pk])).status_code == 404
    stranger = person("supervisor_member", "bawaslu.33.74").client
    for route, row in (
        ("oath", first.ceremony_id),
        ("oath_minutes", first.ceremony_id),
        ("oath_close", first.ceremony_id),
        ("appointee_certificate", first.pk),
    ):
        assert stranger.get(reverse(route, args=[row])).status_code == 404


def test_her_certificate_comes_by_the_code_of_her_application() -> None:
    office = appointing()
    decree = office.decree()
    code = new_code()
    with elevated("the test gives the application a code it knows"):
        give_code(office.found.applications[0], code)
    browser, address = Client(), reverse("application_certificate")
    assert browser.get(address).status_code == 302
    assert browser.post(reverse("application_status"), {"kode": code}).status_code == 302
    assert browser.get(address).status_code == 404
    installed(office.held(office.planned(decree)))
    assert address in browser.get(reverse("application_opened")).content.decode()
    assert browser.get(address).content.startswith(b"%PDF")


@action
def give_code(application: Application, code: str) -> None:
    application.code_digest = digest_of(code)
    application.save()
    record(GROUND_LAID, subject=application, by=SYSTEM)


def test_the_ledger_says_how_many_and_names_nobody() -> None:
    office = appointing()
    installed(office.held(office.planned(office.decree()), away=1))
    kinds = ("oath.planned", "oath.attended", "oath.closed", "oath.certified", "appointee.posted")
    events = Event.objects.filter(kind__in=kinds)
    assert {event.kind for event in events} == {*kinds}
    told = str([event.data for event in events])
    assert "Sakit" not in told
    for each in office.found.applications:
        assert each.name not in told
