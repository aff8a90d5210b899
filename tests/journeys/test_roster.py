"""A personnel officer brings her roster in: bad rows come back with their reasons, and nothing is half-imported."""

import csv
import io
from typing import Any

import pytest

from netral.foundation.institutions.scopes import elevated
from netral.foundation.registry.models import AsnPerson
from tests.foundation.registry.files import AGUS, HOTMAN, SITI
from tests.journeys import roster
from tests.journeys.cast import Cast
from tests.journeys.visitor import Visitor
from tests.journeys.witness import nothing_recorded, recorded

pytestmark = pytest.mark.django_db

SHORT = ("19870601", "Rudi Pendek", "Dinas Kesehatan", "Bidan", "")
NOWHERE = ("198501012009011004", "Wati Antariksa", "Dinas Antariksa", "Analis", "")
REPAIRED = {"19870601": "198706012011012009", "Dinas Antariksa": "Dinas Pendidikan"}


def people() -> list[tuple[Any, ...]]:
    """Return every row of the roster, with its identifier."""
    with elevated("the test counts everybody"):
        return list(AsnPerson.objects.order_by("nip").values_list("pk", "nip", "name", "unit_id", "email", "active"))


def names() -> set[str]:
    """Return who is on the roster."""
    return {row[2] for row in people()}


def bad_rows(officer: Visitor) -> list[list[str]]:
    """Download the file of bad rows from the page in view."""
    officer.follow("CSV")
    return list(csv.reader(io.StringIO(officer.body.decode("utf-8-sig"))))


def test_bad_rows_come_back_with_row_column_value_and_reason_and_can_be_sent_again(cast: Cast) -> None:
    officer = cast.personnel
    roster.send(officer, roster.csv_of([SITI, SHORT, AGUS, NOWHERE, HOTMAN]))
    assert officer.sees("Belum ada yang diubah")
    for words in ("19870601", "NIP harus 18 digit", "Dinas Antariksa"):
        assert officer.sees(words), officer.text
    assert people() == []
    address = officer.address
    bad = bad_rows(officer)
    assert bad[0][-4:] == ["nomor baris", "kolom", "nilai", "alasan"]
    assert [(row[-4], row[-2]) for row in bad[1:]] == [("3", "19870601"), ("5", "Dinas Antariksa")]
    assert all(row[-3] and row[-1] for row in bad[1:])

    with recorded("registry.roster_imported", officer.actor):
        officer.get(address).fill(button="putusan", value="impor")
    assert names() == {"Siti Aisyah", "Agus Santoso", "Hotman Siregar"}

    repaired = [[REPAIRED.get(cell, cell) for cell in row] for row in bad]
    roster.send(officer, roster.csv_of(repaired[1:], repaired[0]))
    assert not officer.sees("baris salah")
    officer.fill(button="putusan", value="impor")
    assert names() == {"Siti Aisyah", "Agus Santoso", "Hotman Siregar", "Rudi Pendek", "Wati Antariksa"}


def test_the_same_roster_twice_changes_nobody(cast: Cast) -> None:
    roster.bring_in(cast.personnel)
    before = people()
    roster.send(cast.personnel, roster.csv_of(roster.EVERYBODY))
    assert cast.personnel.sees("Sama seperti sekarang 3")
    cast.personnel.fill(button="putusan", value="impor")
    assert people() == before
    # Pressed twice, or from an old page: told so, and nothing happens.
    with nothing_recorded():
        cast.personnel.post("registry_decide", cast.personnel.part("ident"), putusan="impor")
    assert cast.personnel.sees("sudah dikerjakan atau dibatalkan")
    assert people() == before


def test_a_roster_given_up_leaves_nobody(cast: Cast) -> None:
    roster.send(cast.personnel, roster.csv_of([SITI, SHORT]))
    with recorded("registry.roster_cancelled", cast.personnel.actor):
        cast.personnel.fill(button="putusan", value="batal")
    assert people() == []


def test_semarang_sees_nothing_of_the_roster_of_bengkalis(cast: Cast) -> None:
    roster.bring_in(cast.personnel)
    ident = cast.personnel.part("ident")
    stranger = cast.personnel_of_semarang
    for route in ("registry_people", "registry_imports"):
        cast.personnel.open(route)
        stranger.open(route)
        for words in ("Siti Aisyah", "asn.csv"):
            assert not stranger.sees(words)
    assert cast.personnel.sees("asn.csv")
    with nothing_recorded():
        assert stranger.status_of("registry_import", ident) == 404
        assert stranger.status_of("registry_columns", ident) == 404
        assert stranger.status_of("registry_missing", ident) == 404
