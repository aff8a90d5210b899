"""A stranger's ZIP is bounded before it is opened, and what cannot be read is named."""

from __future__ import annotations

import io
import secrets
import struct
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from netral.foundation.seals import archives
from netral.foundation.seals.archives import Archive, ArchiveRefused, Member, Obstacle, Refusal, shown_name
from netral.foundation.seals.domain import LARGEST_FILE

CENTRAL = b"PK\x01\x02"


def packed(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return output


def read(file: io.BytesIO) -> list[Member]:
    with Archive(file) as archive:
        return list(archive.members())


def refusal(file: io.BytesIO) -> ArchiveRefused:
    with pytest.raises(ArchiveRefused) as raised:
        read(file)
    return raised.value


def test_files_come_in_their_order_and_folders_and_mac_leftovers_do_not() -> None:
    file = packed(
        ("a/", b""), ("a/satu.pdf", b"1"), ("__MACOSX/a/._satu.pdf", b"x"), ("a/.DS_Store", b"x"), ("dua", b"2")
    )
    assert [(member.name, member.content) for member in read(file)] == [("a/satu.pdf", b"1"), ("dua", b"2")]


@pytest.mark.parametrize("content", [b"", b"bukan zip", b"PK\x05\x06", b"PK\x03\x04" + bytes(200)])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    assert refusal(io.BytesIO(content)).refusal is Refusal.NOT_A_ZIP


def test_an_archive_with_folders_only_holds_nothing() -> None:
    assert refusal(packed(("kosong/", b""))).refusal is Refusal.NOTHING_INSIDE


@pytest.mark.parametrize(
    "name", ["../x.pdf", "a/../../x.pdf", "/etc/x.pdf", "C:\\x.pdf", "..\\x.pdf", "\\\\server\\x.pdf", "a.pdf\0.txt"]
)
def test_names_that_lead_out_are_refused_and_named(name: str) -> None:
    info = zipfile.ZipInfo("y" * len(name))
    content = packed((info, b"x")).getvalue().replace(b"y" * len(name), name.encode())
    refused = refusal(io.BytesIO(content))
    assert refused.refusal is Refusal.PATH_TRICK
    assert refused.name == name.replace("\0", "")


def test_names_of_windows_and_dots_in_names_are_no_trick() -> None:
    names = ["map\\surat.pdf", "..surat.pdf", "a..b/c.pdf"]
    assert [member.name for member in read(packed(*((name, b"x") for name in names)))] == names


def test_links_are_refused() -> None:
    info = zipfile.ZipInfo("tautan.pdf")
    info.external_attr = 0o120777 << 16
    assert refusal(packed((info, b"/etc/passwd"))).refusal is Refusal.PATH_TRICK


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_FILES", 3)
    assert len(read(packed(*((f"{n}", b"x") for n in range(3))))) == 3
    assert refusal(packed(*((f"{n}", b"x") for n in range(4)))).refusal is Refusal.TOO_MANY


def test_a_list_of_millions_is_never_read() -> None:
    entry = struct.pack("<4s6H3I5H2I", CENTRAL, 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    count = 700_000
    listed = entry * count
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(listed), 0, 0)
    tracemalloc.start()
    assert refusal(io.BytesIO(listed + end)).refusal is Refusal.TOO_MANY
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # The upload itself is 32 MB; reading its list would take half a gigabyte.
    assert peak < len(listed) * 2


def test_a_large_archive_is_refused_by_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_ARCHIVE", 1_000)
    assert refusal(packed(("a", secrets.token_bytes(2_000)))).refusal is Refusal.TOO_LARGE


def test_a_bomb_is_refused_by_what_it_declares() -> None:
    nine = [(f"{n}.pdf", bytes(24 * 1024 * 1024)) for n in range(9)]
    file = packed(*nine)
    assert len(file.getvalue()) < 1_000_000
    assert refusal(file).refusal is Refusal.TOO_LARGE_UNPACKED


def test_a_bomb_that_lies_about_its_size_is_read_no_further_than_it_said() -> None:
    content = bytearray(packed(("a.pdf", bytes(20 * 1024 * 1024))).getvalue())
    for place, mark in ((22, b"PK\x03\x04"), (24, CENTRAL)):
        start = content.index(mark) + place
        content[start : start + 4] = struct.pack("<I", 100)
    tracemalloc.start()
    (member,) = read(io.BytesIO(bytes(content)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert member.obstacle is Obstacle.BROKEN
    assert peak < 4 * 1024 * 1024


def test_only_one_file_is_in_memory_at_a_time() -> None:
    file = packed(*((f"{n}", secrets.token_bytes(1_000_000)) for n in range(12)), method=zipfile.ZIP_STORED)
    tracemalloc.start()
    with Archive(file) as archive:
        for member in archive.members():
            assert len(member.content) == 1_000_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def obstacle_of(file: io.BytesIO) -> Obstacle | None:
    return read(file)[0].obstacle


def flagged(content: bytes, offset: int, value: int) -> io.BytesIO:
    """Change two bytes of the only member's entry in the list at the end."""
    changed = bytearray(content)
    start = changed.index(CENTRAL) + offset
    changed[start : start + 2] = struct.pack("<H", value)
    return io.BytesIO(bytes(changed))


def test_locked_members_are_named() -> None:
    file = flagged(packed(("rahasia.pdf", b"x")).getvalue(), 8, 1)
    assert read(file) == [Member("rahasia.pdf", obstacle=Obstacle.ENCRYPTED)]


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_ways_of_packing_that_cost_memory_are_not_unpacked(method: int) -> None:
    assert obstacle_of(packed(("a.pdf", b"x" * 1_000), method=method)) is Obstacle.BROKEN


def test_an_unknown_way_of_packing_is_not_unpacked() -> None:
    assert obstacle_of(flagged(packed(("a.pdf", b"x")).getvalue(), 10, 99)) is Obstacle.BROKEN


def test_a_damaged_member_does_not_stop_the_others() -> None:
    noise = secrets.token_bytes(500)
    content = packed(("a", noise), ("b", b"x"), method=zipfile.ZIP_STORED).getvalue().replace(noise[:9], bytes(9))
    assert [member.obstacle for member in read(io.BytesIO(content))] == [Obstacle.BROKEN, None]


def test_a_large_member_is_named_without_reading_it() -> None:
    assert obstacle_of(packed(("a.pdf", bytes(LARGEST_FILE + 1)))) is Obstacle.TOO_LARGE


@pytest.mark.parametrize(
    "content", [packed(("x", b"y")).getvalue(), b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08\x00"]
)
def test_archives_inside_are_not_opened(content: bytes) -> None:
    assert obstacle_of(packed(("dalam", content))) is Obstacle.NESTED


@pytest.mark.parametrize(
    "make",
    [
        lambda: packed(("[Content_Types].xml", b"<x/>")).getvalue(),
        lambda: b"PK\x03\x04 %PDF-1.7",
    ],
)
def test_office_files_and_odd_pdfs_are_no_archives(make: Callable[[], bytes]) -> None:
    assert obstacle_of(packed(("berkas", make()))) is None


def test_names_are_shown_without_what_hides_or_turns_them() -> None:
    assert shown_name("gaji\u202efdp.exe\x07") == "gajifdp.exe"
    assert shown_name("\u202e") == "?"
    assert len(shown_name("x" * 1_000)) == archives.LONGEST_SHOWN_NAME
