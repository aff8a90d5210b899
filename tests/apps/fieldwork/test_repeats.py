"""A phone that sends again and again what was refused is told to wait longer and longer, and nothing else of it is."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from netral.apps.fieldwork.actions.devices import enrol_device, invite_supervisor
from netral.apps.fieldwork.models import Device
from netral.apps.fieldwork.queries.devices import actor_behind, secret_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.models import Event
from netral.foundation.phones.repeats import FIRST_PAUSE_S, FREE_TRIES, LONGEST_PAUSE_S, RefusalMemory
from tests.apps.fieldwork.field import field
from tests.apps.fieldwork.observed import new_instance, observed
from tests.apps.fieldwork.phones import Collect


def test_each_pause_is_longer_up_to_an_hour_and_a_quiet_phone_is_forgiven() -> None:
    moments = [0.0]
    memory = RefusalMemory(lambda: moments[0])
    pauses = []
    for _ in range(FREE_TRIES + 8):
        memory.note("phone", "content")
        pauses.append(memory.seconds_left("phone", "content"))
        moments[0] += pauses[-1]
    assert pauses[: FREE_TRIES - 1] == [0] * (FREE_TRIES - 1)
    assert pauses[FREE_TRIES - 1 : FREE_TRIES + 2] == [FIRST_PAUSE_S, 2 * FIRST_PAUSE_S, 4 * FIRST_PAUSE_S]
    assert pauses[-1] == LONGEST_PAUSE_S
    assert memory.seconds_left("phone", "other content") == 0
    moments[0] += 3 * LONGEST_PAUSE_S
    memory.note("phone", "content")
    assert memory.seconds_left("phone", "content") == 0


def sent(phone: Device, xml: bytes) -> Any:
    return Client().post(
        reverse("field_observation"),
        {"xml_submission_file": SimpleUploadedFile("submission.xml", xml)},
        headers={"Authorization": f"Device {phone.login}:{secret_of(phone)}"},
    )


@pytest.mark.usefixtures("ground")
def test_only_what_was_refused_waits_and_the_ledger_keeps_nothing_of_it() -> None:
    place = field()
    with elevated("the test enrols her second phone"):
        assert place.phone.observer.posting is not None
        invited, _code = invite_supervisor(posting=place.phone.observer.posting, by=place.office.officer.actor)
        other = enrol_device(device=invited, label="HP kedua", by=actor_behind(invited))
    wrong = observed(place.form).replace(b"kejadian_cepat", b"lain")
    before = Event.objects.count()
    assert [sent(place.phone, wrong).status_code for _ in range(FREE_TRIES)] == [422] * FREE_TRIES
    late = sent(place.phone, wrong)
    assert (late.status_code, late["Retry-After"]) == (429, str(FIRST_PAUSE_S))
    assert "beberapa kali ditolak" in late.json()["error"]
    assert sent(other, wrong).status_code == 422
    assert Event.objects.count() == before
    assert sent(place.phone, observed(place.form)).status_code == 201


@pytest.mark.usefixtures("ground")
def test_pieces_of_what_never_came_wait_too() -> None:
    phone = field().phone
    headers = {"Authorization": f"Device {phone.login}:{secret_of(phone)}", "Upload-Offset": "0"}
    address = reverse("field_piece", args=[new_instance(), "a.jpg"])
    statuses = [Client().put(address, b"x", headers=headers).status_code for _ in range(FREE_TRIES + 1)]
    assert statuses == [*[404] * FREE_TRIES, 429]


@pytest.mark.usefixtures("ground")
def test_the_door_of_collect_asks_for_patience_as_well() -> None:
    place = field()
    collect = Collect(place.phone)
    wrong = observed(place.form).replace(b"kejadian_cepat", b"lain")
    answers = [collect.post(wrong) for _ in range(FREE_TRIES + 1)]
    assert [status for status, _words in answers] == [*[403] * FREE_TRIES, 429]
    assert "beberapa kali ditolak" in answers[-1][1]
