"""Lists that a spreadsheet or a slip of the pen spoilt: nobody vanishes, and no false number comes in."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from netral.engines.tables.rows import Unreadable
from netral.engines.tables.separated import rows_of_lines
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.registry.domain import Status
from netral.foundation.registry.import_steps import import_file
from netral.foundation.registry.models import RosterImport
from tests.foundation.registry.files import AGUS, HEADS, HOTMAN, SITI, csv_file, xlsx_file
from tests.foundation.registry.test_actions import bad_rows, checked, imported, people, sent_again
from tests.ground import Person, person

pytestmark = pytest.mark.django_db
BUDI = ("198108172006041007", "Budi Hartono", "Dinas Pendidikan", "Guru", "")


@pytest.fixture
def officer(ground: None) -> Person:
    return person("personnel_officer", "pemda.14.03.bkpsdm")


def swallowing(*others: Sequence[str], separator: str) -> str:
    """Return a cell that holds its own text and whole lines of other people."""
    return "\n".join([SITI[3], *(separator.join(other) for other in others)])


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("column", [3, 5], ids=["position", "no-field"])
def test_lines_that_a_workbook_keeps_in_one_cell_are_not_lost_silently(
    column: int, separator: str, officer: Person
) -> None:
    heads, cells = (*HEADS, "Catatan"), [*SITI, ""]
    cells[column] = swallowing(AGUS, BUDI, separator=separator)
    roster = imported(officer, xlsx_file(cells, [*HOTMAN, ""], heads=heads))
    assert (roster.counts["bad"], set(people())) == (1, {HOTMAN[0]})
    row = bad_rows(roster)[0]
    assert (row["nomor baris"], row["kolom"]) == ("2", heads[column])
    assert "ganti baris di dalam sel" in row["alasan"]
    assert imported(officer, sent_again(roster)).counts["bad"] == 1
    assert set(people()) == {HOTMAN[0]}


def test_wrapped_heads_and_breaks_at_the_edge_of_a_cell_are_nothing_wrong(officer: Person) -> None:
    heads = ("NIP\nBaru", "Nama\r\nLengkap", "Unit\nKerja", "Jabatan\n", "E-mail")
    roster = imported(officer, xlsx_file((f"\n{SITI[0]}", f"{SITI[1]}\n", *SITI[2:]), heads=heads, above=1))
    assert (roster.counts["bad"], people()[SITI[0]].name) == (0, SITI[1])


def test_most_numbers_of_a_workbook_without_digits_are_one_refusal(officer: Person) -> None:
    rows = [(float(nip), name, *rest) for nip, name, *rest in (SITI, AGUS, HOTMAN)]
    with pytest.raises(Unreadable):
        checked(officer, xlsx_file(*rows, BUDI))
    with reading_as(officer.actor):
        roster = RosterImport.objects.get()
    assert (roster.status, roster.bad_csv) == (Status.FAILED, None)
    assert roster.failure.startswith("3 dari 4 NIP kehilangan digit akhir")
    assert people() == {}


@pytest.mark.parametrize("written", ["1.98706E+17", "1,98706E+17", "198706012010012000.0"])
def test_most_numbers_of_a_text_without_digits_are_one_refusal(written: str, officer: Person) -> None:
    with pytest.raises(Unreadable) as refused:
        checked(officer, csv_file(*[(written, *SITI[1:])] * 3, AGUS, HOTMAN, separator=";"))
    assert refused.value.detail == {"rounded": "3", "numbers": "5"}
    assert people() == {}


def test_a_few_numbers_without_digits_are_bad_rows(officer: Person) -> None:
    roster = imported(officer, xlsx_file((float(SITI[0]), *SITI[1:]), (float(AGUS[0]), *AGUS[1:]), HOTMAN, BUDI))
    assert (roster.counts["bad"], set(people())) == (2, {HOTMAN[0], BUDI[0]})


def test_a_line_that_only_holds_cells_beyond_the_heads_is_refused(officer: Person) -> None:
    roster = imported(officer, csv_file(SITI, ("",) * len(HEADS) + AGUS))
    assert (roster.counts["new"], roster.counts["bad"]) == (1, 1)


_cells = st.sampled_from([*SITI, *AGUS, *HOTMAN, "", '"', '"a', 'b"', 'c"d', '"e""f"', '"g;h"', "\u2028", "'"])
_lines = st.lists(st.lists(_cells, min_size=1, max_size=7).map(";".join), max_size=12)
_whole = st.sampled_from([SITI, AGUS, HOTMAN, BUDI]).map(";".join)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(lines=_lines, last=_whole, ending=st.sampled_from(["\n", "\r\n"]))
def test_every_line_comes_in_or_is_refused(
    lines: list[str], last: str, ending: str, officer: Person, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("roster") / "asn.csv"
    path.write_bytes(ending.join([";".join(HEADS), *lines, last]).encode())
    by = officer.actor
    with elevated("the test starts anew"):
        government = Institution.objects.get(path=by.paths[0])
    roster = import_file(path, government, by)
    # A line without any text is nobody's, unless it lies behind a quotation mark that nobody closed.
    read = list(rows_of_lines([";".join(HEADS), *lines, last], ";"))[1:]
    held = sum(bool(row.flaw or any(str(cell).strip() for cell in row.cells)) for row in read)
    assert held >= sum(any(cell.strip() for cell in line.split(";")) for line in [*lines, last])
    counts = roster.counts
    assert counts["new"] + counts["changed"] + counts["unchanged"] + counts["bad"] == roster.row_count == held
