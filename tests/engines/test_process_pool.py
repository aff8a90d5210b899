"""Work shared out: every job is done once, a failure is told with its reason, and nobody outlives who shared it out."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from itertools import chain, count
from pathlib import Path

import pytest

from netral.engines.process_pool import WorkerDied, share_out
from tests.engines.processes import spawned

ROOT = Path(__file__).parents[2]


def nothing() -> None:
    """Begin without preparing anything."""


def double(number: int) -> int:
    """Return twice a number; some are special."""
    if number == 13:
        raise ValueError("thirteen")
    if number == 14:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 15:
        time.sleep(3600)
    return 2 * number


def begin_in_vain() -> None:
    """Fail before the first job."""
    raise ValueError("not here")


def test_every_job_is_done_once() -> None:
    assert sorted(share_out(double, range(100, 140), 2, nothing)) == [2 * number for number in range(100, 140)]


@pytest.mark.parametrize(
    ("job", "error", "words"),
    [(13, ValueError, "thirteen"), (14, WorkerDied, "code -9"), (15, WorkerDied, "more than 1 s")],
)
def test_a_failure_ends_the_handing_out_and_what_others_have_in_hand_counts(
    job: int, error: type[Exception], words: str
) -> None:
    given: list[int] = []
    jobs = chain([job], count(100))
    with pytest.raises(error, match=words):
        given.extend(share_out(double, jobs, 2, nothing, patience_s=1))
    handed_out = next(jobs) - 100
    assert sorted(given) == [2 * number for number in range(100, 100 + len(given))]
    assert len(given) >= handed_out - 1


def test_processes_that_cannot_begin_are_told_of() -> None:
    with pytest.raises(WorkerDied, match="The processes ended before their work"):
        list(share_out(double, range(100, 110), 2, begin_in_vain))


def test_processes_end_when_the_results_are_no_longer_wanted() -> None:
    with closing(share_out(double, range(100, 200), 2, nothing)) as results:
        next(results)
        workers = spawned()
        assert len(workers) == 2
    assert [worker.is_alive() for worker in workers] == [False, False]


# The parent as a program of its own, which says who its children are and then waits to be killed.
PARENT = """
import multiprocessing
from netral.engines.process_pool import share_out
from tests.engines.test_process_pool import double, nothing
if __name__ == "__main__":
    results = share_out(double, [100, 101, 15, 15], 2, nothing)
    next(results), next(results)
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    next(results)
"""


def test_processes_end_with_a_killed_parent() -> None:
    path = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
    command = [sys.executable, "-c", PARENT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}) as parent:
        assert parent.stdout is not None
        workers = [int(word) for word in parent.stdout.readline().split()]
        parent.kill()
    assert len(workers) == 2
    await_that(lambda: not any(Path("/proc", str(worker)).exists() for worker in workers))


def await_that(holds: Callable[[], bool]) -> None:
    """Wait until something holds; give up after half a minute."""
    give_up_at = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < give_up_at
        time.sleep(0.05)
