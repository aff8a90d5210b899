"""How bytes and numbers are written in the text formats of logs, each in one way only."""

import base64
import binascii

from netral.engines.merkle.tree import HASH_BYTES

_LARGEST = 2**63 - 1


class EncodingRefused(ValueError):
    """A text is not written as the log formats ask."""


def encoded(data: bytes) -> str:
    """Return bytes in standard base64."""
    return base64.b64encode(data).decode()


def decoded(text: str) -> bytes:
    """Return the bytes of a base64 text.

    Raises:
        EncodingRefused: it is not base64, or not the one way of writing these bytes.
    """
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise EncodingRefused(f"“{text[:100]}” is not base64") from error
    # Spare bits in the last letter would let two texts mean the same signature.
    if encoded(data) != text:
        raise EncodingRefused(f"“{text[:100]}” has spare bits set")
    return data


def decoded_hash(text: str) -> bytes:
    """Return the SHA-256 hash that a base64 text states.

    Raises:
        EncodingRefused: it is not base64, or not 32 bytes.
    """
    data = decoded(text)
    if len(data) != HASH_BYTES:
        raise EncodingRefused(f"a hash has {HASH_BYTES} bytes, not {len(data)}")
    return data


def number(text: str) -> int:
    """Return a decimal number.

    Raises:
        EncodingRefused: it is not ASCII digits without leading zeros, or is above 2^63 - 1.
    """
    if not (text.isascii() and text.isdigit()) or (text[0] == "0" and text != "0"):
        raise EncodingRefused(f"“{text[:30]}” is not a whole number without leading zeros")
    if len(text) > len(str(_LARGEST)) or int(text) > _LARGEST:
        raise EncodingRefused(f"{text[:30]} is larger than a log can be")
    return int(text)
