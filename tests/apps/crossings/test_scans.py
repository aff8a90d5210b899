"""Scans of phones are kept once each, and a pass that two phones let on board is found where they meet."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid5

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from netral.apps.crossings.models import FerryDeparture, PortPhone, PriorityPass, Scan
from netral.apps.crossings.work import work_of
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.models import Event
from tests.apps.crossings.dock import Dock, dock, headers, held, send

PLACE = UUID("5d0f9a5e-7f6f-4a2e-9f10-0d7a3d5c8b11")


@pytest.fixture
def place(ground: None) -> Dock:
    """Lay the port."""
    return dock()


def scan(mark: str, row: PriorityPass, sailing: FerryDeparture, /, **changes: Any) -> dict[str, Any]:
    said = {"number": row.number, "departure": str(sailing.pk), "answer": "board", "boarded": True}
    return {"ident": str(uuid5(PLACE, mark)), **said, "at": now().isoformat(), **changes}


def kept() -> list[Scan]:
    with elevated("the test reads what was written"):
        return [*Scan.objects.select_related("priority_pass").order_by("told_at")]


def photo() -> bytes:
    held_in = BytesIO()
    Image.new("RGB", (40, 20), "#444").save(held_in, "JPEG")
    return held_in.getvalue()


def put_photo(phone: PortPhone, ident: str, content: bytes) -> Any:
    address = reverse("port_plate_photo", args=[ident])
    return Client().put(address, content, content_type="image/jpeg", headers=headers(phone))


def test_a_batch_that_comes_again_is_kept_once(place: Dock) -> None:
    row, phone = place.a_pass(place.first), place.phone()
    sent = [scan("a", row, place.first), scan("b", row, place.first, answer="already_used", boarded=False)]
    answers = [send(phone, *sent) for _again in range(2)]
    assert [each.status_code for each in answers] == [201, 201]
    assert answers[0].json() == {"taken": [each["ident"] for each in sent], "doubles": []}
    (boarded, refused) = kept()
    assert (boarded.priority_pass, boarded.departure_id, boarded.phone_id) == (row, place.first.pk, phone.pk)
    assert (refused.answer, refused.boarded) == ("already_used", False)
    facts = [event.data for event in Event.objects.filter(kind="scan.taken").order_by("id")]
    assert facts == [
        {"taken": 2, "known": 0, "astray": 0, "ahead_s": 0},
        {"taken": 0, "known": 2, "astray": 0, "ahead_s": 0},
    ]


def test_a_scan_of_a_departure_that_is_gone_is_kept_and_holds_up_no_other(place: Dock) -> None:
    row, phone = place.a_pass(place.first), place.phone()
    gone = scan("a", row, place.first, departure=str(uuid5(PLACE, "gone")))
    assert send(phone, gone, scan("b", row, place.first)).status_code == 201
    assert {(each.departure_id, each.boarded) for each in kept()} == {(None, False), (place.first.pk, True)}
    assert Event.objects.get(kind="scan.taken").data == {"taken": 2, "known": 0, "astray": 1, "ahead_s": 0}


def test_a_pass_that_two_phones_let_on_board_is_found_and_both_are_told(place: Dock) -> None:
    row, one, other = place.a_pass(place.first), place.phone("Satu"), place.phone("Dua")
    send(one, scan("a", row, place.first))
    assert not Event.objects.filter(kind="scan.used_twice").exists()
    (told,) = send(other, scan("b", row, place.first)).json()["doubles"]
    assert told["number"] == row.number
    (event,) = Event.objects.filter(kind="scan.used_twice")
    assert event.data == {"departure": str(place.first.pk), "number": row.number}
    (told,) = held(one)["doubles"]
    assert told["ident"] == str(uuid5(PLACE, "a"))
    with reading_as(place.officer.actor):
        (work,) = [each for each in work_of(place.officer.actor) if each.entry == "scan_list"]
        assert {item.title for item in map(work.item, work.rows)} == {row.number}
    page = place.officer.client.get(reverse("scan_list"), {"hasil": "double"}).content.decode()
    assert page.count("Naik dua kali</strong>") == 2


def test_the_same_pass_on_two_departures_is_no_double_use(place: Dock) -> None:
    row = place.a_pass()
    send(place.phone("Satu"), scan("a", row, place.first))
    assert send(place.phone("Dua"), scan("b", row, place.second)).json()["doubles"] == []
    assert len(kept()) == 2


def test_a_clock_that_is_wrong_by_a_day_is_kept_beside_the_scans_and_shown(place: Dock) -> None:
    row, phone = place.a_pass(place.first), place.phone()
    ahead = now() + timedelta(days=1)
    send(phone, scan("a", row, place.first, at=ahead.isoformat()), sent_at=ahead)
    (row_kept,) = kept()
    assert abs(row_kept.ahead_s - 86_400) < 60
    assert "Cepat 1440 menit" in place.officer.client.get(reverse("scan_list")).content.decode()


def test_five_hundred_scans_come_in_one_batch_and_more_are_refused(place: Dock) -> None:
    row, phone = place.a_pass(place.first), place.phone()
    many = [scan(f"n{number}", row, place.first, answer="already_used", boarded=False) for number in range(501)]
    assert send(phone, *many).status_code == 400
    assert send(phone, *many[:500]).status_code == 201
    assert len(kept()) == 500


@pytest.mark.parametrize(
    "broken",
    [{"answer": "menari"}, {"at": "kemarin"}, {"ident": "x"}, {"departure": None}, {"number": "P" * 41}],
    ids=["answer", "moment", "ident", "nowhere", "number"],
)
def test_a_scan_of_another_shape_is_refused_and_nothing_is_kept(place: Dock, broken: dict[str, Any]) -> None:
    row, phone = place.a_pass(place.first), place.phone()
    answer = send(phone, scan("a", row, place.first, **broken))
    assert answer.status_code == 400
    assert answer.json()["error"] == "Kiriman ini tidak terbaca. Muat ulang aplikasinya, lalu coba lagi."
    assert kept() == []


def test_a_plate_is_photographed_once(place: Dock) -> None:
    row, phone = place.a_pass(place.first), place.phone()
    sent = scan("a", row, place.first)
    assert put_photo(phone, sent["ident"], photo()).status_code == 404
    send(phone, sent)
    assert put_photo(phone, sent["ident"], photo()).json() == {"kept": True}
    (first,) = kept()
    assert put_photo(phone, sent["ident"], photo()).json() == {"kept": True}
    (again,) = kept()
    assert first.plate_photo_id == again.plate_photo_id is not None
    assert put_photo(place.phone("Dua"), sent["ident"], photo()).status_code == 404
    assert put_photo(phone, sent["ident"], b"bukan gambar").json() == {"kept": True}
