"""Go's golang.org/x/mod/sumdb accepts our notes, tiles and proofs, and refuses what we refuse."""

import shutil
from pathlib import Path

import pytest

from netral.engines.merkle.cosignatures import cosign
from netral.engines.merkle.note import Note, TreeHead, sign
from netral.engines.merkle.tiles import FolderSource, TiledTree
from tests.engines.merkle.conftest import Ask
from tests.engines.merkle.logs import KEY, LOG, entries, flipped, head_over, write_log
from tests.engines.merkle.trees import root_of

LEAVES = entries(70_000)
SIZES = (1, 2, 3, 7, 64, 255, 256, 257, 511, 512, 700)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a log of 70,000 entries, which has tiles at three levels."""
    path = tmp_path_factory.mktemp("log")
    write_log(path, LEAVES)
    return path


@pytest.fixture(scope="module")
def head() -> TreeHead:
    return head_over(LEAVES)


def hexed(hashes: list[bytes]) -> list[str]:
    return [one.hex() for one in hashes]


def test_a_checkpoint_opens(go: Ask, folder: Path, head: TreeHead) -> None:
    note = (folder / "checkpoint").read_text()
    answer = go(ask="open", note=note, keys=[LOG.written()])
    assert (answer["error"], answer["text"], answer["names"]) == ("", head.text(), [LOG.name])
    cosigned = note + cosign(note, "witness.test/w", KEY, 1_728_270_720)
    assert go(ask="open", note=cosigned, keys=[LOG.written()])["error"] == ""


def test_a_changed_checkpoint_is_refused(go: Ask, folder: Path) -> None:
    note = (folder / "checkpoint").read_text()
    other = sign(TreeHead(LOG.name, 1, bytes(32)), type(KEY)(bytes(32)))
    for wrong in (note.replace("70000", "70001"), note + "x", other, Note.parse(note).text):
        assert go(ask="open", note=wrong, keys=[LOG.written()])["error"]
    assert go(ask="open", note=note, keys=[LOG.written().replace("+", "+0", 1)])["error"]


@pytest.mark.parametrize("index", [0, 255, 256, 41_234, 65_535, 65_536, 69_887, 69_888, 69_999])
def test_an_entry_is_proven(go: Ask, folder: Path, head: TreeHead, index: int) -> None:
    proof = hexed(TiledTree(FolderSource(folder), head).inclusion_proof(index))
    place = {"size": head.size, "root": head.root.hex(), "index": index}
    # Go reads the tiles itself, and checks each against the root.
    assert go(ask="prove record", folder=str(folder), **place)["proof"] == proof
    leaf = LEAVES[index].hex()
    assert go(ask="record", **place, entry=leaf, proof=proof)["error"] == ""
    assert go(ask="record", **place, entry=flipped(LEAVES[index], 3).hex(), proof=proof)["error"]
    assert go(ask="record", **place, entry=leaf, proof=[flipped(bytes.fromhex(proof[0]), 3).hex(), *proof[1:]])["error"]
    assert go(ask="record", **{**place, "index": (index + 1) % head.size}, entry=leaf, proof=proof)["error"]


@pytest.mark.parametrize("smaller", [1, 255, 256, 300, 65_536, 65_537, 69_888, 69_999, 70_000])
def test_growth_is_proven(go: Ask, folder: Path, head: TreeHead, smaller: int) -> None:
    proof = hexed(TiledTree(FolderSource(folder), head).consistency_proof(smaller))
    place = {"size": head.size, "root": head.root.hex(), "old": smaller}
    assert go(ask="prove tree", folder=str(folder), **place)["proof"] == proof
    before = root_of(LEAVES[:smaller])
    assert go(ask="tree", **place, before=before.hex(), proof=proof)["error"] == ""
    assert go(ask="tree", **place, before=flipped(before, 9).hex(), proof=proof)["error"]


def test_every_pair_of_small_sizes_agrees(go: Ask, tmp_path: Path) -> None:
    for size in SIZES:
        folder = tmp_path / str(size)
        head = write_log(folder, LEAVES[:size])
        tree = TiledTree(FolderSource(folder), head)
        place = {"size": size, "root": head.root.hex(), "folder": str(folder)}
        for other in (number for number in SIZES if number <= size):
            assert go(ask="prove tree", **place, old=other)["proof"] == hexed(tree.consistency_proof(other))
            assert go(ask="prove record", **place, index=other - 1)["proof"] == hexed(tree.inclusion_proof(other - 1))


@pytest.mark.parametrize("path", ["tile/0/003", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"])
def test_a_changed_tile_is_refused(go: Ask, tmp_path: Path, folder: Path, head: TreeHead, path: str) -> None:
    copy = shutil.copytree(folder, tmp_path / "log")
    index = 3 * 256 + 7
    place = {"size": head.size, "root": head.root.hex(), "index": index}

    def accepted() -> bool:
        answer = go(ask="prove record", **place, folder=str(copy))
        # This version of Go's package does not compare every full tile with its parent, but a proof made of a wrong
        # one leads nowhere.
        proven = go(ask="record", **place, entry=LEAVES[index].hex(), proof=answer["proof"])
        return answer["error"] == proven["error"] == ""

    assert accepted()
    good = (copy / path).read_bytes()
    for wrong in (flipped(good, 77), good[:-32]):
        (copy / path).write_bytes(wrong)
        assert not accepted()
