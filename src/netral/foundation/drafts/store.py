"""Drafts: kept for a while, encrypted with a key that only the writer's token holds, then gone.

The token is never stored. A hash of it finds the row; another hash of it is the key. Whoever copies the database or
the disk learns that somebody was writing, and nothing else.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Sum
from django.db.models.functions import Length
from nacl.exceptions import CryptoError
from nacl.secret import Aead

from netral.foundation.drafts import content
from netral.foundation.drafts.domain import Attachment
from netral.foundation.drafts.models import Draft, DraftFile
from netral.foundation.files.capacity import StoreFull, full_disk_told, within_room
from netral.foundation.files.domain import purposes
from netral.foundation.files.intake import Reception, Upload
from netral.foundation.ledger.clock import now

# As many drafts as there may be fit into their room with so much text each; only longer ones have to be counted.
_ORDINARY_TEXT_BYTES = 16 * 1024
# Each new draft clears away a few old ones, so that none outlives its time even where no worker runs.
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


class FormAnswers(Protocol):
    """The answers of a form, a frozen dataclass; its files are among them."""

    @property
    def files(self) -> tuple[Attachment, ...]:
        """The files attached so far."""

    def as_json(self) -> dict[str, Any]:
        """Return the answers as plain values."""


A = TypeVar("A", bound=FormAnswers)


@dataclass(frozen=True)
class Sent:
    """What the writer may still see after sending, until the draft's time is over."""

    number: str
    code: str
    report_id: str


@dataclass(frozen=True)
class OpenDraft(Generic[A]):
    """A draft opened with its token."""

    row: Draft
    key: bytes
    answers: A
    sent: Sent | None = None


@dataclass(frozen=True)
class DraftUpload:
    """A file of a draft, to be stored like any upload."""

    draft: OpenDraft[Any]
    file: Attachment

    @property
    def name(self) -> str:
        """The name the file had on the writer's device."""
        return self.file.sent_name or self.file.name

    def chunks(self) -> Iterator[bytes]:
        """Decrypt the content, piece by piece."""
        return content.read(UUID(hex=self.file.place), self.draft.key)


@dataclass(frozen=True, kw_only=True)
class DraftStore(Generic[A]):
    """The drafts of one form: how their answers begin and are read, and what one draft may hold.

    `most_bytes` bounds all files of one draft together, `most_text_bytes` all its answers.
    """

    form: str
    answers: type[A]
    read: Callable[[Mapping[str, Any]], A]
    life: timedelta
    purpose: str
    most_files: int
    most_bytes: int
    most_text_bytes: int

    def begin(self, token: str, until: datetime | None = None) -> OpenDraft[A]:
        """Start an empty draft that a token opens, for its life or until an earlier moment.

        Raises:
            DraftsFull: too many are being written, and none of them is empty.
        """
        purge_expired(now(), limit=_TIDIED_AT_ONCE)
        _make_room()
        lookup, key = _derive(token)
        end = now() + self.life
        row = Draft(form=self.form, lookup=lookup, expires_at=min(end, until) if until else end)
        draft = OpenDraft(row, key, self.answers())
        row.sealed = _seal(draft)
        row.save(force_insert=True)
        return draft

    def find(self, token: str) -> OpenDraft[A] | None:
        """Open the draft of a token; None when there is none or its time is over."""
        if not token:
            return None
        lookup, key = _derive(token)
        row = Draft.objects.filter(form=self.form, lookup=lookup, expires_at__gt=now()).first()
        return self._open(row, key) if row else None

    def locked(self, draft: OpenDraft[A]) -> OpenDraft[A]:
        """Return the draft as it is now, locked until the running transaction ends.

        Raises:
            Draft.DoesNotExist: it was removed meanwhile.
        """
        return self._open(Draft.objects.select_for_update().get(pk=draft.row.pk), draft.key)

    def change(self, draft: OpenDraft[A], **answers: Any) -> OpenDraft[A]:
        """Keep new answers; what another window answered meanwhile stays. What was sent no longer changes.

        Raises:
            StoreFull: the answers of this draft, or of all drafts together, are longer than there is room for.
        """
        with transaction.atomic():
            fresh = self.locked(draft)
            if fresh.sent:
                return fresh
            fresh.row.answered = True
            changed: Any = fresh.answers
            kept = _keep(replace(fresh, answers=replace(changed, **answers)))
            self._check_text(len(kept.row.sealed))
            return kept

    def finish(self, draft: OpenDraft[A], sent: Sent) -> OpenDraft[A]:
        """Replace everything that was answered by the receipt; the files go once the transaction commits."""
        places = [file.pk for file in draft.row.files.all()]
        draft.row.files.all().delete()
        transaction.on_commit(lambda: content.unlink(places))
        return _keep(replace(draft, answers=self.answers(), sent=sent))

    def attach(self, draft: OpenDraft[A], upload: SizedUpload, kind: str = "") -> OpenDraft[A]:
        """Encrypt a file into the draft.

        Raises:
            FileRefused: it is empty, too large, or of a kind not accepted.
            StoreFull: all drafts together hold as much as they may, or the disk has no room.
            DraftFull: the draft holds too many files, or too much, already.
        """
        reception = Reception(upload, purposes()[self.purpose])
        place = self._reserve(draft, min(upload.size or 0, reception.purpose.limit))
        try:
            with full_disk_told():
                sha256, size = content.write(place, draft.key, within_room(reception))
            names = {"name": reception.name, "sent_name": reception.sent_name, "claimed": reception.claimed}
            media_type = reception.type.media_type
            file = Attachment(place.hex, media_type=media_type, size=size, sha256=sha256, kind=kind, **names)
            with transaction.atomic():
                fresh = self.locked(draft)
                DraftFile.objects.filter(pk=place).update(size=size)
                return self.change(fresh, files=(*fresh.answers.files, file))
        except BaseException:
            DraftFile.objects.filter(pk=place).delete()
            content.unlink([place])
            raise

    def detach(self, draft: OpenDraft[A], place: str) -> OpenDraft[A]:
        """Remove one file from the draft; a name it does not know changes nothing."""
        if all(file.place != place for file in draft.answers.files):
            return draft
        draft.row.files.filter(pk=UUID(hex=place)).delete()
        content.unlink([UUID(hex=place)])
        return self.change(draft, files=tuple(file for file in draft.answers.files if file.place != place))

    def _open(self, row: Draft, key: bytes) -> OpenDraft[A]:
        try:
            kept = json.loads(Aead(key).decrypt(bytes(row.sealed), bytes(row.lookup)))
        except CryptoError as error:
            raise Draft.DoesNotExist("the draft was not written with this key") from error
        sent = Sent(**kept["sent"]) if kept["sent"] else None
        return OpenDraft(row, key, self.read(kept["answers"]), sent)

    def _reserve(self, draft: OpenDraft[A], size: int) -> UUID:
        """Set room for a file aside, so that uploads at the same time cannot take it twice."""
        with transaction.atomic():
            _one_at_a_time(_GATE)
            of_all = DraftFile.objects.aggregate(bytes=Sum("size"))["bytes"] or 0
            own = DraftFile.objects.filter(draft=draft.row).aggregate(bytes=Sum("size"), files=Count("pk"))
            if own["files"] >= self.most_files or (own["bytes"] or 0) + size > self.most_bytes:
                raise DraftFull(f"a draft holds at most {self.most_files} files of {self.most_bytes} bytes together")
            if of_all + size > settings.DRAFT_STORE_BYTES:
                raise StoreFull
            return UUID(str(DraftFile.objects.create(draft=draft.row, size=size).pk))

    def _check_text(self, size: int) -> None:
        if size > self.most_text_bytes:
            raise StoreFull
        if size <= _ORDINARY_TEXT_BYTES:
            return
        # Another lock than that of the files: whoever holds that one may wait for this draft.
        _one_at_a_time(_TEXT_GATE)
        of_all = Draft.objects.aggregate(bytes=Sum(Length("sealed")))["bytes"] or 0
        if of_all > settings.DRAFT_TEXT_BYTES:
            raise StoreFull


def discard(draft: OpenDraft[Any]) -> None:
    """Remove a draft and its files, which go once the transaction commits."""
    _remove([draft.row])


def purge_expired(moment: datetime, *, limit: int | None = None) -> int:
    """Remove the drafts of every form whose time is over, and return how many there were."""
    with transaction.atomic():
        expired = Draft.objects.select_for_update(skip_locked=True).filter(expires_at__lte=moment)
        rows = list(expired.order_by("expires_at")[:limit])
        _remove(rows)
    return len(rows)


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


def _seal(draft: OpenDraft[Any]) -> bytes:
    plain: Mapping[str, Any] = {
        "answers": draft.answers.as_json(),
        "sent": asdict(draft.sent) if draft.sent else None,
    }
    return bytes(Aead(draft.key).encrypt(json.dumps(plain, ensure_ascii=False).encode(), bytes(draft.row.lookup)))


def _keep(draft: OpenDraft[A]) -> OpenDraft[A]:
    draft.row.sealed = _seal(draft)
    draft.row.save(update_fields=["sealed", "answered"])
    return draft


def _remove(rows: list[Draft]) -> None:
    places = list(DraftFile.objects.filter(draft__in=rows).values_list("pk", flat=True))
    Draft.objects.filter(pk__in=[row.pk for row in rows]).delete()
    transaction.on_commit(lambda: content.unlink(places))
