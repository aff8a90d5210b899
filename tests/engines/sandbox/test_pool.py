"""A file from outside costs one upload: what its parser does to the child never reaches the parent."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import forkserver
from pathlib import Path

import pytest

from netral.engines.sandbox.limits import MEGABYTE, Busy, Cost, FileTooCostly, Limits, ParserCrashed
from netral.engines.sandbox.pool import Sandbox
from tests.engines.sandbox import hostile

ROOT = Path(__file__).parents[3]
PATIENCE_S = 120.0
TIGHT = Limits(memory=256 * MEGABYTE, cpu_s=1, wall_s=PATIENCE_S, output=MEGABYTE)
SHORT = Limits(wall_s=1)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A sandbox of the test's own."""
    made = Sandbox(waiting=1, patience_s=PATIENCE_S)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("function", "arguments", "limits", "cost"),
    [
        (hostile.eat, (2048 * MEGABYTE,), TIGHT, Cost.MEMORY),
        (hostile.loop, (), TIGHT, Cost.TIME),
        (hostile.sleep, (3600.0,), SHORT, Cost.TIME),
        (hostile.swell, (2 * MEGABYTE,), TIGHT, Cost.OUTPUT),
        (hostile.count_objects, (), TIGHT, Cost.OBJECTS),
    ],
)
def test_a_limit_is_named_and_the_next_file_is_read(
    sandbox: Sandbox, function: Callable[..., object], arguments: tuple[object, ...], limits: Limits, cost: Cost
) -> None:
    with pytest.raises(FileTooCostly) as refused:
        sandbox.run(function, arguments, limits)
    assert refused.value.cost is cost
    assert sandbox.run(hostile.add, (2, 3)) == 5


def test_a_crash_is_one_refusal(sandbox: Sandbox) -> None:
    with pytest.raises(ParserCrashed):
        sandbox.run(hostile.read_nowhere, ())
    assert sandbox.run(hostile.add, (2, 3)) == 5


def test_a_child_being_started_never_loses_its_end_of_the_pipe(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closed descriptor makes the fork server die, and the next file with it; pebble starts children beside us."""
    start = forkserver.connect_to_new_process
    closed: list[int] = []

    def start_late(descriptors: list[int]) -> tuple[int, int]:
        if threading.current_thread() is not threading.main_thread():
            time.sleep(0.3)
        closed.extend(number for number in descriptors if not _is_open(number))
        return start(descriptors)

    monkeypatch.setattr(forkserver, "connect_to_new_process", start_late)
    for _ in range(3):
        with pytest.raises(ParserCrashed):
            sandbox.run(hostile.read_nowhere, ())
        assert sandbox.run(hostile.add, (2, 3)) == 5
    assert closed == []


def test_what_a_parser_raises_and_prints_stays_its_own(sandbox: Sandbox, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyError, match="baris 7"):
        sandbox.run(hostile.complain, ())
    assert sandbox.run(hostile.chatter, (20_000,)) == 20_000
    assert "x" * 1000 not in capfd.readouterr().out


def test_one_child_is_reused_and_replaced_when_killed_idle(sandbox: Sandbox) -> None:
    first = sandbox.run(hostile.child, ())
    assert sandbox.run(hostile.child, ()) == first != os.getpid()
    os.kill(first, signal.SIGKILL)
    _wait_until(lambda: not _lives(first))
    # The pool notices within a moment that its child is gone; a file that comes in between is one honest refusal.
    _wait_until(lambda: _answers(sandbox))
    assert sandbox.run(hostile.child, ()) != first


def test_many_small_jobs_do_not_use_up_the_time_of_one(sandbox: Sandbox) -> None:
    short = Limits(cpu_s=1, wall_s=PATIENCE_S)
    pids = {sandbox.run(_compute, (0.5,), short) for _ in range(3)}
    assert len(pids) == 1


def test_an_idle_child_is_given_back() -> None:
    sandbox = Sandbox(idle_s=0.2)
    child = sandbox.run(hostile.child, ())
    _wait_until(lambda: not _lives(child))
    assert sandbox.run(hostile.add, (2, 3)) == 5
    sandbox.close()


def test_a_queue_that_is_full_says_so(tmp_path: Path) -> None:
    sandbox = Sandbox(waiting=0)
    with hostile.occupied(sandbox, tmp_path), pytest.raises(Busy):
        sandbox.run(hostile.add, (2, 3))
    assert sandbox.run(hostile.add, (2, 3)) == 5
    sandbox.close()


@pytest.mark.parametrize("job", ["hostile.loop, ()", "hostile.sleep, (3600.0,)"])
def test_a_child_ends_with_its_parent(job: str, tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "from netral.engines.sandbox.limits import Limits\n"
        "from netral.engines.sandbox.pool import Sandbox\n"
        "from tests.engines.sandbox import hostile\n"
        "if __name__ == '__main__':\n"
        "    sandbox = Sandbox()\n"
        "    print(sandbox.run(hostile.child, ()), flush=True)\n"
        f"    sandbox.run({job}, Limits(cpu_s=600, wall_s=600))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, env=environment, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert _lives(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    _wait_until(lambda: not _lives(child))


def test_nothing_is_started_or_loaded_before_the_first_file() -> None:
    code = "import sys, netral.engines.sandbox.pool, multiprocessing as m; print(m.active_children(), len(sys.modules))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    children, modules = out.stdout.rsplit(maxsplit=1)
    assert children == "[]"
    assert int(modules) < 250


def _compute(seconds: float) -> int:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return os.getpid()


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _answers(sandbox: Sandbox) -> bool:
    try:
        return sandbox.run(hostile.add, (2, 3)) == 5
    except ParserCrashed:
        return False


def _wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True
