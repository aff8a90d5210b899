"""`netral catalogue review`, `worksheet` and `confirm`: what a lawyer fills comes back whole or not at all."""

import json
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from netral.apps.catalogue import api
from netral.apps.catalogue.actions.editions import adopt_edition, publish_edition
from netral.apps.catalogue.dataset import read_catalogue, shipped, shipped_documents
from netral.apps.catalogue.editions import current
from netral.apps.catalogue.editions.documents import UNWORKED
from netral.apps.catalogue.models import Confirmation, Edition
from netral.apps.catalogue.review import review_rows
from netral.apps.catalogue.worksheet.workbook import write_worksheet
from netral.cli import catalogue
from netral.config.errors import NetralError
from netral.engines.rules import grades
from netral.engines.rules.dated import Verification
from netral.engines.tables.days import day_of
from netral.foundation.files.models import StoredFile
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.models import Event
from tests.apps.catalogue.lawbooks import with_title

pytestmark = pytest.mark.django_db
DAY = date(2024, 10, 7)
LAWYER, PAPER = "Ratna Wulandari", "SKB 22-9-2022 Lampiran II huruf B"
NORMS, OTHERS = "Norma", "Baris lain"
Spoiling = Callable[[Workbook], None]


def run(*words: str) -> str:
    result = CliRunner().invoke(catalogue.app, words, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def said(*words: str) -> Any:
    return json.loads(run(*words, "--json"))


def faults(path: Path) -> list[tuple[str, str]]:
    result = CliRunner().invoke(catalogue.app, ["confirm", str(path), "--json"])
    assert isinstance(result.exception, NetralError)
    found = json.loads(result.stdout)
    assert not found["ok"]
    assert not Confirmation.objects.exists()
    assert not path.with_name(f"{path.stem}-draf").exists()
    return [(fault["cell"], fault["reason"]) for fault in found["faults"]]


def line_of(sheet: Worksheet, ident: str) -> int:
    column = heads(sheet)["ID"]
    return next(n for n in range(2, sheet.max_row + 1) if sheet.cell(n, column).value == ident)


def heads(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}


def fill(sheet: Worksheet, ident: str, opinion: str = "setuju", **other: Any) -> None:
    answers: dict[str, Any] = {"Pendapat": opinion, "Dokumen": PAPER, "Nama": LAWYER, "Tanggal": DAY}
    for head, value in (answers | other).items():
        sheet.cell(line_of(sheet, ident), heads(sheet)[head.replace("_", " ")]).value = value


def differ(sheet: Worksheet, ident: str, text: str) -> None:
    fill(sheet, ident, "berbeda", Bunyi_yang_benar=text)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sheet") / "kosong.xlsx"
    write_worksheet(shipped(), path, DAY)
    return path.read_bytes()


@pytest.fixture
def path(printed: bytes, tmp_path: Path) -> Path:
    found = tmp_path / "lembar.xlsx"
    found.write_bytes(printed)
    return found


def filled(path: Path, *steps: Spoiling) -> Path:
    book = load_workbook(path)
    for step in steps:
        step(book)
    book.save(path)
    return path


def test_the_review_names_every_standing_row_with_what_hangs_on_it() -> None:
    found = said("review")

    assert len(found) == len(review_rows(shipped())) > 180
    norm = next(row for row in found if (row["kind"], row["id"]) == ("norms", "B8"))
    assert {claim["level"] for claim in norm["sanctions"]} >= {"sedang", "berat"}
    assert "K2" in norm["conflicts"]
    assert {each["forwards_to"] for each in norm["handler"]} == {"kasn", "bkn"}
    assert {row["kind"] for row in found} >= {"handlers", "conflicts", "deadlines", "statuses", "forms"}
    assert len({row["fingerprint"] for row in found}) == len(found)
    assert "B8 [norms]" in run("review")


def test_the_worksheet_is_readable_locked_and_asks_what_only_a_lawyer_settles(path: Path) -> None:
    book = load_workbook(path)

    assert book.sheetnames == ["Petunjuk", NORMS, OTHERS, "Sumber"]
    guide = "\n".join(str(cell.value) for row in book["Petunjuk"].iter_rows() for cell in row if cell.value)
    for wanted in ("Perbawaslu 6/2018", "PP 49/2018", "MK 136/2024", "Cara mengisi"):
        assert wanted in guide
    sheet = book[NORMS]
    columns, line = heads(sheet), line_of(sheet, "B8")
    assert sheet.freeze_panes == "C2"
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert [sheet.cell(line, columns[head]).protection.locked for head in ("Bunyi", "Pendapat")] == [True, False]
    assert sheet.column_dimensions["P"].hidden
    assert [each.formula1 for each in sheet.data_validations.dataValidation] == ['"setuju,berbeda"']
    assert sum(sheet_.max_row - 1 for sheet_ in (sheet, book[OTHERS])) == len(review_rows(shipped()))


def test_a_filled_worksheet_is_never_written_over(path: Path) -> None:
    before = path.read_bytes()
    run("worksheet", str(path.with_name("baru.xlsx")))

    with pytest.raises(NetralError, match="was kept"):
        run("worksheet", str(path))
    assert path.read_bytes() == before


def test_agreed_rows_of_every_kind_are_confirmed_in_the_lawyers_name_once(path: Path, client: Client) -> None:
    filled(path, lambda book: fill(book[NORMS], "B6"), lambda book: fill(book[OTHERS], "K2", Tanggal="7 Oktober 2024"))
    looked = said("confirm", str(path), "--check")
    assert (looked["agreed"], Confirmation.objects.count()) == (2, 0)

    taken = said("confirm", str(path))
    assert taken["confirmed"] == ["B6", "K2"]
    assert (taken["blank"], taken["draft"]) == (looked["blank"], None)
    assert api.confirmed_by("B6", DAY) == LAWYER
    assert {(each.row_kind, each.read_on) for each in Confirmation.objects.all()} == {
        ("norms", DAY),
        ("conflicts", DAY),
    }
    page = client.get(reverse("norm", args=["B6"])).content.decode()
    assert f"Terverifikasi oleh {LAWYER} dalam lembar kerja, pada 7 Oktober 2024: {PAPER}." in page
    with elevated("the file is looked at by the test"):
        assert StoredFile.objects.get().purpose == "norm_worksheet"
    event = Event.objects.filter(kind="catalogue.row_confirmed").first()
    assert event is not None
    assert (event.actor_label, event.data["row_id"]) == (SYSTEM.label, "B6")
    events = Event.objects.count()

    again = said("confirm", str(path))
    assert (again["confirmed"], again["already_confirmed"]) == ([], 2)
    assert Event.objects.count() == events
    row = next(row for row in said("review") if row["id"] == "K2")
    assert row["confirmed"] == {"by": LAWYER, "on": "2024-10-07", "citation": PAPER}


def test_what_differs_becomes_a_draft_that_can_be_published_and_judges_nobody(path: Path, tmp_path: Path) -> None:
    def step(book: Workbook) -> None:
        differ(book[NORMS], "B6", "Memuat unggahan ulang.")
        differ(book[OTHERS], "PK.LAPOR", "Tujuh hari kerja.")

    folder = tmp_path / "konsep"
    taken = said("confirm", str(filled(path, step)), "--draft", str(folder))

    assert taken["differing"] == ["B6", "PK.LAPOR"]
    assert not Confirmation.objects.exists()
    assert current.in_use().version == shipped().version
    drafted = read_catalogue(folder)
    changed = [
        row for row in review_rows(drafted) if row.fingerprint not in {r.fingerprint for r in review_rows(shipped())}
    ]
    assert [row.key for row in changed] == ["B6", "PK.LAPOR"]
    assert [row.row.verification for row in changed] == [Verification.OFFICIAL, Verification.SECONDARY]
    assert changed[1].row.note.endswith(f"{UNWORKED} {LAWYER}, {PAPER}, 07-10-2024: Tujuh hari kerja.")
    run("validate", str(folder))
    assert said("confirm", str(path), "--draft", str(folder))["differing"] == ["B6", "PK.LAPOR"]

    (folder / "norms.yaml").write_text("[]", encoding="utf-8")
    for more in ([], ["--check"]):
        with pytest.raises(NetralError, match="isinya lain"):
            run("confirm", str(path), "--draft", str(folder), *more)
    assert (folder / "norms.yaml").read_text(encoding="utf-8") == "[]"
    assert not Edition.objects.exists()


def test_a_draft_of_an_edition_that_replaced_rows_is_published_as_the_next(path: Path, tmp_path: Path) -> None:
    for title in ("Judul satu", "Judul dua"):
        edition = publish_edition(documents=with_title(title), title=title, notes="", by=SYSTEM)
    adopt_edition(edition=edition, effective_at=now(), reason="Berlaku.", by=SYSTEM)
    current.watch()
    fresh = path.with_name("baru.xlsx")
    run("worksheet", str(fresh))
    folder = tmp_path / "konsep"
    run("confirm", str(filled(fresh, lambda book: differ(book[NORMS], "B6", "Lain."))), "--draft", str(folder))

    titles = [norm.title for norm in read_catalogue(folder).norms if norm.id == "B6"]
    assert titles == ["Judul dua"]
    words = ("publish", "--from", str(folder), "--out", str(tmp_path / "netral-katalog-0003.zip"))
    with pytest.raises(NetralError, match="pada baris B6 belum dikerjakan"):
        run(*words)
    norms = folder / "norms.yaml"
    norms.write_text(norms.read_text(encoding="utf-8").replace(UNWORKED, "Menurut"), encoding="utf-8")
    said(*words)
    (change,) = said("diff", "2", "3")
    assert change["key"] == "B6"


def put(sheet: str, ident: str, head: str, value: Any) -> Spoiling:
    def step(book: Workbook) -> None:
        fill(book[sheet], ident)
        book[sheet].cell(line_of(book[sheet], ident), heads(book[sheet])[head]).value = value

    return step


def duplicate(book: Workbook) -> None:
    fill(book[NORMS], "B6")
    book[NORMS].append([cell.value for cell in book[NORMS][line_of(book[NORMS], "B6")]])


def merge(book: Workbook) -> None:
    book[NORMS].merge_cells("K3:K4")


def rename(book: Workbook) -> None:
    book[OTHERS].title = "Sheet3"


def add(book: Workbook) -> None:
    book.copy_worksheet(book[NORMS]).title = "Norma (2)"


def insert(book: Workbook) -> None:
    book[NORMS].insert_cols(3)


@pytest.mark.parametrize(
    ("step", "cell", "reason"),
    [
        (put(NORMS, "B6", "ID", "B66"), "Norma!A", "diubah. Pulihkan"),
        (put(NORMS, "B6", "Bunyi", "Lain."), "Norma!B", "diubah. Pulihkan"),
        (put(NORMS, "B6", "Sidik baris", "0" * 64), "Norma!A", "sudah berubah sejak"),
        (put(NORMS, "B6", "Sidik baris", None), "Norma!P", "hilang atau diubah"),
        (put(NORMS, "B6", "Pendapat", "ragu"), "Norma!K", "setuju atau berbeda"),
        (put(NORMS, "B6", "Pendapat", None), "Norma!K", "Pendapat kosong"),
        (put(NORMS, "B6", "Pendapat", "berbeda"), "Norma!L", "Bunyi yang benar kosong"),
        (put(NORMS, "B6", "Bunyi yang benar", "Lain."), "Norma!L", "tetapi bunyi lain diisi"),
        (put(NORMS, "B6", "Dokumen", None), "Norma!M", "Dokumen kosong"),
        (put(NORMS, "B6", "Nama", "   "), "Norma!N", "Nama kosong"),
        (put(NORMS, "B6", "Nama", 12), "Norma!N", "dengan kata-kata"),
        (put(NORMS, "B6", "Nama", '="Ratna"'), "Norma!N", "rumus"),
        (put(NORMS, "B6", "Tanggal", "=TODAY()"), "Norma!O", "rumus"),
        (put(NORMS, "B6", "Tanggal", None), "Norma!O", "Tanggal kosong"),
        (put(NORMS, "B6", "Tanggal", "31-02-2024"), "Norma!O", "bukan tanggal"),
        (put(NORMS, "B6", "Tanggal", "kemarin"), "Norma!O", "bukan tanggal"),
        (put(OTHERS, "K2", "Nama", None), "Baris lain!L", "Nama kosong"),
        (duplicate, "Norma!A", "sudah ada di baris"),
        (merge, "Norma!K3:K4", "digabung"),
        (rename, "Baris lain", "tidak ada"),
        (insert, "Norma!C1", "Judul kolom"),
        (add, "Norma (2)", "bukan bagian"),
        (put(NORMS, "B6", "Nama", "#REF!"), "Norma!N", "galat"),
    ],
)
def test_one_fault_refuses_the_whole_worksheet_and_names_the_cell(
    path: Path, step: Spoiling, cell: str, reason: str
) -> None:
    # Another row is in order, and is not taken either.
    found = faults(filled(path, lambda book: fill(book[NORMS], "A1"), step))

    assert any(place.startswith(cell) and reason in why for place, why in found), found


def test_a_day_to_come_is_refused(path: Path) -> None:
    later = now().date() + timedelta(days=2)
    found = faults(filled(path, lambda book: fill(book[NORMS], "B6", Tanggal=later)))

    assert [why for _, why in found] == ["Tanggal ini belum tiba. Tulis hari membacanya."]


def test_only_rows_that_changed_since_are_refused(path: Path) -> None:
    edition = publish_edition(documents=with_title("Judul baru"), title="Satu", notes="", by=SYSTEM)
    adopt_edition(edition=edition, effective_at=now(), reason="Berlaku.", by=SYSTEM)
    current.watch()

    found = faults(filled(path, lambda book: fill(book[NORMS], "B6"), lambda book: fill(book[NORMS], "A1")))
    assert [cell for cell, _ in found] == [f"Norma!A{line_of(load_workbook(path)[NORMS], 'B6')}"]
    assert "Baris B6 sudah berubah sejak lembar ini dicetak" in found[0][1]


def test_what_a_row_names_may_not_have_changed_either_but_labels_may(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path, lambda book: fill(book[NORMS], "B6"))
    monkeypatch.setitem(grades.LONG, grades.Grade.SECONDARY, "Dibaca di tulisan lain.")
    assert said("confirm", str(path), "--check")["agreed"] == 1

    documents = shipped_documents()
    for row in documents["handlers"]:
        row["title"] += " sekarang"
    edition = publish_edition(documents=documents, title="Satu", notes="", by=SYSTEM)
    adopt_edition(edition=edition, effective_at=now(), reason="Berlaku.", by=SYSTEM)
    current.watch()
    ((cell, reason),) = faults(path)
    assert cell.startswith("Norma!F")
    assert "“Penangan” pada baris B6 sudah berubah sejak" in reason


def test_a_row_that_is_not_in_the_data_is_unknown(path: Path) -> None:
    def step(book: Workbook) -> None:
        sheet = book[NORMS]
        line = line_of(sheet, "B6")
        fill(sheet, "B6")
        sheet.cell(line, heads(sheet)["ID"]).value = "Z9"
        sheet.cell(line, heads(sheet)["Sidik baris"]).value = "f" * 64

    assert "“Z9” tidak dikenal" in faults(filled(path, step))[0][1]


def empty(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("Pendapat;setuju", encoding="utf-8")


def macros(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\x00")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-900])


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [(empty, "kosong"), (text, "bukan XLSX"), (macros, "makro"), (cut, "rusak"), (gone, "tidak ada")],
)
def test_what_is_no_worksheet_is_refused(path: Path, spoil: Callable[[Path], None], reason: str) -> None:
    spoil(path)

    assert reason in faults(path)[0][1]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2026, 11, 30), date(2026, 11, 30)),
        ("30-11-2026", date(2026, 11, 30)),
        (" 3/2/2026 ", date(2026, 2, 3)),
        ("30 November 2026", date(2026, 11, 30)),
        ("2026-11-30", date(2026, 11, 30)),
        ("30 Nopember 2026", None),
        ("11-30-2026", None),
        ("30-11-26", None),
        (True, None),
    ],
)
def test_a_day_is_read_as_people_write_it(value: object, day: date | None) -> None:
    assert day_of(value) == day
