"""Tiles lie where C2SP tlog-tiles says, and a reader believes none that the tree head does not commit to."""

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from netral.engines.merkle.proofs import check_inclusion
from netral.engines.merkle.tiles import Damaged, FolderSource, Missing, TiledTree, entries_path, tile_path
from tests.engines.merkle.logs import ORIGIN, Files, consistency, entries, expected_files, flipped, head_over, write_log
from tests.engines.merkle.trees import inclusion_proof, root_of

LEAVES = entries(70_000)
FILES = expected_files(LEAVES)
HEAD = head_over(LEAVES)
sizes = st.integers(1, 1_100)


def test_paths_are_those_of_the_specification() -> None:
    assert tile_path(2, 1_234_067) == "tile/2/x001/x234/067"
    assert tile_path(0, 0) == "tile/0/000"
    assert tile_path(0, 273, 112) == "tile/0/273.p/112"
    assert tile_path(1, 1_000) == "tile/1/x001/000"
    assert entries_path(999, 1) == "tile/entries/999.p/1"


@pytest.mark.parametrize(("level", "index", "width"), [(64, 0, 1), (-1, 0, 1), (0, -1, 1), (0, 0, 0), (0, 0, 257)])
def test_there_are_no_other_tiles(level: int, index: int, width: int) -> None:
    with pytest.raises(ValueError, match="no tile"):
        tile_path(level, index, width)


def test_a_tree_of_70_000_has_the_tiles_that_the_specification_counts() -> None:
    level0 = {path for path in FILES if path.startswith("tile/0/")}
    assert len(level0) == 274
    assert {path for path in FILES if path[:7] in ("tile/1/", "tile/2/")} == {
        "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1",
    }  # fmt: skip
    assert "tile/0/273.p/112" in level0


@given(sizes, st.data())
def test_proofs_from_tiles_are_those_of_the_whole_tree(size: int, data: st.DataObject) -> None:
    leaves = LEAVES[:size]
    tree = TiledTree(Files(expected_files(leaves)), head_over(leaves))
    index, smaller = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    assert tree.inclusion_proof(index) == inclusion_proof(leaves, index)
    assert tree.consistency_proof(smaller) == consistency(leaves, smaller)
    assert tree.root(smaller) == root_of(leaves[:smaller])
    assert list(tree.entries(index, index + 1)) == [leaves[index]]


@given(st.integers(0, 69_999))
def test_a_proof_reads_few_tiles(index: int) -> None:
    files = Files(FILES)
    check_inclusion(LEAVES[index], index, HEAD, TiledTree(files, HEAD).inclusion_proof(index))
    # One at the right edge of each of three levels, and a full one of the two lower levels on the way down.
    assert len(files.read_paths) == len(set(files.read_paths)) <= 5


def test_entries_are_read_in_order_and_checked() -> None:
    tree = TiledTree(Files(FILES), HEAD)
    assert list(tree.entries(250, 1_030)) == LEAVES[250:1_030]
    assert list(tree.entries(69_990, 70_000)) == LEAVES[69_990:]
    assert list(tree.entries(70_000, 70_000)) == []


def test_a_full_tile_stands_in_for_a_partial_one_that_is_gone() -> None:
    grown = Files({**expected_files(LEAVES[:300]), **expected_files(LEAVES[:600])})
    del grown.files["tile/0/001.p/44"], grown.files["tile/entries/001.p/44"]
    tree = TiledTree(grown, head_over(LEAVES[:300]))
    assert tree.inclusion_proof(299) == inclusion_proof(LEAVES[:300], 299)
    assert list(tree.entries(299, 300)) == [LEAVES[299]]


@given(st.sampled_from(sorted(expected_files(LEAVES[:600]))), st.integers(0))
def test_no_changed_tile_is_believed(path: str, bit: int) -> None:
    files = expected_files(LEAVES[:600])
    files[path] = flipped(files[path], bit)
    tree = TiledTree(Files(files), head_over(LEAVES[:600]))
    with pytest.raises(Damaged) as refused:
        list(tree.entries(0, 600))
    assert path in str(refused.value)


@pytest.mark.parametrize("path", sorted(expected_files(LEAVES[:600])))
def test_a_missing_or_cut_file_is_named(path: str) -> None:
    files = expected_files(LEAVES[:600])
    for data, refusal in ((None, Missing), (files[path][:-1], Damaged), (files[path] + b"x", Damaged)):
        changed = {**files, path: data} if data is not None else {key: one for key, one in files.items() if key != path}
        with pytest.raises(refusal, match=rf"^{path}"):
            list(TiledTree(Files(changed), head_over(LEAVES[:600])).entries(0, 600))


@pytest.mark.parametrize("index", [-1, 600])
def test_what_is_not_in_the_log_is_refused(index: int) -> None:
    tree = TiledTree(Files(expected_files(LEAVES[:600])), head_over(LEAVES[:600]))
    with pytest.raises(IndexError):
        tree.inclusion_proof(index)
    with pytest.raises(IndexError):
        list(tree.entries(index, index + 1))
    with pytest.raises(IndexError):
        tree.consistency_proof(index if index < 0 else 601)
    with pytest.raises(IndexError):
        tree.root(index if index < 0 else 601)


def test_a_folder_is_a_source(tmp_path: Path) -> None:
    head = write_log(tmp_path, LEAVES[:300])
    assert head.origin == ORIGIN
    assert list(TiledTree(FolderSource(tmp_path), head).entries(299, 300)) == [LEAVES[299]]
    for path in ("tile/0", "tile/9/000", "checkpoint/x"):
        with pytest.raises(Missing, match=path):
            FolderSource(tmp_path).read(path)
