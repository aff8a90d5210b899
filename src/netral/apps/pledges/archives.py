"""The sealed pledges of many as one ZIP, written while it is sent, with a list that says what lies in it."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import slugify

from netral.apps.pledges.models import Pledge
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.seals.queries import pdf_of
from netral.foundation.ui.exports import harmless

AT_ONCE = 50
LIST = "daftar.csv"
HEADS = ("berkas", "nama", "nip", "unit", "ditandatangani", "kode", "sha256")


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


def archive_of(pledges: QuerySet[Pledge], reader: Actor) -> Iterator[bytes]:
    """Yield a ZIP of the pledges' documents, some at a time, and last the list of what it holds."""
    # The page's own scope ends before the answer is sent, so each part is read in the reader's name again.
    with reading_as(reader):
        idents = list(pledges.values_list("pk", flat=True))
    outbox, lines = _Outbox(), [list(HEADS)]
    # The documents' streams are compressed already.
    with zipfile.ZipFile(outbox, "w", zipfile.ZIP_STORED) as archive:
        for start in range(0, len(idents), AT_ONCE):
            for line, pdf in _documents(pledges, idents[start : start + AT_ONCE], reader):
                lines.append(line)
                archive.writestr(_entry(line[0]), pdf)
            yield outbox.take()
        archive.writestr(_entry(LIST), _as_csv(lines), zipfile.ZIP_DEFLATED)
    yield outbox.take()


def _documents(pledges: QuerySet[Pledge], idents: Sequence[UUID], reader: Actor) -> list[tuple[list[str], bytes]]:
    with reading_as(reader):
        found = {pledge.pk: pledge for pledge in pledges.filter(pk__in=idents)}
        rows = [found[ident] for ident in idents if ident in found]
        return [(_line(pledge), pdf_of(pledge.document)) for pledge in rows if pledge.document]


def _line(pledge: Pledge) -> list[str]:
    document = pledge.document
    code, sha256 = (document.shown_code, document.sha256) if document else ("", "")
    name = f"{slugify(pledge.unit.name)[:60]}/{slugify(pledge.person.name)[:60]}-{code}.pdf"
    signed = pledge.signed_at.isoformat(timespec="seconds") if pledge.signed_at else ""
    return [name, pledge.person.name, pledge.person.nip, pledge.unit.name, signed, code, sha256]


def _entry(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, now().timetuple()[:6])


def _as_csv(lines: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([harmless(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")
