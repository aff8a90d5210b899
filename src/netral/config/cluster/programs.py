"""The programs a running Netral is made of, as command lines."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

THREADS = 4


@dataclass(frozen=True)
class Program:
    """A program under its name."""

    name: str
    command: tuple[str | Path, ...]


@dataclass(frozen=True)
class Listening:
    """Where the web server listens, and how much it does at once."""

    host: str
    port: int
    processes: int
    threads: int = THREADS


def processes_by_cores() -> int:
    """Return how many web processes fit this machine: one a core, and two at least, so that one may die."""
    return max(2, len(os.sched_getaffinity(0)))


def web(place: Listening) -> Program:
    """Return the web server, which replaces a process of its own that dies."""
    options = (
        "--interface=wsgi",
        f"--host={place.host}",
        f"--port={place.port}",
        f"--workers={place.processes}",
        f"--blocking-threads={place.threads}",
        "--no-ws",
        "--respawn-failed-workers",
        "--workers-kill-timeout=5",
    )
    return Program("web", (_folder() / "granian", *options, "netral.config.wsgi:application"))


def worker() -> Program:
    """Return what sends e-mail and does long work."""
    return Program("worker", (_folder() / "netral", "manage", "procrastinate", "worker"))


def sequencer() -> Program:
    """Return what gives events their place in the public log."""
    return Program("sequencer", (_folder() / "netral", "ledger", "run"))


def _folder() -> Path:
    return Path(sys.executable).parent
