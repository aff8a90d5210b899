"""A kind of ceremony that is no pledge: its kiosk, its pages, and what is refused where nobody can object."""

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from netral.engines.steps.table import StepRefused
from netral.foundation.ceremonies.actions.ceremonies import begin_ceremony, end_ceremony, plan_ceremony, prepare_pins
from netral.foundation.ceremonies.actions.kiosks import open_kiosk
from netral.foundation.ceremonies.domain import CeremonyInput, WitnessInput
from netral.foundation.ceremonies.protocol import EntryKind
from netral.foundation.ceremonies.queries import witnesses_of
from netral.foundation.ceremonies.views import desk
from netral.foundation.ledger import clock
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.models import Event
from tests.foundation.ceremonies import oaths
from tests.foundation.ceremonies.devices import KioskDevice
from tests.foundation.ceremonies.oaths import OATHS, Oath, Supervisor
from tests.ground import Person, person

pytestmark = [pytest.mark.django_db, pytest.mark.urls(oaths.__name__)]
WITNESSES = (WitnessInput("Rina Marlina", "", "Anggota"), WitnessInput("Joko Santoso", "", "Kepala Sekretariat"))


@pytest.fixture
def officer(ground: None) -> Person:
    oaths.create_tables()
    oaths.settled.clear()
    return person("supervisor_officer", "bawaslu.14.03")


@pytest.fixture
def oath(officer: Person) -> Oath:
    made = Oath(scopes=["bawaslu.14.03"])
    inputs = CeremonyInput("Pelantikan PKD", "Aula", date(2024, 10, 7), "Dewi", "Ketua", WITNESSES)
    plan_ceremony(kind=OATHS, ceremony=made, inputs=inputs, by=officer.actor)
    for name, village in (("Ani", "Selat Baru"), ("Budi", "Selat Baru"), ("Cici", "Resam Lapis")):
        oaths.call(ceremony=made, name=name, village=village, by=officer.actor)
    begin_ceremony(kind=OATHS, ceremony=made, by=officer.actor)
    return made


@pytest.fixture
def device(oath: Oath, officer: Person) -> KioskDevice:
    return KioskDevice(OATHS, oath, officer)


def supervisor(name: str) -> Supervisor:
    found: Supervisor = Supervisor.objects.get(name=name)
    return found


def page(officer: Person, name: str, *args: object) -> str:
    answer = officer.client.get(reverse(f"oath_ceremony{name}", args=args))
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def send(officer: Person, name: str, *args: object, **given: object) -> str:
    return officer.client.post(reverse(f"oath_ceremony{name}", args=args), given, follow=True).content.decode()


def upload(officer: Person, oath: Oath, content: bytes) -> str:
    return send(officer, "_queue", oath.pk, berkas=SimpleUploadedFile("a.json", content, "application/json"))


def test_the_kiosk_loads_its_own_people_and_text(device: KioskDevice, oath: Oath, officer: Person) -> None:
    assert prepare_pins(kind=OATHS, ceremony=oath, by=officer.actor) == 3
    bundle = device.load()
    assert {(each["name"], each["unit"]) for each in bundle["list"]} >= {("Ani", "Selat Baru"), ("Cici", "Resam Lapis")}
    assert (bundle["people"], bundle["text"], bundle["government"]) == (3, "sumpah:1", "Bawaslu Kabupaten Bengkalis")
    assert [each["name"] for each in bundle["witnesses"]] == ["Rina Marlina", "Joko Santoso"]


def test_a_confirmation_runs_the_action_of_the_app_once(device: KioskDevice, oath: Oath) -> None:
    moment, entry = now(), device.confirm(supervisor("Ani"))
    assert device.send(entry) == device.send(entry)
    assert supervisor("Ani").sworn_at is not None
    assert abs((supervisor("Ani").sworn_at or moment) - moment).total_seconds() < 1
    assert oaths.settled == [oath.pk, oath.pk]
    again = device.send(device.confirm(supervisor("Ani")))[0]
    assert (again["code"], again["reason"]) == ("signed_before", "kata confirmed_before")
    assert OATHS.tables.entry.objects.filter(supervisor=supervisor("Ani")).count() == 2


def test_nobody_can_object_where_the_app_takes_no_objections(device: KioskDevice) -> None:
    objection = device.confirm(supervisor("Ani"), kind=EntryKind.OBJECT, points=("setia",), reason="Tidak mau.")
    assert device.send(objection)[0]["code"] == "malformed"
    assert supervisor("Ani").sworn_at is None
    shown = device.client.get(device.url("kiosk")).content.decode()
    assert 'data-objects=""' in shown
    assert "kata title" in shown


def test_what_is_forged_or_incomplete_is_refused_alike(device: KioskDevice) -> None:
    ani, budi = supervisor("Ani"), supervisor("Budi")
    wrong = device.confirm(ani, pin="000000" if OATHS.codes.pin_of(ani.pk) != "000000" else "000001")
    stolen = {**device.confirm(budi), "digest": device.confirm(ani)["digest"]}
    answers = device.send(wrong, stolen, device.confirm(ani, points=("setia",)), device.confirm(ani, points=("x",)))
    assert [each["code"] for each in answers] == ["forged", "forged", "points_missing", "malformed"]


def test_the_pages_of_the_officer_lead_to_the_routes_of_the_kind(
    device: KioskDevice, oath: Oath, officer: Person
) -> None:
    witness = witnesses_of(OATHS, oath)[0]
    device.send(device.confirm(supervisor("Ani")), device.confirm(witness))
    shown = page(officer, "", oath.pk)
    for expected in ("Ani", "Rina Marlina (saksi)", reverse("oath_ceremony_kiosk", args=[oath.pk, device.kiosk.pk])):
        assert expected in shown
    slips = page(officer, "_slips", oath.pk)
    assert slips.index("Resam Lapis") < slips.index("Selat Baru")
    for part in ("gabung", "slip", "pin"):
        sheet = officer.client.get(reverse("oath_ceremony_slip_all", args=[oath.pk, part]))
        assert sheet["Content-Type"] == "application/pdf"
    assert device.token in page(officer, "_kiosk", oath.pk, device.kiosk.pk)
    other = witnesses_of(OATHS, oath)[1]
    assert "dicatat" in send(officer, "_witness", oath.pk, other.pk, catatan="Di hadapan saya.")
    queue = device.file(device.confirm(supervisor("Budi")))
    assert "Kios dicabut" in send(officer, "_kiosk_revoke", oath.pk, device.kiosk.pk)
    assert "1 konfirmasi" in upload(officer, oath, queue)
    assert "Pelantikan selesai" in send(officer, "_end", oath.pk)


def test_a_file_leaves_waiting_what_of_it_did_not_come(device: KioskDevice, oath: Oath, officer: Person) -> None:
    device.load()
    device.send(device.confirm(supervisor("Ani")), waiting=2)
    budi, cici = device.confirm(supervisor("Budi")), device.confirm(supervisor("Cici"))
    seen = device.seen()
    upload(officer, oath, device.file(budi, {"id": "x"}))
    assert device.seen().waiting == 1
    upload(officer, oath, device.file(budi, cici))
    assert (device.seen().waiting, device.seen().seen_at) == (0, seen.seen_at)
    told = Event.objects.filter(subject_id=str(device.kiosk.pk), kind=OATHS.events.kiosk_seen.code)
    assert [each.data["waiting"] for each in told.order_by("pk")] == [2, 1, 0]
    # It reaches the network after all, which breaks after the first sending: both are known, and a file says so.
    device.send(budi, waiting=1)
    assert device.seen().waiting == 1
    upload(officer, oath, device.file(budi, cici))
    assert device.seen().waiting == 0
    device.send(waiting=1)
    upload(officer, oath, device.file())
    assert device.seen().waiting == 0


@pytest.mark.parametrize("ahead_s", [0, 3600, -3600], ids=["right", "fast", "slow"])
def test_an_old_file_takes_off_only_what_came_by_it(oath: Oath, officer: Person, ahead_s: int) -> None:
    device = KioskDevice(OATHS, oath, officer, label="Meja 2", ahead_s=ahead_s)
    device.load()
    ani, budi, cici = (device.confirm(supervisor(name)) for name in ("Ani", "Budi", "Cici"))
    old = device.file(ani)
    with clock.at(now() + timedelta(minutes=5)):
        device.send(budi, waiting=2)
        for _time in range(2):
            upload(officer, oath, old)
            assert device.seen().waiting == 1
        upload(officer, oath, device.file(ani, cici))
        assert device.seen().waiting == 0


@pytest.mark.parametrize("saved", [None, "kemarin", 1e400, [1]], ids=["blank", "words", "endless", "list"])
def test_a_file_that_says_not_when_it_was_saved_is_taken_as_an_old_one(
    device: KioskDevice, oath: Oath, officer: Person, saved: object
) -> None:
    device.send(device.confirm(supervisor("Ani")), waiting=2)
    file = json.loads(device.file(device.confirm(supervisor("Budi"))))
    assert "1 konfirmasi" in upload(officer, oath, json.dumps({**file, "exported_at": saved}).encode())
    assert device.seen().waiting == 1


def test_a_long_file_is_counted_down_sending_by_sending(
    device: KioskDevice, oath: Oath, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "MOST_AT_ONCE", 1)
    upload(officer, oath, device.file(device.confirm(supervisor("Ani")), device.confirm(supervisor("Budi"))))
    told = Event.objects.filter(subject_id=str(device.kiosk.pk), kind=OATHS.events.kiosk_seen.code)
    assert [each.data["waiting"] for each in told.order_by("pk")] == [1, 0]
    assert device.seen().waiting == 0


def test_a_kind_that_is_closed_opens_no_kiosk_and_says_so_in_its_words(oath: Oath, officer: Person) -> None:
    oath.is_over = True
    with pytest.raises(StepRefused, match="Keadaan sumpah sudah lain"):
        open_kiosk(kind=OATHS, ceremony=oath, label="Meja 2", by=officer.actor)
    oath.is_over = False
    end_ceremony(kind=OATHS, ceremony=oath, by=officer.actor)
    assert "kata not_opened" in send(officer, "_kiosk_open", oath.pk, nama="Meja 2")


def test_a_code_of_another_kind_opens_nothing(device: KioskDevice) -> None:
    assert device.client.get(reverse("kiosk", args=[device.token])).status_code == 404
    body = json.dumps({"sent_at": 0, "waiting": 0, "entries": []})
    unknown = device.client.post(reverse("oath_kiosk_deliver", args=["a" * 26]), body, content_type="application/json")
    assert unknown.status_code == 404
    assert "kata unknown_code" in unknown.content.decode()
