"""Workbooks: what is to be seen is offered, what is hidden is not taken, what is a bomb is refused."""

import time
from pathlib import Path

import pytest

from netral.engines.tables.rows import Flaw, FlawKind, Unreadable
from netral.engines.tables.table import open_table
from tests.engines.tables.books import HEAD, book


def refusal(path: Path, sheet: str = "") -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        list(open_table(path, len, sheet).rows())
    return caught.value


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_the_only_sheet_to_be_seen_is_taken_and_named(state: str, tmp_path: Path) -> None:
    path = book(tmp_path / "b", ("Lama", state, HEAD), ("Kosong", "visible", "<row/>"), ("Baru", "visible", HEAD * 2))
    table = open_table(path, len)
    assert (table.sheet and table.sheet.name, len(list(table.rows()))) == ("Baru", 2)
    assert refusal(path, "Lama").detail == {"sheet": "Lama", "sheets": "Baru"}


def test_of_several_sheets_none_is_taken_unasked(tmp_path: Path) -> None:
    path = book(tmp_path / "b", ("A", "visible", HEAD), ("Grafik", "visible", HEAD), ("C", "visible", HEAD * 3),
                kinds=["worksheet", "chartsheet"])  # fmt: skip
    assert (refusal(path).reason, refusal(path).detail["sheets"]) == ("several_sheets", "A, C")
    assert len(list(open_table(path, len, "c").rows())) == 3


def test_a_workbook_with_nothing_to_be_seen_names_what_is_hidden(tmp_path: Path) -> None:
    found = refusal(book(tmp_path / "b", ("A", "hidden", HEAD), ("B", "visible", "")))
    assert (found.reason, found.detail["sheets"]) == ("only_hidden", "A")


def test_hidden_rows_are_counted(tmp_path: Path) -> None:
    hidden = HEAD.replace("<row>", "<row hidden='1'>")
    sheet = open_table(book(tmp_path / "b", ("A", "visible", HEAD + hidden + hidden)), len).sheet
    assert sheet
    assert (sheet.rows, sheet.hidden_rows) == (3, 2)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (f"{HEAD}<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>", "far_cell"),
        (f"{HEAD}<row><c r='XFD900000'><v>1</v></c></row>", "far_cell"),
        (f"{HEAD}<row r='1048576'><c><v>1</v></c></row>" + "<row><c r='XFD2'><v>1</v></c></row>", "far_cell"),
        ("<row r='400000'><c><v>1</v></c></row>", "too_long"),
        ("<row><c r='A99999999999'><v>1</v></c></row>", "damaged"),
        ("<row><c r='ZZZZ1'><v>1</v></c></row>", "damaged"),
    ],
    ids=["corner", "cell-alone", "row-and-cell-apart", "far-row", "no-such-row", "no-such-column"],
)
def test_declared_distance_costs_nothing(rows: str, reason: str, tmp_path: Path) -> None:
    path = book(tmp_path / "b", ("A", "visible", rows))
    refusal(book(tmp_path / "warm", ("A", "hidden", HEAD)))
    begun = time.process_time()
    assert refusal(path).reason == reason
    assert time.process_time() - begun < 1


def test_entities_are_not_unfolded(tmp_path: Path) -> None:
    swelling = "<!DOCTYPE w [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
    assert refusal(book(tmp_path / "b", ("A", "visible", HEAD), before=swelling)).reason == "damaged"


@pytest.mark.parametrize(
    "written", ["a&#10;b", "a&#13;&#10;b", "a&#10;&#10;b", "&#10;a&#10;b&#10;", "a&#133;b", "a&#x2028;b"]
)
def test_a_break_inside_a_cell_flaws_its_row_alone(written: str, tmp_path: Path) -> None:
    broken = f"<row><c/><c t='inlineStr'><is><t xml:space='preserve'>{written}</t></is></c></row>"
    rows = list(open_table(book(tmp_path / "b", ("A", "visible", HEAD + broken + HEAD)), len).rows())
    assert [row.flaw for row in rows] == [None, Flaw(FlawKind.LINE_BREAK, 2, 2), None]
    assert rows[1].head_cells == rows[1].cells


def test_a_sheet_whose_name_ends_in_a_blank_can_be_named(tmp_path: Path) -> None:
    path = book(tmp_path / "b", ("Data ", "visible", HEAD), ("data", "visible", HEAD * 2))
    found = [open_table(path, len, name).sheet for name in ("Data ", "data", "DATA")]
    assert [sheet and sheet.rows for sheet in found] == [1, 2, 1]
