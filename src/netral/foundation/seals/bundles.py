"""Many sealed documents as one ZIP, written while it is sent, with a list that says what lies in it."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ui.exports import harmless

AT_ONCE = 50
LIST = "daftar.csv"
# A line of the list, whose first cell is the name of the file, and the file.
Bundled = tuple[list[str], bytes]


class _Outbox:
    """What was written and is not sent yet; it cannot go back, so the ZIP is written in one direction."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        """Keep bytes until they are taken."""
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing lies behind."""

    def close(self) -> None:
        """Nothing is open."""

    def take(self) -> bytes:
        """Return what waits, and forget it."""
        taken = b"".join(self._waiting)
        self._waiting.clear()
        return taken


def bundle_of(
    idents: Sequence[UUID],
    read: Callable[[Sequence[UUID]], list[Bundled]],
    heads: Sequence[str],
    reader: Actor,
) -> Iterator[bytes]:
    """Yield a ZIP of documents, some at a time as `read` gives them, and last the list of what it holds."""
    outbox, lines = _Outbox(), [list(heads)]
    # The documents' streams are compressed already.
    with zipfile.ZipFile(outbox, "w", zipfile.ZIP_STORED) as archive:
        for start in range(0, len(idents), AT_ONCE):
            # The page's own scope ends before the answer is sent, so each part is read in the reader's name again.
            with reading_as(reader):
                found = read(idents[start : start + AT_ONCE])
            for line, pdf in found:
                lines.append(line)
                archive.writestr(_entry(line[0]), pdf)
            yield outbox.take()
        archive.writestr(_entry(LIST), _as_csv(lines), zipfile.ZIP_DEFLATED)
    yield outbox.take()


def _entry(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, now().timetuple()[:6])


def _as_csv(lines: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([harmless(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")
