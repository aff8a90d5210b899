"""Keeping a receipt for its holder, and erasing it when she asks."""

from collections.abc import Mapping
from typing import Any

from netral.apps.guidance.models import KeptReceipt
from netral.apps.guidance.selfcheck.events import RECEIPT_ERASED, RECEIPT_KEPT
from netral.apps.guidance.selfcheck.keeping import lookup_of, sealed
from netral.engines.vault.codes import new_code
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record


@action
def keep_receipt(*, receipt: Mapping[str, Any], by: Actor) -> str:
    """Keep a receipt and return the code that opens it."""
    code = new_code()
    row = KeptReceipt(lookup=lookup_of(code), sealed=sealed(receipt, code), kept_at=now())
    row.save(force_insert=True)
    record(RECEIPT_KEPT, subject=row, by=by)
    return code


@action
def erase_receipt(*, row: KeptReceipt, by: Actor) -> None:
    """Erase a kept receipt."""
    record(RECEIPT_ERASED, subject=row, by=by)
    row.delete()
