"""A writer may die at any moment: what it published is there, and the next one continues from it."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from netral.engines.merkle.audit import audit
from netral.engines.merkle.log_writer import TileWriter
from netral.engines.merkle.note import TreeHead
from netral.engines.merkle.tiles import FolderSource, TiledTree
from tests.engines.merkle.logs import LOG, ORIGIN, entries, head_over, publish, write_log

PROJECT = Path(__file__).parents[3]
_DEATHS = 12


def run_and_kill(folder: Path, history: str, seconds: float) -> list[TreeHead]:
    """Let a writer run in a process of its own, kill it, and return what it said it had published."""
    path = os.pathsep.join((str(PROJECT / "src"), str(PROJECT)))
    with subprocess.Popen(
        [sys.executable, "-m", "tests.engines.merkle.endless_writer", str(folder), history],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
        text=True,
    ) as writer:
        assert writer.stdout
        first = writer.stdout.readline()
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        # The last line may have been cut by the death.
        lines = [first, *(line for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n"))]
    assert writer.returncode == -signal.SIGKILL
    return [TreeHead(ORIGIN, int(size), bytes.fromhex(root)) for size, root in map(str.split, lines)]


def test_nothing_published_is_lost_when_the_writer_is_killed(tmp_path: Path) -> None:
    published: list[TreeHead] = []
    for death in range(_DEATHS):
        published += run_and_kill(tmp_path, f"run {death}", secrets.randbelow(120) / 1000)
        source = FolderSource(tmp_path)
        # As readers see it, before anybody has put anything right.
        found = audit(source, LOG)
        assert found.faults == ()
        assert found.head is not None
        assert found.size >= published[-1].size
        tree = TiledTree(source, found.head)
        assert [tree.root(head.size) for head in published] == [head.root for head in published]
    with TileWriter(tmp_path) as writer:
        assert writer.size == found.size
        writer.append(entries(300, writer.size, "afterwards"))
        publish(writer)
    assert audit(FolderSource(tmp_path), LOG).ok


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lay_out(folder: Path, files: dict[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def check_continues(folder: Path, size: int, published: int) -> None:
    """Check that a log holds as it lies, and that a writer continues it with other entries than the ones that died."""
    assert audit(FolderSource(folder), LOG).faults == ()
    with TileWriter(folder) as writer:
        assert writer.size == published
        old = entries(size) + entries(published - size, size, "died")
        new = entries(2, writer.size, "lives")
        writer.append(new)
        assert publish(writer) == head_over(old + new)
    assert audit(FolderSource(folder), LOG).faults == ()


def cuts(data: bytes, step: int) -> range:
    return range(0, len(data), step if len(data) > 400 else 1)


@pytest.mark.parametrize(("size", "added", "step"), [(0, 2, 1), (3, 2, 1), (254, 3, 613), (511, 1, 1201)])
@pytest.mark.parametrize("ending", [".tmp", ""], ids=["before it had its name", "under its name"])
def test_an_append_may_be_cut_at_any_byte(tmp_path: Path, size: int, added: int, step: int, ending: str) -> None:
    folder = tmp_path / "log"
    write_log(folder, entries(size))
    with TileWriter(folder) as writer:
        before = files_of(folder)
        writer.append(entries(added, size, "died"))
        after = files_of(folder)
    new = sorted(path for path in after if after[path] != before.get(path) and path != ".writer")
    assert len(new) >= 2
    state = {**before, ".writer": after[".writer"]}
    for path in new:
        for cut in cuts(after[path], step):
            lay_out(folder, {**state, f"{path}{ending}": after[path][:cut]})
            check_continues(folder, size, size)
        state[path] = after[path]


@pytest.mark.parametrize("size", [0, 3, 255])
def test_a_publication_may_be_cut_at_any_byte(tmp_path: Path, size: int) -> None:
    folder = tmp_path / "log"
    write_log(folder, entries(size))
    writer = TileWriter(folder)
    writer.append(entries(1, size, "died"))
    before = files_of(folder)
    publish(writer)
    after = files_of(folder)
    writer.close()
    for cut in range(len(after["checkpoint"])):
        lay_out(folder, {**before, "checkpoint.tmp": after["checkpoint"][:cut]})
        check_continues(folder, size, size)
    for cut in range(len(after[".writer"])):
        lay_out(folder, {**before, "checkpoint": after["checkpoint"], ".writer": after[".writer"][:cut]})
        check_continues(folder, size, size + 1)
