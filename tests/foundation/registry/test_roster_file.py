"""Files as they come: encodings, separators, workbooks, damage."""

from pathlib import Path

import pytest

from netral.engines.tables.rows import Unreadable
from netral.foundation.registry import roster_file
from netral.foundation.registry.domain import Field
from netral.foundation.registry.roster_file import open_roster
from tests.foundation.registry.files import HEADS, SITI, csv_file, xlsx_file


def rows_of(content: bytes, tmp_path: Path) -> list[tuple[int, list[object]]]:
    path = tmp_path / "roster"
    path.write_bytes(content)
    return [(row.number, list(row.cells)) for row in open_roster(path).rows()]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_any_usual_encoding_and_separator_is_read(separator: str, encoding: str, tmp_path: Path) -> None:
    content = csv_file(
        ("1", "Renée; D’Été, M.Si."), heads=("NIP", "Nama"), separator=separator, encoding=encoding
    ).read()
    assert rows_of(content, tmp_path) == [(1, ["NIP", "Nama"]), (2, ["1", "Renée; D’Été, M.Si."])]


def test_rows_of_a_workbook_carry_the_numbers_the_spreadsheet_shows(tmp_path: Path) -> None:
    found = rows_of(xlsx_file(SITI, above=2).read(), tmp_path)
    assert found[2] == (3, list(HEADS))
    assert found[3][0] == 4
    assert roster_file.head_row([cells for _, cells in found]) == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 not really", "damaged"),
        (b"%PDF-1.7 something", "no_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 not really", "protected"),
        (b"NIP,Nama\x00\x00", "no_table"),
    ],
)
def test_what_is_no_roster_is_refused_with_a_reason(content: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        rows_of(content, tmp_path)
    assert refused.value.reason == reason


def test_columns_are_guessed_and_what_was_chosen_before_goes_first() -> None:
    heads = ["No.", "NIP BARU", "NAMA LENGKAP", "OPD", "Tempat"]
    assert roster_file.guess(heads) == {Field.NIP: 1, Field.NAME: 2, Field.UNIT: 3}
    assert roster_file.guess(heads, {"tempat": "unit"})[Field.UNIT] == 4
    assert roster_file.remember(heads, {Field.UNIT: 4}) == {"tempat": "unit"}
