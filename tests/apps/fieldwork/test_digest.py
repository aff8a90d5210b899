"""A digest answer holds for one secret, one address and some minutes; a stale nonce is asked for anew."""

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.fieldwork import digest_auth
from netral.apps.fieldwork.models import Device
from netral.apps.fieldwork.queries.devices import secret_of
from tests.apps.fieldwork.phones import Collect, field_office, phone_of

PATH = reverse("openrosa_forms")


@pytest.fixture
def phone(ground: None) -> Device:
    """Give an enrolled phone of a supervisor in office."""
    field = field_office()
    return phone_of(field.siti, field.officer)


def test_who_sends_no_proof_is_asked_for_it(phone: Device) -> None:
    answer = Client().get(PATH)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith('Digest realm="Netral", qop="auth"')
    assert "stale" not in answer.headers["WWW-Authenticate"]
    assert Client().get(PATH, headers={"Authorization": "Basic aHA6eA=="}).status_code == 401


def test_the_right_secret_opens_and_a_wrong_one_does_not(phone: Device) -> None:
    assert Collect(phone.login, secret_of(phone)).send("GET", PATH).status_code == 200
    assert Collect(phone.login, secret_of(phone)[:-1] + "x").send("GET", PATH).status_code == 401
    assert Collect("hp-tidakada", secret_of(phone)).send("GET", PATH).status_code == 401


def test_an_answer_for_another_address_opens_nothing(phone: Device) -> None:
    other = reverse("openrosa_villages")
    assert Collect(phone.login, secret_of(phone)).send("GET", PATH, answer_for=other).status_code == 401


def test_a_stale_nonce_is_told_apart_from_a_wrong_secret(phone: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest_auth, "NONCE_LIFE_S", -1)
    answer = Collect(phone.login, secret_of(phone)).send("GET", PATH)
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
