"""The log as files: tiles, entries and the published checkpoint, which follow the database and keep an eye on it.

The database is the authority. What the folder lacks is appended from there; when the folder has published something
that the database does not know, history was taken back, and nothing more is signed.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from netral.engines.disk import PRIVATE, locked
from netral.engines.merkle.layout import WIDTH
from netral.engines.merkle.log_writer import TileWriter, WritingRefused
from netral.engines.merkle.note import NoteError, TreeHead
from netral.engines.merkle.tiles import CHECKPOINT, FolderSource, Missing
from netral.foundation.ledger.identity import log_verifier
from netral.foundation.ledger.models import Checkpoint

_LOCK = ".sequencer"
_CHUNK = 20_000
WHAT_TO_DO = (
    "Restore a backup that is not older than the published checkpoint, or see docs/operations/ledger.md for what else "
    "can be done; `netral ledger verify` tells what differs."
)


class LogRefused(RuntimeError):
    """The log must not be continued: what was published and what the database holds are not one history."""


def path() -> Path:
    """Return the folder of the log."""
    return Path(settings.LEDGER_FOLDER)


def source() -> FolderSource:
    """Return the files of the log as its readers get them."""
    return FolderSource(path())


def published() -> str | None:
    """Return the published checkpoint without witnesses' lines, if there is one."""
    try:
        return (path() / CHECKPOINT).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def published_head() -> TreeHead | None:
    """Return the published tree head, if there is one.

    Raises:
        NoteError: the published checkpoint is not signed by this log.
    """
    note = published()
    return log_verifier().open(note) if note is not None else None


@contextmanager
def held() -> Iterator[None]:
    """Keep other sequencers of this machine out while positions are given and tiles are written."""
    path().mkdir(parents=True, exist_ok=True)
    with locked(os.open(path() / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE)):
        yield


def check() -> None:
    """Make sure that what was published is the beginning of what the database holds.

    Raises:
        LogRefused: it is not, so that nothing may be signed.
    """
    try:
        head = published_head()
    except NoteError as error:
        raise LogRefused(
            f"Nothing is sequenced: {path() / CHECKPOINT} is not a checkpoint of this log ({error}). "
            "Set NETRAL_LEDGER_ORIGIN and the secret `ledger` to those it was signed with."
        ) from error
    if head is None:
        return
    known = Checkpoint.objects.filter(size=head.size).first()
    if known is None:
        size = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
        raise LogRefused(
            f"Nothing is sequenced: the log was published with {head.size} entries, but the database knows "
            f"{'only ' if size < head.size else ''}{size}, as after restoring an old backup or cutting the log. "
            f"Signing now would show readers two histories. {WHAT_TO_DO}"
        )
    if log_verifier().open(known.note).root != head.root:
        raise LogRefused(
            f"Nothing is sequenced: the first {head.size} entries that the database holds are not those that were "
            f"published. Signing now would show readers two histories. {WHAT_TO_DO}"
        )


def follow() -> None:
    """Append what the database holds and the folder lacks, then publish the database's newest checkpoint.

    Raises:
        LogRefused: the folder was damaged, or its leaves do not lead to the root that was signed.
    """
    last = Checkpoint.objects.order_by("-size").first()
    if last is None or last.note == published():
        return
    try:
        with TileWriter(path()) as writer:
            for commitments in _leaves(writer.size, last.size):
                writer.append(commitments)
            writer.publish(last.note)
    except WritingRefused as error:
        raise LogRefused(f"The log is not published: {error}. {WHAT_TO_DO}") from error


def _leaves(start: int, stop: int) -> Iterator[list[bytes]]:
    with connection.cursor() as cursor:
        for first in range(start, stop, _CHUNK):
            cursor.execute(
                "SELECT commitment FROM ledger_leaf WHERE position >= %s AND position < %s ORDER BY position",
                [first, min(first + _CHUNK, stop)],
            )
            yield [bytes(commitment) for (commitment,) in cursor.fetchall()]


_NUMBER = r"(?:x\d{3}/)*\d{3}(?:\.p/(?:[1-9]\d{0,2}))?"
# Levels and widths as C2SP tlog-tiles writes them, without leading zeros.
_TILE = re.compile(rf"(?P<level>[0-9]|[1-5][0-9]|6[0-3]|entries)/(?P<number>{_NUMBER})", re.ASCII)


def tile(path: str) -> bytes:
    """Return a published tile or bundle, by its path after `tile/`.

    Raises:
        Missing: there is none, or it lies beyond the published checkpoint.
    """
    found = _TILE.fullmatch(path)
    head = published_head()
    if found is None or head is None:
        raise Missing(f"tile/{path}")
    level = 0 if found["level"] == "entries" else int(found["level"])
    if _hashes_needed(found["number"]) > head.size // WIDTH**level:
        raise Missing(f"tile/{path}")
    return source().read(f"tile/{path}")


def _hashes_needed(number: str) -> int:
    """Return how many hashes a level must have for a tile to be there."""
    index, _, width = number.partition(".p/")
    return int(index.replace("x", "").replace("/", "")) * WIDTH + int(width or WIDTH)
