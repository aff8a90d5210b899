"""A group registers itself once, is accepted by two, and its phones are told why they serve no longer."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.fieldwork.actions.devices import invite_device
from netral.apps.fieldwork.actions.monitors import accept_group, add_monitors, check_group, end_group, remove_monitor
from netral.apps.fieldwork.domain.monitors import GroupKind, GroupState
from netral.apps.fieldwork.events import GROUP_REGISTERED
from netral.apps.fieldwork.models import Device, MonitorGroup, Observer
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.kinds import Rate
from netral.foundation.ledger.models import Event
from tests.apps.fieldwork.field import phone_of
from tests.apps.fieldwork.phones import (
    LAST,
    FieldOffice,
    accepted,
    app_headers,
    entry,
    field_office,
    monitor_of,
    monitor_phone,
    page,
    registered,
    stored,
)
from tests.ground import person
from tests.look import send_through
from tests.work import titles

REGISTER, STATUS = reverse("monitor_register"), reverse("monitor_status")


@pytest.fixture
def field(ground: None) -> FieldOffice:
    """Give the office with two supervisors in office."""
    return field_office()


def sent(**changes: Any) -> dict[str, Any]:
    """Return what a browser sends of the form of a group."""
    said = {
        "formulir": "tanda-formulir-uji",
        "jenis": "students",
        "nama": "BEM Universitas Rekaan",
        "nomor": "",
        "cari": "bengkalis",
        "wilayah": "14.03",
        "kontak": "Joko Rekaan",
        "telepon": "0812 3456 7890",
        "surel": "",
    }
    days = {"mulai": (1, 10, 2024), "selesai": (15, 12, 2024)}
    parts = {
        f"{name}_{part}": value
        for name, day in days.items()
        for part, value in zip(("day", "month", "year"), day, strict=True)
    }
    return said | parts | changes


def group_row() -> MonitorGroup:
    with elevated("the test reads what was written"):
        return MonitorGroup.objects.get()


def test_a_group_registers_and_reads_where_it_stands(field: FieldOffice) -> None:
    shown = Client().get(REGISTER)
    assert shown.status_code == 200
    searched = Client().post(REGISTER, sent(wilayah="", nama="", tekan_cari="1"))
    assert searched.status_code == 200
    assert "Kabupaten Bengkalis" in searched.content.decode()
    assert "belum diisi" not in searched.content.decode()
    answer = Client().post(REGISTER, sent())
    code = answer.context["code"]
    assert code in answer.content.decode()
    assert group_row().scopes == ["bawaslu.14.03"]
    told = Client().post(STATUS, {"kode": code.upper().replace("-", " ")}).content.decode()
    assert "Menunggu diperiksa" in told
    assert "0812" not in told
    assert Client().post(STATUS, {"kode": "bukan kode"}).status_code == 422


def test_a_form_sent_twice_is_one_registration_with_one_code(field: FieldOffice) -> None:
    first, second = (Client().post(REGISTER, sent()) for _press in range(2))
    assert first.context["code"] == second.context["code"]
    assert "sudah terkirim sebelumnya" in second.content.decode()
    assert group_row().state == GroupState.APPLIED
    assert Event.objects.filter(kind="monitors.registered").count() == 1
    other = Client().post(REGISTER, sent(formulir="formulir-kedua"))
    assert other.context["code"] != first.context["code"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"jenis": "institution"}, "nomor akreditasi"),
        ({"wilayah": ""}, "pilih kabupaten atau kota"),
        ({"wilayah": "14"}, "hasil pencarian"),
        ({"selesai_year": 2023}, "lebih awal"),
        ({"mulai_year": 2023, "selesai_year": 2023}, "sudah lewat"),
        ({"telepon": "abc"}, "Nomor itu"),
        ({"formulir": ""}, ""),
    ],
    ids=["no-number", "no-region", "a-province", "days-turned", "days-over", "no-phone", "no-mark"],
)
def test_what_does_not_fit_is_told_and_nothing_is_kept(field: FieldOffice, changes: dict[str, Any], told: str) -> None:
    answer = Client().post(REGISTER, sent(**changes))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert told in text
    assert "BEM Universitas Rekaan" in text
    with elevated("the test reads what was written"):
        assert not MonitorGroup.objects.exists()


def test_one_checks_and_another_accepts(field: FieldOffice) -> None:
    group, code = registered()
    assert "Lembaga Pemantau Rekaan" in titles(field.checker)
    checked = field.checker.client.post(reverse("monitor_check", args=[group.pk]), {"cocok": "on"})
    assert checked.status_code == 302
    assert titles(field.checker) == []
    assert "Lembaga Pemantau Rekaan" in titles(field.acceptor)
    url = reverse("monitor_accept", args=[group.pk])
    # The officer who checked holds no permission to accept.
    assert field.checker.client.get(url).status_code == 403
    assert field.acceptor.client.post(url).status_code == 200
    assert group_row().state == GroupState.CHECKED
    assert send_through(field.acceptor.client, url, {}).status_code == 302
    assert "sudah Anda simpan barusan" in field.acceptor.client.post(url, follow=True).content.decode()
    assert titles(field.acceptor) == []
    assert group_row().state == GroupState.ACCEPTED
    assert Event.objects.filter(kind="monitors.accepted", subject_id=group.pk).count() == 1
    assert "Diterima" in Client().post(STATUS, {"kode": code}).content.decode()


def test_a_member_who_checked_needs_another_to_accept(field: FieldOffice) -> None:
    group, _code = registered()
    with reading_as(field.acceptor.actor):
        check_group(group=group, by=field.acceptor.actor)
        with pytest.raises(StepRefused, match="orang lain"):
            accept_group(group=group, by=field.acceptor.actor)
    assert titles(field.acceptor) == []
    assert reverse("monitor_accept", args=[group.pk]) not in page(field.acceptor, "monitor_group", group.pk)


def test_a_group_is_given_back_with_what_is_missing_and_refused_with_a_reason(field: FieldOffice) -> None:
    group, code = registered()
    with reading_as(field.checker.actor):
        check_group(group=group, by=field.checker.actor)
    back, refuse = (reverse(route, args=[group.pk]) for route in ("monitor_return", "monitor_refuse"))
    assert field.acceptor.client.post(back, {"alasan": "Suratnya belum terbaca."}).status_code == 302
    assert group_row().state == GroupState.APPLIED
    assert field.checker.client.post(refuse, {"alasan": " "}).status_code == 422
    assert send_through(field.checker.client, refuse, {"alasan": "Nomornya tidak ada."}).status_code == 302
    assert "Nomornya tidak ada." in Client().post(STATUS, {"kode": code}).content.decode()


def test_people_are_added_by_lines_and_taken_out(field: FieldOffice) -> None:
    group = accepted(field.checker, field.acceptor)
    url = reverse("monitor_people", args=[group.pk])
    assert field.checker.client.post(url, {"nama": "dewi  anggraini\n\nTono Rekaan\n"}).status_code == 302
    with elevated("the test reads what was written"):
        assert Observer.objects.filter(group=group).count() == 3
    assert field.checker.client.post(url, {"nama": " \n "}).status_code == 422
    answer = field.checker.client.post(url, {"nama": "A" * 151})
    assert (answer.status_code, "terlalu panjang" in answer.content.decode()) == (422, True)
    dewi = monitor_of(group)
    remove = reverse("monitor_remove", args=[dewi.pk])
    for _press in range(2):
        assert field.checker.client.post(remove).status_code == 302
    assert Event.objects.filter(kind="monitors.person_removed").count() == 1
    assert "Keluar dari kelompok" in page(field.checker, "monitor_group", group.pk)
    tomorrow = clock.at(clock.now() + timedelta(days=1))
    with tomorrow, reading_as(field.checker.actor), pytest.raises(StepRefused, match="keluar dari kelompok"):
        invite_device(observer=monitor_of(group), by=field.checker.actor)


def test_nobody_joins_a_group_that_was_not_accepted(field: FieldOffice) -> None:
    group, _code = registered()
    with reading_as(field.checker.actor), pytest.raises(StepRefused, match="belum diterima"):
        add_monitors(group=group, typed="Dewi", by=field.checker.actor)


def test_a_monitor_gets_a_code_and_her_phone_is_revoked_from_the_group(field: FieldOffice) -> None:
    group = accepted(field.checker, field.acceptor)
    answer = field.checker.client.post(reverse("monitor_code", args=[monitor_of(group).pk]))
    sent_code = {"code": answer.context["code"], "label": "HP"}
    told = Client().post("/lapangan/api/perangkat", sent_code, content_type="application/json")
    assert (told.status_code, told.json()["holder"]) == (201, "Dewi Anggraini")
    with elevated("the test reads what was written"):
        device = Device.objects.get()
    assert "HP" in page(field.checker, "monitor_group", group.pk)
    assert "Dewi Anggraini" in page(field.checker, "monitor_device", device.pk)
    # The officer of the supervisors' phones sees it too, and finds the monitor by her group.
    assert "Dewi Anggraini" in page(field.officer, "device_list")
    found = field.officer.client.get(reverse("device_new"), {"cari": "dewi pemantau"}).content.decode()
    assert "Dewi Anggraini" in found
    url = reverse("monitor_device_revoke", args=[device.pk])
    assert send_through(field.checker.client, url, {"alasan": "Hilang."}).status_code == 302
    assert Client().get("/lapangan/api/muat", headers=app_headers(device)).status_code == 410
    assert stored(device).wiped_at is not None


def test_phones_of_a_group_whose_days_are_over_are_told_why(field: FieldOffice) -> None:
    group = accepted(field.checker, field.acceptor)
    device = monitor_phone(group, field.checker)
    loaded = Client().get("/lapangan/api/muat", headers=app_headers(device)).json()
    assert loaded["notice"] == ""
    with clock.at(clock.now().replace(month=12, day=16)):
        loaded = Client().get("/lapangan/api/muat", headers=app_headers(device)).json()
        assert "berakhir 15 Desember 2024" in loaded["notice"]
        assert "Masanya berakhir" in page(field.checker, "monitor_group", group.pk)


def test_registrations_beyond_an_hours_bound_are_put_off_and_nothing_is_kept(
    field: FieldOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound = replace(GROUP_REGISTERED, rate=Rate(timedelta(hours=1), overall=1))
    monkeypatch.setattr("netral.apps.fieldwork.actions.monitors.GROUP_REGISTERED", bound)
    assert Client().post(REGISTER, sent()).status_code == 200
    assert Client().post(REGISTER, sent(formulir="formulir-kedua")).status_code == 429
    assert group_row().name == "BEM Universitas Rekaan"


def test_a_group_is_ended_on_a_day_and_reads_why(field: FieldOffice) -> None:
    group = accepted(field.checker, field.acceptor)
    device = monitor_phone(group, field.checker)
    url = reverse("monitor_end", args=[group.pk])
    late = {"terakhir_day": 20, "terakhir_month": 12, "terakhir_year": 2024, "alasan": "Akreditasi dicabut."}
    assert "di luar masa" in field.checker.client.post(url, late).content.decode()
    day = late | {"terakhir_day": 8, "terakhir_month": 10}
    assert send_through(field.checker.client, url, day).status_code == 302
    assert group_row().ends_on < LAST
    with clock.at(clock.now() + timedelta(days=2)):
        notice = Client().get("/lapangan/api/muat", headers=app_headers(device)).json()["notice"]
        assert "Akreditasi dicabut." in notice
        with reading_as(field.checker.actor), pytest.raises(StepRefused, match="diakhiri"):
            invite_device(observer=monitor_of(group), by=field.checker.actor)


def test_another_region_sees_no_group(field: FieldOffice) -> None:
    group = accepted(field.checker, field.acceptor)
    device, monitor = monitor_phone(group, field.checker), monitor_of(group)
    stranger = person("supervisor_member", "bawaslu.33.74")
    assert group.name not in page(stranger, "monitor_list")
    for route in ("monitor_group", "monitor_check", "monitor_accept", "monitor_refuse", "monitor_end"):
        assert stranger.client.get(reverse(route, args=[group.pk])).status_code == 404
    for route in ("monitor_code", "monitor_remove"):
        assert stranger.client.post(reverse(route, args=[monitor.pk])).status_code == 404
    assert stranger.client.post(reverse("monitor_people", args=[group.pk]), {"nama": "X"}).status_code == 404
    assert stranger.client.get(reverse("monitor_device", args=[device.pk])).status_code == 404
    with reading_as(stranger.actor):
        with pytest.raises(Observer.DoesNotExist):
            remove_monitor(monitor=monitor, by=stranger.actor)
        with pytest.raises(MonitorGroup.DoesNotExist):
            end_group(group=group, last_day=LAST, words="x", by=stranger.actor)


def test_a_supervisors_phone_is_no_monitors(field: FieldOffice) -> None:
    device = phone_of(field.siti, field.officer)
    assert field.checker.client.get(reverse("monitor_device", args=[device.pk])).status_code == 404


def test_an_institution_needs_a_number_even_past_the_form(field: FieldOffice) -> None:
    assert entry(kind=GroupKind.STUDENTS, accreditation="").accreditation == ""
    with pytest.raises(StepRefused, match="Nomor akreditasi"):
        registered(accreditation=" ")


def test_a_stranger_guesses_two_hundred_codes(field: FieldOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netral.foundation.drafts.throttle.time.sleep", lambda _seconds: None)
    _group, code = registered()
    answers = {Client().post(STATUS, {"kode": f"bakimo-teruga-{number}"}).status_code for number in range(200)}
    assert answers == {422}
    assert Client().post(STATUS, {"kode": code}).status_code == 200


def test_what_the_form_asks_for_is_not_called_optional(ground: None) -> None:
    page = Client().post(REGISTER, {"formulir": "x", "cari": "bengkalis", "tekan_cari": "1"}).content.decode()
    for words in ("Cari kabupaten atau kota yang dipantau</label>", "Pilih kabupaten atau kota</legend>"):
        assert words in page
    for words in ("Nomor akreditasi", "Alamat e-mail"):
        assert f'{words} <span class="ui-optional">(boleh dikosongkan)</span>' in page
    assert page.count("boleh dikosongkan") == 2
