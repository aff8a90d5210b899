"""Canonical bytes of an event and the salted commitment that the public log holds."""

import json
import secrets
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

SALT_BYTES = 16


def as_json(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data as the database will give it back: dates and identifiers as text.

    Raises:
        TypeError: the data holds a float, which has no single written form; use an integer or text.
    """
    plain: dict[str, Any] = json.loads(json.dumps(data, cls=DjangoJSONEncoder), parse_float=_refuse_float)
    return plain


def _refuse_float(text: str) -> None:
    raise TypeError(f"an event cannot hold the float {text}: write it as an integer or as text")


def canonical(body: Mapping[str, Any]) -> bytes:
    """Return the canonical JSON of an event: sorted keys, no spaces, UTF-8."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def new_salt() -> bytes:
    """Return a fresh random salt."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(salt: bytes, event: bytes) -> bytes:
    """Return SHA-256(salt || canonical event), which hides the event once the salt is erased."""
    return sha256(salt + event).digest()
