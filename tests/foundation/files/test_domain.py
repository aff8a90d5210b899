"""Files are known by their content, never by their name."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from netral.foundation.files.domain import TYPES, megabytes, purposes, type_of
from netral.foundation.files.names import LONGEST_NAME, stored_name, tidy_name, wrong_ending
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


@pytest.mark.parametrize(
    ("sent", "kept", "claimed"),
    [
        ("bukti.hta", "bukti.jpg", "hta"),
        ("bukti.jpg.hta", "bukti.jpg", "hta"),
        ("foto.pdf.exe", "foto.jpg", "exe"),
        ("Surat.Budi.scr", "Surat.Budi.jpg", "scr"),
        ("bukti\u202egpj.hta", "buktigpj.jpg", "hta"),
        ("foto.jpg:isi.hta", "foto.jpg_isi.jpg", "hta"),
        ("bukti.hta. . ", "bukti.jpg", "hta"),
        ("IMG_0001.JPEG", "IMG_0001.JPEG", ""),
        ("foto 10\u202f30", "foto 10 30.jpg", ""),
        ("surat no. 12.2024", "surat no. 12.2024.jpg", ""),
        ("con.jpg", "_con.jpg", ""),
        ("LPT1 .txt", "_LPT1.jpg", "txt"),
        (".htaccess", "htaccess.jpg", ""),
        ("...", "tanpa nama.jpg", ""),
    ],
)
def test_a_name_ends_as_its_content_demands(sent: str, kept: str, claimed: str) -> None:
    assert stored_name(sent, TYPES["jpeg"], "tanpa nama") == kept
    assert wrong_ending(sent, TYPES["jpeg"]) == claimed
    # What was kept is kept again unchanged, so that a copy of the file has its name.
    assert stored_name(kept, TYPES["jpeg"], "tanpa nama") == kept


@given(st.text(max_size=400), st.sampled_from(sorted(TYPES)))
def test_any_name_becomes_a_short_one_with_the_right_ending(sent: str, code: str) -> None:
    kept = stored_name(sent, TYPES[code], "tanpa nama")
    stem, _, ending = kept.rpartition(".")
    assert stem.strip(". ")
    assert ending.lower() in TYPES[code].endings
    assert len(kept) <= LONGEST_NAME
    assert len(kept.encode()) <= 255
    assert kept.isprintable()
    assert not set(kept) & set('<>:"/\\|?*')


def test_every_purpose_has_a_limit_and_kinds() -> None:
    assert {"evidence", "roster", "decision"} <= set(purposes())
    assert all(purpose.limit > 0 and purpose.types for purpose in purposes().values())
    assert purposes()["decision"].accepted == "PDF"


def test_sizes_are_written_the_indonesian_way() -> None:
    assert [megabytes(20 * 2**20), megabytes(int(12.5 * 2**20))] == ["20 MB", "12,5 MB"]
