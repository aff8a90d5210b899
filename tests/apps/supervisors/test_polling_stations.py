"""Polling stations: right rows kept once, each bad row returned with its reason, nothing of another region."""

import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from netral.apps.supervisors.models import PollingStation, StationList
from netral.cli.supervisors import SupervisorListError, app
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.models import Event
from tests.apps.supervisors.recruitments import OTHER, PANEL, election, officer
from tests.ground import Person

VILLAGE = "14.03.02.2001"
HEAD = "Kode Desa,Nomor TPS,Tempat\n"
GOOD = f"{HEAD}{VILLAGE},001,Balai desa\n{VILLAGE},2,SD Negeri 1\n"
BAD = f"{GOOD}14.03.02.2999,1,Tidak ada\n{VILLAGE},2,Lagi\n{VILLAGE},dua,Salah\n{VILLAGE},0,Nol\n33.74.01.1001,1,Jauh\n"


@pytest.fixture
def who(ground: None, settings: SimpleNamespace, tmp_path: Path) -> Person:
    settings.NETRAL_STORE = str(tmp_path / "store")
    settings.NETRAL_KEYS = str(tmp_path / "keys")
    election()
    return officer(PANEL)


def sent(who: Person, content: bytes, name: str = "tps.csv") -> str:
    upload = {"pemilihan": "pilkada-2024", "berkas": SimpleUploadedFile(name, content)}
    answer = who.client.post(reverse("stations_upload"), upload, follow=True)
    return str(answer.content.decode())


def stored() -> list[tuple[str, int, str]]:
    with elevated("the test reads what was written"):
        return [*PollingStation.objects.order_by("village", "number").values_list("village", "number", "place")]


def test_right_rows_are_kept_once_and_bad_ones_come_back_with_their_reason(who: Person) -> None:
    page = sent(who, BAD.encode())
    assert "Unduh baris salah" in page
    assert stored() == [(VILLAGE, 1, "Balai desa"), (VILLAGE, 2, "SD Negeri 1")]
    with elevated("the test reads what was written"):
        kept = StationList.objects.get()
    assert (kept.added, kept.bad) == (2, 5)
    answer = who.client.get(reverse("file_download", args=[kept.refused_id]))
    book = load_workbook(io.BytesIO(b"".join(answer)))
    rows = [*book.worksheets[0].values]
    assert rows[0][:3] == ("kode desa", "nomor TPS", "tempat")
    assert [(row[3], str(row[4])[:20]) for row in rows[1:]] == [
        ("4", "Kode desa tidak dike"),
        ("5", "Nomor TPS ini sudah "),
        ("6", "Nomor TPS bukan angk"),
        ("7", "Nomor TPS bukan angk"),
        ("8", "Kode desa tidak dike"),
    ]
    kinds = Event.objects.filter(subject_id=kept.pk).values_list("kind", flat=True)
    assert [*kinds] == ["supervisors.stations_imported"]


def test_a_list_sent_again_doubles_nothing_and_changes_the_place(who: Person) -> None:
    sent(who, GOOD.encode())
    sent(who, GOOD.replace("Balai desa", "Masjid raya").encode())
    assert stored() == [(VILLAGE, 1, "Masjid raya"), (VILLAGE, 2, "SD Negeri 1")]
    with elevated("the test reads what was written"):
        last = StationList.objects.latest("imported_at")
    assert (last.added, last.changed, last.unchanged) == (0, 1, 1)


def test_a_village_of_another_area_is_refused(who: Person) -> None:
    far = officer(OTHER)
    sent(far, GOOD.encode())
    assert stored() == []
    with elevated("the test reads what was written"):
        assert StationList.objects.get().bad == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Berkas kosong"),
        (
            b"desa;tempat\nSelat Baru;Balai\n",
            "Kolom Kode desa, Nomor TPS tidak ditemukan",
        ),
        (HEAD.encode(), "Tidak ada baris di bawah judul kolom"),
    ],
    ids=["empty", "no columns", "no rows"],
)
def test_a_file_that_is_no_list_is_refused_with_a_reason(who: Person, content: bytes, words: str) -> None:
    assert words in sent(who, content)
    assert stored() == []


def test_a_workbook_of_several_sheets_asks_which_one(who: Person) -> None:
    book = Workbook()
    for name in ("Rekap", "TPS"):
        sheet = book.create_sheet(name)
        sheet.append(["Kode desa", "No TPS", "Lokasi"])
        sheet.append([VILLAGE, 1, "Balai desa"])
    held = io.BytesIO()
    book.save(held)
    assert "beberapa lembar" in sent(who, held.getvalue(), "tps.xlsx") or "Lembar yang berisi daftar TPS" in sent(
        who, held.getvalue(), "tps.xlsx"
    )
    upload = {"pemilihan": "pilkada-2024", "lembar": "TPS", "berkas": SimpleUploadedFile("tps.xlsx", held.getvalue())}
    assert who.client.post(reverse("stations_upload"), upload).status_code == 302
    assert stored() == [(VILLAGE, 1, "Balai desa")]


def test_nobody_elsewhere_sees_them(who: Person) -> None:
    sent(who, BAD.encode())
    with elevated("the test reads what was written"):
        kept = StationList.objects.get()
    stranger = officer(OTHER)
    with reading_as(stranger.actor):
        assert not PollingStation.objects.exists()
    assert stranger.client.get(reverse("station_list", args=[kept.pk])).status_code == 404
    assert stranger.client.get(reverse("file_download", args=[kept.refused_id])).status_code == 404


def test_the_command_imports_and_says_what_is_wrong(who: Person, tmp_path: Path) -> None:
    file = tmp_path / "tps.csv"
    file.write_text(BAD, encoding="utf-8")
    command = ["polling-stations", str(file), "--election", "pilkada-2024", "--json"]
    with elevated("the command acts for the centre"):
        done = CliRunner().invoke(app, command)
    assert done.stdout == '{"added": 2, "changed": 0, "unchanged": 0, "bad": 5}\n'
    unknown = CliRunner().invoke(app, [*command[:3], "pilkada-1999"])
    assert isinstance(unknown.exception, SupervisorListError)
