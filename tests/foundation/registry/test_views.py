"""The officer's way through the pages, and who may not walk it."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from netral.foundation.registry.tasks import WAITED_FOR
from tests.foundation.registry.files import AGUS, HEADS, SITI, csv_file, sheets_file
from tests.ground import Person, person

pytestmark = pytest.mark.django_db
COLUMNS = {"nip": "0", "name": "1", "unit": "2", "position": "3", "email": "4"}


@pytest.fixture
def officer(ground: None) -> Person:
    return person("personnel_officer", "pemda.14.03.bkpsdm")


@pytest.fixture
def neighbour(ground: None) -> Person:
    return person("personnel_officer", "pemda.33.74.bkpsdm")


def uploaded(client: Client, *rows: tuple[str, ...], full: bool = False) -> str:
    """Upload a roster and name its columns; return the address of the import."""
    sent = client.post(
        reverse("registry_upload"), {"berkas": csv_file(*rows), "cakupan": "semua" if full else "sebagian"}
    )
    assert sent.status_code == 302, sent.content.decode()
    page = client.get(sent["Location"])
    assert page.status_code == 200
    checked = client.post(sent["Location"], COLUMNS)
    assert checked.status_code == 302, checked.content.decode()
    return str(checked["Location"])


def test_an_officer_imports_a_roster_page_by_page(officer: Person) -> None:
    wrong = ("123", "Tanpa NIP", "Dinas Kesehatan", "", "")
    address = uploaded(officer.client, SITI, AGUS, wrong)
    preview = officer.client.get(address).content.decode()
    assert "Belum ada yang diubah" in preview
    assert "NIP harus 18 digit; yang tertulis 3 digit." in preview
    done = officer.client.post(f"{address}putusan/", {"putusan": "impor"}, follow=True)
    text = done.content.decode()
    assert "Daftar ASN sudah diimpor" in text
    people = officer.client.get(reverse("registry_people")).content.decode()
    assert "Siti Aisyah" in people
    assert "Tanpa NIP" not in people
    bad = officer.client.get(
        done.context["roster"].bad_csv_id and reverse("file_download", args=[done.context["roster"].bad_csv_id])
    )
    assert b"Tanpa NIP" in bad.getvalue()
    # The appointing official sees the same government's rows, but no roster.
    official = person("ppk_official", "pemda.14.03.ppk")
    for stored in (done.context["roster"].file_id, done.context["roster"].bad_csv_id):
        assert official.client.get(reverse("file_download", args=[stored])).status_code == 403


def test_cancelling_imports_nothing(officer: Person) -> None:
    address = uploaded(officer.client, SITI)
    text = officer.client.post(f"{address}putusan/", {"putusan": "batal"}, follow=True).content.decode()
    assert "Impor dibatalkan" in text
    assert "Siti Aisyah" not in officer.client.get(reverse("registry_people")).content.decode()
    again = officer.client.post(f"{address}putusan/", {"putusan": "impor"}, follow=True).content.decode()
    assert "sudah dikerjakan atau dibatalkan" in again


def test_the_missing_are_deactivated_on_the_tick(officer: Person) -> None:
    first = uploaded(officer.client, SITI, AGUS)
    officer.client.post(f"{first}putusan/", {"putusan": "impor"})
    second = uploaded(officer.client, SITI, full=True)
    assert "Agus Santoso" in officer.client.get(f"{second}tidak-ada/").content.decode()
    officer.client.post(f"{second}putusan/", {"putusan": "impor", "nonaktifkan": "on"})
    inactive = officer.client.get(reverse("registry_people"), {"status": "False"}).content.decode()
    assert "Agus Santoso" in inactive
    assert "Siti Aisyah" not in inactive


def test_columns_must_be_chosen_and_none_twice(officer: Person) -> None:
    sent = officer.client.post(reverse("registry_upload"), {"berkas": csv_file(SITI), "cakupan": "sebagian"})
    page = officer.client.post(sent["Location"], {"nip": "0", "name": "0", "unit": ""}).content.decode()
    assert "Kolom ini sudah dipakai untuk “NIP”" in page
    assert "Pilih kolom untuk “Unit kerja”" in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Berkas kosong"),
        (b"%PDF-1.7 x", "tidak diterima"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "terkunci kata sandi"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_on_the_page(officer: Person, content: bytes, words: str) -> None:
    file = csv_file()
    file.seek(0)
    file.truncate()
    file.write(content)
    file.seek(0)
    page = officer.client.post(reverse("registry_upload"), {"berkas": file, "cakupan": "sebagian"})
    assert page.status_code == 200
    assert words in page.content.decode()


def test_a_long_file_becomes_a_job_and_a_page_of_progress(officer: Person) -> None:
    rows = [
        (f"19870601201001{1 + n // 999}{1 + n % 999:03d}", f"Orang {n}", "Dinas Kesehatan", "", "") for n in range(1998)
    ]
    blank = [("", "", "", "", "")] * (WAITED_FOR - 1998 + 5)
    address = uploaded(officer.client, *rows, *blank)
    page = officer.client.get(address)
    assert "Berkas sedang diperiksa" in page.content.decode()
    assert 'http-equiv="refresh"' in page.content.decode()


def test_semarang_sees_nothing_of_bengkalis(officer: Person, neighbour: Person) -> None:
    address = uploaded(officer.client, SITI)
    officer.client.post(f"{address}putusan/", {"putusan": "impor"})
    assert "Siti" in officer.client.get(reverse("registry_people")).content.decode()
    assert "Siti" not in neighbour.client.get(reverse("registry_people")).content.decode()
    for kind in ("csv", "xlsx"):
        export = neighbour.client.get(reverse("registry_people"), {"unduh": kind})
        assert b"Siti" not in export.getvalue()
    for path in (address, f"{address}kolom/", f"{address}tidak-ada/"):
        assert neighbour.client.get(path).status_code == 404
    assert neighbour.client.post(f"{address}putusan/", {"putusan": "batal"}).status_code == 404


def test_the_list_can_be_searched_and_exported(officer: Person) -> None:
    address = uploaded(officer.client, SITI, AGUS)
    officer.client.post(f"{address}putusan/", {"putusan": "impor"})
    export = officer.client.get(reverse("registry_people"), {"unduh": "csv", "cari": "agus"})
    lines = list(csv.reader(io.StringIO(export.getvalue().decode("utf-8-sig"))))
    assert [line[1] for line in lines[1:]] == [AGUS[0]]
    assert len(lines[0]) > len(HEADS)


@pytest.mark.parametrize("route", ["registry_people", "registry_imports", "registry_upload"])
def test_other_roles_and_the_public_stay_outside(ground: None, route: str) -> None:
    supervisor = person("supervisor_officer", "bawaslu.14.03")
    assert supervisor.client.get(reverse(route)).status_code == 403
    assert Client().get(reverse(route)).status_code == 302


def test_of_several_sheets_the_officer_chooses_one(officer: Person) -> None:
    upload = {"berkas": sheets_file(Januari=[AGUS], hidden_lama=[AGUS], Februari=[SITI]), "cakupan": "sebagian"}
    address = officer.client.post(reverse("registry_upload"), upload)["Location"]
    page = officer.client.get(address).content.decode()
    assert "Januari" in page
    assert "hidden_lama" not in page
    assert officer.client.get(address.replace("lembar", "kolom"))["Location"] == address
    assert "Pilih lembar yang berisi daftar ASN." in officer.client.post(address, {"lembar": ""}).content.decode()
    columns = officer.client.post(address, {"lembar": "1"})["Location"]
    assert "Lembar yang dibaca: Februari." in officer.client.get(columns).content.decode()
    preview = officer.client.get(officer.client.post(columns, COLUMNS)["Location"]).content.decode()
    assert SITI[1] in preview
    assert AGUS[1] not in preview
