"""Who swears at a kiosk is there, once, at her own moment; what comes too late, forged or for others counts nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from netral.apps.supervisors.actions.oaths import cancel_oath, close_oath, explain_absences, mark_attendance
from netral.apps.supervisors.actions.roll_calls import begin_roll_call, open_roll_call
from netral.apps.supervisors.domain.appointments import AppointeeState
from netral.apps.supervisors.models import OathAttendance, OathCeremony, OathRollCall, RollCallSlip, RollCallWitness
from netral.apps.supervisors.oath_kiosks import OATH_AT_KIOSKS
from netral.apps.supervisors.papers.register import paper_about
from netral.apps.supervisors.queries.roll_calls import roll_calls_of
from netral.apps.supervisors.tasks import prepare_roll_call
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from netral.foundation.seals.queries import pdf_of
from tests.apps.supervisors.appointing import AFTER_OATH, OATH_AT, Appointing, appointing, people
from tests.apps.supervisors.panel import act
from tests.apps.supervisors.test_decrees import text_of
from tests.foundation.ceremonies.devices import KioskDevice
from tests.ground import person
from tests.look import send_through

pytestmark = pytest.mark.usefixtures("ground")
SOON_AFTER = OATH_AT + timedelta(minutes=20)


class Hall:
    """A ceremony of three with one kiosk, begun; the clock of the test runs from its hour."""

    def __init__(self) -> None:
        self.office: Appointing = appointing()
        self.officer, self.member = self.office.people.officers[0], self.office.people.members[0]
        self.oath: OathCeremony = self.office.planned(self.office.decree())
        opened = act(open_roll_call, self.officer, ceremony=self.oath)
        with clock.at(OATH_AT):
            act(begin_roll_call, self.officer, roll_call=opened)
            with reading_as(self.officer.actor):
                self.roll_call: OathRollCall = roll_calls_of(self.officer.actor).get(pk=opened.pk)
            self.device = KioskDevice(OATH_AT_KIOSKS, self.roll_call, self.officer)

    def slip(self, turn: int) -> RollCallSlip:
        with elevated("the test reads what was written"):
            found: RollCallSlip = RollCallSlip.objects.get(ceremony=self.roll_call, appointee__order=turn)
            return found

    def send(self, *entries: dict[str, Any], at: Any = SOON_AFTER, waiting: int = 0) -> list[dict[str, Any]]:
        with clock.at(at):
            return self.device.send(*entries, waiting=waiting)

    def confirm(self, turn: int, at: Any = SOON_AFTER, **other: Any) -> dict[str, Any]:
        with clock.at(at):
            return self.device.confirm(self.slip(turn), **other)

    def attendance(self) -> dict[int, bool]:
        with elevated("the test reads what was written"):
            rows = OathAttendance.objects.filter(ceremony=self.oath)
            return dict(rows.values_list("appointee__order", "present"))

    def mark(self, *turns: int) -> None:
        present = {each.pk for each in people(self.oath.decree) if each.order in turns}
        with clock.at(AFTER_OATH):
            act(mark_attendance, self.officer, ceremony=self.oath, present=present)

    def close(self) -> None:
        with elevated("the test reads what was written"):
            why = {each.pk: "Sakit" for each in self.oath.attendance.filter(present=False)}
        with clock.at(AFTER_OATH):
            act(explain_absences, self.officer, ceremony=self.oath, reasons=why)
            act(close_oath, self.member, ceremony=self.oath)

    def page(self, route: str, *args: Any) -> str:
        with clock.at(AFTER_OATH):
            answer = self.officer.client.get(reverse(route, args=args))
        assert answer.status_code == 200, answer.content
        return answer.content.decode()


def swore_soon_after(slip: RollCallSlip) -> bool:
    return slip.confirmed_at is not None and abs(slip.confirmed_at - SOON_AFTER) < timedelta(seconds=5)


def test_a_slip_and_its_pin_confirm_without_a_network_and_she_was_there_at_that_moment() -> None:
    hall = Hall()
    with clock.at(OATH_AT):
        bundle = hall.device.load()
    names = [each.name for each in hall.office.found.applications]
    assert [each["name"] for each in bundle["list"]] == names
    assert bundle["place"] == "Aula kecamatan"
    assert [each["name"] for each in bundle["witnesses"]] == ["Saksi Satu", "Saksi Dua"]
    assert len(bundle["points"]) == 3
    entry = hall.confirm(1)
    later = OATH_AT + timedelta(hours=2)
    assert [each["accepted"] for each in hall.send(entry, at=later)] == [True]
    assert hall.send(entry, at=later)[0]["accepted"]
    assert swore_soon_after(hall.slip(1))
    assert hall.attendance() == {1: True}
    assert Event.objects.filter(kind="oath.confirmed").count() == 1
    again = hall.send(hall.confirm(1))[0]
    assert again["code"] == "signed_before"
    assert "Tidak perlu diulang" in again["reason"]


def test_what_is_forged_incomplete_unknown_or_objected_leaves_nobody_present() -> None:
    hall = Hall()
    pin = OATH_AT_KIOSKS.codes.pin_of(hall.slip(1).pk)
    wrong = hall.confirm(1, pin="000000" if pin != "000000" else "000001")
    unknown = {**hall.confirm(2), "digest": "00" * 32}
    answers = hall.send(wrong, unknown, hall.confirm(3, points=("1",)))
    assert [each["code"] for each in answers] == ["forged", "unknown_slip", "points_missing"]
    assert hall.attendance() == {}


def test_ticks_stand_beside_and_never_take_a_confirmation_away() -> None:
    hall = Hall()
    hall.mark(2)
    assert hall.attendance() == {1: False, 2: True, 3: False}
    hall.send(hall.confirm(1))
    assert hall.attendance() == {1: True, 2: True, 3: False}
    page = hall.page("oath_attendance", hall.oath.pk)
    first = hall.slip(1).appointee_id
    assert str(first) not in page
    assert "21 Okt 2024, 09.20 WIB" in page
    hall.mark(3)
    assert hall.attendance() == {1: True, 2: False, 3: True}
    # Ticked first, and confirmed at a kiosk that reached the network later: the moment is kept too.
    hall.send(hall.confirm(3))
    assert swore_soon_after(hall.slip(3))


def test_after_closing_nothing_counts_whenever_it_was_confirmed() -> None:
    hall = Hall()
    late = hall.confirm(3)
    hall.send(hall.confirm(1), waiting=1)
    hall.mark(2)
    warned = hall.member.client
    with clock.at(AFTER_OATH):
        shown = warned.get(reverse("oath_close", args=[hall.oath.pk])).content.decode()
    assert "Meja 1: 1 menunggu di perangkat" in shown
    assert "Saksi ini belum mengonfirmasi" in shown
    hall.close()
    assert [each.state for each in people(hall.oath.decree)] == [
        AppointeeState.SWORN,
        AppointeeState.SWORN,
        AppointeeState.NAMED,
    ]
    refused = hall.send(late, at=AFTER_OATH + timedelta(minutes=5))[0]
    assert refused["code"] == "campaign_over"
    assert "ikut pelantikan berikutnya" in refused["reason"]
    assert hall.attendance() == {1: True, 2: True, 3: False}
    with clock.at(AFTER_OATH + timedelta(minutes=5)):
        roster = hall.device.client.get(hall.device.url("kiosk_roster"))
    assert roster.status_code == 410
    assert roster.json()["error"] == "over"


def test_a_queue_that_came_as_a_file_is_not_waited_for_at_closing() -> None:
    hall = Hall()
    hall.send(hall.confirm(1), waiting=1)
    waits = hall.confirm(2)
    with clock.at(AFTER_OATH):
        hall.mark(3)
        close = reverse("oath_close", args=[hall.oath.pk])
        assert "Meja 1: 1 menunggu di perangkat" in hall.member.client.get(close).content.decode()
        file = SimpleUploadedFile("a.json", hall.device.file(waits), content_type="application/json")
        address = reverse("roll_call_ceremony_queue", args=[hall.roll_call.pk])
        assert "1 konfirmasi" in hall.officer.client.post(address, {"berkas": file}).content.decode()
        shown = hall.member.client.get(close).content.decode()
    assert "menunggu di perangkat" not in shown
    assert "masih menyimpan konfirmasi" not in shown
    assert hall.attendance() == {1: True, 2: True, 3: True}


def test_calling_off_revokes_the_kiosks_and_a_file_from_before_counts_nothing() -> None:
    hall = Hall()
    queue = hall.device.file(hall.confirm(1))
    with clock.at(AFTER_OATH):
        act(cancel_oath, hall.officer, ceremony=hall.oath, reason="Banjir")
        assert hall.device.client.get(hall.device.url("kiosk_roster")).json()["error"] == "revoked"
        file = SimpleUploadedFile("a.json", queue, content_type="application/json")
        address = reverse("roll_call_ceremony_queue", args=[hall.roll_call.pk])
        shown = hall.officer.client.post(address, {"berkas": file}).content.decode()
    assert "0 konfirmasi" in shown
    assert "ditutup atau dibatalkan" in shown
    assert hall.attendance() == {}
    # Another ceremony of the decree has slips of its own: those of this one open nothing there.
    other = hall.office.planned(hall.oath.decree)
    again: OathRollCall = act(open_roll_call, hall.officer, ceremony=other)
    with elevated("the test reads what was written"):
        assert not {bytes(each.token_digest) for each in again.slips.all()} & {
            bytes(each.token_digest) for each in hall.roll_call.slips.all()
        }


def test_kiosks_are_prepared_once_and_begin_on_the_day_alone() -> None:
    office = appointing()
    officer = office.people.officers[0]
    oath = office.planned(office.decree())
    with clock.at(OATH_AT - timedelta(days=1)):
        address = reverse("oath_kiosks", args=[oath.pk])
        assert "Kios disiapkan" in officer.client.post(address, follow=True).content.decode()
        assert "sudah disiapkan" in officer.client.post(address, follow=True).content.decode()
        with elevated("the test reads what was written"):
            roll_call = OathRollCall.objects.get()
            assert roll_call.slips.count() == 3
        prepare_roll_call(str(roll_call.pk))
        with elevated("the test reads what was written"):
            assert not roll_call.slips.filter(pin_verifier=None).exists()
        begin = reverse("roll_call_ceremony_begin", args=[roll_call.pk])
        assert "belum tiba" in officer.client.post(begin, follow=True).content.decode()
    with clock.at(OATH_AT):
        assert "Kios sekarang menerima" in officer.client.post(begin, follow=True).content.decode()


def test_the_pages_of_the_officer_lead_through_the_day() -> None:
    hall = Hall()
    with elevated("the test reads what was written"):
        witness = RollCallWitness.objects.get(ceremony=hall.roll_call, place=1)
    with clock.at(SOON_AFTER):
        hall.device.send(hall.device.confirm(hall.slip(1)), hall.device.confirm(witness))
    ident, kiosk = hall.roll_call.pk, hall.device.kiosk.pk
    shown = hall.page("roll_call_ceremony", ident)
    assert hall.office.found.applications[0].name in shown
    assert "Saksi Satu (saksi)" in shown
    assert "Pilih peserta" not in shown
    assert reverse("roll_call_ceremony", args=[ident]) in hall.page("oath", hall.oath.pk)
    assert "Bantan" in hall.page("roll_call_ceremony_slips", ident)
    assert hall.device.token in hall.page("roll_call_ceremony_kiosk", ident, kiosk)
    with clock.at(AFTER_OATH):
        for part in ("gabung", "slip", "pin"):
            sheet = hall.officer.client.get(reverse("roll_call_ceremony_slip_all", args=[ident, part]))
            assert sheet["Content-Type"] == "application/pdf"
        witnesses = hall.officer.client.get(reverse("roll_call_ceremony_slip_witnesses", args=[ident]))
        assert witnesses.content.startswith(b"%PDF")
        end = hall.officer.client.post(reverse("roll_call_ceremony_end", args=[ident]), follow=True)
        assert "Pelantikan selesai" in end.content.decode()
        opened = hall.officer.client.post(reverse("roll_call_ceremony_kiosk_open", args=[ident]), {"nama": "Meja 2"})
        assert "kios tidak bisa dibuka" in opened.content.decode()


def test_another_regency_finds_nothing_and_those_above_only_look() -> None:
    hall = Hall()
    ident = hall.roll_call.pk
    stranger = person("recruitment_officer", "bawaslu.33.74").client
    above = person("recruitment_officer", "bawaslu.14.03", name="Lain").client
    with clock.at(AFTER_OATH):
        for client in (stranger, above):
            for name in ("_slips", "_slip_witnesses", "_kiosk_open", "_queue"):
                assert client.get(reverse(f"roll_call_ceremony{name}", args=[ident])).status_code == 404
            assert client.post(reverse("roll_call_ceremony_begin", args=[ident])).status_code == 404
        assert stranger.get(reverse("roll_call_ceremony", args=[ident])).status_code == 404
        seen = above.get(reverse("roll_call_ceremony", args=[ident])).content.decode()
        assert "Mengonfirmasi di kios" in seen
        assert "Cetak slip" not in seen
        assert stranger.post(reverse("oath_kiosks", args=[hall.oath.pk])).status_code == 404


def test_the_minutes_tell_who_confirmed_when_and_who_witnessed() -> None:
    hall = Hall()
    with elevated("the test reads what was written"):
        witness = RollCallWitness.objects.get(ceremony=hall.roll_call, place=1)
    with clock.at(SOON_AFTER):
        hall.device.send(hall.device.confirm(hall.slip(1)), hall.device.confirm(witness))
    hall.mark(2)
    hall.close()
    with elevated("the test reads what was written"):
        minutes = paper_about(hall.oath)
    assert minutes is not None
    words = " ".join(text_of(pdf_of(minutes)).split())
    assert "1 dari 2 yang hadir mengonfirmasi sumpahnya sendiri di kios" in words
    assert "Saksi Satu, mengonfirmasi di kios 21 Okt 2024, 09.20 WIB; Saksi Dua, belum mengonfirmasi." in words
    assert "dicatat petugas" in words


def test_the_ledger_names_nobody_who_swore() -> None:
    hall = Hall()
    hall.send(hall.confirm(1), hall.confirm(2))
    hall.mark(3)
    hall.close()
    events = Event.objects.filter(kind__startswith="oath.")
    assert {"oath.roll_call_planned", "oath.confirmed", "oath.roll_call_done", "oath.closed"} <= {
        event.kind for event in events
    }
    told = str([event.data for event in events])
    assert not [each.name for each in hall.office.found.applications if each.name in told]


def test_a_closed_ceremony_prepares_no_kiosks() -> None:
    office = appointing()
    oath = office.held(office.planned(office.decree()))
    with pytest.raises(StepRefused, match="ditutup atau dibatalkan"):
        act(open_roll_call, office.people.officers[0], ceremony=oath)
    assert send_through(office.people.members[0].client, reverse("oath_close", args=[oath.pk]), {}).status_code == 302
