"""A list comes in: good rows stay, bad rows come back with their reason, and what goes out comes in again."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from typer.testing import CliRunner

from netral.apps.supervisors.list_files import MOST_UPLOADED_ROWS
from netral.apps.supervisors.list_layout import ListColumn
from netral.apps.supervisors.models import Posting, Supervisor, SupervisorList
from netral.cli.supervisors import app
from netral.foundation.files.queries import content_of
from netral.foundation.institutions.scopes import elevated
from tests.apps.supervisors.posts import MUNTAI, SELAT_BARU, PostingOffice, ready
from tests.engines.tables.books import book

HEADS = [column.value for column in ListColumn]
GOOD = ["1403020000000001", "Siti Rahma", "1995-03-04", "P", "0812", "", "PKD", SELAT_BARU, "Selat Baru", ""]
TERM = ["2024-06-02", "2024-12-15"]


@pytest.fixture
def office(ground: None) -> PostingOffice:
    return ready()


def row(**changed: str) -> list[str]:
    """Return a good row with some cells changed."""
    cells = dict(zip(ListColumn, [*GOOD, *TERM], strict=True))
    return [changed.get(column.name, cells[column]) for column in ListColumn]


def sheet(*rows: list[str], heads: list[str] = HEADS) -> bytes:
    """Return rows as a CSV."""
    spool = io.StringIO()
    csv.writer(spool).writerows([heads, *rows])
    return spool.getvalue().encode()


def taken(folder: Path, content: bytes, *words: str) -> dict[str, object]:
    """Import a list by the command, and return what it printed."""
    file = folder / "list.csv"
    file.write_bytes(content)
    result = CliRunner().invoke(app, ["import", str(file), "--json", *words], catch_exceptions=False)
    printed: dict[str, object] = json.loads(result.stdout)
    return printed


BAD = {
    "nik-wrong": ({"NIK": "123"}, "16 angka"),
    "born-tomorrow": ({"BIRTH_DATE": "2031-01-01"}, "belum lewat"),
    "no-day": ({"BIRTH_DATE": "kemarin"}, "“kemarin”, bukan tanggal"),
    "no-day-at-all": ({"BIRTH_DATE": " "}, "Tanggal lahir kosong"),
    "day-of-a-spreadsheet": ({"STARTS_ON": "45567"}, "angka 45567, bukan tanggal. Ubah format"),
    "day-without-separators": ({"STARTS_ON": "20240602"}, "“20240602”, bukan tanggal yang pasti"),
    "two-digits-of-a-year": ({"ENDS_ON": "02/06/24"}, "tahun empat angka"),
    "ends-first": ({"ENDS_ON": "2024-01-01"}, "mendahului"),
    "unknown-village": ({"VILLAGE_CODE": "14.03.02.2999", "VILLAGE": "Hilang"}, "sudah digabung"),
    "renumbered-village": ({"VILLAGE_CODE": "14.03.02.2099"}, f"sekarang berkode {SELAT_BARU}"),
    "unknown-post": ({"POST": "Camat"}, "Tugas tidak dikenal"),
    "wrong-tier": ({"POST": "Panwascam"}, "ditempatkan di kecamatan"),
    "no-sex": ({"SEX": "X"}, "Isi L atau P"),
    "half-address": ({"EMAIL": "siti"}, "tidak lengkap"),
}


@pytest.mark.parametrize(("changed", "reason"), BAD.values(), ids=BAD)
def test_a_bad_row_says_why_and_leaves_nothing(
    office: PostingOffice, tmp_path: Path, changed: dict[str, str], reason: str
) -> None:
    printed = taken(tmp_path, sheet(row(**changed)))
    assert printed["good"] == 0
    assert reason in str(printed["bad"])
    with elevated("the test reads what was written"):
        assert not Supervisor.objects.exists()


def test_formulas_give_their_value_or_say_that_they_have_none(office: PostingOffice, tmp_path: Path) -> None:
    second, third = row(NIK="1403020000000002"), row(NIK="1403020000000003")
    name, day = HEADS.index("Nama"), HEADS.index("Selesai")
    rows = [sheet_row(1, HEADS), sheet_row(2, row(), {name: "Siti Rahma"}), sheet_row(3, second, {name: ""})]
    rows.append(sheet_row(4, third, {day: ""}))
    rows.append(sheet_row(5, third, dict.fromkeys(range(len(HEADS)), "")))
    content = book(tmp_path / "book.xlsx", ("Daftar", "visible", "".join(rows))).read_bytes()
    printed = taken(tmp_path, content)
    assert printed["good"] == 1
    assert [line.split(" tanpa nilai")[0] for line in reasons(printed)] == [
        "3: Kolom Nama berisi rumus",
        "4: Kolom Selesai berisi rumus",
        "5: Kolom NIK berisi rumus",
    ]


def reasons(printed: dict[str, object]) -> list[str]:
    """Return the rows that a command refused, each with why."""
    bad = printed["bad"]
    assert isinstance(bad, list)
    return [f"{each['row']}: {each['reason']}" for each in bad]


def sheet_row(number: int, cells: list[str], formulas: Mapping[int, str] | None = None) -> str:
    """Return a row of a sheet as XML; `formulas` are cells that hold one, with the value that was saved."""
    saved, kinds = formulas or {}, {True: " t='str'", False: ""}
    parts = (
        f"<c{kinds[bool(saved[place])]}><f>Z1</f><v>{saved[place]}</v></c>"
        if place in saved
        else f"<c t='inlineStr'><is><t>{cell}</t></is></c>"
        for place, cell in enumerate(cells)
    )
    return f"<row r='{number}'>{''.join(parts)}</row>"


def test_good_rows_stay_unless_all_were_asked_for(office: PostingOffice, tmp_path: Path) -> None:
    second = row(NIK="1403020000000002", NAME="Dewi Lestari")
    both = sheet(row(), second)
    assert taken(tmp_path, both, "--all-or-nothing")["good"] == 0
    with elevated("the test reads what was written"):
        assert not Posting.objects.exists()
    printed = taken(tmp_path, both)
    assert printed["good"] == 1
    assert "Siti Rahma sampai 15 Desember 2024" in str(printed["bad"])


def test_one_nik_twice_in_a_file_is_taken_of_neither(office: PostingOffice, tmp_path: Path) -> None:
    printed = taken(tmp_path, sheet(row(), row(NAME="Lain", VILLAGE_CODE=MUNTAI)))
    assert printed["good"] == 0
    assert str(printed["bad"]).count("lebih dari sekali") == 2


def test_what_goes_out_comes_in_again(office: PostingOffice, tmp_path: Path) -> None:
    taken(tmp_path, sheet(row(), row(NIK="1403020000000002", NAME="Dewi Lestari", VILLAGE_CODE=MUNTAI)))
    out = tmp_path / "out.csv"
    CliRunner().invoke(app, ["export", "--region", "14.03", "--output", str(out)], catch_exceptions=False)
    lines = [*csv.reader(out.read_text(encoding="utf-8-sig").splitlines())]
    assert lines[0] == HEADS
    assert lines[1][:6] == ["1403020000000001", "Siti Rahma", "1995-03-04", "P", "0812", ""]
    moved = [lines[0], *([*line[:10], "2025-01-01", "2025-02-01"] for line in lines[1:])]
    assert taken(tmp_path, sheet(*moved[1:]))["good"] == 2


def test_a_page_maps_unknown_heads_and_returns_bad_rows(office: PostingOffice) -> None:
    client = office.officer.client
    heads = ["No KTP", "Siapa", *HEADS[2:]]
    content = sheet(row(), row(NIK="x"), heads=heads)
    sent = client.post(
        reverse("supervisor_list_upload"), {"berkas": SimpleUploadedFile("daftar.csv", content, "text/csv")}
    )
    assert sent.status_code == 302
    url = sent.headers["Location"]
    fields = {column.name.lower(): str(place) for place, column in enumerate(ListColumn)}
    refused = client.post(url, {**fields, "name": "", "baris": "yang-benar"})
    assert refused.status_code == 200
    assert refused.context["form"].errors["name"]
    assert client.post(url, {**fields, "baris": "yang-benar"}).status_code == 302
    assert "1 baris masuk, 1 baris ditolak" in client.get(url).content.decode()
    with elevated("the test reads what was written"):
        kept = SupervisorList.objects.get()
        assert kept.bad_rows is not None
        book = load_workbook(io.BytesIO(b"".join(content_of(kept.bad_rows))))
        lines = [*book.worksheets[0].values]
        assert Posting.objects.count() == 1
    assert [*lines[0]] == [*heads, "Alasan"]
    assert "16 angka" in str(lines[1][-1])
    client.post(url, {**fields, "baris": "yang-benar"})
    with elevated("the test reads what was written"):
        assert Posting.objects.count() == 1


def test_more_rows_than_one_upload_takes_are_told_and_nothing_is_kept(office: PostingOffice) -> None:
    content = sheet(*(row(NIK=f"140302{number:010d}") for number in range(MOST_UPLOADED_ROWS + 1)))
    sent = {"berkas": SimpleUploadedFile("daftar.csv", content, "text/csv")}
    page = office.officer.client.post(reverse("supervisor_list_upload"), sent).content.decode()
    assert "Berkas berisi 2.001 baris, dan sekali unggah paling banyak 2.000" in page
    with elevated("the test reads what was written"):
        assert not SupervisorList.objects.exists()
