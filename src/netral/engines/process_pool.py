"""Work shared out to other processes of this program, which are gone when whoever started them is.

They are started anew, never forked: a copy of a process with threads may wait for ever for what a thread held.
"""

from __future__ import annotations

import gc
import os
import threading
from concurrent.futures import FIRST_COMPLETED, TimeoutError as TimedOut, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, TypeVar

from pebble import ProcessExpired, ProcessPool

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from concurrent.futures import Future

J = TypeVar("J")
R = TypeVar("R")

# A job takes a second, or minutes with a slow token.
PATIENCE_S = 600.0
# One at work and one in hand, so that no process waits for its next job.
_JOBS_PER_PROCESS = 2


class WorkerDied(Exception):
    """A process ended, or was stopped because it took too long, before its job was done."""


def share_out(
    work: Callable[[J], R],
    jobs: Iterable[J],
    processes: int,
    begin: Callable[[], None],
    patience_s: float = PATIENCE_S,
) -> Generator[R, None, None]:
    """Do jobs in so many processes, each of which begins with `begin`, and give what comes of them in any order.

    The first failure ends the handing out, and is raised when the jobs under way are done. Close the iterator to end
    the processes.

    Raises:
        WorkerDied: a process died or was too slow.
    """
    pool = ProcessPool(processes, initializer=_begin, initargs=(begin,), context=get_context("spawn"))
    waiting: set[Future[R]] = set()
    failures: list[BaseException] = []
    try:
        for job in jobs:
            waiting.add(pool.schedule(work, (job,), timeout=patience_s))
            if len(waiting) == _JOBS_PER_PROCESS * processes:
                yield from _done(waiting, failures)
            if failures:
                break
        while waiting:
            yield from _done(waiting, failures)
    finally:
        pool.stop()
        pool.join()
    if failures:
        raise _named(failures[0], patience_s) from failures[0]


def _done(waiting: set[Future[R]], failures: list[BaseException]) -> Generator[R, None, None]:
    """Take out what is done, at least one job; give its result or keep why there is none."""
    done = wait(waiting, return_when=FIRST_COMPLETED).done
    for future in done:
        waiting.remove(future)
        if failure := future.exception():
            failures.append(failure)
        else:
            yield future.result()


def _named(failure: BaseException, patience_s: float) -> BaseException:
    if isinstance(failure, TimedOut):
        return WorkerDied(f"A process was stopped because its work took more than {patience_s:g} s.")
    if isinstance(failure, ProcessExpired):
        return WorkerDied(f"A process ended with code {failure.exitcode} before its work was done.")
    if isinstance(failure, BrokenProcessPool):
        return WorkerDied("The processes ended before their work was done.")
    return failure


def _begin(begin: Callable[[], None]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    begin()
    # What the program consists of stays: looking through it again and again for garbage costs a tenth of the time.
    gc.freeze()


def _end_with_parent() -> None:
    # When the command is killed nobody takes the results any more, and nobody else would end this process.
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
