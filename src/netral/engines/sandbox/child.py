"""What runs inside the child: limits that the kernel enforces, then one job after another."""

from __future__ import annotations

import fcntl
import math
import os
import pickle
import resource
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from netral.engines.sandbox.limits import MEGABYTE, Cost, FileTooCostly, Limits

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

_OPEN_FILES = 64
_WRITTEN_FILE = 64 * MEGABYTE
_NICENESS = 5
# The kernel takes the child first when the whole machine runs out of memory.
_FIRST_TO_GO = "900"


@dataclass(frozen=True)
class Job:
    """A function of pure code, what to call it with, and what that may cost."""

    function: Callable[..., object]
    arguments: tuple[object, ...]
    limits: Limits


def initialise(life: Connection) -> None:
    """Bound the child for its whole life and tie it to its parent: `life` ends when the parent does."""
    # pebble's handler is Python code, which never runs while a parser's C code does.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _die_with_parent(life)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_WRITTEN_FILE, _WRITTEN_FILE))
    # Older kernels and some containers keep this file read-only; the limits above hold without it.
    oom = Path("/proc/self/oom_score_adj")
    if os.access(oom, os.W_OK):
        oom.write_text(_FIRST_TO_GO, encoding="ascii")
    _silence()


def perform(job: Job) -> object:
    """Run one job within its limits; the kernel ends the child by SIGXCPU when it computes for too long.

    Raises:
        FileTooCostly: the result is larger than the caller takes.
    """
    # Not before the first job, so that the child's start does not wait behind everything else.
    # Who already waits longer than that may, as an ordinary user, not become less patient.
    os.setpriority(os.PRIO_PROCESS, 0, max(_NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))
    used = resource.getrusage(resource.RUSAGE_SELF)
    # The soft limit moves with every job, because the kernel counts over the child's whole life.
    allowed = math.ceil(used.ru_utime + used.ru_stime) + job.limits.cpu_s
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (job.limits.memory, resource.RLIM_INFINITY))
    try:
        result = job.function(*job.arguments)
        pickle.Pickler(_Meter(job.limits.output), pickle.HIGHEST_PROTOCOL).dump(result)
    finally:
        # Telling the parent that memory ran out needs some, and taking the next file needs time.
        for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU):
            resource.setrlimit(limit, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return result


class _Meter:
    """Counts what the result weighs before any of it reaches the parent."""

    def __init__(self, left: int) -> None:
        self._left = left

    def write(self, piece: bytes | memoryview | pickle.PickleBuffer) -> int:
        """Take a piece; raises FileTooCostly."""
        size = memoryview(piece).nbytes
        self._left -= size
        if self._left < 0:
            raise FileTooCostly(Cost.OUTPUT)
        return size


def _die_with_parent(life: Connection) -> None:
    # A death signal would come when the thread ends that started the child; a pipe ends with the whole parent,
    # and the kernel's signal for it ends the child even inside a parser's C code.
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(life.fileno(), fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(life.fileno(), fcntl.F_GETFL)
    fcntl.fcntl(life.fileno(), fcntl.F_SETFL, flags | os.O_ASYNC)
    if life.poll(0):
        os._exit(1)


def _silence() -> None:
    """Throw away what parsers print: endless output must not fill the log of the parent."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)
