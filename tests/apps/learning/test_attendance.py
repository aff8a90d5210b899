"""Attendance where it could go wrong for somebody: odd lists, several ways in, undone entries, moves, closed doors."""

import csv
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.learning.links import poster_token_of, token_of
from netral.apps.learning.models import Attendance, Invitation, Session
from netral.apps.learning.queries.coverage import coverage_by_unit
from netral.apps.learning.queries.rounds import edition_for
from netral.apps.learning.queries.sessions import numbers_by_unit
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.clock import at
from tests.apps.learning.conftest import BEGINS, send_roster
from tests.foundation.registry.files import AGUS, HOTMAN, SITI, csv_file, xlsx_file
from tests.ground import Person

pytestmark = pytest.mark.django_db
BORN = {"lahir_day": "1", "lahir_month": "6", "lahir_year": "1987"}
STRANGER = ("198801012012012004", "Orang Semarang", "BKPP Kota Semarang", "Perawat", "")
EMPTY = ("", "", "", "", "")


def url(name: str, session: Session, *more: object) -> str:
    return reverse(f"learning_{name}", args=[session.pk, *more])


def entries(session: Session) -> list[tuple[str, str, bool]]:
    """Return who was entered how, and whether it was undone, in the order of entering."""
    with elevated("the test looks at everything"):
        rows = Attendance.objects.filter(session=session).select_related("person").order_by("recorded_at", "pk")
        return [(each.person.nip, each.way, each.undone_at is not None) for each in rows]


def attended(session: Session) -> dict[str, int]:
    """Return how many of each unit the board says came to a session."""
    rows = coverage_by_unit(session.government, edition_for(session.government))
    return {row.unit: row.counts.attended for row in rows}


def exported(who: Person, session: Session) -> list[dict[str, str]]:
    lines = who.client.get(url("attendance", session), {"unduh": "csv"}).getvalue().decode("utf-8-sig").splitlines()
    return list(csv.DictReader(lines))


def at_the_poster(session: Session, client: Client, **form: str) -> int:
    return client.post(reverse("learning_attend", args=[poster_token_of(session.pk)]), form).status_code


def test_an_odd_list_records_only_whom_it_surely_names(
    session: Session, officer: Person, neighbour: Person, tmp_path: Path
) -> None:
    send_roster(neighbour, tmp_path / "semarang.csv", STRANGER)
    listed = xlsx_file(
        (f" {SITI[0][:8]} {SITI[0][8:14]} {SITI[0][14:15]} {SITI[0][15:]} ", "Siti"),
        EMPTY,
        (int(HOTMAN[0]), "Nomor yang disimpan sebagai angka"),
        (f'="{AGUS[0]}"', "Rumus"),
        STRANGER,
        SITI,
        ("", "Tanpa NIP"),
        (f"{HOTMAN[0]}0", "Kelebihan angka"),
        above=2,
    )
    page = officer.client.post(url("attendance_upload", session), {"berkas": listed})
    assert entries(session) == [(SITI[0], "list", False)]
    told = {row.number: row.why for row in page.context["bad"]}
    # Three lines stand above the first row, and nothing is said of the empty one.
    assert sorted(told) == [6, 7, 8, 9, 10, 11]
    assert "Tidak ada di daftar ASN yang diundang" in told[8]
    assert "Sudah ada di baris sebelumnya" in told[9]
    assert "18 digit" in told[11]


def test_a_list_whose_numbers_lost_digits_records_nobody(session: Session, officer: Person) -> None:
    # A spreadsheet keeps fifteen digits: these might be anybody born that day.
    rounded = [(int(float(nip[0])), nip[1]) for nip in (SITI, AGUS, HOTMAN)]
    page = officer.client.post(url("attendance_upload", session), {"berkas": xlsx_file(*rounded)}).content.decode()
    assert "Daftar hadir dibaca" not in page
    assert entries(session) == []


def test_whoever_comes_in_by_four_ways_came_once(session: Session, officer: Person, siti: Invitation) -> None:
    phone = Client()
    phone.get(reverse("learning_start", args=[token_of(siti.pk)]))
    at_the_poster(session, phone, saya="ya")
    at_the_poster(session, Client(), nip=SITI[0], **BORN)
    page = officer.client.post(url("attendance_upload", session), {"berkas": csv_file(SITI, HOTMAN)})
    assert (page.context["recorded"].new, page.context["recorded"].known) == (1, 1)
    ticked = {"orang": [str(siti.person_id)]}
    told = officer.client.post(url("attendance_tick", session, siti.unit_id), ticked, follow=True).content.decode()
    assert "Tidak ada kehadiran baru" in told
    assert entries(session) == [(SITI[0], "link", False), (HOTMAN[0], "list", False)]
    assert attended(session) == {"Dinas Kesehatan": 2, "Dinas Pendidikan": 0}


def test_an_entry_undone_counts_no_more_until_she_is_recorded_again(session: Session, officer: Person) -> None:
    upload = url("attendance_upload", session)
    officer.client.post(upload, {"berkas": csv_file(SITI)})
    with elevated("the test looks at everything"):
        (entry,) = Attendance.objects.filter(session=session)
    officer.client.post(url("attendance_undo", session, entry.pk), {"alasan": "Keliru orang."})
    assert attended(session)["Dinas Kesehatan"] == 0
    assert [row[3] for row in numbers_by_unit(session)] == [0, 0]
    officer.client.post(upload, {"berkas": csv_file(SITI)})
    assert entries(session) == [(SITI[0], "list", True), (SITI[0], "list", False)]
    assert attended(session)["Dinas Kesehatan"] == 1
    # Both stay readable, in the file as on the page, and the wrong one says why.
    rows = exported(officer, session)
    assert sorted(row["Alasan dibatalkan"] for row in rows) == ["", "Keliru orang."]
    assert {row["NIP"].strip("'") for row in rows} == {SITI[0]}


def test_the_numbers_of_a_session_are_those_of_its_list_after_people_moved_or_left(
    session: Session, officer: Person, tmp_path: Path
) -> None:
    officer.client.post(url("attendance_upload", session), {"berkas": csv_file(SITI, HOTMAN)})
    send_roster(officer, tmp_path / "kini.csv", (*SITI[:2], "Dinas Pendidikan", *SITI[3:]), AGUS)
    numbers = {name: (called, came) for _unit, name, called, came in numbers_by_unit(session)}
    assert numbers == {"Dinas Kesehatan": (2, 2), "Dinas Pendidikan": (1, 0)}
    page = officer.client.get(url("session", session))
    assert (page.context["called"], page.context["came"]) == (3, 2)
    assert len(exported(officer, session)) == 2
    # The unit that nobody works in any more offers nobody to be ticked.
    listed = officer.client.get(url("attendance", session)).content.decode()
    assert listed.count("/hadir/unit/") == 1
    # The board asks who works here now: Hotman left, and Siti takes with her that she came.
    assert attended(session) == {"Dinas Pendidikan": 1}


@pytest.mark.parametrize("moment", [BEGINS - timedelta(minutes=46), BEGINS + timedelta(hours=2, minutes=30)])
def test_no_way_leads_past_a_poster_that_does_not_work_now(
    session: Session, officer: Person, siti: Invitation, moment: datetime
) -> None:
    phone = Client()
    phone.get(reverse("learning_start", args=[token_of(siti.pk)]))
    with at(moment):
        assert at_the_poster(session, phone, saya="ya") in {403, 410}
        assert at_the_poster(session, Client(), nip=SITI[0], **BORN) in {403, 410}
    assert entries(session) == []


def test_whoever_left_is_entered_by_no_way(session: Session, officer: Person, siti: Invitation, tmp_path: Path) -> None:
    phone = Client()
    phone.get(reverse("learning_start", args=[token_of(siti.pk)]))
    send_roster(officer, tmp_path / "kini.csv", AGUS, HOTMAN)
    assert at_the_poster(session, phone, saya="ya") == 200
    assert at_the_poster(session, Client(), nip=SITI[0], **BORN) == 302
    page = officer.client.post(url("attendance_upload", session), {"berkas": csv_file(SITI)})
    assert "Tidak ada di daftar ASN yang diundang" in page.content.decode()
    assert entries(session) == []


def test_what_leaves_as_a_file_is_what_the_page_shows(session: Session, officer: Person) -> None:
    officer.client.post(url("attendance_upload", session), {"berkas": csv_file(SITI, AGUS, HOTMAN)})
    for asked in ({}, {"cari": "Siti"}, {"cari": "Dinas Kesehatan"}):
        page = officer.client.get(url("attendance", session), asked).content.decode()
        shown = sorted((name for name in (AGUS[1], HOTMAN[1], SITI[1]) if name in page), key=page.index)
        file = officer.client.get(url("attendance", session), {**asked, "unduh": "csv"}).getvalue().decode("utf-8-sig")
        assert [row["Nama"] for row in csv.DictReader(file.splitlines())] == shown, asked
    assert sum(row[3] for row in numbers_by_unit(session)) == 3
