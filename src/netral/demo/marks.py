"""Whether a database holds the demo, whole or broken off; the ledger remembers."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.kinds import EventKind, event_kind
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import action, record

DEMO_BEGUN = event_kind("demo.begun", _("Demo dimulai"))
DEMO_TOLD = event_kind("demo.told", _("Demo selesai"))


def has_begun() -> bool:
    """Say whether the demo was begun in this database."""
    return _happened(DEMO_BEGUN)


def is_told() -> bool:
    """Say whether the demo was told to its end."""
    return _happened(DEMO_TOLD)


def keep_receipt(code: str) -> None:
    """Keep the receipt code of the story's report beside the database, for people to try; real codes are never kept."""
    _receipt_file().parent.mkdir(parents=True, exist_ok=True)
    _receipt_file().write_text(code, encoding="utf-8")


def kept_receipt() -> str:
    """Return the receipt code of the story's report, empty when it was not kept."""
    return _receipt_file().read_text(encoding="utf-8") if _receipt_file().exists() else ""


def _receipt_file() -> Path:
    return Path(settings.LEDGER_FOLDER).with_name("demo-receipt")


@action
def mark_begun() -> None:
    """Note that the demo begins."""
    record(DEMO_BEGUN, subject=("demo", "story"), by=SYSTEM)


@action
def mark_told() -> None:
    """Note that the demo is whole."""
    record(DEMO_TOLD, subject=("demo", "story"), by=SYSTEM)


def _happened(kind: EventKind) -> bool:
    return Event.objects.filter(kind=kind.code).exists()
