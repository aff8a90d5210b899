"""Sealing by several processes beside each other: each a program of its own, which tells how far it has come.

They are started anew instead of forked: a copy of a process with threads may wait for ever for what a thread held.
"""

import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import connections
from pydantic import BaseModel

from netral.apps.pledges.sealing.runner import CHUNK, Progress, Sealed
from netral.foundation.ledger import clock

COMMAND = "seal_beside"
# A sealer tells of itself after each chunk, which takes a second, or minutes with a slow token.
PATIENCE_S = 600.0
# Sealers find out at their next word that nobody listens any more; asked to end, they end sooner.
_FAREWELL_S = 5.0
_SETTINGS = ("NETRAL_STORE", "NETRAL_KEYS", "LEDGER_FOLDER", "SITE_URL")


class SealerDied(Exception):
    """A process that sealed ended before its work did; what it had committed stays, and sealing may begin again."""


class Order(BaseModel):
    """What a sealer is to do, and where: the database, the folders and the clock of who started it."""

    campaign: UUID | None
    chunk: int
    database: str
    settings: dict[str, str]
    clock_ahead_s: float

    @classmethod
    def here(cls, campaign: UUID | None, chunk: int) -> Self:
        """Make an order for the place that this process works at."""
        return cls(
            campaign=campaign,
            chunk=chunk,
            database=str(connections["default"].settings_dict["NAME"]),
            settings={name: getattr(settings, name) for name in _SETTINGS},
            clock_ahead_s=clock.now().timestamp() - time.time(),
        )


class Message(BaseModel):
    """A line a sealer says: how many more it sealed, why it failed, or last of all that nothing waits any more."""

    sealed: int = 0
    failure: str = ""
    is_last: bool = False
    unfit: dict[UUID, str] = {}


@dataclass
class Sealer:
    """A process that seals."""

    process: subprocess.Popen[bytes]
    heard_at: float
    finished: bool = False
    failure: str = ""

    @classmethod
    def start(cls, campaign: UUID | None, chunk: int = CHUNK) -> Self:
        """Start a process that seals at the place where this one works."""
        # The program's modules are found where this process found them.
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
        process = subprocess.Popen(
            [sys.executable, "-m", "django", COMMAND, Order.here(campaign, chunk).model_dump_json()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            env=environment,
            # Read line by line: what waits in a buffer would not be seen waiting.
            bufsize=0,
        )
        return cls(process, time.monotonic())

    def read(self) -> Message | None:
        """Return what it says next, None when it has ended."""
        said = self.process.stdout.readline() if self.process.stdout else b""
        self.heard_at = time.monotonic()
        # One that is killed may leave half a line.
        if not said.endswith(b"\n"):
            return None
        word = Message.model_validate_json(said)
        self.finished = self.finished or word.is_last
        self.failure = self.failure or word.failure
        return word

    def error(self) -> str:
        """Return why it ended before its work did, nothing when it did not."""
        code = self.process.wait()
        if self.finished and code == 0:
            return ""
        return self.failure or f"a sealing process ended with code {code}"

    def end(self) -> None:
        """End it, gently first."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(_FAREWELL_S)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


def seal_beside(
    campaign: UUID | None,
    processes: int,
    progress: Progress,
    *,
    patience_s: float = PATIENCE_S,
    start: Callable[[UUID | None], Sealer] = Sealer.start,
) -> Sealed:
    """Seal with so many processes at once, until nothing waits.

    Raises:
        SealerDied: one of them failed, or said nothing for too long.
    """
    done = Sealed()
    with _started(campaign, processes, start) as sealers:
        for word in _heard(sealers, patience_s):
            done.number += word.sealed
            done.unfit |= word.unfit
            if word.sealed:
                progress(word.sealed)
        complaints = list(filter(None, (sealer.error() for sealer in sealers)))
    if complaints:
        raise SealerDied(f"{len(complaints)} of {processes} sealing processes failed: {complaints[0].rstrip('.')}.")
    return done


@contextmanager
def _started(
    campaign: UUID | None, processes: int, start: Callable[[UUID | None], Sealer]
) -> Iterator[Sequence[Sealer]]:
    sealers: list[Sealer] = []
    try:
        # One by one: those that were started end when the next cannot be.
        while len(sealers) < processes:
            sealers.append(start(campaign))
        yield sealers
    finally:
        for sealer in sealers:
            sealer.end()


def _heard(sealers: Sequence[Sealer], patience_s: float) -> Iterator[Message]:
    """Give what sealers say until all have ended; one that says nothing for too long is killed."""
    with selectors.DefaultSelector() as ears:
        for sealer in sealers:
            if sealer.process.stdout:
                ears.register(sealer.process.stdout, selectors.EVENT_READ, sealer)
        while ears.get_map():
            for key, _mask in ears.select(timeout=min(1.0, patience_s)):
                word = key.data.read()
                if word is None:
                    ears.unregister(key.fileobj)
                else:
                    yield word
            for sealer in sealers:
                check_timeout(sealer, patience_s)


def check_timeout(sealer: Sealer, patience_s: float) -> None:
    silent_s = time.monotonic() - sealer.heard_at
    if silent_s > patience_s and not sealer.failure and sealer.process.poll() is None:
        sealer.failure = f"a sealing process said nothing for {silent_s:.0f} s and was stopped"
        sealer.process.kill()
