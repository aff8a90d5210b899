"""Reading a log that is kept as tiles: C2SP tlog-tiles, from a folder or over HTTP."""

from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from netral.engines.merkle.layout import (
    WIDTH,
    Damaged,
    edge_root,
    edge_widths,
    entries_path,
    split_entries,
    split_hashes,
    tile_hash,
    tile_path,
)
from netral.engines.merkle.note import TreeHead
from netral.engines.merkle.tree import EMPTY_ROOT, leaf_hash, node_hash

__all__ = [
    "CHECKPOINT",
    "Damaged",
    "FolderSource",
    "Missing",
    "PinnedSource",
    "Source",
    "TiledTree",
    "entries_path",
    "tile_path",
]

CHECKPOINT = "checkpoint"
_HEIGHT = 8
_MOST_KEPT = 64


class Missing(LookupError):
    """A log does not have a file that its checkpoint asks for."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is missing")
        self.path = path


class Source(Protocol):
    """Where the files of a log are read from."""

    def read(self, path: str) -> bytes:
        """Return the file at a path such as "checkpoint" or "tile/0/x001/067.p/12".

        Raises:
            Missing: there is no such file.
        """
        ...


class FolderSource:
    """A log that lies in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, path: str) -> bytes:
        """Return one file of the log.

        Raises:
            Missing: there is no such file.
        """
        try:
            return (self._folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
            raise Missing(path) from error


class PinnedSource:
    """A log as it was under one of its checkpoints, while it goes on growing."""

    def __init__(self, source: Source, note: str) -> None:
        self._source = source
        self._note = note

    def read(self, path: str) -> bytes:
        """Return one file of the log.

        Raises:
            Missing: there is no such file.
        """
        return self._note.encode() if path == CHECKPOINT else self._source.read(path)


def read_hashes(source: Source, level: int, index: int, width: int) -> list[bytes]:
    """Return the hashes of one tile, taking the full tile when the partial one is gone; nothing is checked yet.

    Raises:
        Missing: there is neither.
        Damaged: it has another length.
    """
    path = tile_path(level, index, width)
    try:
        return split_hashes(path, source.read(path), width)
    except Missing:
        if width == WIDTH:
            raise
    full = tile_path(level, index)
    try:
        return split_hashes(full, source.read(full), WIDTH)[:width]
    except Missing as error:
        raise Missing(path) from error


def read_entries(source: Source, index: int, width: int) -> list[bytes]:
    """Return the entries of one bundle, taking the full one when the partial one is gone; nothing is checked yet.

    Raises:
        Missing: there is neither.
        Damaged: it is cut, or has another number of entries.
    """
    path = entries_path(index, width)
    try:
        return split_entries(path, source.read(path), width)
    except Missing:
        if width == WIDTH:
            raise
    full = entries_path(index)
    try:
        return split_entries(full, source.read(full), WIDTH)[:width]
    except Missing as error:
        raise Missing(path) from error


class TiledTree:
    """A log under one tree head; every tile is checked against the head before it is used."""

    def __init__(self, source: Source, head: TreeHead) -> None:
        self.head = head
        self._source = source
        self._edges: list[list[bytes]] | None = None
        self._kept: OrderedDict[tuple[int, int], list[bytes]] = OrderedDict()

    def inclusion_proof(self, index: int) -> list[bytes]:
        """Return the audit path of one entry, nearest sibling first.

        Raises:
            IndexError: the log has no such entry.
            Missing: a tile on the way is gone.
            Damaged: a tile on the way is not the one that the head commits to.
        """
        if not 0 <= index < self.head.size:
            raise IndexError(f"entry {index} is not in a log of {self.head.size}")
        self.edges()
        proof: list[bytes] = []
        start, size = 0, self.head.size
        while size > 1:
            split = _split(size)
            if index < start + split:
                proof.append(self._subtree(start + split, size - split))
                size = split
            else:
                proof.append(self._subtree(start, split))
                start, size = start + split, size - split
        return proof[::-1]

    def consistency_proof(self, smaller: int) -> list[bytes]:
        """Return the proof that the log of a smaller size is the beginning of this one (RFC 9162 section 2.1.4.1).

        Raises:
            IndexError: the log was never of that size.
            Missing: a tile on the way is gone.
            Damaged: a tile on the way is not the one that the head commits to.
        """
        if not 0 <= smaller <= self.head.size:
            raise IndexError(f"a log of {self.head.size} entries does not continue one of {smaller}")
        self.edges()
        proof: list[bytes] = []
        if smaller == 0:
            return proof
        start, size = 0, self.head.size
        while smaller != start + size:
            split = _split(size)
            if smaller <= start + split:
                proof.append(self._subtree(start + split, size - split))
                size = split
            else:
                proof.append(self._subtree(start, split))
                start, size = start + split, size - split
        # The older tree itself is left out: who checks the proof has its root.
        if start:
            proof.append(self._subtree(start, size))
        return proof[::-1]

    def root(self, size: int) -> bytes:
        """Return the root that the log had at an earlier size.

        Raises:
            IndexError: the log was never of that size.
            Missing: a tile on the way is gone.
            Damaged: a tile on the way is not the one that the head commits to.
        """
        if not 0 <= size <= self.head.size:
            raise IndexError(f"a log of {self.head.size} entries was never one of {size}")
        self.edges()
        return self._subtree(0, size) if size else EMPTY_ROOT

    def entries(self, start: int, stop: int) -> Iterator[bytes]:
        """Yield the entries from one index up to, and without, another.

        Raises:
            IndexError: the log has no such entries.
            Missing: a bundle or a tile on the way is gone.
            Damaged: a bundle or a tile on the way is not the one that the head commits to.
        """
        if not 0 <= start <= stop <= self.head.size:
            raise IndexError(f"entries {start} to {stop} are not all in a log of {self.head.size}")
        while start < stop:
            bundle, first = divmod(start, WIDTH)
            count = min(WIDTH - first, stop - start)
            yield from self._bundle(bundle)[first : first + count]
            start += count

    def edges(self) -> list[list[bytes]]:
        """Return the hashes of the partial tiles at the right edge, lowest level first, which lead to the root.

        Raises:
            Missing: one of them is gone.
            Damaged: they lead to another root than the head states.
        """
        if self._edges is None:
            self._edges = self._read_edges()
        return self._edges

    def _bundle(self, index: int) -> list[bytes]:
        hashes = self._tile(0, index)
        entries = read_entries(self._source, index, len(hashes))
        for place, (entry, stated) in enumerate(zip(entries, hashes, strict=True)):
            if leaf_hash(entry) != stated:
                path = entries_path(index, len(hashes))
                raise Damaged(path, f"was changed: entry {index * WIDTH + place} is not the one that was logged")
        return entries

    def _tile(self, level: int, index: int) -> list[bytes]:
        """Return the hashes of one tile, checked against the head.

        Raises:
            Missing: it, or a tile above it, is gone.
            Damaged: it, or a tile above it, is not the one that the head commits to.
        """
        edges = self.edges()
        if index == self.head.size // WIDTH ** (level + 1):
            return edges[level]
        kept = self._kept.get((level, index))
        if kept is None:
            hashes = read_hashes(self._source, level, index, WIDTH)
            parent, place = divmod(index, WIDTH)
            if tile_hash(hashes) != self._tile(level + 1, parent)[place]:
                raise Damaged(tile_path(level, index), "was changed: it does not lead to the root of the checkpoint")
            self._kept[level, index] = kept = hashes
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end((level, index))
        return kept

    def _read_edges(self) -> list[list[bytes]]:
        widths = edge_widths(self.head.size)
        edges = [
            read_hashes(self._source, level, index, width) if width else []
            for level, (index, width) in enumerate(widths)
        ]
        if edge_root(edges) != self.head.root:
            paths = [tile_path(level, index, width) for level, (index, width) in enumerate(widths) if width]
            fault = f"does not lead to the root that the checkpoint of {self.head.size} entries states"
            raise Damaged(" with ".join(paths) or CHECKPOINT, fault)
        return edges

    def _subtree(self, start: int, size: int) -> bytes:
        """Return the hash over a range of entries that begins where a subtree of its size may begin."""
        if size & (size - 1):
            split = _split(size)
            return node_hash(self._subtree(start, split), self._subtree(start + split, size - split))
        level, height = divmod(size.bit_length() - 1, _HEIGHT)
        index, first = divmod(start // WIDTH**level, WIDTH)
        return tile_hash(self._tile(level, index)[first : first + (1 << height)])


def _split(size: int) -> int:
    """Return the largest power of two below a size."""
    return 1 << (size - 1).bit_length() - 1
