"""Receipts kept on request: found by a hash of the holder's code, and encrypted with another hash of it.

The code itself is never stored. Whoever copies the database learns how many receipts are kept, and nothing else.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from nacl.secret import Aead

from netral.apps.guidance.models import KeptReceipt
from netral.engines.rules.receipt import canonical
from netral.engines.vault.codes import fingerprint, normalised


def lookup_of(code: str) -> bytes:
    """The hash a receipt is found by."""
    return fingerprint(code, settings.RECEIPT_KEY.key())


def sealed(receipt: Mapping[str, Any], code: str) -> bytes:
    """The receipt as it is kept."""
    return bytes(Aead(_key(code)).encrypt(canonical(receipt), lookup_of(code)))


def kept_receipt(typed: str) -> tuple[KeptReceipt, dict[str, Any]] | None:
    """The receipt kept under a code, with its row; None when the code opens none."""
    code = normalised(typed)
    row = KeptReceipt.objects.filter(lookup=lookup_of(code)).first() if code else None
    if code is None or row is None:
        return None
    receipt: dict[str, Any] = json.loads(Aead(_key(code)).decrypt(bytes(row.sealed), lookup_of(code)))
    return row, receipt


def _key(code: str) -> bytes:
    return hashlib.blake2b(
        code.encode(), digest_size=32, key=settings.RECEIPT_KEY.key(), person=b"selfcheck-keep"
    ).digest()
