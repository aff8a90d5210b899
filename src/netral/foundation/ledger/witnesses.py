"""What witnesses say: their lines are checked, kept in the database, and shown under the checkpoint they belong to."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from netral.engines.merkle.cosignatures import Cosigner, cosigned_by
from netral.engines.merkle.note import Note, NoteError, head_of, signed_by, with_signatures
from netral.foundation.ledger import folder
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identity import witnesses
from netral.foundation.ledger.models import Checkpoint, Cosignature
from netral.foundation.ledger.queries import cosigned_sizes, last_cosigned, lines_at, signed_at_size

# A busy log signs five checkpoints a second: a witness may be so many behind and still be heard.
_RECENT = 1_000
MOST_BYTES = 16_384


class CosignatureRefused(ValueError):
    """What a witness sent is not kept, and why; `stale` when another line would be, of a newer checkpoint."""

    def __init__(self, reason: str, *, stale: bool = False) -> None:
        super().__init__(reason)
        self.stale = stale


@dataclass(frozen=True)
class Standing:
    """How one witness stands: the largest log it vouched for, and when its line came."""

    name: str
    key: str
    size: int | None
    received_at: datetime | None


def accept(note: str) -> list[str]:
    """Keep the lines of known witnesses under a checkpoint of this log, and return the names of those witnesses.

    Raises:
        CosignatureRefused: it is no recent checkpoint of this log, or no known witness cosigned it.
    """
    try:
        size, text = head_of(note).size, Note.parse(note).text
        _require_recent(size, text)
        found = signed_by(Note.parse(note), witnesses())
    except NoteError as error:
        raise CosignatureRefused(_("Ini bukan checkpoint yang dapat dibaca: %(why)s.") % {"why": error}) from error
    if not found:
        raise CosignatureRefused(
            _("Tidak ada tanda tangan saksi yang dikenal log ini. Kirim kunci saksi Anda kepada pengelola log.")
        )
    for witness, _signature in found:
        _require_newer(witness.name, size)
    received = now()
    Cosignature.objects.bulk_create(
        [
            Cosignature(size=size, witness=witness.name, line=signature.line(), received_at=received)
            for witness, signature in found
        ],
        ignore_conflicts=True,
    )
    return [witness.name for witness, _signature in found]


def served_checkpoint() -> str | None:
    """Return the published checkpoint with the lines of the witnesses who saw it, or None before the first."""
    note = folder.published()
    return with_lines(note) if note is not None else None


def with_lines(note: str) -> str:
    """Return a checkpoint of this log with the lines of the known witnesses who saw it."""
    known = witnesses()
    lines = lines_at(head_of(note).size, [witness.name for witness in known])
    return with_signatures(note, [line for line in lines if _is_good(note, line, known)])


def best_witnessed(index: int) -> str | None:
    """Return the published checkpoint that holds a position and that most witnesses saw, the newest of equals."""
    newest = folder.published_head()
    if newest is None or newest.size <= index:
        return None
    sizes = cosigned_sizes([witness.name for witness in witnesses()], above=index, up_to=newest.size)
    size, _count = max(sizes, key=lambda each: (each[1], each[0]), default=(newest.size, 0))
    note = signed_at_size(size)
    return with_lines(note) if note is not None else None


def standings() -> list[Standing]:
    """Return how each known witness stands, in the order of the settings."""
    found = []
    for witness in witnesses():
        last = last_cosigned(witness.name)
        size, received = (last.size, last.received_at) if last else (None, None)
        found.append(Standing(witness.name, witness.written(), size, received))
    return found


def _require_recent(size: int, text: str) -> None:
    note = signed_at_size(size)
    if note is None or Note.parse(note).text != text:
        raise CosignatureRefused(
            _("Log ini tidak pernah menandatangani checkpoint berisi %(size)d itu.") % {"size": size}
        )
    if Checkpoint.objects.filter(size__gt=size).count() >= _RECENT:
        raise CosignatureRefused(_("Checkpoint itu sudah terlalu lama. Ambil yang terbaru, lalu ulangi."), stale=True)


def _require_newer(name: str, size: int) -> None:
    last = last_cosigned(name)
    if last is not None and last.size > size:
        raise CosignatureRefused(
            _("Saksi %(name)s sudah menandatangani log berisi %(size)d; yang lebih kecil tidak diterima.")
            % {"name": name, "size": last.size},
            stale=True,
        )


def _is_good(note: str, line: str, known: list[Cosigner]) -> bool:
    # A key of the same name may have been renewed since; its old lines are left out rather than shown as false.
    try:
        return bool(cosigned_by(with_signatures(note, [line]), known))
    except NoteError:
        return False
