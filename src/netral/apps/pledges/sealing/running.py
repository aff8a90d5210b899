"""Sealing everything that waits, chunk by chunk, by one process or by several beside each other."""

import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from uuid import UUID

from django.db import connections

from netral.apps.pledges.actions.sealing import NothingWaits, Unfit, seal_next
from netral.apps.pledges.sealing.waiting import Wanted
from netral.foundation.ledger.actors import SYSTEM

# One transaction: large enough that the disk is waited for seldom, small enough to lose little.
CHUNK = 2_500
Progress = Callable[[int], None]


class SealerDied(Exception):
    """A process that sealed ended before its work did; what it had committed stays, and sealing may begin again."""


@dataclass
class Sealed:
    """How many were sealed, and which could not be printed, each with the reason."""

    number: int = 0
    unfit: dict[UUID, str] = field(default_factory=dict)

    def add(self, other: "Sealed") -> None:
        """Add what another sealer did."""
        self.number += other.number
        self.unfit |= other.unfit


def seal_waiting(campaign: UUID | None = None, *, progress: Progress | None = None, chunk: int = CHUNK) -> Sealed:
    """Seal until nothing waits; one pledge that cannot be printed holds up no other.

    Raises:
        NoSealKey: an institution has no valid key.
        StorageBroken: the disk does not take them.
    """
    done = Sealed()
    while True:
        wanted = Wanted(campaign, chunk, without=tuple(done.unfit))
        try:
            _seal(wanted, done, progress)
        except NothingWaits:
            return done


def seal_beside(campaign: UUID | None, processes: int, progress: Progress) -> Sealed:
    """Seal with so many processes at once, until nothing waits.

    Raises:
        SealerDied: one of them failed; what it said stands above.
    """
    # A connection to the database belongs to one process alone.
    connections.close_all()
    context = get_context("fork")
    running: dict[Connection, BaseProcess] = {}
    for _number in range(processes):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_seal_and_tell, args=(campaign, there))
        process.start()
        there.close()
        running[here] = process
    done = Sealed()
    failed = []
    while running:
        for ready in wait(list(running)):
            if not isinstance(ready, Connection):
                continue
            try:
                said = ready.recv()
            except EOFError:
                process = running.pop(ready)
                process.join()
                failed += [process.exitcode] if process.exitcode else []
                continue
            if isinstance(said, Sealed):
                done.add(said)
            else:
                progress(said)
    if failed:
        raise SealerDied(f"{len(failed)} of {processes} sealing processes ended early ({failed}).")
    return done


def _seal_and_tell(campaign: UUID | None, told: Connection) -> None:
    # What the program consists of stays: looking through it again and again for garbage costs a tenth of the time.
    gc.freeze()
    done = seal_waiting(campaign, progress=told.send)
    told.send(done)
    told.close()
    connections.close_all()


def _seal(wanted: Wanted, done: Sealed, progress: Progress | None) -> None:
    try:
        sealed = seal_next(wanted=wanted, by=SYSTEM)
    except Unfit as unfit:
        _halve(wanted, unfit, done, progress)
        return
    done.number += sealed
    if progress:
        progress(sealed)


def _halve(wanted: Wanted, unfit: Unfit, done: Sealed, progress: Progress | None) -> None:
    """Seal both halves of what did not go at once, down to the one that cannot be printed."""
    pledges = unfit.pledges
    if len(pledges) == 1:
        done.unfit[pledges[0]] = str(unfit)
        return
    middle = len(pledges) // 2
    for half in (pledges[:middle], pledges[middle:]):
        try:
            _seal(Wanted(wanted.campaign, len(half), only=half), done, progress)
        except NothingWaits:
            # Another sealer was quicker.
            continue
