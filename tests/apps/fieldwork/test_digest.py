"""A digest answer holds for one secret, one address and some minutes; a stale nonce is asked for anew."""

from datetime import timedelta

import httpx
import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.fieldwork import digest_auth
from netral.apps.fieldwork.models import Device
from netral.apps.fieldwork.queries.devices import secret_of
from netral.foundation.ledger import clock
from tests.apps.fieldwork.field import phone_of
from tests.apps.fieldwork.phones import SITE, Collect, field_office, form_list, stored

PATH = reverse("openrosa_forms")


@pytest.fixture
def phone(ground: None) -> Device:
    """Give an enrolled phone of a supervisor in office."""
    field = field_office()
    return phone_of(field.siti, field.officer)


def answered(phone: Device, path: str) -> int:
    """Ask for the list of forms with an answer to its challenge that was made for an address."""
    asked = httpx.Request("GET", f"{SITE}{path}")
    flow = httpx.DigestAuth(phone.login, secret_of(phone)).auth_flow(asked)
    next(flow)
    challenge = {"WWW-Authenticate": Client().get(PATH).headers["WWW-Authenticate"]}
    proved = flow.send(httpx.Response(401, headers=challenge, request=asked))
    return Client().get(PATH, headers={"Authorization": proved.headers["Authorization"]}).status_code


def test_who_sends_no_proof_is_asked_for_it(phone: Device) -> None:
    answer = Client().get(PATH)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith('Digest realm="Netral", qop="auth"')
    assert "stale" not in answer.headers["WWW-Authenticate"]
    assert Client().get(PATH, headers={"Authorization": "Basic aHA6eA=="}).status_code == 401


def test_the_right_secret_opens_and_a_wrong_one_does_not(phone: Device) -> None:
    assert Collect(phone).http.get(PATH).status_code == 200
    assert Collect(phone, secret=secret_of(phone)[:-1] + "x").http.get(PATH).status_code == 401
    assert Collect(phone, login="hp-tidakada").http.get(PATH).status_code == 401


def test_a_phone_that_speaks_by_digest_is_noted_as_seen(phone: Device) -> None:
    later = clock.now() + timedelta(hours=2)
    with clock.at(later):
        assert form_list(phone).status_code == 200
    seen_at = stored(phone).seen_at
    assert seen_at is not None
    assert seen_at >= later


def test_an_answer_for_another_address_opens_nothing(phone: Device) -> None:
    other = reverse("openrosa_villages")
    assert answered(phone, PATH) == 200
    assert answered(phone, other) == 401


def test_a_stale_nonce_is_told_apart_from_a_wrong_secret(phone: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest_auth, "NONCE_LIFE_S", -1)
    answer = Collect(phone).http.get(PATH)
    assert answer.status_code == 401
    assert "stale=true" in answer.headers["WWW-Authenticate"]


def test_a_made_up_nonce_is_not_called_stale(phone: Device) -> None:
    made_up = (
        f'Digest username="{phone.login}", realm="Netral", nonce="1.abc", uri="{PATH}", qop=auth, nc=1, '
        'cnonce="x", response="y"'
    )
    answer = Client().get(PATH, headers={"Authorization": made_up})
    assert answer.status_code == 401
    assert "stale" not in answer.headers["WWW-Authenticate"]
