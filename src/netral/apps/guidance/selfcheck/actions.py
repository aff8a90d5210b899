"""Keeping a receipt for its holder, and erasing it when she asks."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from netral.apps.guidance.models import KeptReceipt
from netral.apps.guidance.selfcheck.events import RECEIPT_ERASED, RECEIPT_KEPT
from netral.apps.guidance.selfcheck.kept_receipts import lookup_of, sealed
from netral.engines.vault.codes import new_code
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.rates import TooManyNow
from netral.foundation.ledger.recording import action, record


@action
def keep_receipt(*, receipt: Mapping[str, Any], by: Actor) -> str:
    """Keep a receipt and return the code that opens it.

    Raises:
        TooManyNow: as many are kept as there is room for, or too many were kept a moment ago.
    """
    code = new_code()
    row = KeptReceipt(lookup=lookup_of(code), sealed=sealed(receipt, code), kept_at=now())
    # First, because whoever keeps one at the same time waits here to be counted.
    record(RECEIPT_KEPT, subject=row, by=by)
    if KeptReceipt.objects.count() >= settings.MOST_KEPT_RECEIPTS:
        raise TooManyNow("as many receipts are kept as there is room for")
    row.save(force_insert=True)
    return code


@action
def erase_receipt(*, row: KeptReceipt, by: Actor) -> None:
    """Erase a kept receipt."""
    record(RECEIPT_ERASED, subject=row, by=by)
    row.delete()
