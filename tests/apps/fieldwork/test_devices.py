"""A phone is enrolled once by its code, speaks for one person, and is told when it was revoked."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.fieldwork.actions.devices import enrol_device, revoke_device
from netral.apps.fieldwork.models import Device, Observer
from netral.apps.fieldwork.queries.devices import actor_behind, secret_of
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from netral.foundation.phones.domain import CODE_LIFE, MOST_DEVICES, DeviceState, shown_code
from tests.apps.fieldwork.field import code_for, phone_of
from tests.apps.fieldwork.phones import FieldOffice, app_headers, field_office, form_list, page, stored
from tests.ground import person
from tests.look import send_through

ENROL_API = "/lapangan/api/perangkat"


@pytest.fixture
def field(ground: None) -> FieldOffice:
    """Give the office with two supervisors in office."""
    return field_office()


def revoked(device: Device, field: FieldOffice) -> Device:
    with reading_as(field.officer.actor):
        revoke_device(device=device, words="Hilang di pasar.", by=field.officer.actor)
    return device


def enrol_by_app(code: str) -> tuple[int, dict[str, str]]:
    answer = Client().post(ENROL_API, {"code": code, "label": "Ponsel"}, content_type="application/json")
    return answer.status_code, answer.json()


def test_an_officer_finds_the_supervisor_and_her_phone_is_enrolled_once(field: FieldOffice) -> None:
    found = field.officer.client.get(reverse("device_new"), {"cari": "siti selat"}).content.decode()
    assert "Siti Rahma" in found
    assert "Ani Lestari" not in found
    answer = field.officer.client.post(reverse("device_new"), {"penempatan": field.siti.pk})
    shown = answer.context["code"]
    assert shown in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    status, told = enrol_by_app(shown.lower())
    assert status == 201
    assert told["holder"] == "Siti Rahma"
    status, told = enrol_by_app(shown)
    assert (status, "sudah dipakai" in told["error"]) == (400, True)
    with elevated("the test reads what was written"):
        assert Device.objects.get().state == DeviceState.ENROLLED
    listed = page(field.officer, "device_list")
    assert "Siti Rahma" in listed
    assert f'href="{reverse("box_take")}"' in listed


def test_events_name_the_device_whatever_its_holder_called_it(field: FieldOffice) -> None:
    device = phone_of(field.siti, field.officer)
    assert device.label == "Ponsel uji"
    told = Event.objects.get(kind="device.enrolled", subject_id=device.pk)
    assert (told.actor, told.actor_label) == (f"link:{device.pk}", f"Ponsel {device.login}")
    assert f"Ponsel {device.login}" in page(field.officer, "device", device.pk)


def test_a_code_lives_for_two_days(field: FieldOffice) -> None:
    device, code = code_for(field.siti, field.officer)
    with clock.at(clock.now() + CODE_LIFE):
        assert "habis masanya" in enrol_by_app(code)[1]["error"]
        assert "Kode habis masanya" in page(field.officer, "device", device.pk)
    assert enrol_by_app(code)[0] == 201


def test_a_revoked_code_opens_nothing(field: FieldOffice) -> None:
    device, code = code_for(field.siti, field.officer)
    revoked(device, field)
    assert "sudah dicabut" in enrol_by_app(code)[1]["error"]


def test_a_sixth_device_is_refused_until_one_is_revoked(field: FieldOffice) -> None:
    phones = [phone_of(field.siti, field.officer) for _number in range(MOST_DEVICES)]
    with pytest.raises(StepRefused, match="Sudah ada 5"):
        code_for(field.siti, field.officer)
    answer = field.officer.client.post(reverse("device_new"), {"penempatan": field.siti.pk}, follow=True)
    assert "Sudah ada 5 perangkat" in answer.content.decode()
    revoked(phones[0], field)
    assert code_for(field.siti, field.officer)[0].state == DeviceState.INVITED


def test_codes_that_ran_out_are_no_phones(field: FieldOffice) -> None:
    for _number in range(MOST_DEVICES):
        code_for(field.siti, field.officer)
    with clock.at(clock.now() + CODE_LIFE):
        assert code_for(field.siti, field.officer)[0].state == DeviceState.INVITED


def test_two_devices_of_one_person_and_one_phone_of_two(field: FieldOffice) -> None:
    first, second = phone_of(field.siti, field.officer), phone_of(field.siti, field.officer)
    # Ani takes over the phone: it gets a code of its own, and speaks for her from then on.
    hers = phone_of(field.ani, field.officer)
    assert first.observer_id == second.observer_id != hers.observer_id
    assert len({each.login for each in (first, second, hers)}) == 3
    with elevated("the test reads what was written"):
        assert Observer.objects.count() == 2
    for device in (first, second, hers):
        assert Client().get("/lapangan/api/muat", headers=app_headers(device)).status_code == 200


def test_a_stolen_phone_is_told_at_both_doors_and_noted_once(field: FieldOffice) -> None:
    device = phone_of(field.siti, field.officer)
    url = reverse("device_revoke", args=[device.pk])
    look = field.officer.client.post(url, {"alasan": "Hilang di pasar."})
    assert "belum terkirim" in look.content.decode()
    assert stored(device).state == DeviceState.ENROLLED
    assert send_through(field.officer.client, url, {"alasan": "Hilang di pasar."}).status_code == 302
    assert "belum terhubung lagi" in page(field.officer, "device", device.pk)
    answer = Client().get("/lapangan/api/muat", headers=app_headers(device))
    assert (answer.status_code, answer.json()["revoked"]) == (410, True)
    wiped_at = stored(device).wiped_at
    assert wiped_at is not None
    with clock.at(clock.now() + timedelta(hours=1)):
        assert form_list(device).status_code == 403
        assert Client().get("/lapangan/api/muat", headers=app_headers(device)).status_code == 410
    assert stored(device).wiped_at == wiped_at
    assert Event.objects.filter(kind="device.wiped", subject_id=device.pk).count() == 1
    assert "diberi tahu untuk menghapus kuncinya" in page(field.officer, "device", device.pk)


def test_a_second_press_of_revoke_is_told_that_the_first_was_heard(field: FieldOffice) -> None:
    device = phone_of(field.siti, field.officer)
    url = reverse("device_revoke", args=[device.pk])
    send_through(field.officer.client, url, {"alasan": "Hilang."})
    again = field.officer.client.post(url, {"alasan": "Hilang."}, follow=True).content.decode()
    assert "sudah Anda simpan barusan" in again
    with pytest.raises(StepRefused, match="sudah dicabut"):
        revoked(device, field)
    assert Event.objects.filter(kind="device.revoked", subject_id=device.pk).count() == 1


def test_a_reason_is_asked_for(field: FieldOffice) -> None:
    device = phone_of(field.siti, field.officer)
    answer = field.officer.client.post(reverse("device_revoke", args=[device.pk]), {"alasan": " "})
    assert answer.status_code == 422
    assert stored(device).state == DeviceState.ENROLLED


def test_another_region_sees_nothing(field: FieldOffice) -> None:
    device = phone_of(field.siti, field.officer)
    stranger = person("recruitment_officer", "bawaslu.33.74")
    assert "Siti Rahma" not in page(stranger, "device_list")
    for route in ("device", "device_revoke"):
        assert stranger.client.get(reverse(route, args=[device.pk])).status_code == 404
    found = stranger.client.get(reverse("device_new"), {"cari": "siti"}).content.decode()
    assert "Siti Rahma" not in found
    for sent in ({"penempatan": field.siti.pk}, {"pemantau": device.observer_id}, {"penempatan": "bukan"}, {}):
        assert stranger.client.post(reverse("device_new"), sent).status_code == 404
    assert stranger.client.post(reverse("device_new"), {"pemantau": uuid4()}).status_code == 404


def test_one_whose_days_are_over_gets_no_code(field: FieldOffice) -> None:
    last_day = clock.now().replace(month=12, day=15)
    with clock.at(last_day):
        device, code = code_for(field.siti, field.officer)
    with clock.at(last_day + timedelta(days=1)):
        with pytest.raises(StepRefused, match="Masa tugas"):
            code_for(field.siti, field.officer)
        assert "Masa tugas" in enrol_by_app(code)[1]["error"]
    assert stored(device).state == DeviceState.INVITED


def test_the_list_goes_out_as_a_file_and_can_be_searched(field: FieldOffice) -> None:
    phone_of(field.siti, field.officer)
    phone_of(field.ani, field.officer)
    url = reverse("device_list")
    text = field.officer.client.get(url, {"unduh": "csv", "cari": "muntai"}).getvalue().decode()
    assert "Ani Lestari" in text
    assert "Siti Rahma" not in text
    for order in ("holder", "-area", "observations", "-last_at", "ahead_s"):
        assert field.officer.client.get(url, {"urut": order}).status_code == 200


def test_a_supervisor_registers_and_revokes_her_own_phone(field: FieldOffice) -> None:
    posting = field.office.post(
        field.office.who("Rina Wati", email="rina@contoh.test"), field.office.term("14.03.02.2003")
    )
    client = Client()
    assert posting.supervisor.account is not None
    client.force_login(posting.supervisor.account)
    answer = client.post(reverse("own_device_new"))
    status, told = enrol_by_app(answer.context["code"])
    assert (status, told["holder"]) == (201, "Rina Wati")
    with elevated("the test reads what was written"):
        device = Device.objects.get()
    assert "Ponsel" in client.get(reverse("own_devices")).content.decode()
    assert client.get(reverse("own_device", args=[device.pk])).status_code == 200
    # A colleague's phone is none of hers.
    other = phone_of(field.siti, field.officer)
    assert client.get(reverse("own_device", args=[other.pk])).status_code == 404
    assert client.post(reverse("own_device_revoke", args=[other.pk]), {"alasan": "x"}).status_code == 404
    assert send_through(client, reverse("own_device_revoke", args=[device.pk]), {"alasan": "Ganti"}).status_code == 302
    assert stored(device).state == DeviceState.REVOKED


def test_collect_is_set_up_with_a_code_and_a_second_press_loses_nothing(field: FieldOffice) -> None:
    device, code = code_for(field.siti, field.officer)
    url = reverse("openrosa_start")
    assert Client().get(url).status_code == 200
    first = Client().post(url, {"kode": shown_code(code).lower()})
    assert secret_of(device) in first.content.decode()
    assert stored(device).label == "ODK Collect"
    assert secret_of(device) in Client().post(url, {"kode": code}).content.decode()
    with clock.at(clock.now() + timedelta(minutes=5)):
        late = Client().post(url, {"kode": code})
    assert (late.status_code, "sudah dipakai" in late.content.decode()) == (422, True)
    assert secret_of(device) not in late.content.decode()


def test_a_revoked_collect_is_not_said_to_be_wiped(field: FieldOffice) -> None:
    device, code = code_for(field.siti, field.officer)
    Client().post(reverse("openrosa_start"), {"kode": code})
    revoked(device, field)
    assert form_list(device).status_code == 403
    shown = page(field.officer, "device", device.pk)
    assert "masih dapat dibaca di sana" in shown
    assert "menghapus kuncinya" not in shown
    assert "Sudah diberi tahu" in page(field.officer, "device_list")


def test_a_code_that_the_app_used_shows_nothing_to_collect(field: FieldOffice) -> None:
    device, code = code_for(field.siti, field.officer)
    enrol_device(device=device, label="Ponsel", by=actor_behind(device))
    answer = Client().post(reverse("openrosa_start"), {"kode": code})
    assert answer.status_code == 422
    assert secret_of(device) not in answer.content.decode()


def test_a_stranger_guesses_two_hundred_times(field: FieldOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    paused: list[float] = []
    monkeypatch.setattr("netral.foundation.drafts.throttle.time.sleep", paused.append)
    code_for(field.siti, field.officer)
    for number in range(200):
        guess = f"{number:012d}".replace("0", "A").replace("1", "B")
        assert Client().post(reverse("openrosa_start"), {"kode": guess}).status_code == 422
        assert enrol_by_app(guess)[0] == 400
    assert paused, "wrong answers wait once there were many"
    device, code = code_for(field.siti, field.officer)
    assert enrol_by_app(code)[0] == 201
    assert stored(device).state == DeviceState.ENROLLED
