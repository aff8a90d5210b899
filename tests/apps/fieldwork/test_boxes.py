"""A phone's outbox comes by flash drive: proved, whole, taken once, and by the office of its region alone."""

import hashlib
import hmac
import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from netral.apps.fieldwork.box_files import FORMAT
from netral.apps.fieldwork.models import Observation
from netral.apps.fieldwork.queries.devices import secret_of
from netral.foundation.institutions.scopes import elevated
from tests.apps.fieldwork.field import Field, field
from tests.apps.fieldwork.observed import new_instance, observed, photo, send
from tests.ground import Person, person

pytestmark = pytest.mark.usefixtures("ground")


def packed(place: Field, *, count: int = 2, secret: str = "", **changed: bytes) -> SimpleUploadedFile:
    """Pack observations with a photo each as the app on the phone does; `changed` replaces parts afterwards."""
    parts: dict[str, bytes] = {}
    rows: list[dict[str, Any]] = []
    for number in range(1, count + 1):
        folder, picture, instance = f"amatan/{number:03d}", photo(number).read(), new_instance()
        xml = observed(place.form, photo="a.jpg", instance=instance)
        parts |= {f"{folder}/amatan.xml": xml, f"{folder}/a.jpg": picture}
        file = {"name": "a.jpg", "size": len(picture), "sha256": hashlib.sha256(picture).hexdigest()}
        rows.append(
            {
                "instance_id": instance,
                "folder": folder,
                "xml": "amatan.xml",
                "xml_sha256": hashlib.sha256(xml).hexdigest(),
                "device_time": "2024-10-07T10:12:00+07:00",
                "files": [file],
            }
        )
    about = {"format": FORMAT, "device": place.phone.login, "exported_at": "2024-10-07T10:12:00Z", "observations": rows}
    manifest = json.dumps(about).encode()
    mac = hmac.digest((secret or secret_of(place.phone)).encode(), manifest, "sha256").hex()
    parts = {"manifest.json": manifest, "manifest.mac": mac.encode()} | parts
    for name, content in changed.items():
        parts[name] = content
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return SimpleUploadedFile("kotak.netral-kotak", kept.getvalue())


def taken(who: Person, box: SimpleUploadedFile) -> tuple[int, str]:
    box.seek(0)
    answer = who.client.post(reverse("box_take"), {"kotak": box})
    return answer.status_code, answer.content.decode()


def number_of_observations() -> int:
    with elevated("the test counts"):
        return Observation.objects.count()


def test_a_box_is_taken_once_however_often_it_is_brought() -> None:
    place = field()
    box = packed(place)
    status, page = taken(place.office.officer, box)
    assert status == 200
    assert "AMT/14.03/2024/00001" in page
    assert "AMT/14.03/2024/00002" in page
    assert taken(place.office.officer, box)[0] == 200
    assert number_of_observations() == 2


def test_what_the_phone_had_sent_before_is_known() -> None:
    place, instance = field(), new_instance()
    send(place.phone, observed(place.form, instance=instance))
    assert taken(place.office.officer, packed(place, count=1))[0] == 200
    assert number_of_observations() == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"secret": "salah"},
        {"amatan/001/amatan.xml": b"<data/>"},
        {"manifest.json": b"[]"},
        {"manifest.json": b'{"format": "netral-kotak-1"}'},
        {"manifest.json": b"[" * 5000},
        {"manifest.mac": b"\xff"},
        {"manifest.json": b" " * (4 * 1024 * 1024 + 1)},
    ],
    ids=["another-secret", "changed-content", "list", "half", "deep", "no-mac", "large"],
)
def test_a_changed_box_is_refused_whole(changed: dict[str, Any]) -> None:
    place = field()
    status, page = taken(place.office.officer, packed(place, **changed))
    assert status == 422
    assert "kspor" in page
    assert number_of_observations() == 0


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 100], ids=["empty", "cut", "text"])
def test_what_is_no_box_is_refused(content: bytes) -> None:
    place = field()
    status, _page = taken(place.office.officer, SimpleUploadedFile("a.netral-kotak", content))
    assert status == 422


def test_another_region_cannot_take_it() -> None:
    place = field()
    stranger = person("recruitment_officer", "bawaslu.33.74")
    status, page = taken(stranger, packed(place))
    assert (status, "tidak terdaftar di wilayah Anda" in page) == (422, True)
    assert number_of_observations() == 0
