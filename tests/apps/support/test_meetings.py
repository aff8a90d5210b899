"""Meetings: planned, minuted with what was agreed, called off; each side does what it took on."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.support.actions.meetings import note_agreed, plan_meeting, report_done, report_missed, seal_minutes
from netral.apps.support.domain.meetings import AgreedOutcome, MeetingState
from netral.apps.support.loan_inputs import AgreedInput, MeetingInput
from netral.apps.support.models import AgreedAction, Meeting
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.seals.actions.keys import create_seal_key
from netral.foundation.seals.models import SealedDocument
from tests.apps.support.lending import DAY, LAST, officer, parts, treasurer
from tests.ground import Person
from tests.look import send_through
from tests.work import waits

pytestmark = pytest.mark.usefixtures("ground")
LATER = datetime(2024, 10, 11, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def planned(who: Person, day: date = DAY, place: str = "Pendopo") -> Meeting:
    with elevated("test"):
        return plan_meeting(inputs=MeetingInput(day, place, "Ketua Rekaan", "Kapal patroli"), by=who.actor)


def noted(meeting: Meeting, owner: Person, by: Person, due_on: date = LAST) -> AgreedAction:
    with elevated("test"):
        inputs = AgreedInput(owner.membership.institution, "Dinas Perhubungan", "Dua kapal siap", due_on)
        return note_agreed(meeting=meeting, inputs=inputs, by=by.actor)


def held(by: Person, owner: Person) -> AgreedAction:
    meeting = planned(by)
    agreed = noted(meeting, owner, by)
    with elevated("test"):
        seal_minutes(meeting=meeting, minutes="Dibahas dan disepakati.", by=by.actor)
    return agreed


def post(who: Person, route: str, ident: Any, data: dict[str, Any]) -> Any:
    return send_through(who.client, reverse(route, args=[ident]), data)


def test_chair_and_regent_meet_and_what_they_agreed_is_done(client: Client) -> None:
    calls, government = treasurer(), officer()
    with elevated("test"):
        create_seal_key(institution=calls.membership.institution, by=SYSTEM)
    sent = {"tempat": "Pendopo", "peserta": "Ketua Rekaan", "agenda": "Kapal", **parts("tanggal", DAY)}
    assert calls.client.post(reverse("meeting_plan"), sent).status_code == 302
    with elevated("test"):
        meeting = Meeting.objects.get()
    assert [item.url for item in waits(calls)] == [reverse("meeting", args=[meeting.pk])]
    terms = {"pihak": str(meeting.government_id), "kantor": "Dinas Perhubungan", "isi": "Dua kapal siap"}
    assert post(calls, "meeting_agree", meeting.pk, {**terms, **parts("batas", LAST)}).status_code == 302
    assert post(calls, "meeting_minutes", meeting.pk, {"notula": "Dibahas."}).status_code == 302
    assert (waits(calls), waits(government)) == ([], [])
    with elevated("test"):
        agreed, document = AgreedAction.objects.get(), SealedDocument.objects.get(kind="meeting_minutes")
    assert "asli" in client.get(reverse("verify_code", args=[document.code])).content.decode()
    paper = government.client.get(reverse("meeting_minutes_paper", args=[meeting.pk]))
    assert paper.content.startswith(b"%PDF")
    with clock.at(LATER):
        (item,) = waits(government)
        assert item.overdue_at(clock.now())
        assert waits(calls) == []
        assert "Terlambat" in government.client.get(reverse("agreed_list")).content.decode()
        assert post(government, "agreed_action_done", agreed.pk, {"catatan": ""}).status_code == 302
        assert waits(government) == []
    with elevated("test"):
        assert AgreedAction.objects.get().state == AgreedOutcome.DONE


def test_the_other_side_does_not_report_and_nobody_reports_twice() -> None:
    calls, government = treasurer(), officer()
    agreed = held(calls, government)
    with reading_as(calls.actor), pytest.raises(StepRefused, match="tanggung jawab pihak lain"):
        report_done(agreed=agreed, by=calls.actor)
    with reading_as(government.actor):
        with pytest.raises(StepRefused, match="masih kosong"):
            report_missed(agreed=agreed, note=" ", by=government.actor)
        report_missed(agreed=agreed, note="Kapal rusak.", by=government.actor)
        with pytest.raises(StepRefused, match="sudah dicatat"):
            report_done(agreed=agreed, by=government.actor)


def test_nothing_is_reported_before_the_minutes_are_sealed() -> None:
    calls, government = treasurer(), officer()
    agreed = noted(planned(calls), government, calls)
    with reading_as(government.actor), pytest.raises(StepRefused, match="belum disegel"):
        report_done(agreed=agreed, by=government.actor)


def test_a_slip_is_struck_before_the_minutes_and_not_after() -> None:
    calls, government = treasurer(), officer()
    meeting = planned(calls)
    slip = noted(meeting, government, calls)
    address = reverse("agreed_action_strike", args=[slip.pk])
    assert "Kesepakatan dihapus" in calls.client.post(address, follow=True).content.decode()
    assert calls.client.post(address).status_code == 404
    kept = noted(meeting, government, calls)
    assert post(calls, "meeting_minutes", meeting.pk, {"notula": "Dibahas."}).status_code == 302
    page = calls.client.post(reverse("agreed_action_strike", args=[kept.pk]), follow=True).content.decode()
    assert "tidak ada lagi yang dapat diubah" in page.lower()
    assert "tidak bersegel" in page


def test_minutes_wait_for_the_day_and_a_plan_is_for_a_day_to_come() -> None:
    calls = treasurer()
    tomorrow = planned(calls, DAY + timedelta(1))
    assert waits(calls) == []
    with reading_as(calls.actor):
        with pytest.raises(StepRefused, match="belum tiba"):
            seal_minutes(meeting=tomorrow, minutes="Terlalu dini.", by=calls.actor)
        with pytest.raises(StepRefused, match="sudah lewat"):
            plan_meeting(inputs=MeetingInput(DAY - timedelta(1), "Pendopo", "Ketua", "Kapal"), by=calls.actor)
    with pytest.raises(StepRefused, match="sebelum hari pertemuan"):
        noted(planned(calls), calls, calls, DAY - timedelta(1))


def test_a_year_mistyped_far_ahead_is_told_at_the_form() -> None:
    calls = treasurer()
    sent = {"tempat": "Pendopo", "peserta": "Ketua Rekaan", "agenda": "Kapal", **parts("tanggal", date(2099, 10, 9))}
    page = calls.client.post(reverse("meeting_plan"), sent).content.decode()
    assert "lebih dari 5 tahun dari sekarang" in page
    assert "2099" in page
    with elevated("test"):
        assert not Meeting.objects.exists()


def test_a_second_click_plans_nothing_more() -> None:
    calls = treasurer()
    first = planned(calls)
    with pytest.raises(StepRefused, match=first.number):
        planned(calls)
    assert planned(calls, place="Kantor Bawaslu").number.endswith("/002")


def test_it_is_called_off_with_a_reason_once() -> None:
    calls, government = treasurer(), officer()
    meeting = planned(calls)
    assert post(government, "meeting_call_off", meeting.pk, {"alasan": ""}).status_code == 422
    assert post(government, "meeting_call_off", meeting.pk, {"alasan": "Bupati ke pusat."}).status_code == 302
    again = calls.client.post(reverse("meeting_call_off", args=[meeting.pk]), {"alasan": "x"}, follow=True)
    assert "dibatalkan" in again.content.decode()
    with elevated("test"):
        row = Meeting.objects.get()
    assert (row.state, row.reason) == (MeetingState.CALLED_OFF, "Bupati ke pusat.")
    assert waits(calls) == []


def test_no_other_office_sees_it() -> None:
    calls, government = treasurer(), officer()
    agreed = held(calls, government)
    for stranger in (treasurer("bawaslu.33.74"), officer("pemda.33.74")):
        with reading_as(stranger.actor):
            assert not Meeting.objects.exists()
            assert not AgreedAction.objects.exists()
        assert stranger.client.get(reverse("meeting", args=[agreed.meeting_id])).status_code == 404
        assert stranger.client.get(reverse("agreed_action_done", args=[agreed.pk])).status_code == 404
