"""Files are known by their content, never by their name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netral.foundation.files.domain import LONGEST_NAME, TYPES, megabytes, purposes, tidy_name, type_of
from tests.foundation.files.samples import ACCEPTED, REFUSED


@pytest.mark.parametrize("code", ACCEPTED)
def test_every_accepted_kind_is_recognised(code: str) -> None:
    assert type_of(ACCEPTED[code], f"berkas.{code}") is TYPES[code]


@pytest.mark.parametrize("code", sorted(set(ACCEPTED) - {"csv"}))
def test_the_name_decides_nothing(code: str) -> None:
    assert type_of(ACCEPTED[code], "berkas.csv") is TYPES[code]


@pytest.mark.parametrize("what", REFUSED)
def test_other_kinds_are_none_of_ours(what: str) -> None:
    assert type_of(REFUSED[what], "bukti.pdf") is None
    assert type_of(REFUSED[what], "bukti.csv") is None


@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(head: bytes) -> None:
    found = type_of(head, "x.txt")
    assert found is None or found in TYPES.values()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Users\\Budi\\foto.jpg", "foto.jpg"),
        ("../../etc/passwd", "passwd"),
        ("bukti\r\nX-Evil: 1.pdf", "buktiX-Evil: 1.pdf"),
        ("  surat Nur Aisyah.pdf ", "surat Nur Aisyah.pdf"),
    ],
)
def test_names_lose_folders_and_control_characters(sent: str, kept: str) -> None:
    assert tidy_name(sent) == kept


def test_every_purpose_has_a_limit_and_kinds() -> None:
    assert {"evidence", "roster", "decision"} <= set(purposes())
    assert all(purpose.limit > 0 and purpose.types for purpose in purposes().values())
    assert purposes()["decision"].accepted == "PDF"
    assert LONGEST_NAME == 200


def test_sizes_are_written_the_indonesian_way() -> None:
    assert [megabytes(20 * 2**20), megabytes(int(12.5 * 2**20))] == ["20 MB", "12,5 MB"]
