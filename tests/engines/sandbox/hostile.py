"""Jobs that behave as hostile files make parsers behave; the child imports them by name."""

import ctypes
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from netral.engines.sandbox.limits import Cost, FileTooCostly, Limits
from netral.engines.sandbox.pool import Sandbox

PATIENCE_S = 120.0


def add(left: int, right: int) -> int:
    """Do what is asked, quickly."""
    return left + right


def child() -> int:
    """Say which process this is."""
    return os.getpid()


def eat(size: int) -> int:
    """Take memory."""
    return len(b"x" * size)


def loop() -> None:
    """Compute for ever."""
    while True:
        pass


def sleep(seconds: float) -> None:
    """Wait for what never comes."""
    time.sleep(seconds)


def read_nowhere() -> None:
    """Die as a parser with a bad pointer does."""
    ctypes.string_at(0)


def chatter(lines: int) -> int:
    """Print what nobody asked for."""
    for _ in range(lines):
        sys.stdout.write("x" * 1000)
    sys.stdout.flush()
    return lines


def swell(size: int) -> bytes:
    """Give back more than was sent."""
    return b"x" * size


def count_objects() -> None:
    """Refuse as a parser that counts does."""
    raise FileTooCostly(Cost.OBJECTS)


def complain() -> None:
    """Raise what a parser raises on a broken file."""
    raise KeyError("baris 7")


def hold(folder: Path) -> None:
    """Say that the job began, and go on until told to end."""
    (folder / "began").touch()
    while not (folder / "end").exists():
        time.sleep(0.02)


@contextmanager
def occupied(sandbox: Sandbox, folder: Path) -> Iterator[None]:
    """Keep a sandbox's child at work while the block runs."""
    job = threading.Thread(target=sandbox.run, args=(hold, (folder,), Limits(wall_s=2 * PATIENCE_S)))
    job.start()
    end = time.monotonic() + PATIENCE_S
    while not (folder / "began").exists():
        if time.monotonic() > end:
            raise TimeoutError("the child never began")
        time.sleep(0.02)
    try:
        yield
    finally:
        (folder / "end").touch()
        job.join(PATIENCE_S)
