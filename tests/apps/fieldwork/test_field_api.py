"""The door of the web app: enrolled once by a code, told what is offered and asked, resumed where it broke off."""

import hashlib
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from netral.apps.fieldwork.actions.devices import invite_supervisor, revoke_device
from netral.foundation.institutions.scopes import elevated
from netral.foundation.phones.domain import shown_code
from tests.apps.fieldwork.field import Field, field
from tests.apps.fieldwork.observed import new_instance, observed, photo
from tests.apps.fieldwork.phones import app_headers

pytestmark = pytest.mark.usefixtures("ground")


def sent(place: Field, xml: bytes, files: list[dict[str, Any]] | None = None) -> Any:
    body = {
        "xml_submission_file": SimpleUploadedFile("submission.xml", xml),
        "berkas": json.dumps(files or []),
        "device_time": "2024-10-07T13:12:00+07:00",
    }
    return Client().post(reverse("field_observation"), body, headers=app_headers(place.phone))


def put(place: Field, instance: str, content: bytes, offset: object = 0, name: str = "a.jpg") -> Any:
    return Client().put(
        reverse("field_piece", args=[instance, name]),
        content,
        content_type="application/octet-stream",
        headers=app_headers(place.phone) | {"Upload-Offset": str(offset)},
    )


def test_a_code_enrols_one_phone_however_it_is_typed() -> None:
    place = field()
    with elevated("the test invites"):
        posting = place.phone.observer.posting
        assert posting is not None
        _device, code = invite_supervisor(posting=posting, by=place.office.officer.actor)
    ask = {"code": f" {shown_code(code).lower()} ", "label": "HP Siti"}
    enrolled = Client().post(reverse("field_enrol"), ask, content_type="application/json")
    assert enrolled.status_code == 201
    told = enrolled.json()
    assert (told["holder"], told["village_code"], told["zone"]) == ("Siti Rahma", "14.03.02.2001", "Asia/Jakarta")
    offered = Client().get(
        reverse("field_offered"), headers={"Authorization": f"Device {told['device']}:{told['secret']}"}
    )
    assert [each["form_id"] for each in offered.json()["forms"]] == ["kejadian_cepat"]
    again = Client().post(reverse("field_enrol"), ask, content_type="application/json")
    assert (again.status_code, "sudah dipakai" in again.json()["error"]) == (400, True)


@pytest.mark.parametrize(
    "body", ["", "[]", "{", '{"code": 7}', "[" * 5000], ids=["empty", "list", "cut", "number", "deep"]
)
def test_what_is_no_enrolment_is_refused_in_words(body: str) -> None:
    answer = Client().post(reverse("field_enrol"), body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


def test_a_phone_sends_content_then_pieces_and_asks_what_came() -> None:
    place, whole, instance = field(), photo().read(), new_instance()
    file = {"name": "a.jpg", "size": len(whole), "sha256": hashlib.sha256(whole).hexdigest()}
    begun = sent(place, observed(place.form, photo="a.jpg", instance=instance), [file])
    assert begun.status_code == 201
    assert begun.json()["missing"] == [{"name": "a.jpg", "received": 0}]
    half = len(whole) // 2
    assert put(place, instance, whole[:half]).json()["received"] == half
    known = Client().get(reverse("field_known", args=[instance]), headers=app_headers(place.phone)).json()
    assert known["missing"] == [{"name": "a.jpg", "received": half}]
    broken = put(place, instance, whole[half:], 3)
    assert (broken.status_code, broken.json()["received"]) == (409, half)
    done = put(place, instance, whole[half:], half).json()
    assert (done["state"], done["number"], done["received"]) == ("complete", "AMT/14.03/2024/00001", len(whole))
    states = Client().get(reverse("field_offered"), headers=app_headers(place.phone)).json()["states"]
    assert [(each["instance_id"], each["number"]) for each in states] == [(instance, "AMT/14.03/2024/00001")]


def test_the_clock_of_a_phone_that_contradicts_is_kept_beside_the_observation() -> None:
    place = field()
    assert sent(place, observed(place.form)).status_code == 201
    with elevated("the test reads what came"):
        # The test's own clock runs on meanwhile.
        assert 3 * 3600 - 120 <= place.phone.observation_set.get().ahead_s <= 3 * 3600


@pytest.mark.parametrize("berkas", ["{}x", "[1]", '[{"name": "a"}]', '[{"name": "a", "size": -1, "sha256": "x"}]'])
def test_a_list_of_files_of_another_shape_is_refused(berkas: str) -> None:
    place = field()
    body = {"xml_submission_file": SimpleUploadedFile("submission.xml", observed(place.form)), "berkas": berkas}
    answer = Client().post(reverse("field_observation"), body, headers=app_headers(place.phone))
    assert (answer.status_code, "lampiran" in answer.json()["error"]) == (400, True)


def test_refusals_say_whether_trying_again_helps() -> None:
    place = field()
    refused = sent(place, observed(place.form).replace(b"kejadian_cepat", b"lain"))
    assert (refused.status_code, refused.json()["final"]) == (422, True)
    broken = sent(place, b"<data")
    assert (broken.status_code, broken.json()["final"]) == (422, True)
    assert put(place, new_instance(), b"x").status_code == 404
    for offset in ("", "-1", "x", "٣"):
        assert put(place, new_instance(), b"x", offset).status_code == 400
    unknown = Client().get(reverse("field_known", args=[new_instance()]), headers=app_headers(place.phone))
    assert unknown.status_code == 404


def test_strangers_and_revoked_phones_are_told_so() -> None:
    place = field()
    for given in ({}, app_headers(place.phone, "x"), {"Authorization": "Device x"}, {"Authorization": "Bearer x:y"}):
        assert Client().get(reverse("field_offered"), headers=given).status_code == 401
    with elevated("the test revokes"):
        revoke_device(device=place.phone, words="Hilang", by=place.office.officer.actor)
    told = Client().get(reverse("field_offered"), headers=app_headers(place.phone))
    assert (told.status_code, told.json()["revoked"]) == (410, True)
