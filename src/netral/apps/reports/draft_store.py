"""Drafts: kept for a day, encrypted with a key that only the reporter's cookie holds, then gone.

The token in the cookie is never stored. A hash of it finds the row; another hash of it is the key. Whoever copies
the database or the disk learns that somebody was writing, and nothing else.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Sum
from django.db.models.functions import Length
from nacl.exceptions import CryptoError
from nacl.secret import Aead

from netral.apps.reports.domain.answers import Answers, Attachment
from netral.apps.reports.models import Draft, DraftFile
from netral.engines.vault import stream
from netral.foundation.files.capacity import StoreFull, full_disk_told, within_room
from netral.foundation.files.domain import MEGABYTE, purposes
from netral.foundation.files.intake import Reception, Upload
from netral.foundation.files.storage import create_file, make_folder
from netral.foundation.ledger.clock import now

LIFE = timedelta(hours=24)
EVIDENCE = "evidence"
MOST_FILES = 10
# Of all files of one draft together.
MOST_BYTES = 500 * MEGABYTE
# Of all answers of one draft together; what the forms allow stays below it.
MOST_TEXT_BYTES = 256 * 1024
# As many drafts as there may be fit into their room with so much text each; only longer ones have to be counted.
_ORDINARY_TEXT_BYTES = 16 * 1024
PIECE = 256 * 1024
# Each new draft clears away a few old ones, so that none outlives its day even where no worker runs.
_TIDIED_AT_ONCE = 20
# The numbers of the locks of all drafts' room, for files and for text, among all advisory locks of the database.
_GATE = 0x4E657442
_TEXT_GATE = 0x4E657444


class DraftFull(ValueError):
    """A draft that already holds as many files, or as many bytes, as it may."""


class DraftsFull(RuntimeError):
    """As many drafts are being written as there is room for."""


class SizedUpload(Upload, Protocol):
    """An upload whose size is known before it is read."""

    @property
    def size(self) -> int | None:
        """How many bytes it has."""


@dataclass(frozen=True)
class Sent:
    """What the reporter may still see after sending, until the draft's day is over."""

    number: str
    code: str
    report_id: str


@dataclass(frozen=True)
class OpenDraft:
    """A draft opened with its token."""

    row: Draft
    key: bytes
    answers: Answers
    sent: Sent | None = None


def begin() -> tuple[str, OpenDraft]:
    """Start an empty draft and return the token that opens it.

    Raises:
        DraftsFull: too many are being written, and none of them is empty.
    """
    purge_expired(now(), limit=_TIDIED_AT_ONCE)
    _make_room()
    token = secrets.token_urlsafe(32)
    lookup, key = _derive(token)
    row = Draft(lookup=lookup, expires_at=now() + LIFE)
    draft = OpenDraft(row, key, Answers())
    row.sealed = _seal(draft)
    row.save(force_insert=True)
    return token, draft


def find(token: str) -> OpenDraft | None:
    """Open the draft of a token; None when there is none or its day is over."""
    if not token:
        return None
    lookup, key = _derive(token)
    row = Draft.objects.filter(lookup=lookup, expires_at__gt=now()).first()
    return _open(row, key) if row else None


def locked(draft: OpenDraft) -> OpenDraft:
    """Return the draft as it is now, locked until the running transaction ends.

    Raises:
        Draft.DoesNotExist: it was removed meanwhile.
    """
    return _open(Draft.objects.select_for_update().get(pk=draft.row.pk), draft.key)


def change(draft: OpenDraft, **answers: Any) -> OpenDraft:
    """Keep new answers; what another window answered meanwhile stays. A sent report no longer changes.

    Raises:
        StoreFull: the answers of this draft, or of all drafts together, are longer than there is room for.
    """
    with transaction.atomic():
        fresh = locked(draft)
        if fresh.sent:
            return fresh
        fresh.row.answered = True
        kept = _keep(replace(fresh, answers=replace(fresh.answers, **answers)))
        _check_text(len(kept.row.sealed))
        return kept


def finish(draft: OpenDraft, sent: Sent) -> OpenDraft:
    """Replace everything that was answered by the receipt; the files go once the transaction commits."""
    places = [file.pk for file in draft.row.files.all()]
    draft.row.files.all().delete()
    transaction.on_commit(lambda: _unlink(places))
    return _keep(replace(draft, answers=Answers(), sent=sent))


def discard(draft: OpenDraft) -> None:
    """Remove a draft and its files at once."""
    _remove([draft.row])


def purge_expired(moment: datetime, *, limit: int | None = None) -> int:
    """Remove the drafts whose day is over, and return how many there were."""
    with transaction.atomic():
        expired = Draft.objects.select_for_update(skip_locked=True).filter(expires_at__lte=moment)
        rows = list(expired.order_by("expires_at")[:limit])
        _remove(rows)
    return len(rows)


def attach(draft: OpenDraft, upload: SizedUpload) -> OpenDraft:
    """Encrypt a file into the draft.

    Raises:
        FileRefused: it is empty, too large, or of a kind not accepted.
        StoreFull: all drafts together hold as much as they may, or the disk has no room.
        DraftFull: the draft holds too many files, or too much, already.
    """
    reception = Reception(upload, purposes()[EVIDENCE])
    place = _reserve(draft, min(upload.size or 0, reception.purpose.limit))
    try:
        with full_disk_told():
            sha256, size = _write(place, draft.key, within_room(reception))
        names = {"name": reception.name, "sent_name": reception.sent_name, "claimed": reception.claimed}
        file = Attachment(place.hex, media_type=reception.type.media_type, size=size, sha256=sha256, **names)
        with transaction.atomic():
            fresh = locked(draft)
            DraftFile.objects.filter(pk=place).update(size=size)
            return change(fresh, files=(*fresh.answers.files, file))
    except BaseException:
        DraftFile.objects.filter(pk=place).delete()
        _unlink([place])
        raise


def detach(draft: OpenDraft, place: str) -> OpenDraft:
    """Remove one file from the draft; a name it does not know changes nothing."""
    gone = [file for file in draft.answers.files if file.place == place]
    if not gone:
        return draft
    draft.row.files.filter(pk=UUID(hex=place)).delete()
    _unlink([UUID(hex=place)])
    return change(draft, files=tuple(file for file in draft.answers.files if file.place != place))


@dataclass(frozen=True)
class DraftUpload:
    """A file of a draft, to be stored like any upload."""

    draft: OpenDraft
    file: Attachment

    @property
    def name(self) -> str:
        """The name the file had on the reporter's device."""
        return self.file.sent_name or self.file.name

    def chunks(self) -> Iterator[bytes]:
        """Decrypt the content, piece by piece."""
        place = UUID(hex=self.file.place)
        return stream.decrypt(_pieces(_path(place)), _file_key(self.draft.key, place), place.bytes)


def _reserve(draft: OpenDraft, size: int) -> UUID:
    """Set room for a file aside, so that uploads at the same time cannot take it twice."""
    with transaction.atomic():
        _one_at_a_time(_GATE)
        of_all = DraftFile.objects.aggregate(bytes=Sum("size"))["bytes"] or 0
        own = DraftFile.objects.filter(draft=draft.row).aggregate(bytes=Sum("size"), files=Count("pk"))
        if own["files"] >= MOST_FILES or (own["bytes"] or 0) + size > MOST_BYTES:
            raise DraftFull(f"a draft holds at most {MOST_FILES} files of {MOST_BYTES} bytes together")
        if of_all + size > settings.DRAFT_STORE_BYTES:
            raise StoreFull
        return UUID(str(DraftFile.objects.create(draft=draft.row, size=size).pk))


def _check_text(size: int) -> None:
    if size > MOST_TEXT_BYTES:
        raise StoreFull
    if size <= _ORDINARY_TEXT_BYTES:
        return
    # Another lock than that of the files: whoever holds that one may wait for this draft.
    _one_at_a_time(_TEXT_GATE)
    of_all = Draft.objects.aggregate(bytes=Sum(Length("sealed")))["bytes"] or 0
    if of_all > settings.DRAFT_TEXT_BYTES:
        raise StoreFull


def _make_room() -> None:
    with transaction.atomic():
        _one_at_a_time(_GATE)
        beyond = Draft.objects.count() - settings.MOST_DRAFTS + 1
        if beyond <= 0:
            return
        empty = Draft.objects.select_for_update(skip_locked=True).filter(answered=False).order_by("expires_at")
        rows = list(empty[:beyond])
        if len(rows) < beyond:
            raise DraftsFull("all drafts that may be written at once are being written")
        _remove(rows)


def _one_at_a_time(gate: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [gate])


def _derive(token: str) -> tuple[bytes, bytes]:
    secret = hashlib.sha256(token.encode()).digest()
    lookup = hashlib.blake2b(secret, digest_size=32, person=b"draft-lookup").digest()
    return lookup, hashlib.blake2b(secret, digest_size=32, person=b"draft-key").digest()


def _file_key(key: bytes, place: UUID) -> bytes:
    return hashlib.blake2b(place.bytes, digest_size=stream.KEY_BYTES, key=key, person=b"draft-file").digest()


def _seal(draft: OpenDraft) -> bytes:
    content = {"answers": draft.answers.as_json(), "sent": asdict(draft.sent) if draft.sent else None}
    return bytes(Aead(draft.key).encrypt(json.dumps(content, ensure_ascii=False).encode(), bytes(draft.row.lookup)))


def _open(row: Draft, key: bytes) -> OpenDraft:
    try:
        content = json.loads(Aead(key).decrypt(bytes(row.sealed), bytes(row.lookup)))
    except CryptoError as error:
        raise Draft.DoesNotExist("the draft was not written with this key") from error
    sent = Sent(**content["sent"]) if content["sent"] else None
    return OpenDraft(row, key, Answers.from_json(content["answers"]), sent)


def _keep(draft: OpenDraft) -> OpenDraft:
    draft.row.sealed = _seal(draft)
    draft.row.save(update_fields=["sealed", "answered"])
    return draft


def _remove(rows: list[Draft]) -> None:
    places = list(DraftFile.objects.filter(draft__in=rows).values_list("pk", flat=True))
    Draft.objects.filter(pk__in=[row.pk for row in rows]).delete()
    transaction.on_commit(lambda: _unlink(places))


def _write(place: UUID, key: bytes, content: Iterable[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0

    def measured() -> Iterator[bytes]:
        nonlocal size
        for piece in content:
            digest.update(piece)
            size += len(piece)
            yield piece

    path = _path(place)
    make_folder(path.parent)
    with create_file(path) as file:
        file.writelines(stream.encrypt(measured(), _file_key(key, place), place.bytes))
    return digest.hexdigest(), size


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _unlink(places: Iterable[UUID]) -> None:
    for place in places:
        _path(place).unlink(missing_ok=True)


def _path(place: UUID) -> Path:
    return Path(settings.NETRAL_STORE) / "drafts" / place.hex
