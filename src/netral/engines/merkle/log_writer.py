"""Writing a log as tiles (C2SP tlog-tiles), so that a crash at any moment loses nothing that was published."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from netral.engines.disk import DurableFolder
from netral.engines.merkle.guard import Guard, LogLocked, WritingRefused
from netral.engines.merkle.layout import (
    LONGEST_ENTRY,
    WIDTH,
    Damaged,
    edge_root,
    edge_widths,
    entries_path,
    packed,
    tile_hash,
    tile_path,
)
from netral.engines.merkle.leftovers import clear_beyond
from netral.engines.merkle.note import NoteError, TreeHead, Verifier, head_of
from netral.engines.merkle.tiles import CHECKPOINT, FolderSource, Missing, TiledTree
from netral.engines.merkle.tree import leaf_hash

__all__ = ["LogDamaged", "LogLocked", "NotPublishable", "TileWriter", "WritingRefused"]

_AT_ONCE = 32_768
_ENTRIES = -1


class LogDamaged(WritingRefused):
    """What lies in the folder is not the log that was published from it."""


class NotPublishable(WritingRefused):
    """A checkpoint does not state what lies on disk, or would take back an earlier one."""


class TileWriter:
    """The one writer of a log in a folder.

    It continues from the published checkpoint: entries appended after it and never published are dropped on opening.
    Given the log's key, it believes and publishes only what that key signed.
    """

    def __init__(self, folder: Path, log: Verifier | None = None) -> None:
        """Open a log, or begin one.

        Raises:
            LogLocked: another program is writing it.
            LogDamaged: its checkpoint or the tiles at its right edge are not those that were published.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._read_head = log.open if log else head_of
        self._guard = Guard(folder)
        self._disk = DurableFolder(folder)
        self._open = True
        self._partial: set[tuple[int, int]] = set()
        try:
            self.published = self._published()
            self._resume()
        except BaseException:
            self._guard.release()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let another writer in."""
        if self._open:
            published = self.published.size if self.published else 0
            self._guard.mark(closed=self.size == published, published=published)
        self._open = False
        self._guard.release()

    def append(self, entries: Sequence[bytes]) -> None:
        """Add entries; they are on disk when this returns, and part of the log once a checkpoint of them is published.

        Raises:
            ValueError: an entry is longer than 65,535 bytes; none is added.
            WritingRefused: the writer was closed, or an earlier write failed.
            OSError: the disk refused; the log must be opened again.
        """
        self._check_open()
        if max(map(len, entries), default=0) > LONGEST_ENTRY:
            raise ValueError(f"an entry of a log has at most {LONGEST_ENTRY} bytes")
        self._guard.begin()
        before = edge_widths(self.size)
        try:
            for start in range(0, len(entries), _AT_ONCE):
                self._grow(entries[start : start + _AT_ONCE])
            self._write_edge(before)
            self._disk.settle()
        except BaseException:
            # What is on disk beyond the checkpoint is unknown now; opening the log anew puts it right.
            self._open = False
            self._guard.release()
            raise

    def root(self) -> bytes:
        """Return the root over everything appended so far."""
        return edge_root(self._edges)

    def publish(self, note: str) -> None:
        """Make a signed checkpoint the one that readers see; it is on disk when this returns.

        Raises:
            NotPublishable: it is of another log, smaller than the published one, or does not state what lies on disk.
            WritingRefused: the writer was closed, or an earlier write failed.
        """
        self._check_open()
        try:
            head = self._read_head(note)
        except NoteError as error:
            raise NotPublishable(f"this cannot be published: {error}") from error
        self._check_continues(head)
        self._check_on_disk(head)
        self._disk.write([(CHECKPOINT, note.encode())])
        self._disk.settle()
        self._guard.mark(closed=False, published=head.size)
        self.published = head
        self._drop_partial_tiles(head.size)

    def _published(self) -> TreeHead | None:
        try:
            head = self._read_head(FolderSource(self._folder).read(CHECKPOINT).decode())
        except Missing:
            if self._guard.published or (not self._guard.known and (self._folder / "tile").exists()):
                raise LogDamaged(f"the checkpoint of the log in {self._folder} is gone; put it back") from None
            return None
        except ValueError as error:
            raise LogDamaged(f"the checkpoint in {self._folder} cannot be read: {error}") from error
        if head.size < self._guard.published:
            raise LogDamaged(
                f"the checkpoint in {self._folder} states {head.size} entries, but {self._guard.published} were"
                " published from here; put the newest one back, or readers would see a log that was taken back"
            )
        return head

    def _resume(self) -> None:
        head = self.published or TreeHead("", 0, edge_root([]))
        try:
            tree = TiledTree(FolderSource(self._folder), head)
            self._edges = [list(hashes) for hashes in tree.edges()]
            self._packed = [packed(entry) for entry in tree.entries(head.size - head.size % WIDTH, head.size)]
        except (Missing, Damaged) as error:
            raise LogDamaged(f"the log in {self._folder} is damaged: {error}") from error
        self.size = head.size
        self._partial = {(level, index) for level, (index, width) in enumerate(edge_widths(self.size)) if width}
        if self.size % WIDTH:
            self._partial.add((_ENTRIES, self.size // WIDTH))
        if not self._guard.closed_well and (self._folder / "tile").exists():
            # A full tile beyond the checkpoint may be the only copy of the partial one that readers need.
            self._write_edge([])
            self._disk.settle()
            for folder in clear_beyond(self._folder / "tile", self.size):
                self._disk.touched(folder)

    def _grow(self, entries: Sequence[bytes]) -> None:
        bundles = self._packed + [packed(entry) for entry in entries]
        full = len(bundles) // WIDTH
        first = self.size // WIDTH
        files = [(entries_path(first + at), b"".join(bundles[at * WIDTH : (at + 1) * WIDTH])) for at in range(full)]
        self._packed = bundles[full * WIDTH :]
        level, hashes = 0, [leaf_hash(entry) for entry in entries]
        while hashes:
            hashes = self._grow_level(level, hashes, files)
            level += 1
        self._disk.write(files)
        self.size += len(entries)

    def _grow_level(self, level: int, added: list[bytes], files: list[tuple[str, bytes]]) -> list[bytes]:
        """Add hashes to a level, the files of its full tiles to the files, and return the hashes of those tiles."""
        if level == len(self._edges):
            self._edges.append([])
        hashes = self._edges[level] + added
        first = self.size // WIDTH ** (level + 1)
        full = len(hashes) // WIDTH
        roots = []
        for at in range(full):
            tile = hashes[at * WIDTH : (at + 1) * WIDTH]
            files.append((tile_path(level, first + at), b"".join(tile)))
            roots.append(tile_hash(tile))
        self._edges[level] = hashes[full * WIDTH :]
        return roots

    def _write_edge(self, before: list[tuple[int, int]]) -> None:
        """Write the partial tiles that are not those of the widths before."""
        files = []
        for level, (index, width) in enumerate(edge_widths(self.size)):
            if not width or before[level : level + 1] == [(index, width)]:
                continue
            files.append((tile_path(level, index, width), b"".join(self._edges[level])))
            self._partial.add((level, index))
            if level == 0:
                files.append((entries_path(index, width), b"".join(self._packed)))
                self._partial.add((_ENTRIES, index))
        self._disk.write(files)

    def _check_open(self) -> None:
        if not self._open:
            raise WritingRefused(f"the writer of the log in {self._folder} is closed; open the log again")

    def _check_continues(self, head: TreeHead) -> None:
        if self.published is None:
            return
        if head.origin != self.published.origin:
            raise NotPublishable(f"{head.origin} is not the log in this folder, which is {self.published.origin}")
        if head.size < self.published.size:
            raise NotPublishable(f"a checkpoint of {self.published.size} entries is published; {head.size} are fewer")

    def _check_on_disk(self, head: TreeHead) -> None:
        if head.size > self.size:
            raise NotPublishable(f"{head.size} entries cannot be published: only {self.size} are on disk")
        tree = TiledTree(FolderSource(self._folder), head)
        try:
            for _ in tree.entries(head.size - head.size % WIDTH, head.size):
                pass
            tree.edges()
        except (Missing, Damaged) as error:
            raise NotPublishable(f"the checkpoint does not state what lies on disk: {error}") from error

    def _drop_partial_tiles(self, size: int) -> None:
        for level, index in sorted(self._partial):
            if index >= size // WIDTH ** (max(level, 0) + 1):
                continue
            path = entries_path(index) if level == _ENTRIES else tile_path(level, index)
            shutil.rmtree(self._folder / f"{path}.p", ignore_errors=True)
            self._partial.discard((level, index))
