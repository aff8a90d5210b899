"""Sealing everything that waits, chunk by chunk, in this process or by several others at once."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from uuid import UUID

from netral.apps.pledges.actions.bulk_seal import NothingWaits, Unfit, seal_next
from netral.apps.pledges.sealing.place import WorkPlace
from netral.apps.pledges.sealing.queue import Wanted
from netral.engines.process_pool import PATIENCE_S, share_out
from netral.foundation.ledger.actors import SYSTEM

# One transaction: large enough that the disk is waited for seldom, small enough to lose little.
CHUNK = 2_500
Progress = Callable[[int], None]


@dataclass
class Sealed:
    """How many were sealed, and which could not be printed, each with the reason."""

    number: int = 0
    unfit: dict[UUID, str] = field(default_factory=dict)


def seal_waiting(
    campaign: UUID | None = None,
    *,
    processes: int = 1,
    progress: Progress | None = None,
    chunk: int = CHUNK,
    patience_s: float = PATIENCE_S,
) -> Sealed:
    """Seal until nothing waits, in this process or by several others; one that cannot be printed holds up no other.

    Raises:
        NoSealKey: an institution has no valid key.
        StorageBroken: the disk does not take them.
        WorkerDied: one of several processes ended, or took too long; what is committed stays, and may be gone on with.
    """
    done, nothing_waits = Sealed(), False

    def chunks() -> Iterator[Wanted]:
        while not nothing_waits:
            yield Wanted(campaign, chunk, without=tuple(done.unfit))

    with closing(_each_sealed(chunks(), processes, patience_s)) as results:
        for sealed in results:
            if sealed is None:
                nothing_waits = True
                continue
            done.number += sealed.number
            done.unfit |= sealed.unfit
            if progress and sealed.number:
                progress(sealed.number)
    return done


def seal_chunk(wanted: Wanted) -> Sealed | None:
    """Seal one chunk, None when nothing waits; a chunk that does not go at once is halved until it does."""
    try:
        return Sealed(seal_next(wanted=wanted, by=SYSTEM))
    except NothingWaits:
        return None
    except Unfit as unfit:
        return _halve(wanted, unfit)


def _each_sealed(chunks: Iterator[Wanted], processes: int, patience_s: float) -> Generator[Sealed | None, None, None]:
    if processes == 1:
        yield from map(seal_chunk, chunks)
    else:
        yield from share_out(seal_chunk, chunks, processes, WorkPlace.here().enter, patience_s)


def _halve(wanted: Wanted, unfit: Unfit) -> Sealed:
    """Seal both halves, down to the one that cannot be printed."""
    pledges = unfit.pledges
    if len(pledges) == 1:
        return Sealed(unfit={pledges[0]: str(unfit)})
    middle = len(pledges) // 2
    halves = (
        seal_chunk(Wanted(wanted.campaign, len(half), only=half)) for half in (pledges[:middle], pledges[middle:])
    )
    # Of a half that does not wait any more another sealer was quicker.
    sealed = [half for half in halves if half]
    return Sealed(sum(half.number for half in sealed), {key: why for half in sealed for key, why in half.unfit.items()})
