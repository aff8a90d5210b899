"""Whether two signed heads are of one log that only grew, and the evidence when they are not."""

from dataclasses import dataclass
from pathlib import Path

from netral.engines.disk import DurableFolder
from netral.engines.merkle.layout import Damaged
from netral.engines.merkle.note import NoteError, TreeHead, Verifier
from netral.engines.merkle.proofs import ProofRefused, check_consistency
from netral.engines.merkle.tiles import Missing, Source, TiledTree


class Suspicious(Exception):
    """A log shows what an honest log cannot show."""


class Forked(Suspicious):
    """Two heads signed by one key are of two different histories."""


class TakenBack(Suspicious):
    """A log shows an older state than the one it showed before."""


class LogBroken(Suspicious):
    """The files of a log are not those that its own checkpoint commits to, or are not there."""


@dataclass(frozen=True)
class Seen:
    """One checkpoint as one reader got it, checked to be signed by the log."""

    where: str
    note: str
    head: TreeHead

    @classmethod
    def read(cls, where: str, note: str, log: Verifier) -> "Seen":
        """Check the log's signature.

        Raises:
            LogBroken: the log did not sign it.
        """
        try:
            return cls(where, note, log.open(note))
        except NoteError as error:
            raise LogBroken(f"What {where} shows is not signed by the pinned key of the log: {error}") from error


def check_grown(old: Seen, new: Seen, source: Source) -> None:
    """Check that the newer head continues the older one, by the files of the newer.

    Raises:
        Forked: the two are of different histories.
        TakenBack: the newer one is smaller, though of the same history as far as can be told.
        LogBroken: the files of the log do not lead to its own head.
    """
    if new.head.size < old.head.size:
        _check_shrunk(old, new, source)
    _check_prefix(old, new, source)


def check_same_history(one: Seen, one_source: Source, other: Seen, other_source: Source) -> None:
    """Check that what two readers were shown is one history, whoever sees more of it.

    Raises:
        Forked: it is not.
        LogBroken: the files of the larger log do not lead to its own head.
    """
    if one.head.size <= other.head.size:
        _check_prefix(one, other, other_source)
    else:
        _check_prefix(other, one, one_source)


def keep_evidence(folder: Path, one: Seen, other: Seen, why: str) -> Path:
    """Keep both checkpoints, as signed, and what they show; return the folder."""
    place = folder / f"evidence-{one.head.size}-{other.head.size}-{other.head.root.hex()[:8]}"
    place.mkdir(parents=True, exist_ok=True)
    files = DurableFolder(place)
    said = (
        f"{why}\n\ncheckpoint-1 was shown by {one.where}, checkpoint-2 by {other.where}. Both bear the signature of "
        f"{one.head.origin}.\nAn honest log can show both only if the smaller one is the beginning of the larger one. "
        "Publish this folder, and ask the keeper of the log.\n"
    )
    files.write(
        [("checkpoint-1", one.note.encode()), ("checkpoint-2", other.note.encode()), ("README.txt", said.encode())]
    )
    files.settle()
    return place


def _check_shrunk(old: Seen, new: Seen, source: Source) -> None:
    try:
        root = TiledTree(source, old.head).root(new.head.size)
    except (Missing, Damaged):
        root = new.head.root
    if root != new.head.root:
        raise Forked(_two_histories(new, old))
    raise TakenBack(
        f"{new.where} shows {new.head.size} entries, but {old.head.size} were seen before: the log was cut, or an old "
        "checkpoint is shown"
    )


def _check_prefix(old: Seen, new: Seen, source: Source) -> None:
    proof: list[bytes] = []
    try:
        if 0 < old.head.size < new.head.size:
            proof = TiledTree(source, new.head).consistency_proof(old.head.size)
    except (Missing, Damaged) as error:
        raise LogBroken(f"The files that {new.where} shows do not lead to its checkpoint: {error}") from error
    try:
        check_consistency(old.head, new.head, proof)
    except ProofRefused as error:
        raise Forked(_two_histories(old, new)) from error


def _two_histories(smaller: Seen, larger: Seen) -> str:
    return (
        f"The log {larger.head.origin} has two histories: the {smaller.head.size} entries that {smaller.where} shows "
        f"are not the first of the {larger.head.size} that {larger.where} shows"
    )
