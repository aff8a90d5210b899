"""The last checkpoint kept outside the database, so that a log cut short there is noticed here."""

import os
import threading
from pathlib import Path

from django.conf import settings


def _file() -> Path:
    return Path(settings.LEDGER_CHECKPOINT_FILE)


def remember(note: str) -> None:
    """Replace the kept checkpoint, durably and in one step."""
    target = _file()
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    with draft.open("w", encoding="utf-8") as stream:
        stream.write(note)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(target)


def remembered() -> str | None:
    """Return the kept checkpoint, if there is one."""
    return _file().read_text(encoding="utf-8") if _file().exists() else None
