"""The network: what an operator lists stands once, and its timetables make departures that nobody's pass is lost by."""

from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, strategies as st

from netral.apps.crossings.actions.network import list_crossing, list_port, list_vessel
from netral.apps.crossings.actions.timetables import (
    add_departure,
    close_crossing,
    end_timetable,
    leave_out_day,
    make_departures,
    set_timetable,
)
from netral.apps.crossings.domain.network import VehicleClass
from netral.apps.crossings.domain.schedules import HORIZON_DAYS, TimetableRule, sailings
from netral.apps.crossings.inputs import CrossingInput, PortInput, TimetableInput
from netral.apps.crossings.models import Crossing, FerryDeparture, Port, Timetable, Vessel
from netral.apps.crossings.tasks import make_all_departures
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.models import Event
from netral.foundation.regions.models import Region
from tests.apps.crossings.ferries import DAY, EVERY_DAY, PLACES, crossing, ferry, official, operator, timetable
from tests.ground import person

pytestmark = pytest.mark.usefixtures("ground")
WIB = ZoneInfo("Asia/Jakarta")


def dated(day: int) -> list[tuple[str, int]]:
    return [("day", day), ("month", 10), ("year", 2024)]


def moments() -> list[str]:
    rows = FerryDeparture.objects.order_by("departs_at", "crossing__code")
    return [f"{row.departs_at.astimezone(WIB):%m-%d %H.%M} {row.crossing.code}" for row in rows]


def test_an_operator_builds_her_network_in_her_pages() -> None:
    who = operator()
    port = {"wilayah": "14.03.02"}
    for name in ("Air Putih", "Sungai Selari"):
        assert who.client.post(reverse("port_new"), {**port, "nama": name}).status_code == 302
    with elevated("the test reads what was written"):
        origin, destination = Port.objects.order_by("name")
    sent = {"kode": "ap-ss", "asal": origin.pk, "tujuan": destination.pk, "menit": 45, "pulang": "SS-AP"}
    assert who.client.post(reverse("crossing_new"), sent).status_code == 302
    vessel = {"nama": "KMP Rekaan", **{f"tempat_{each}": count for each, count in PLACES.items()}}
    assert who.client.post(reverse("vessel_new"), vessel).status_code == 302
    with elevated("the test reads what was written"):
        way, ship = Crossing.objects.get(code="AP-SS"), Vessel.objects.get()
    days = {
        "mulai_day": 7,
        "mulai_month": 10,
        "mulai_year": 2024,
        "selesai_day": 9,
        "selesai_month": 10,
        "selesai_year": 2024,
    }
    sent = {"penyeberangan": way.pk, "kapal": ship.pk, "hari": [1, 2, 3], "jam": "16.30", **days}
    assert who.client.post(reverse("timetable_new"), sent).status_code == 302
    with elevated("the test reads what was written"):
        assert [*Crossing.objects.values_list("code", "minutes")] == [("AP-SS", 45), ("SS-AP", 45)]
        assert moments() == ["10-07 16.30 AP-SS", "10-08 16.30 AP-SS", "10-09 16.30 AP-SS"]
        table = Timetable.objects.get()
    page = who.client.get(reverse("crossing", args=[way.pk])).content.decode()
    assert "Pukul 16.30, KMP Rekaan" in page
    for name, args in (("crossing_list", []), ("vessel_list", []), ("timetable_list", []), ("timetable", [table.pk])):
        assert who.client.get(reverse(name, args=args)).status_code == 200
    assert "Senin, Selasa, Rabu" in who.client.get(reverse("timetable", args=[table.pk])).content.decode()


def test_what_is_listed_stands_once() -> None:
    who = operator()
    with elevated("test"):
        way = crossing(who.actor)
        ferry(who.actor)
        district = Region.objects.get(code="14.03.02")
        again = (
            lambda: list_port(inputs=PortInput("air putih ap-ss", district), by=who.actor),
            lambda: list_vessel(name="kmp rekaan", places=PLACES, by=who.actor),
            lambda: list_crossing(inputs=CrossingInput("AP-SS", way.destination, way.origin, 45), by=who.actor),
            lambda: list_crossing(inputs=CrossingInput("LAIN", way.origin, way.destination, 45), by=who.actor),
        )
        for act in again:
            with pytest.raises(StepRefused, match="sudah ada di daftar"):
                act()
        assert (Port.objects.count(), Vessel.objects.count(), Crossing.objects.count()) == (2, 1, 2)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"minutes": 0}, "1 sampai 1.440 menit"),
        ({"code": " "}, "Nama masih kosong"),
        ({"back": "XX"}, "Kode pergi dan kode pulang sama"),
    ],
)
def test_a_crossing_that_cannot_be_is_refused_whole(change: dict[str, Any], words: str) -> None:
    who = operator()
    with elevated("test"):
        district = Region.objects.get(code="14.03.02")
        ends = [list_port(inputs=PortInput(name, district), by=who.actor) for name in ("Satu", "Dua")]
        asked = {"code": "XX", "origin": ends[0], "destination": ends[1], "minutes": 45, "back": "YY", **change}
        with pytest.raises(StepRefused, match=words):
            list_crossing(inputs=CrossingInput(**asked), by=who.actor)
        with pytest.raises(StepRefused, match="asal dan tujuan sama"):
            list_crossing(inputs=CrossingInput("ZZ", ends[0], ends[0], 45), by=who.actor)
        assert not Crossing.objects.exists()


def test_a_vessel_without_places_is_none() -> None:
    who = operator()
    with elevated("test"), pytest.raises(StepRefused, match="belum punya tempat"):
        list_vessel(name="KMP Kosong", places=dict.fromkeys(VehicleClass, 0), by=who.actor)


def test_others_see_nothing_and_change_nothing(client: Client) -> None:
    who, stranger = operator(), official(path="pemda.33.74")
    with elevated("test"):
        way = crossing(who.actor)
    assert client.get(reverse("crossing_list")).status_code == 302
    assert stranger.client.get(reverse("crossing", args=[way.pk])).status_code == 404
    with reading_as(stranger.actor):
        assert not Crossing.objects.exists()
    reader = person("treasurer", "bawaslu.14.03")
    assert reader.client.get(reverse("crossing", args=[way.pk])).status_code == 200
    assert reader.client.get(reverse("crossing_new")).status_code == 403
    with reading_as(reader.actor), pytest.raises(StepRefused, match="tidak berwenang"):
        list_vessel(name="KMP Lain", places=PLACES, by=reader.actor)


def test_departures_follow_the_timetable_for_fourteen_days() -> None:
    who = operator()
    with elevated("test"):
        way, ship = crossing(who.actor), ferry(who.actor)
        table = timetable(who.actor, way, ship)
        assert len(moments()) == HORIZON_DAYS
        assert make_departures(operator=way.operator, by=SYSTEM) == (0, 0)
        leave_out_day(timetable=table, day=DAY + timedelta(2), words="Kapal docking", by=who.actor)
        assert f"{DAY + timedelta(2):%m-%d}" not in " ".join(moments())
        end_timetable(timetable=table, last=DAY + timedelta(4), by=who.actor)
        assert [each[:5] for each in moments()] == ["10-07", "10-08", "10-10", "10-11"]
        told = Event.objects.filter(kind="crossing.departures_made").order_by("at")
        assert [event.data for event in told][-2:] == [
            {"made": 0, "gone": 1, "kept": 0},
            {"made": 0, "gone": 9, "kept": 0},
        ]


def test_a_closed_crossing_makes_no_departures_from_that_day_on() -> None:
    who = operator()
    with elevated("test"):
        way = crossing(who.actor)
        timetable(who.actor, way, ferry(who.actor))
        close_crossing(crossing=way, on=DAY + timedelta(3), by=who.actor)
        assert [each[:5] for each in moments()] == ["10-07", "10-08", "10-09"]
        with pytest.raises(StepRefused, match="sudah ditutup"):
            close_crossing(crossing=way, on=DAY + timedelta(9), by=who.actor)


def test_a_time_stands_once_on_a_day() -> None:
    who = operator()
    with elevated("test"):
        way, ship = crossing(who.actor), ferry(who.actor)
        timetable(who.actor, way, ship)
        with pytest.raises(StepRefused, match="sudah punya jadwal pada jam dan hari itu"):
            timetable(who.actor, way, ship, first=DAY + timedelta(5))
        timetable(who.actor, way, ship, at=time(13, 30))
        begins = FerryDeparture.objects.earliest("departs_at").departs_at
        with pytest.raises(StepRefused, match="sudah berangkat pada jam itu"):
            add_departure(crossing=way, vessel=ship, departs_at=begins, by=who.actor)
        with pytest.raises(StepRefused, match="sudah lewat"):
            add_departure(crossing=way, vessel=ship, departs_at=begins - timedelta(9), by=who.actor)
        extra = add_departure(crossing=way, vessel=ship, departs_at=begins + timedelta(hours=1), by=who.actor)
        assert make_departures(operator=way.operator, by=SYSTEM) == (0, 0)
        assert FerryDeparture.objects.filter(pk=extra.pk).exists()


@pytest.mark.parametrize(
    ("days", "first", "last", "words"),
    [
        ((), DAY, DAY, "paling sedikit satu hari"),
        ((8,), DAY, DAY, "paling sedikit satu hari"),
        (EVERY_DAY, DAY, DAY - timedelta(1), "sebelum hari pertama"),
        (EVERY_DAY, date(2024, 1, 1), date(2024, 2, 1), "sudah lewat"),
    ],
)
def test_a_timetable_that_cannot_be_is_refused(days: tuple[int, ...], first: date, last: date, words: str) -> None:
    who = operator()
    with elevated("test"):
        way, ship = crossing(who.actor), ferry(who.actor)
        asked = TimetableInput(way, ship, days, time(8), first, last)
        with pytest.raises(StepRefused, match=words):
            set_timetable(inputs=asked, by=who.actor)
        assert not Timetable.objects.exists()


def test_a_day_is_left_out_once_and_with_a_reason() -> None:
    who = operator()
    with elevated("test"):
        table = timetable(who.actor, crossing(who.actor), ferry(who.actor))
        with pytest.raises(StepRefused, match="Alasan belum diisi"):
            leave_out_day(timetable=table, day=DAY, words=" ", by=who.actor)
        leave_out_day(timetable=table, day=DAY, words="Cuaca", by=who.actor)
        with pytest.raises(StepRefused, match="sudah ditiadakan"):
            leave_out_day(timetable=table, day=DAY, words="Cuaca", by=who.actor)
        with pytest.raises(StepRefused, match="tidak berangkat pada hari itu"):
            leave_out_day(timetable=table, day=DAY - timedelta(1), words="Cuaca", by=who.actor)


def test_the_worker_makes_departures_for_every_operator() -> None:
    who = operator()
    with elevated("test"):
        timetable(who.actor, crossing(who.actor), ferry(who.actor))
    assert make_all_departures(0) == 0
    assert Event.objects.filter(kind="crossing.departures_made").count() == 2


RULES = st.builds(
    TimetableRule,
    timetable=st.builds(uuid7),
    weekdays=st.frozensets(st.integers(1, 7), min_size=1),
    departs=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    valid_from=st.dates(date(2024, 9, 1), date(2024, 10, 31)),
    valid_until=st.dates(date(2024, 9, 15), date(2024, 12, 31)),
    left_out=st.frozensets(st.dates(date(2024, 10, 1), date(2024, 10, 31)), max_size=5),
)


@given(st.lists(RULES, max_size=4), st.dates(date(2024, 10, 1), date(2024, 10, 20)), st.integers(0, 20))
def test_sailings_are_exactly_those_of_the_rules(rules: list[TimetableRule], first: date, days: int) -> None:
    last = first + timedelta(days)
    found = [*sailings(rules, first, last, WIB)]
    wanted = {
        (rule.timetable, first + timedelta(place))
        for rule in rules
        for place in range(days + 1)
        if rule.valid_from <= first + timedelta(place) <= rule.valid_until
        and (first + timedelta(place)).isoweekday() in rule.weekdays
        and first + timedelta(place) not in rule.left_out
    }
    assert {(each.timetable, each.departs_at.date()) for each in found} == wanted
    assert len(found) == len(wanted)
    assert [each.departs_at.date() for each in found] == sorted(each.departs_at.date() for each in found)
