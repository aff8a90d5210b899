"""A log grows by any steps to the same files, and a checkpoint that takes something back is never published."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from nacl.signing import SigningKey

from netral.engines.merkle.audit import audit
from netral.engines.merkle.log_writer import LogDamaged, LogLocked, NotPublishable, TileWriter, WritingRefused
from netral.engines.merkle.note import TreeHead, sign
from netral.engines.merkle.tiles import FolderSource
from tests.engines.merkle.logs import KEY, LOG, ORIGIN, entries, expected_files, head_over, publish, write_log
from tests.engines.merkle.trees import root_of

steps = st.lists(st.tuples(st.integers(0, 300), st.booleans(), st.booleans()), max_size=8)


@given(steps)
@settings(max_examples=30, deadline=None)
def test_any_steps_lead_to_the_same_files(steps: list[tuple[int, bool, bool]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, kept = Path(name), 0
        writer = TileWriter(folder)
        for count, published, reopened in steps:
            writer.append(entries(count, writer.size))
            if published:
                kept = publish(writer).size
            if reopened:
                writer.close()
                writer = TileWriter(folder)
                assert writer.size == kept
        head = publish(writer)
        writer.close()
        leaves = entries(head.size)
        assert head.root == root_of(leaves)
        files = expected_files(leaves)
        assert {path: (folder / path).read_bytes() for path in files} == files
        assert audit(FolderSource(folder), LOG).faults == ()


def test_a_long_append_is_one_log(tmp_path: Path) -> None:
    leaves = entries(70_000)
    assert write_log(tmp_path, leaves) == head_over(leaves)
    files = expected_files(leaves)
    written = {str(path.relative_to(tmp_path)) for path in (tmp_path / "tile").rglob("*") if path.is_file()}
    assert written == set(files)
    assert all((tmp_path / path).read_bytes() == data for path, data in files.items())


def test_entries_may_be_of_any_length_up_to_the_longest(tmp_path: Path) -> None:
    leaves = [b"", b"x", b"y" * 65_535, b""]
    assert write_log(tmp_path, leaves) == head_over(leaves)
    assert audit(FolderSource(tmp_path), LOG).ok
    with TileWriter(tmp_path) as writer:
        with pytest.raises(ValueError, match="65535 bytes"):
            writer.append([b"fine", b"z" * 65_536])
        assert writer.size == 4
        writer.append([b"still writing"])


def test_partial_tiles_go_once_the_full_one_is_published(tmp_path: Path) -> None:
    write_log(tmp_path, entries(200))
    with TileWriter(tmp_path) as writer:
        writer.append(entries(100, 200))
        assert (tmp_path / "tile/0/000.p/200").exists()
        publish(writer)
        assert not (tmp_path / "tile/0/000.p").exists()
        assert not (tmp_path / "tile/entries/000.p").exists()
    assert audit(FolderSource(tmp_path), LOG).ok


def test_earlier_partial_tiles_stay_for_readers_of_earlier_checkpoints(tmp_path: Path) -> None:
    write_log(tmp_path, entries(3))
    with TileWriter(tmp_path) as writer:
        writer.append(entries(4, 3))
        publish(writer)
    assert sorted(path.name for path in (tmp_path / "tile/0/000.p").iterdir()) == ["3", "7"]


def test_what_was_never_published_is_dropped(tmp_path: Path) -> None:
    write_log(tmp_path, entries(250))
    with TileWriter(tmp_path) as writer:
        writer.append(entries(1_000, 250, "another history"))
        assert writer.size == 1_250
    with TileWriter(tmp_path) as writer:
        assert writer.size == 250
        writer.append(entries(60, 250))
        assert publish(writer) == head_over(entries(310))
    files = expected_files(entries(310))
    written = {str(path.relative_to(tmp_path)) for path in (tmp_path / "tile").rglob("*") if path.is_file()}
    assert written == set(files)


def test_a_checkpoint_of_what_was_appended_earlier_may_be_published(tmp_path: Path) -> None:
    with TileWriter(tmp_path) as writer:
        writer.append(entries(10))
        early = TreeHead(ORIGIN, writer.size, writer.root())
        writer.append(entries(10, 10))
        writer.publish(sign(early, KEY))
        assert LOG.open((tmp_path / "checkpoint").read_text()) == early
        publish(writer)
    assert audit(FolderSource(tmp_path), LOG).size == 20


def test_only_a_checkpoint_of_what_lies_on_disk_is_published(tmp_path: Path) -> None:
    head = write_log(tmp_path, entries(300))
    before = (tmp_path / "checkpoint").read_bytes()
    refused = {
        "299 are fewer": head_over(entries(299)),
        "only 300 are on disk": head_over(entries(301)),
        "does not state what lies on disk": head_over(entries(300, 1)),
        "is not the log in this folder": replace(head, origin="other/log"),
    }
    with TileWriter(tmp_path) as writer:
        for reason, wrong in refused.items():
            with pytest.raises(NotPublishable, match=reason):
                writer.publish(sign(wrong, KEY))
        with pytest.raises(NotPublishable, match="cannot be published"):
            writer.publish("no note at all")
        assert (tmp_path / "checkpoint").read_bytes() == before
        writer.publish(sign(head, KEY))


@pytest.mark.parametrize("path", ["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"])
def test_a_tile_changed_behind_the_writer_is_not_published(tmp_path: Path, path: str) -> None:
    with TileWriter(tmp_path) as writer:
        writer.append(entries(300))
        data = (tmp_path / path).read_bytes()
        (tmp_path / path).write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        with pytest.raises(NotPublishable, match="does not state what lies on disk"):
            publish(writer)
    assert not (tmp_path / "checkpoint").exists()


def test_a_writer_that_knows_the_key_publishes_nothing_of_another(tmp_path: Path) -> None:
    with TileWriter(tmp_path, LOG) as writer:
        writer.append(entries(3))
        with pytest.raises(NotPublishable, match="not signed by the key"):
            writer.publish(sign(head_over(entries(3)), SigningKey(bytes(32))))
        publish(writer)
    assert audit(FolderSource(tmp_path), LOG).ok


def test_two_writers_do_not_meet(tmp_path: Path) -> None:
    with TileWriter(tmp_path) as writer:
        with pytest.raises(LogLocked, match="another program is writing"):
            TileWriter(tmp_path)
        writer.append(entries(3))
        publish(writer)
    with TileWriter(tmp_path) as writer:
        assert writer.size == 3


def test_a_forgotten_writer_lets_the_next_one_in(tmp_path: Path) -> None:
    TileWriter(tmp_path).append(entries(3))
    with TileWriter(tmp_path) as writer:
        assert writer.size == 0


def test_a_closed_writer_writes_no_more(tmp_path: Path) -> None:
    writer = TileWriter(tmp_path)
    writer.close()
    with pytest.raises(WritingRefused, match="closed"):
        writer.append(entries(1))
    with pytest.raises(WritingRefused, match="closed"):
        writer.publish(sign(head_over([]), KEY))


def test_a_disk_that_refuses_ends_the_writer_and_harms_nothing(tmp_path: Path) -> None:
    head = write_log(tmp_path, entries(250))
    writer = TileWriter(tmp_path)
    # A folder stands where the bundle is to be written.
    (tmp_path / "tile/entries/000").mkdir()
    with pytest.raises(OSError, match="000"):
        writer.append(entries(50, 250))
    with pytest.raises(WritingRefused, match="open the log again"):
        publish(writer)
    (tmp_path / "tile/entries/000").rmdir()
    with TileWriter(tmp_path) as again:
        assert again.size == head.size
        again.append(entries(50, 250))
        assert publish(again) == head_over(entries(300))


@pytest.mark.parametrize("name", ["checkpoint", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"])
def test_a_damaged_log_is_not_continued(tmp_path: Path, name: str) -> None:
    write_log(tmp_path, entries(300))
    path = tmp_path / name
    data = path.read_bytes()
    for damaged in (data[:-1], data[:5], b"", b"x" + data[1:], None):
        if damaged is None:
            path.unlink()
        else:
            path.write_bytes(damaged)
        with pytest.raises(LogDamaged):
            TileWriter(tmp_path, LOG)
    path.write_bytes(data)
    with TileWriter(tmp_path, LOG) as writer:
        assert writer.size == 300


def test_an_older_checkpoint_put_back_is_noticed(tmp_path: Path) -> None:
    write_log(tmp_path, entries(3))
    older = (tmp_path / "checkpoint").read_bytes()
    with TileWriter(tmp_path) as writer:
        writer.append(entries(4, 3))
        publish(writer)
    (tmp_path / "checkpoint").write_bytes(older)
    with pytest.raises(LogDamaged, match="states 3 entries, but 7 were published"):
        TileWriter(tmp_path)


def test_a_copied_log_without_its_checkpoint_is_not_begun_anew(tmp_path: Path) -> None:
    write_log(tmp_path, entries(3))
    (tmp_path / "checkpoint").unlink()
    (tmp_path / ".writer").unlink()
    with pytest.raises(LogDamaged, match="is gone; put it back"):
        TileWriter(tmp_path)


def test_an_empty_log_can_be_published(tmp_path: Path) -> None:
    assert write_log(tmp_path, []) == head_over([])
    assert audit(FolderSource(tmp_path), LOG).ok
