"""What reading one file from outside may cost, and the refusals when it costs more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MEGABYTE = 1024 * 1024


class Cost(StrEnum):
    """What a file asks too much of."""

    MEMORY = "memory"
    TIME = "time"
    OUTPUT = "output"
    OBJECTS = "objects"


@dataclass(frozen=True)
class Limits:
    """Bounds for one job: address space of the whole child in bytes, seconds, and the pickled result in bytes.

    `cpu_s` is counted in whole seconds; `wall_s` starts when the child takes the job.
    """

    memory: int = 384 * MEGABYTE
    cpu_s: int = 10
    wall_s: float = 30.0
    output: int = 32 * MEGABYTE


class Refused(Exception):
    """A file was not read; the caller tells the person who sent it why."""


class FileTooCostly(Refused):
    """Reading the file would cost more than one file may; also raised by parsers that count objects."""

    def __init__(self, cost: Cost) -> None:
        super().__init__(cost)
        self.cost = cost


class ParserCrashed(Refused):
    """The child died or could not answer while it read the file."""


class Busy(Refused):
    """Others' files are being read and enough are waiting already; the same file may be tried again."""
