"""A decree names everybody chosen once, under numbers without a gap; a later one takes its place, and reserves rise."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from django.urls import reverse

from netral.apps.supervisors.actions.decrees import (
    DecreeInput,
    correct_decree,
    drop_appointee,
    issue_decree,
    promote_reserve,
)
from netral.apps.supervisors.domain.appointments import AppointeeState, DecreeState
from netral.apps.supervisors.models import Application, Decree
from netral.apps.supervisors.papers.register import paper_about
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import action, record
from netral.foundation.seals.domain import Verdict
from netral.foundation.seals.queries import pdf_of, verify_document
from tests.apps.supervisors.appointing import DECIDED, DECREE, Appointing, appointing, people
from tests.apps.supervisors.panel import act
from tests.ground import GROUND_LAID, person
from tests.look import send_through
from tests.work import titles

pytestmark = pytest.mark.usefixtures("ground")
DAY = DECIDED.replace(day=14)


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


@action
def as_reserve(row: Application) -> None:
    row.state = "reserve"
    row.save()
    record(GROUND_LAID, subject=row, by=SYSTEM)


def dropped(office: Appointing, decree: Decree, turn: int = 0) -> None:
    with clock.at(DAY):
        act(drop_appointee, office.people.members[0], appointee=people(decree)[turn], reason="Pindah kota")


def test_the_page_names_everybody_chosen_and_the_second_click_is_led_back() -> None:
    office = appointing()
    member = office.people.members[0]
    address = reverse("decree_issue", args=[office.recruitment.pk])
    sent = {
        "tanggal_day": "14",
        "tanggal_month": "10",
        "tanggal_year": "2024",
        "sampai_day": "31",
        "sampai_month": "12",
        "sampai_year": "2024",
        "tempat": "Bantan",
        "penanda": "Tuti",
        "jabatan": "Ketua",
    }
    with clock.at(DAY):
        assert str(office.recruitment) in titles(member)
        assert send_through(member.client, address, sent).status_code == 302
        again = send_through(member.client, address, sent)
        assert str(office.recruitment) not in titles(member)
        assert titles(office.people.officers[0]) == ["001/SK-PKD/14.03.02/2024"]
    assert again.status_code == 302
    with elevated("the test reads what was written"):
        decree = Decree.objects.get()
        paper = paper_about(decree)
    assert decree.number == "001/SK-PKD/14.03.02/2024"
    assert paper is not None
    assert verify_document(paper).verdict is Verdict.HOLDS
    page = member.client.get(reverse("decree", args=[decree.pk])).content.decode()
    for each in office.found.applications:
        assert each.name in page
        assert each.name in text_of(pdf_of(paper))
        assert each.nik not in text_of(pdf_of(paper))
    assert member.client.get(reverse("decree_paper", args=[decree.pk])).content.startswith(b"%PDF")


def test_without_a_seal_key_nothing_is_half_done() -> None:
    office = appointing(with_key=False)
    with pytest.raises(StepRefused, match="belum punya kunci segel"):
        office.decree()
    with elevated("the test reads what was written"):
        assert not Decree.objects.exists()


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        (replace(DECREE, signed_on=date(2024, 10, 15)), "belum tiba"),
        (replace(DECREE, signed_on=date(2024, 10, 10)), "mendahului pengumuman"),
        (replace(DECREE, ends_on=date(2024, 10, 14)), "sesudah tanggal keputusan"),
        (replace(DECREE, ends_on=None), "belum diisi"),
    ],
    ids=["future", "before-results", "ends-at-once", "no-end"],
)
def test_days_that_cannot_be_are_refused(inputs: DecreeInput, words: str) -> None:
    office = appointing()
    with clock.at(DAY), pytest.raises(StepRefused, match=words):
        act(issue_decree, office.people.members[0], recruitment=office.recruitment, inputs=inputs)


def test_a_later_decree_takes_the_place_of_one_and_its_paper_is_withdrawn() -> None:
    office = appointing()
    earlier = office.decree()
    given = {"inputs": replace(DECREE, signer="Umar"), "reason": "Nama penanda tangan salah"}
    with clock.at(DAY):
        later = act(correct_decree, office.people.members[0], decree=earlier, **given)
        with pytest.raises(StepRefused, match="sudah diganti"):
            act(correct_decree, office.people.members[0], decree=earlier, **given)
    assert later.number == "002/SK-PKD/14.03.02/2024"
    assert {each.state for each in people(earlier)} == {AppointeeState.REPLACED}
    assert [each.state for each in people(later)] == [AppointeeState.NAMED] * 3
    with elevated("the test reads what was written"):
        old, new = paper_about(earlier), paper_about(later)
        assert Decree.objects.get(pk=earlier.pk).state == DecreeState.CORRECTED
    assert old is not None
    assert new is not None
    assert verify_document(old).verdict is Verdict.WITHDRAWN
    assert earlier.number in text_of(pdf_of(new))
    assert earlier.number in office.people.members[0].client.get(reverse("decree", args=[later.pk])).content.decode()


def test_a_reserve_rises_by_a_decree_of_her_own_once_a_seat_is_free() -> None:
    office = appointing()
    first, reserve = office.found.applications[0], office.found.applications[1]
    with elevated("the test moves a row"):
        reserve.vacancy = first.vacancy
        as_reserve(reserve)
    decree = office.decree()
    given = {"recruitment": office.recruitment, "application": reserve, "inputs": DECREE}
    with clock.at(DAY), pytest.raises(StepRefused, match="Tidak ada kursi kosong"):
        act(promote_reserve, office.people.members[0], **given)
    dropped(office, decree, [each.application_id for each in people(decree)].index(first.pk))
    with clock.at(DAY):
        own = act(promote_reserve, office.people.members[0], **given)
        with pytest.raises(StepRefused, match="Tidak ada kursi kosong"):
            act(promote_reserve, office.people.members[0], **given)
    assert [each.application_id for each in people(own)] == [reserve.pk]
    assert own.number.startswith("002/")


def test_another_office_sees_nothing_and_takes_no_step() -> None:
    office = appointing()
    decree = office.decree()
    stranger = person("supervisor_member", "bawaslu.33.74")
    named = people(decree)[0]
    for route, row in (("decree", decree), ("decree_paper", decree), ("decree_correct", decree), ("appointee", named)):
        assert stranger.client.get(reverse(route, args=[row.pk])).status_code == 404
    assert stranger.client.get(reverse("decree_list")).context["table"].total == 0
    above = person("supervisor_member", "bawaslu.14.03", name="Wati")
    assert above.client.get(reverse("decree", args=[decree.pk])).status_code == 200
    with clock.at(DAY), pytest.raises(StepRefused, match="lembaga yang membuka"):
        act(drop_appointee, above, appointee=named, reason="Coba")


def test_the_ledger_names_nobody() -> None:
    office = appointing()
    decree = office.decree()
    dropped(office, decree)
    told = str([event.data for event in Event.objects.filter(kind="decree.issued")])
    for each in office.found.applications:
        assert each.name not in told
        assert each.nik not in told
