"""Auditing a whole log: every entry, every tile at every level, the root and who signed it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from netral.engines.merkle.layout import WIDTH, Damaged, edge_root, edge_widths, entries_path, tile_hash, tile_path
from netral.engines.merkle.note import TreeHead, Verifier
from netral.engines.merkle.tiles import CHECKPOINT, Missing, Source, read_entries, read_hashes
from netral.engines.merkle.tree import leaf_hash

MOST_FAULTS = 200
_NAMED_PER_TILE = 5


@dataclass(frozen=True)
class Audit:
    """What an audit found; no faults means that every entry is the one that was signed for."""

    size: int
    faults: tuple[str, ...]
    head: TreeHead | None = None

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.faults


def audit(source: Source, log: Verifier, progress: Callable[[int, int], None] | None = None) -> Audit:
    """Check a log from its entries up to the signed root; progress is told how many entries of how many are done.

    Only a few tiles are held at a time, whatever the size of the log.
    """
    try:
        head = log.open(source.read(CHECKPOINT).decode())
    except (Missing, ValueError) as error:
        return Audit(0, (f"the checkpoint cannot be believed: {error}",))
    auditor = _Auditor(source, head, progress)
    try:
        auditor.run()
    except _Enough:
        auditor.faults.append("… and possibly more")
    return Audit(head.size, tuple(auditor.faults), head)


class _Enough(Exception):
    """So many faults were named that more would not help."""


class _Auditor:
    """Goes down from the root, believing a tile that its parent commits to, and up again from the entries.

    A hash of None stands for what cannot be known because of a fault already named.
    """

    def __init__(self, source: Source, head: TreeHead, progress: Callable[[int, int], None] | None) -> None:
        self.faults: list[str] = []
        self._source = source
        self._head = head
        self._progress = progress
        self._done = 0

    def run(self) -> None:
        """Check the whole log."""
        widths = list(enumerate(edge_widths(self._head.size)))
        stored = [self._stored(level, *place) if place[1] else [] for level, place in widths]
        complete = [hashes for hashes in stored if hashes is not None]
        believed = len(complete) == len(stored) and edge_root(complete) == self._head.root
        if len(complete) == len(stored) and not believed:
            self._say("the tiles at the right edge do not lead to the root that the checkpoint states")
        computed: list[list[bytes] | None] = []
        # The highest edge tile stands over the first entries, so this reads the log from its beginning.
        for (level, place), hashes in zip(reversed(widths), reversed(stored), strict=True):
            computed.append(self._children(level, *place, hashes, believed))
        known = [hashes for hashes in reversed(computed) if hashes is not None]
        if len(known) == len(computed) and edge_root(known) != self._head.root:
            self._say(f"the {self._head.size} entries are not those whose root the checkpoint states")

    def _subtree(self, level: int, index: int, wanted: bytes | None) -> bytes | None:
        """Check a full tile and all under it; return the wanted hash, or the one that follows from the entries."""
        stored = self._stored(level, index, WIDTH)
        believed = stored is not None and tile_hash(stored) == wanted
        if stored is not None and wanted is not None and not believed:
            self._say(f"{tile_path(level, index)} was changed: the tile above it commits to another one")
            stored = None
        before = len(self.faults)
        computed = self._children(level, index, WIDTH, stored, believed)
        found = tile_hash(computed) if computed else None
        if wanted is not None and not believed and found != wanted and len(self.faults) == before:
            start, count = index * WIDTH ** (level + 1), WIDTH ** (level + 1)
            self._say(f"among the entries {start} to {start + count - 1} are some that are not those that were logged")
        return found if wanted is None else wanted

    def _children(
        self, level: int, index: int, width: int, stored: list[bytes] | None, believed: bool
    ) -> list[bytes] | None:
        """Check what lies under a tile; return its hashes as they follow from the entries, faults apart."""
        computed: Sequence[bytes | None] | None
        if level == 0:
            computed = self._leaves(index, width)
        else:
            wanted = stored if stored is not None and believed else [None] * width
            computed = [self._subtree(level - 1, index * WIDTH + at, one) for at, one in enumerate(wanted)]
        if stored is not None and computed is not None:
            self._compare(level, index, stored, computed, believed)
        if stored is not None and believed:
            return stored
        known = [one for one in computed or () if one is not None]
        return known if len(known) == width else None

    def _leaves(self, index: int, width: int) -> list[bytes] | None:
        if width == 0:
            return []
        try:
            entries = read_entries(self._source, index, width)
        except (Missing, Damaged) as error:
            self._say(str(error))
            return None
        finally:
            self._done += width
            if self._progress:
                self._progress(self._done, self._head.size)
        return [leaf_hash(entry) for entry in entries]

    def _compare(
        self, level: int, index: int, stored: list[bytes], computed: Sequence[bytes | None], believed: bool
    ) -> None:
        """Name the places where a tile does not hold what lies under it."""
        pairs = enumerate(zip(stored, computed, strict=True))
        wrong = [at for at, (one, other) in pairs if other is not None and one != other]
        if not wrong:
            return
        path = tile_path(level, index, len(stored))
        for at in islice(wrong, _NAMED_PER_TILE):
            place = index * WIDTH + at
            if level:
                self._say(f"{path} does not agree with {tile_path(level - 1, place)}, which lies under it")
            elif believed:
                self._say(
                    f"{entries_path(index, len(stored))} was changed: entry {place} is not the one that was logged"
                )
            else:
                self._say(f"{path} does not agree with entry {place}")
        if len(wrong) > _NAMED_PER_TILE:
            self._say(f"{path} does not agree with {len(wrong) - _NAMED_PER_TILE} more places under it")

    def _stored(self, level: int, index: int, width: int) -> list[bytes] | None:
        try:
            return read_hashes(self._source, level, index, width)
        except (Missing, Damaged) as error:
            self._say(str(error))
            return None

    def _say(self, fault: str) -> None:
        self.faults.append(fault)
        if len(self.faults) == MOST_FAULTS:
            raise _Enough
