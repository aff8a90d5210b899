"""Runs a parser on a file from outside in a child process, whose end harms nobody else."""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import CancelledError, TimeoutError as TimedOut
from concurrent.futures.process import BrokenProcessPool
from signal import SIGXCPU
from typing import TYPE_CHECKING, TypeVar, cast

from pebble import ProcessExpired, ProcessPool

from netral.engines.sandbox.child import Job, initialise, perform
from netral.engines.sandbox.limits import Busy, Cost, FileTooCostly, Limits, ParserCrashed

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from pebble import ProcessFuture

T = TypeVar("T")

# A child that served this many files is replaced, so that what parsers leak does not add up.
_JOBS_PER_CHILD = 200
# An idle child gives its memory back after so many seconds.
_IDLE_S = 60.0
# Callers who may wait behind the one served, and for how long: every one holds a thread of the web server.
_WAITING = 2
_PATIENCE_S = 15.0
# What a job may take beyond its own time: the child has to start, and on a busy machine that is not quick.
_GRACE_S = 60.0
_STANDARD = Limits()


class Sandbox:
    """One child process, started when the first file comes and given back when none came for a while."""

    def __init__(self, *, waiting: int = _WAITING, patience_s: float = _PATIENCE_S, idle_s: float = _IDLE_S) -> None:
        """Start nothing yet; at most `waiting` callers queue behind the one served, each for `patience_s` seconds."""
        self._waiting, self._patience_s, self._idle_s = waiting, patience_s, idle_s
        self.forget()

    def forget(self) -> None:
        """Let go of a child that belongs to another process, of which this one is a fork."""
        self._places = threading.BoundedSemaphore(self._waiting + 1)
        self._turn = threading.Lock()
        self._pool: ProcessPool | None = None
        # The child holds the reading end; the writing end closes when this process ends, however it ends.
        self._life: tuple[Connection, Connection] | None = None
        self._idle: threading.Timer | None = None

    def run(self, function: Callable[..., T], arguments: tuple[object, ...], limits: Limits = _STANDARD) -> T:
        """Run a top-level function of pure code on picklable arguments; what it raises is raised here.

        Raises:
            FileTooCostly: a limit was reached.
            ParserCrashed: the child died.
            Busy: too many are waiting already.
        """
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            if not self._turn.acquire(timeout=self._patience_s):
                raise Busy
            try:
                result = self._perform(Job(function, arguments, limits))
            finally:
                self._turn.release()
        finally:
            self._places.release()
        return cast("T", result)

    def close(self) -> None:
        """End the child, once the file it reads is done; the next file starts another."""
        with self._turn:
            self._end()

    def _perform(self, job: Job) -> object:
        if self._idle is not None:
            self._idle.cancel()
        try:
            result = self._schedule(job).result(timeout=job.limits.wall_s + _GRACE_S)
        except (TimedOut, MemoryError, ProcessExpired, BrokenProcessPool, CancelledError) as error:
            # What a parser freed stays with it, so a child that ran out of memory is given up too.
            self._end()
            raise _refusal(error) from error
        finally:
            self._rest()
        return result

    def _schedule(self, job: Job) -> ProcessFuture[object]:
        if self._pool is not None:
            try:
                return self._pool.schedule(perform, (job,), timeout=job.limits.wall_s)
            except RuntimeError:
                # A child that was killed while nobody used it breaks pebble's pool for good.
                self._end()
        # Not forked from here: a web worker has threads, whose locks a fork would copy in whatever state they are. A
        # server without threads has loaded the parser of the first file, so that a new child is there at once.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["__main__", job.function.__module__])
        self._life = context.Pipe(duplex=False)
        self._pool = ProcessPool(1, _JOBS_PER_CHILD, initialise, (self._life[0],), context)
        return self._pool.schedule(perform, (job,), timeout=job.limits.wall_s)

    def _rest(self) -> None:
        if self._pool is not None:
            self._idle = threading.Timer(self._idle_s, self.close)
            self._idle.daemon = True
            self._idle.start()

    def _end(self) -> None:
        if self._pool is not None and self._life is not None:
            childs, ours = self._life
            self._pool.stop()
            # The kernel's signal ends the child even where it does not listen.
            ours.close()
            self._pool.join()
            # Not before: the pool may be starting the next child, and a closed end would break the fork server.
            childs.close()
        self._pool = self._life = None


_OF_THIS_PROCESS = Sandbox()
os.register_at_fork(after_in_child=_OF_THIS_PROCESS.forget)


def _refusal(error: BaseException) -> FileTooCostly | ParserCrashed:
    if isinstance(error, MemoryError):
        return FileTooCostly(Cost.MEMORY)
    computed = isinstance(error, ProcessExpired) and error.exitcode == -SIGXCPU
    return FileTooCostly(Cost.TIME) if computed or isinstance(error, TimedOut) else ParserCrashed(str(error))


def run(function: Callable[..., T], *arguments: object, limits: Limits = _STANDARD) -> T:
    """Run a parser in this process's child: an importable top-level function, picklable arguments, a bounded result.

    Raises:
        FileTooCostly: a limit was reached; `cost` says which.
        ParserCrashed: the child died.
        Busy: too many are waiting already.
    """
    return _OF_THIS_PROCESS.run(function, arguments, limits)
