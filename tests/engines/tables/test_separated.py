"""Lines of separated text: none is lost, none swallows another."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from netral.engines.tables.rows import FlawKind
from netral.engines.tables.separated import SEPARATORS, rows_of_lines
from netral.engines.tables.table import open_table

PIECES = st.sampled_from(['"', '""', ";", ",", "\t", "a", "1985", " ", "\n", "\r\n", "\r", "\n\n", "Ž", '="', "'"])


def heads_in(cells: object) -> int:
    return int("NIP" in str(cells))


@given(st.lists(PIECES, min_size=1, max_size=60), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_rows_read_and_rows_refused_are_the_lines_of_the_file(pieces: list[str], encoding: str) -> None:
    text = "".join(pieces)
    lines = [line for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text) if line]
    for separator in SEPARATORS:
        rows = list(rows_of_lines(io.StringIO(text, newline=""), separator))
        assert [row.number for row in rows] == list(range(1, len(lines) + 1))
        for row, line in zip(rows, lines, strict=True):
            assert all("\n" not in str(cell) and "\r" not in str(cell) for cell in row.cells)
            if not row.flaw and '"' not in line:
                assert separator.join(map(str, row.cells)) == line.rstrip("\r\n")
    assert text.encode(encoding).decode(encoding) == text


@given(st.lists(st.lists(st.text('ab;," Ž', max_size=6), min_size=2, max_size=5), min_size=1, max_size=8))
def test_what_a_spreadsheet_writes_comes_back_as_it_was(table: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows(table)
    rows = list(rows_of_lines(io.StringIO(stream.getvalue(), newline=""), ";"))
    assert [list(row.cells) for row in rows] == table
    assert not any(row.flaw for row in rows)


def test_a_break_inside_a_cell_refuses_each_of_its_lines_by_row_and_column() -> None:
    lines = ['1;"Kepala\n', "2;Staf\n", 'Seksi";x\n', "3;Guru\n", '4;"tak ditutup\n', "5;Guru"]
    rows = list(rows_of_lines(lines, ";"))
    assert [row.flaw and tuple(row.flaw) for row in rows] == [
        (FlawKind.OPEN_QUOTE, 2, 1),
        (FlawKind.INSIDE_QUOTE, 2, 1),
        (FlawKind.INSIDE_QUOTE, 2, 1),
        None,
        (FlawKind.OPEN_QUOTE, 2, 5),
        (FlawKind.INSIDE_QUOTE, 2, 5),
    ]


def test_text_behind_a_closed_cell_is_refused_and_a_mark_within_a_word_is_kept() -> None:
    stray, within = rows_of_lines(['1;"Siti" Aminah;x\n', '2;Siti "Ani" Aminah;x\n'], ";")
    assert stray.flaw == (FlawKind.TEXT_AFTER_QUOTE, 2, 1)
    assert (within.flaw, within.cells[1]) == (None, 'Siti "Ani" Aminah')


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_two_byte_text_is_read_with_and_without_its_mark(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "people"
    path.write_bytes("NIP\tNama\r\n1985\tRenée Müller\r\n".encode(encoding))
    rows = list(open_table(path, heads_in).rows())
    assert [list(row.cells) for row in rows] == [["NIP", "Nama"], ["1985", "Renée Müller"]]


def test_the_separator_a_first_line_states_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "people"
    path.write_text("sep=|\nNIP;x|Nama\n", encoding="utf-8")
    assert [list(row.cells) for row in open_table(path, heads_in).rows()] == [[], ["NIP;x", "Nama"]]
