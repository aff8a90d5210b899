"""Sealing everything that waits, chunk by chunk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from netral.apps.pledges.actions.bulk_seal import NothingWaits, Unfit, seal_next
from netral.apps.pledges.sealing.queue import Wanted
from netral.foundation.ledger.actors import SYSTEM

# One transaction: large enough that the disk is waited for seldom, small enough to lose little.
CHUNK = 2_500
Progress = Callable[[int], None]


@dataclass
class Sealed:
    """How many were sealed, and which could not be printed, each with the reason."""

    number: int = 0
    unfit: dict[UUID, str] = field(default_factory=dict)


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
