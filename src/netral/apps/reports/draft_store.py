"""Drafts of reports: kept for a day, opened by the token in the reporter's cookie, then gone."""

import secrets
from datetime import timedelta
from typing import Any

from netral.apps.reports.domain.answers import Answers
from netral.foundation.drafts.store import (
    DraftFull,
    DraftsFull,
    DraftStore,
    DraftUpload,
    OpenDraft as AnyDraft,
    Sent,
    SizedUpload,
    discard,
    purge_expired,
)
from netral.foundation.files.domain import MEGABYTE

__all__ = [
    "EVIDENCE",
    "LIFE",
    "MOST_BYTES",
    "MOST_FILES",
    "MOST_TEXT_BYTES",
    "DraftFull",
    "DraftUpload",
    "DraftsFull",
    "OpenDraft",
    "Sent",
    "attach",
    "begin",
    "change",
    "detach",
    "discard",
    "find",
    "finish",
    "locked",
    "purge_expired",
]

LIFE = timedelta(hours=24)
EVIDENCE = "evidence"
MOST_FILES = 10
# Of all files of one draft together.
MOST_BYTES = 500 * MEGABYTE
# Of all answers of one draft together; what the forms allow stays below it.
MOST_TEXT_BYTES = 256 * 1024

OpenDraft = AnyDraft[Answers]


def begin() -> tuple[str, OpenDraft]:
    """Start an empty draft and return the token that opens it. Raises DraftsFull."""
    token = secrets.token_urlsafe(32)
    return token, _store().begin(token)


def find(token: str) -> OpenDraft | None:
    """Open the draft of a token; None when there is none or its day is over."""
    return _store().find(token)


def locked(draft: OpenDraft) -> OpenDraft:
    """Return the draft as it is now, locked until the running transaction ends. Raises Draft.DoesNotExist."""
    return _store().locked(draft)


def change(draft: OpenDraft, **answers: Any) -> OpenDraft:
    """Keep new answers; what another window answered meanwhile stays. Raises StoreFull."""
    return _store().change(draft, **answers)


def finish(draft: OpenDraft, sent: Sent) -> OpenDraft:
    """Replace everything that was answered by the receipt."""
    return _store().finish(draft, sent)


def attach(draft: OpenDraft, upload: SizedUpload) -> OpenDraft:
    """Encrypt a file into the draft. Raises FileRefused, StoreFull or DraftFull."""
    return _store().attach(draft, upload)


def detach(draft: OpenDraft, place: str) -> OpenDraft:
    """Remove one file from the draft; a name it does not know changes nothing."""
    return _store().detach(draft, place)


def _store() -> DraftStore[Answers]:
    return DraftStore(
        form="report",
        answers=Answers,
        read=Answers.from_json,
        life=LIFE,
        purpose=EVIDENCE,
        most_files=MOST_FILES,
        most_bytes=MOST_BYTES,
        most_text_bytes=MOST_TEXT_BYTES,
    )
