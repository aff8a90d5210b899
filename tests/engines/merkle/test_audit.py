"""An audit finds every edit, deletion, reordering and cut, and says where it is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from netral.engines.merkle.audit import MOST_FAULTS, audit
from netral.engines.merkle.note import TreeHead, Verifier, sign
from netral.engines.merkle.tiles import CHECKPOINT, FolderSource
from tests.engines.merkle.logs import KEY, LOG, ORIGIN, Files, entries, expected_files, flipped, head_over, write_log

LEAVES = entries(600)
GOOD = {**expected_files(LEAVES), CHECKPOINT: sign(head_over(LEAVES), KEY).encode()}
TALL_LEAVES = entries(66_000)
TALL = {**expected_files(TALL_LEAVES), CHECKPOINT: sign(head_over(TALL_LEAVES), KEY).encode()}
paths = st.sampled_from(sorted(GOOD))


def faults(files: dict[str, bytes]) -> tuple[str, ...]:
    return audit(Files(files), LOG).faults


def test_a_whole_log_holds_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    found = audit(Files(TALL), LOG, lambda done, size: told.append((done, size)))
    assert (found.ok, found.size, found.faults) == (True, 66_000, ())
    assert [done for done, _ in told] == [*range(256, 66_000, 256), 66_000]
    assert {size for _, size in told} == {66_000}


def test_every_file_is_read_once() -> None:
    files = Files(TALL)
    audit(files, LOG)
    assert sorted(files.read_paths) == sorted(TALL)


@given(paths, st.integers(0))
def test_any_changed_bit_is_found_and_named(path: str, bit: int) -> None:
    found = faults({**GOOD, path: flipped(GOOD[path], bit)})
    assert len(found) >= 1
    assert path in " ".join(found)


@given(paths, st.data())
def test_any_cut_is_found_and_named(path: str, data: st.DataObject) -> None:
    found = faults({**GOOD, path: GOOD[path][: data.draw(st.integers(0, len(GOOD[path]) - 1))]})
    assert len(found) >= 1
    assert path in " ".join(found)


@pytest.mark.parametrize("path", sorted(GOOD))
def test_a_deleted_file_is_named_and_nothing_else(path: str) -> None:
    found = faults({name: data for name, data in GOOD.items() if name != path})
    assert len(found) == 1
    assert f"{path} is missing" in found[0]


@given(st.tuples(paths, paths).filter(lambda pair: pair[0] != pair[1]))
def test_exchanged_files_are_found(pair: tuple[str, str]) -> None:
    one, other = pair
    assert faults({**GOOD, one: GOOD[other], other: GOOD[one]})


@given(st.lists(st.integers(0, 599), min_size=2, max_size=2, unique=True))
def test_exchanged_entries_are_named(places: list[int]) -> None:
    one, other = places
    leaves = list(LEAVES)
    leaves[one], leaves[other] = leaves[other], leaves[one]
    bundles = {path: data for path, data in expected_files(leaves).items() if path.startswith("tile/entries")}
    found = " ".join(faults({**GOOD, **bundles}))
    assert f"entry {one} is not the one that was logged" in found
    assert f"entry {other} is not the one that was logged" in found


REWRITES: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "edited": lambda leaves: [*leaves[:41], b"edited", *leaves[42:]],
    "deleted": lambda leaves: [*leaves[:41], *leaves[42:], b"filler"],
    "reordered": lambda leaves: [*leaves[:41], leaves[42], leaves[41], *leaves[43:]],
    "put in": lambda leaves: [*leaves[:41], b"put in", *leaves[41:-1]],
}


@pytest.mark.parametrize("rewrite", REWRITES.values(), ids=REWRITES)
def test_a_history_rewritten_throughout_is_not_the_one_signed(rewrite: Callable[[list[bytes]], list[bytes]]) -> None:
    found = faults({**GOOD, **expected_files(rewrite(LEAVES))})
    assert any("do not lead to the root that the checkpoint states" in fault for fault in found)
    assert any("600 entries are not those whose root the checkpoint states" in fault for fault in found)


def test_a_log_cut_short_is_not_the_one_signed() -> None:
    found = faults({**expected_files(LEAVES[:500]), CHECKPOINT: GOOD[CHECKPOINT]})
    assert "tile/0/002.p/88 is missing" in found
    assert "tile/entries/002.p/88 is missing" in found


def test_a_checkpoint_of_another_tree_or_log_or_key_is_not_believed() -> None:
    other_tree = sign(head_over(LEAVES[1:] + LEAVES[:1]), KEY)
    assert any("do not lead to the root" in fault for fault in faults({**GOOD, CHECKPOINT: other_tree.encode()}))
    other_log = sign(TreeHead("other/log", 600, head_over(LEAVES).root), KEY)
    assert "not a checkpoint of the log" in faults({**GOOD, CHECKPOINT: other_log.encode()})[0]
    stranger = Verifier(ORIGIN, type(KEY)(bytes(32)).verify_key)
    assert "not signed by the key" in audit(Files(GOOD), stranger).faults[0]


def test_faults_high_in_the_tree_are_told_apart_from_those_below() -> None:
    level1 = "tile/1/000"
    changed = {**TALL, level1: flipped(TALL[level1], 8)}
    assert faults(changed) == ("tile/1/000 was changed: the tile above it commits to another one",)
    changed["tile/entries/003"] = flipped(TALL["tile/entries/003"], 8 * 3)
    found = faults(changed)
    assert any("tile/0/003 does not agree with entry 768" in fault for fault in found)
    both = {**changed, "tile/0/003": expected_files([b"x"] * 256)["tile/0/000"]}
    both["tile/entries/003"] = expected_files([b"x"] * 256)["tile/entries/000"]
    assert any("among the entries 0 to 65535" in fault for fault in faults(both))


def test_an_edge_that_is_gone_does_not_hide_the_rest() -> None:
    found = faults({name: data for name, data in TALL.items() if name != "tile/2/000.p/1"})
    assert found == ("tile/2/000.p/1 is missing",)
    worse = {name: data for name, data in TALL.items() if name != "tile/2/000.p/1"}
    worse["tile/entries/003"] = flipped(worse["tile/entries/003"], 8 * 3)
    assert any("tile/0/003 does not agree with entry 768" in fault for fault in faults(worse))


def test_faults_without_end_are_cut_off() -> None:
    found = faults({CHECKPOINT: TALL[CHECKPOINT]})
    assert len(found) == MOST_FAULTS + 1
    assert found[-1] == "… and possibly more"


def test_a_folder_is_audited(tmp_path: Path) -> None:
    write_log(tmp_path, LEAVES)
    assert audit(FolderSource(tmp_path), LOG).ok
    (tmp_path / "tile/0/001").unlink()
    assert audit(FolderSource(tmp_path), LOG).faults == ("tile/0/001 is missing",)
