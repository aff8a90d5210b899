"""Importing rosters into a real database."""

import csv
import io

import pytest
from django.core.files.base import ContentFile

from netral.engines.steps.table import StepRefused
from netral.engines.tables.rows import Unreadable
from netral.foundation.files.models import StoredFile
from netral.foundation.files.queries import content_of
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.models import Event
from netral.foundation.registry import actions
from netral.foundation.registry.domain import Field, Status
from netral.foundation.registry.import_steps import work_on
from netral.foundation.registry.models import AsnPerson, RosterImport
from netral.foundation.registry.queries import missing_from
from tests.foundation.registry.files import AGUS, HEADS, HOTMAN, SITI, csv_file, sheets_file, xlsx_file
from tests.ground import Person, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(ground: None) -> Person:
    return person("personnel_officer", "pemda.14.03.bkpsdm")


@pytest.fixture
def neighbour(ground: None) -> Person:
    return person("personnel_officer", "pemda.33.74.bkpsdm")


def checked(officer: Person, upload: ContentFile[bytes], *, is_full: bool = False) -> RosterImport:
    """Upload and check a file as an officer would."""
    by = officer.actor
    with reading_as(by):
        government = Institution.objects.get(path=by.paths[0])
        roster = actions.upload_roster(upload=upload, government=government, is_full=is_full, by=by)
        actions.choose_columns(roster=roster, columns=roster.columns, is_full=is_full, by=by)
        actions.start_step(roster=roster, to=Status.CHECKING, by=by)
        return work_on(roster.pk)


def imported(officer: Person, upload: ContentFile[bytes], *, is_full: bool = False, tick: bool = False) -> RosterImport:
    """Upload, check and import a file."""
    roster = checked(officer, upload, is_full=is_full)
    with reading_as(officer.actor):
        actions.start_step(roster=roster, to=Status.IMPORTING, deactivate_missing=tick, by=officer.actor)
        return work_on(roster.pk)


def people() -> dict[str, AsnPerson]:
    with elevated("the test looks at everything"):
        return {found.nip: found for found in AsnPerson.objects.select_related("unit")}


def sent_again(roster: RosterImport) -> ContentFile[bytes]:
    """Return the file of bad rows as it was handed out."""
    assert roster.bad_csv_id
    with elevated("the test looks at everything"):
        return ContentFile(b"".join(content_of(StoredFile.objects.get(pk=roster.bad_csv_id))), name="salah.csv")


def bad_rows(roster: RosterImport) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sent_again(roster).read().decode("utf-8-sig"))))


def test_checking_counts_and_changes_nothing(officer: Person) -> None:
    roster = checked(officer, csv_file(SITI, AGUS))
    assert roster.counts == {"new": 2, "changed": 0, "unchanged": 0, "bad": 0, "cleaned": 0, "missing": 0}
    assert [row["name"] for row in roster.samples["new"]] == ["Siti Aisyah", "Agus Santoso"]
    assert people() == {}


def test_importing_twice_changes_nothing_the_second_time(officer: Person) -> None:
    imported(officer, csv_file(SITI, AGUS))
    before = people()
    again = imported(officer, xlsx_file(SITI, AGUS, above=3))
    assert again.counts["unchanged"] == 2
    after = people()
    assert {nip: found.pk for nip, found in before.items()} == {nip: found.pk for nip, found in after.items()}
    assert after[SITI[0]].roster_id == before[SITI[0]].roster_id
    assert (after[SITI[0]].employment, after[AGUS[0]].employment) == ("pns", "pppk")
    assert after[SITI[0]].scopes == ["pemda.14.03.opd_dinas_kesehatan"]


def test_a_change_is_shown_before_it_is_made(officer: Person) -> None:
    imported(officer, csv_file(SITI))
    moved = (SITI[0], SITI[1], "Dinas Pendidikan", *SITI[3:])
    roster = checked(officer, csv_file(moved))
    assert roster.counts["changed"] == 1
    assert (roster.samples["changed"][0]["old_unit"], roster.samples["changed"][0]["unit"]) == (
        "Dinas Kesehatan",
        "Dinas Pendidikan",
    )
    assert people()[SITI[0]].unit.name == "Dinas Kesehatan"
    imported(officer, csv_file(moved))
    assert people()[SITI[0]].scopes == ["pemda.14.03.opd_dinas_pendidikan"]


def test_bad_rows_come_back_with_row_column_value_and_reason_and_the_right_ones_go_in(officer: Person) -> None:
    wrong = ("1.98706E+17", "Besse Hasnidar", "Dinas Kesehatn", "", "bukan-email")
    roster = imported(officer, csv_file(SITI, wrong, SITI, AGUS))
    assert roster.counts == {**roster.counts, "new": 2, "bad": 2}
    first, second = bad_rows(roster)
    assert first["nomor baris"] == "3"
    assert first["kolom"] == "NIP; Unit kerja; E-mail"
    assert first["nilai"] == "1.98706E+17; Dinas Kesehatn; bukan-email"
    assert "digit akhirnya hilang" in first["alasan"]
    assert "Mungkin maksudnya: Dinas Kesehatan" in first["alasan"]
    assert second["nomor baris"] == "4"
    assert "baris 2" in second["alasan"]
    assert set(people()) == {SITI[0], AGUS[0]}


def test_a_corrected_file_of_bad_rows_can_be_sent_as_it_is(officer: Person) -> None:
    roster = imported(officer, csv_file((SITI[0], "Siti", "Dinas Kesehatn", "", "")))
    row = bad_rows(roster)[0] | {"Unit Kerja": "DINAS KESEHATAN KABUPATEN BENGKALIS"}
    assert row["NIP"] == f"'{SITI[0]}"
    again = imported(officer, csv_file(list(row.values()), heads=list(row)))
    assert again.counts == {**again.counts, "new": 1, "bad": 0, "cleaned": 1}


def test_another_governments_people_are_not_taken_over(officer: Person, neighbour: Person) -> None:
    imported(officer, csv_file(SITI, HOTMAN))
    stolen = (SITI[0], "Siti", "BKPP Kota Semarang", "", "")
    roster = imported(neighbour, csv_file(stolen))
    assert roster.counts == {**roster.counts, "new": 0, "changed": 0, "bad": 1}
    assert "Sudah terdaftar di Pemerintah Kabupaten Bengkalis" in bad_rows(roster)[0]["alasan"]
    assert people()[SITI[0]].unit.name == "Dinas Kesehatan"


def test_people_whom_a_government_let_go_may_join_another(officer: Person, neighbour: Person) -> None:
    imported(officer, csv_file(SITI, AGUS))
    imported(officer, csv_file(AGUS), is_full=True, tick=True)
    roster = imported(neighbour, csv_file((SITI[0], "Siti", "BKPP Kota Semarang", "", "")))
    assert roster.counts["new"] == 1
    assert people()[SITI[0]].scopes == ["pemda.33.74.bkpsdm"]


def test_the_missing_are_listed_and_only_a_tick_deactivates_them(officer: Person) -> None:
    imported(officer, csv_file(SITI, AGUS, HOTMAN))
    slip = ("19750312200003100", HOTMAN[1], "Dinas Kesehatan", "", "")
    roster = imported(officer, csv_file(SITI, slip), is_full=True)
    assert (roster.counts["missing"], roster.counts["deactivated"]) == (1, 0)
    with reading_as(officer.actor):
        assert [found.name for found in missing_from(roster)] == ["Agus Santoso"]
    assert all(found.active for found in people().values())
    imported(officer, csv_file(SITI, slip), is_full=True, tick=True)
    assert {found.name for found in people().values() if not found.active} == {"Agus Santoso"}
    back = imported(officer, csv_file(AGUS))
    assert back.counts["changed"] == 1
    assert people()[AGUS[0]].active


def test_one_event_tells_of_the_import_with_the_hash_of_the_file(officer: Person) -> None:
    roster = imported(officer, csv_file(SITI))
    event = Event.objects.get(kind="registry.roster_imported")
    assert event.data["sha256"] == roster.file.sha256
    assert event.data["new"] == 1
    assert SITI[0] not in str(event.data)


def test_a_merge_that_fails_half_way_leaves_nothing(officer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    roster = checked(officer, csv_file(SITI, AGUS), is_full=True)
    monkeypatch.setattr("netral.foundation.registry.staging_table.Staging.deactivate", lambda *_: 1 / 0)
    with reading_as(officer.actor):
        actions.start_step(roster=roster, to=Status.IMPORTING, deactivate_missing=True, by=officer.actor)
        with pytest.raises(ZeroDivisionError):
            work_on(roster.pk)
        roster.refresh_from_db()
    assert people() == {}
    assert roster.status == Status.FAILED
    assert "Tidak ada yang diimpor" in roster.failure


def test_a_cancelled_import_is_over(officer: Person) -> None:
    roster = checked(officer, csv_file(SITI))
    with reading_as(officer.actor):
        actions.start_step(roster=roster, to=Status.IMPORTING, by=officer.actor)
        actions.cancel_import(roster=roster, by=officer.actor)
        with pytest.raises(StepRefused):
            work_on(roster.pk)
        with pytest.raises(StepRefused):
            actions.start_step(roster=roster, to=Status.CHECKING, by=officer.actor)
    assert people() == {}


def test_a_file_without_rows_fails_with_words(officer: Person) -> None:
    with pytest.raises(Unreadable):
        checked(officer, csv_file())
    with reading_as(officer.actor):
        roster = RosterImport.objects.get()
    assert roster.status == Status.FAILED
    assert "Tidak ada baris ASN" in roster.failure


def test_numbers_of_a_workbook_that_lost_their_digits_are_refused(officer: Person) -> None:
    roster = checked(officer, xlsx_file((198706012010012001, "Siti", "Dinas Kesehatan", "", "")))
    assert roster.counts["bad"] == 1
    assert "digit akhirnya hilang" in roster.samples["bad"][0]["faults"][0]["reason"]


def test_the_columns_chosen_are_remembered_for_the_next_file(officer: Person) -> None:
    heads = ("Kode", "Nama", "Tempat", "Jabatan", "E-mail")
    by = officer.actor
    with reading_as(by):
        government = Institution.objects.get(path="pemda.14.03")
        first = actions.upload_roster(upload=csv_file(SITI, heads=heads), government=government, is_full=False, by=by)
        assert first.columns == {Field.NAME: 1, Field.POSITION: 3, Field.EMAIL: 4}
        chosen = {**first.columns, Field.NIP: 0, Field.UNIT: 2}
        actions.choose_columns(roster=first, columns=chosen, is_full=False, by=by)
        second = actions.upload_roster(upload=csv_file(SITI, heads=heads), government=government, is_full=False, by=by)
    assert second.columns == chosen
    assert list(second.headers) == list(heads)
    assert HEADS[0] not in second.headers


def test_a_number_that_lost_digits_stays_refused_until_somebody_typed_it(officer: Person) -> None:
    lost = (198706012010012016, "Siti", "Dinas Kesehatan", "-Staf", "")
    roster = checked(officer, xlsx_file(lost))
    for _ in range(2):
        again = sent_again(roster)
        roster = imported(officer, again)
        assert (roster.counts["new"], roster.counts["bad"]) == (0, 1)
    row = bad_rows(roster)[0]
    assert row["NIP"].endswith(" ?")
    typed = imported(officer, csv_file(list((row | {"NIP": SITI[0]}).values()), heads=list(row)))
    assert typed.counts["new"] == 1
    assert people()[SITI[0]].position == "-Staf"


def test_bad_rows_of_an_earlier_edition_are_refused_too(officer: Person) -> None:
    old = "'198706012010012016"
    why = (
        "NIP: NIP tersimpan sebagai angka sehingga digit akhirnya hilang. Ubah kolom menjadi Teks, lalu isi ulang NIP."
    )
    heads = (*HEADS, "nomor baris", "kolom", "nilai", "alasan")
    rows = [(old, "Siti", "Dinas Kesehatan", "", "", "2", "NIP", old, why)]
    assert imported(officer, csv_file(*rows, heads=heads)).counts["bad"] == 1


def test_a_column_that_was_rounded_is_refused_as_a_whole(officer: Person) -> None:
    whole = ("198503122009031026", "199010052015042031", "197702282003121007", SITI[0])
    rows = [(str(int(float(nip))), f"Orang {number}", "Dinas Kesehatan", "", "") for number, nip in enumerate(whole)]
    with pytest.raises(Unreadable):
        checked(officer, csv_file(*rows))
    with reading_as(officer.actor):
        roster = RosterImport.objects.get()
    assert roster.failure.startswith("4 dari 4 NIP kehilangan digit akhir")
    assert "berformat Teks" in roster.failure
    assert people() == {}


def test_lines_that_a_stray_quote_joins_are_bad_rows_and_the_others_go_in(officer: Person) -> None:
    lines = [";".join(row) for row in (HEADS, SITI, AGUS, HOTMAN)]
    lines[1] = lines[1].replace("Perawat", '"Perawat')
    lines[2] = lines[2].replace("Guru", 'Guru"')
    roster = imported(officer, ContentFile("\r\n".join(lines).encode(), name="asn.csv"))
    assert (roster.counts["bad"], set(people())) == (2, {HOTMAN[0]})
    first, second = bad_rows(roster)
    assert (first["nomor baris"], first["kolom"], second["nomor baris"]) == ("2", "Jabatan", "3")
    assert "dibuka di baris 2" in second["alasan"]
    assert imported(officer, sent_again(roster)).counts["bad"] == 2


def test_a_hidden_sheet_is_passed_over(officer: Person) -> None:
    roster = imported(officer, sheets_file(hidden_lama=[HOTMAN], Baru=[SITI]))
    assert (roster.sheet, set(people())) == ("Baru", {SITI[0]})


def test_text_of_two_bytes_a_letter_and_the_heads_of_siasn_are_read(officer: Person) -> None:
    heads = ("NIP BARU", "NAMA", "SATUAN KERJA NAMA", "UNOR INDUK NAMA", "UNOR NAMA", "JABATAN NAMA")
    row = (SITI[0], SITI[1], "Pemerintah", "Pemerintah", SITI[2], SITI[3])
    roster = checked(officer, csv_file(row, heads=heads, separator="\t", encoding="utf-16", name="asn.txt"))
    assert roster.columns == {Field.NIP: 0, Field.NAME: 1, Field.UNIT: 4, Field.POSITION: 5}
    assert roster.counts["new"] == 1
