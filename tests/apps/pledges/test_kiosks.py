"""What a kiosk may and may not do, in a real database: forged, replayed, late, with a wrong clock, or as a file."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from netral.apps.pledges.actions import campaigns, ceremonies as calls
from netral.apps.pledges.ceremonies.codes import pin_of
from netral.apps.pledges.ceremonies.kind import INAUGURATION
from netral.apps.pledges.domain import Manner, PledgeStatus
from netral.apps.pledges.links import token_of
from netral.apps.pledges.models import Campaign, Ceremony, KioskEntry, Pledge, Witness
from netral.foundation.ceremonies.actions import ceremonies as steps
from netral.foundation.ceremonies.actions.kiosks import revoke_kiosk
from netral.foundation.ceremonies.protocol import DELIVERY, EntryKind, milliseconds
from netral.foundation.ceremonies.queries import witnesses_of
from netral.foundation.ceremonies.roster import people_of
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.clock import at, now
from netral.foundation.ledger.models import Event
from tests.apps.pledges.conftest import pledge_of
from tests.apps.pledges.kiosks import Device, begun, planned
from tests.foundation.registry.files import AGUS, HOTMAN, SITI
from tests.ground import Person
from tests.work import titles, waits

pytestmark = pytest.mark.django_db


@pytest.fixture
def ceremony(campaign: Campaign, officer: Person) -> Ceremony:
    return begun(campaign, officer)


@pytest.fixture
def device(ceremony: Ceremony, officer: Person) -> Device:
    return Device(ceremony, officer)


@pytest.fixture
def witness(ceremony: Ceremony) -> Iterator[Witness]:
    with elevated("the test looks at everything"):
        yield witnesses_of(INAUGURATION, ceremony)[0]


def entries() -> list[KioskEntry]:
    with elevated("the test looks at everything"):
        return list(KioskEntry.objects.order_by("received_at"))


def test_a_confirmation_counts_as_signed_at_the_moment_it_was_given_and_waits_for_its_seal(device: Device) -> None:
    moment = now()
    entry = device.confirm(pledge_of(SITI[0]))
    with at(moment + timedelta(hours=2)):
        assert device.send(entry, waiting=3)[0]["accepted"]
    signed = pledge_of(SITI[0])
    assert (signed.status, signed.manner, signed.document) == (PledgeStatus.SIGNED, Manner.KIOSK, None)
    assert signed.signed_at is not None
    assert abs(signed.signed_at - moment) < timedelta(seconds=1)
    assert signed.is_confirmed
    assert (device.seen().waiting, device.seen().ahead_s) == (3, 0)
    assert Event.objects.filter(kind="pledge.signed", actor=f"link:{device.kiosk.pk}").count() == 1


def test_the_bundle_holds_no_number_no_pin_and_no_token(device: Device) -> None:
    text = str(device.load())
    for nip in (SITI[0], AGUS[0], HOTMAN[0]):
        pledge = pledge_of(nip)
        assert pledge.person.name in text
        assert nip not in text
        assert pin_of(pledge.pk) not in text.replace(pledge.pk.hex, "")
        assert token_of(pledge.pk) not in text
    bundle = device.load()
    assert len(bundle["list"]) == bundle["people"] == 3
    assert [person["name"] for person in bundle["witnesses"]] == ["Rina Marlina", "Joko Santoso"]


def test_verifiers_prepared_by_the_job_are_those_computed_on_the_spot(ceremony: Ceremony, officer: Person) -> None:
    with reading_as(officer.actor):
        before = people_of(INAUGURATION, ceremony, 0)
        assert steps.prepare_pins(kind=INAUGURATION, ceremony=ceremony, by=officer.actor) == 3
        assert steps.prepare_pins(kind=INAUGURATION, ceremony=ceremony, by=officer.actor) == 0
        assert people_of(INAUGURATION, ceremony, 0) == before


def test_what_was_forged_without_slip_and_pin_is_refused(device: Device) -> None:
    siti, agus = pledge_of(SITI[0]), pledge_of(AGUS[0])
    wrong_pin = device.confirm(siti, pin="000000" if pin_of(siti.pk) != "000000" else "000001")
    stolen = {**device.confirm(agus), "digest": device.confirm(siti)["digest"]}
    later = device.confirm(siti)
    changed = {**later, "at": later["at"] - 60_000}
    for forged in (wrong_pin, stolen, changed):
        assert device.send(forged)[0]["code"] == "forged"
    assert pledge_of(SITI[0]).status == PledgeStatus.INVITED
    assert {entry.reason for entry in entries()} == {"forged"}


def test_a_confirmation_belongs_to_the_kiosk_that_took_it(device: Device, ceremony: Ceremony, officer: Person) -> None:
    other = Device(ceremony, officer, label="Meja 2")
    assert other.send(device.confirm(pledge_of(SITI[0])))[0]["code"] == "forged"


def test_sending_twice_does_nothing_and_is_answered_alike(device: Device) -> None:
    entry = device.confirm(pledge_of(SITI[0]))
    first = device.send(entry)
    assert device.send(entry) == first
    assert device.send(entry, entry)[0] == first[0]
    assert len(entries()) == 1
    assert Event.objects.filter(kind="pledge.signed").count() == 1


def test_whoever_signed_before_is_told_so_and_stays_as_she_was(device: Device) -> None:
    first, second = (device.confirm(pledge_of(SITI[0])) for _ in range(2))
    answers = device.send(first, second)
    assert [answer["code"] for answer in answers] == ["", "signed_before"]
    assert device.send(device.confirm(pledge_of(SITI[0])))[0]["code"] == "signed_before"


def test_a_slip_of_somebody_else_is_unknown(campaign: Campaign, officer: Person) -> None:
    ceremony = planned(campaign, officer)
    with reading_as(officer.actor):
        calls.call_people(ceremony=ceremony, pledges=[pledge_of(AGUS[0]).pk], by=officer.actor)
        steps.begin_ceremony(kind=INAUGURATION, ceremony=ceremony, by=officer.actor)
    device = Device(ceremony, officer)
    assert device.send(device.confirm(pledge_of(SITI[0])))[0]["code"] == "unknown_slip"
    assert entries()[0].pledge is None


def test_points_left_out_or_made_up_are_refused(device: Device) -> None:
    siti = pledge_of(SITI[0])
    assert device.send(device.confirm(siti, points=("netral",)))[0]["code"] == "points_missing"
    assert device.send(device.confirm(siti, points=("karangan",)))[0]["code"] == "malformed"
    assert device.send(device.confirm(siti, kind=EntryKind.OBJECT, points=()))[0]["code"] == "no_reason"


def test_an_objection_is_kept_with_its_reason_and_may_be_thought_over(device: Device) -> None:
    siti = pledge_of(SITI[0])
    objection = device.confirm(
        siti, kind=EntryKind.OBJECT, points=("media_sosial",), reason="Akun saya dikelola orang lain."
    )
    assert device.send(objection)[0]["accepted"]
    declined = pledge_of(SITI[0])
    assert (declined.status, declined.objections) == (PledgeStatus.DECLINED, ["media_sosial"])
    assert declined.decline_reason == "Akun saya dikelola orang lain."
    assert device.send(device.confirm(siti))[0]["accepted"]
    assert pledge_of(SITI[0]).objections == []


def test_a_witness_confirms_with_her_own_slip_and_pin(device: Device, witness: Witness, ceremony: Ceremony) -> None:
    assert device.send(device.confirm(witness))[0]["accepted"]
    with elevated("the test looks at everything"):
        assert witnesses_of(INAUGURATION, ceremony)[0].confirmed_at is not None
        assert not witnesses_of(INAUGURATION, ceremony)[0].note


def test_nothing_is_taken_before_the_ceremony_begins_or_after_it_ended(campaign: Campaign, officer: Person) -> None:
    ceremony = planned(campaign, officer)
    device = Device(ceremony, officer)
    with reading_as(officer.actor):
        calls.call_people(ceremony=ceremony, pledges=[pledge_of(SITI[0]).pk], by=officer.actor)
    assert device.send(device.confirm(pledge_of(SITI[0])))[0]["code"] == "not_started"
    start = now()
    with at(start + timedelta(minutes=10)), reading_as(officer.actor):
        steps.begin_ceremony(kind=INAUGURATION, ceremony=ceremony, by=officer.actor)
    with at(start + timedelta(minutes=20)):
        in_time = device.confirm(pledge_of(SITI[0]))
    with at(start + timedelta(minutes=30)), reading_as(officer.actor):
        steps.end_ceremony(kind=INAUGURATION, ceremony=ceremony, by=officer.actor)
    with at(start + timedelta(minutes=40)):
        assert device.send(device.confirm(pledge_of(SITI[0])))[0]["code"] == "ended"
        assert device.send(in_time)[0]["accepted"]


def test_a_ceremony_of_yesterday_waits_to_be_ended(campaign: Campaign, ceremony: Ceremony, officer: Person) -> None:
    assert titles(officer) == []
    with at(now() + timedelta(days=1, minutes=1)):
        assert titles(officer) == [campaign.title]
        with reading_as(officer.actor):
            steps.end_ceremony(kind=INAUGURATION, ceremony=ceremony, by=officer.actor)
        assert titles(officer) == []


def test_a_seal_that_is_late_waits_for_the_officer(device: Device, officer: Person) -> None:
    # What comes from a kiosk is sealed by the worker, and none runs here.
    assert device.send(device.confirm(pledge_of(SITI[0])))[0]["accepted"]
    assert titles(officer) == []
    with at(now() + timedelta(hours=2)):
        (item,) = waits(officer)
    assert "belum disegel" in str(item.why)
    assert item.due is None


def test_what_was_confirmed_before_the_campaign_closed_arrives_afterwards(
    device: Device, campaign: Campaign, officer: Person
) -> None:
    in_time, start = device.confirm(pledge_of(SITI[0])), now()
    with at(start + timedelta(minutes=5)), reading_as(officer.actor):
        campaigns.close_campaign(campaign=campaign, by=officer.actor)
    with at(start + timedelta(minutes=9)):
        assert device.send(device.confirm(pledge_of(AGUS[0])))[0]["code"] == "campaign_over"
        assert device.send(in_time)[0]["accepted"]


def test_a_revoked_kiosk_loads_and_sends_nothing_but_its_file_is_taken(
    device: Device, ceremony: Ceremony, officer: Person
) -> None:
    before, start = device.confirm(pledge_of(SITI[0])), now()
    with at(start + timedelta(minutes=5)), reading_as(officer.actor):
        revoke_kiosk(kind=INAUGURATION, kiosk=device.kiosk, by=officer.actor)
    with at(start + timedelta(minutes=6)):
        after = device.confirm(pledge_of(AGUS[0]))
        for name in ("kiosk", "kiosk_roster"):
            assert device.client.get(device.url(name)).status_code == 410
        sent = device.client.post(device.url("kiosk_deliver"), "{}", content_type="application/json")
        assert (sent.status_code, sent.json()["error"]) == (410, "revoked")
        page = uploaded(officer, ceremony, device.file(before, after))
    assert "1 konfirmasi dari kios Meja 1 diterima" in page
    assert "Dikonfirmasi setelah kode kios berakhir atau dicabut" in page
    assert pledge_of(SITI[0]).status == PledgeStatus.SIGNED
    assert pledge_of(AGUS[0]).status == PledgeStatus.INVITED


def test_a_code_that_ended_loads_nothing_but_delivers_what_it_took_in_time(device: Device) -> None:
    in_time, start = device.confirm(pledge_of(SITI[0])), now()
    with at(start + timedelta(hours=25)):
        assert device.client.get(device.url("kiosk_roster")).status_code == 410
        assert device.send(device.confirm(pledge_of(AGUS[0])))[0]["code"] == "kiosk_over"
        assert device.send(in_time)[0]["accepted"]
    with at(start + timedelta(hours=25) + DELIVERY):
        sent = device.client.post(device.url("kiosk_deliver"), "{}", content_type="application/json")
        assert (sent.status_code, sent.json()["error"]) == (410, "over")


def test_a_wrong_clock_is_noticed_and_put_right(ceremony: Ceremony, officer: Person) -> None:
    device = Device(ceremony, officer, ahead_s=3 * 3600)
    moment = now()
    entry = device.confirm(pledge_of(SITI[0]))
    with at(moment + timedelta(minutes=30)):
        assert device.send(entry)[0]["accepted"]
    signed = pledge_of(SITI[0])
    assert signed.signed_at is not None
    assert abs(signed.signed_at - moment) < timedelta(seconds=2)
    assert abs((device.seen().ahead_s or 0) - 3 * 3600) <= 1
    assert abs(entries()[0].ahead_s - 3 * 3600) <= 1


def test_a_clock_nobody_could_compare_leads_to_the_time_of_arrival(ceremony: Ceremony, officer: Person) -> None:
    device = Device(ceremony, officer, ahead_s=-400 * 86_400)
    device.noted = 0
    entry, arrival = device.confirm(pledge_of(SITI[0])), now() + timedelta(hours=1)
    with at(arrival):
        page = uploaded(officer, ceremony, device.file(entry))
    assert "1 konfirmasi" in page
    signed = pledge_of(SITI[0])
    assert signed.signed_at is not None
    assert abs(signed.signed_at - arrival) < timedelta(seconds=2)


def test_the_file_of_a_queue_is_taken_once_and_only_where_it_belongs(
    device: Device, ceremony: Ceremony, campaign: Campaign, officer: Person
) -> None:
    file = device.file(device.confirm(pledge_of(SITI[0])), {"id": "x"})
    page = uploaded(officer, ceremony, file)
    assert "1 konfirmasi" in page
    assert "Data konfirmasi rusak" in page
    assert "1 konfirmasi" in uploaded(officer, ceremony, file)
    assert len(entries()) == 1
    assert "bukan berkas antrean" in uploaded(officer, ceremony, b"{}")
    assert "bukan berkas antrean" in uploaded(officer, ceremony, b"\xff\xfe")
    assert "bukan berkas antrean" in uploaded(officer, ceremony, b"[" * 100_000)
    elsewhere = planned(campaign, officer)
    assert "pelantikan lain" in uploaded(officer, elsewhere, file)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"sent_at": 1e400, "waiting": 0, "entries": []}',
        '{"sent_at": 8000000000000, "waiting": 0, "entries": []}',
        '{"sent_at": "x"}',
        "[" * 100_000,
    ],
    ids=["nothing", "list", "no-fields", "endless-number", "another-age", "words", "endless-lists"],
)
def test_nonsense_is_refused_politely(device: Device, body: str) -> None:
    answer = device.client.post(device.url("kiosk_deliver"), body, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "damage",
    [
        {"id": "1"},
        {"digest": "zz"},
        {"digest": "00"},
        {"points": 3},
        {"at": "x"},
        {"at": 10**30},
        {"at": 10**15, "ahead": 10**15},
        {"mac": 1},
        {"kind": "?"},
    ],
)
def test_a_damaged_confirmation_is_answered_and_harms_no_other(device: Device, damage: dict[str, object]) -> None:
    broken = {**device.confirm(pledge_of(AGUS[0])), **damage}
    answers = device.send(device.confirm(pledge_of(SITI[0])), broken)
    assert [answer["code"] for answer in answers] == ["", "malformed"]


@pytest.mark.parametrize("years", [100, -100])
def test_a_clock_a_century_off_loses_no_confirmation(device: Device, years: int) -> None:
    device.ahead = years * 365 * 86_400_000
    assert device.send(device.confirm(pledge_of(SITI[0])))[0]["code"] == ""
    assert abs(device.seen().ahead_s) == 2**31 - 1


def test_too_many_at_once_are_refused_before_any_is_read(device: Device) -> None:
    body = {"sent_at": milliseconds(now()), "waiting": 0, "entries": [{}] * 51}
    answer = device.client.post(device.url("kiosk_deliver"), body, content_type="application/json")
    assert answer.status_code == 413


def test_an_unknown_code_opens_nothing(device: Device) -> None:
    for name in ("kiosk", "kiosk_worker", "kiosk_roster"):
        assert device.client.get(reverse(name, args=["a" * 26])).status_code == 404
    assert device.client.get(reverse("kiosk", args=["a"])).status_code == 404


def test_the_page_and_its_worker_keep_nobody(device: Device) -> None:
    page = device.client.get(device.url("kiosk")).content.decode()
    assert "Siti Aisyah" not in page
    worker = device.client.get(device.url("kiosk_worker"))
    assert worker["Content-Type"] == "text/javascript"
    assert "ceremonies/kiosk.js" in worker.content.decode()


def uploaded(officer: Person, ceremony: Ceremony, content: bytes) -> str:
    """Upload a queue as the officer and return the page that answers."""
    file = SimpleUploadedFile("antrean.json", content, content_type="application/json")
    answer = officer.client.post(reverse("ceremony_queue", args=[ceremony.pk]), {"berkas": file})
    return answer.content.decode()


def test_all_at_once_from_two_kiosks_sign_everybody_once(ceremony: Ceremony, officer: Person) -> None:
    kiosks = [Device(ceremony, officer, label=f"Meja {number}") for number in (1, 2)]
    everybody: list[Pledge] = [pledge_of(nip[0]) for nip in (SITI, AGUS, HOTMAN)]
    codes = [answer["code"] for kiosk in kiosks for answer in kiosk.send(*(kiosk.confirm(each) for each in everybody))]
    assert codes == ["", "", "", *["signed_before"] * 3]
