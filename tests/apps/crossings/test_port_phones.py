"""A port officer invites a phone, it is enrolled once, holds what it needs, and a revoked one is told so."""

import re
from base64 import b64decode

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.crossings.actions.phones import revoke_port_phone
from netral.apps.crossings.models import PortPhone
from netral.apps.crossings.queries.phones import secret_of
from netral.engines.passes.keys import KeyRing, PublicKey
from netral.engines.passes.revocations import read_revocations
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.models import Event
from netral.foundation.phones.domain import DeviceState
from tests.apps.crossings.dock import Dock, dock, headers, held, revoke
from tests.ground import person


@pytest.fixture
def place(ground: None) -> Dock:
    """Lay the port."""
    return dock()


def stored(phone: PortPhone) -> PortPhone:
    with elevated("the test reads what was written"):
        return PortPhone.objects.get(pk=phone.pk)


def enrol(code: str, label: str = "Ponsel 1") -> tuple[int, dict[str, str]]:
    answer = Client().post(reverse("port_enrol"), {"code": code, "label": label}, content_type="application/json")
    return answer.status_code, answer.json()


def test_the_officer_makes_a_code_and_a_phone_is_enrolled_with_it_once(place: Dock) -> None:
    page = place.officer.client.post(reverse("port_phone_new"), {"pelabuhan": place.port.pk}).content.decode()
    found = re.search(r'class="phone-code">([A-Z0-9-]+)<', page)
    assert found
    status, told = enrol(found[1])
    assert status == 201
    with elevated("the test reads what was written"):
        phone = PortPhone.objects.get()
    assert told == {
        "device": phone.login,
        "secret": secret_of(phone),
        "holder": "Air Putih",
        "post": "Pengelola Rekaan",
    }
    assert (phone.state, phone.label, phone.scopes) == (DeviceState.ENROLLED, "Ponsel 1", ["pelabuhan.14.03"])
    kinds = Event.objects.filter(subject_id=str(phone.pk)).order_by("id").values_list("kind", flat=True)
    assert [*kinds] == ["port_phone.invited", "port_phone.enrolled"]
    assert enrol(found[1]) == (
        400,
        {"error": "Kode ini sudah dipakai di satu perangkat. Minta kode baru untuk perangkat ini."},
    )
    assert enrol("AAAA-BBBB-CCCC")[0] == 400


def test_the_list_and_the_phones_page_show_it_and_others_do_not_enter(place: Dock) -> None:
    phone = place.phone()
    client = place.officer.client
    assert phone.login in client.get(reverse("port_phones")).content.decode()
    assert "Ponsel dermaga" in client.get(reverse("port_phone", args=[phone.pk])).content.decode()
    other = person("recruitment_officer", "bawaslu.14.03", name="lain").client
    assert other.get(reverse("port_phones")).status_code == 403


def test_a_phone_holds_keys_lists_departures_and_no_names(place: Dock) -> None:
    booked, standing = place.a_pass(place.first), place.a_pass()
    revoke(place, 7, 99)
    told = held(place.phone())
    ring = KeyRing(PublicKey(b64decode(key)) for key in told["keys"])
    (listed,) = told["lists"]
    assert read_revocations(b64decode(listed["content"]), ring).serials == (7, 99)
    first, second = told["departures"]
    assert first["booked"] == [{"serial": booked.serial, "number": booked.number, "class": "car"}]
    assert (first["places"], second["booked"], first["cancelled"]) == ({"car": 2}, [], False)
    assert told["standing"] == [
        {"serial": standing.serial, "number": standing.number, "class": "car", "crossing": "AP-SS"}
    ]
    assert told["crossings"] == [{"code": "AP-SS", "name": "Air Putih – Sungai Selari", "zone": "Asia/Jakarta"}]
    assert "Siti" not in str(told)


def test_a_revoked_phone_is_told_and_the_list_says_that_it_was(place: Dock) -> None:
    phone = place.phone()
    page = place.officer.client.post(reverse("port_phone_revoke", args=[phone.pk]), {"alasan": "Hilang di dermaga"})
    assert page.status_code in (200, 302)
    if stored(phone).state != DeviceState.REVOKED:
        with reading_as(place.officer.actor):
            revoke_port_phone(phone=phone, words="Hilang di dermaga", by=place.officer.actor)
    answer = Client().get(reverse("port_held"), headers=headers(phone))
    assert (answer.status_code, answer.json()["revoked"]) == (410, True)
    assert stored(phone).wiped_at is not None
    assert Event.objects.filter(kind="port_phone.wiped").count() == 1


def test_a_wrong_secret_opens_nothing(place: Dock) -> None:
    answer = Client().get(reverse("port_held"), headers=headers(place.phone(), "salah"))
    assert answer.status_code == 401
