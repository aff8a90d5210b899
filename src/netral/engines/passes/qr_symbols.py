"""QR symbols of passes by the thousand: of one version, level and mask each module is an XOR of the text's bits.

The symbol of a text is therefore that of another text of its length, changed by one table entry for every byte of data
that differs. The table is filled once from segno, and gives its very bits.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import segno

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION, LEVEL, MASK = 9, "M", 0
# What its bits behind a text of bytes reach.
MOST_CHARACTERS = 261
MODULES = 17 + 4 * VERSION
ROW_BYTES = -(-MODULES // 8)
# Data codewords of version 9 at level M (ISO/IEC 18004, table 7), and the bits before an alphanumeric text.
_CODEWORDS = 182
_MODE_BITS, _COUNT_BITS, _BYTE_COUNT_BITS, _PAIR_BITS, _LAST_BITS = 4, 9, 8, 11, 6
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_PADDING = (0xEC, 0x11)
# Symbols are XORed eight bytes at a time, so many texts together.
_WORD, _TOGETHER = 8, 64
_WORDS = -(-MODULES * ROW_BYTES // _WORD)
_VALUES = np.full(256, 255, dtype=np.uint8)
_VALUES[np.frombuffer(_ALPHABET.encode(), dtype=np.uint8)] = np.arange(len(_ALPHABET))


class UnfitText(ValueError):
    """A text with characters outside the alphanumeric set, or too long for the symbol."""


def bitmaps(texts: Sequence[str]) -> list[bytes]:
    """Return the symbols of texts, each of 53 rows of 7 bytes, a set bit for a dark module, without quiet zone.

    Raises:
        UnfitText: a text has other characters than QR's alphanumeric set, or more than 261.
    """
    found: dict[int, bytes] = {}
    places = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    for length, same in groupby(places, key=lambda place: len(texts[place])):
        group = [*same]
        for start in range(0, len(group), _TOGETHER):
            part = group[start : start + _TOGETHER]
            found.update(zip(part, _drawn(_data([texts[place] for place in part]), length), strict=True))
    return [found[place] for place in range(len(texts))]


def bitmap(text: str) -> bytes:
    """Return one symbol as segno draws it; the table would take longer to fill.

    Raises:
        UnfitText: as `bitmaps`.
    """
    _data([text])
    return _row(text, "alphanumeric").tobytes()[: MODULES * ROW_BYTES]


def _data(texts: Sequence[str]) -> np.ndarray:
    """Return the data codewords of texts of one length, as a matrix of bytes."""
    length = len(texts[0])
    raw = "".join(texts).encode("latin-1", "replace")
    values = _VALUES[np.frombuffer(raw, dtype=np.uint8)].reshape(len(texts), length)
    if length > MOST_CHARACTERS:
        raise UnfitText(f"A symbol of version {VERSION} holds {MOST_CHARACTERS} characters; these are {length}.")
    if (values == 255).any() or not length:
        raise UnfitText("A pass holds capitals, digits and the few signs of QR's alphanumeric set alone.")
    pairs, odd = divmod(length, 2)
    head = _bits_of((0b0010 << _COUNT_BITS) | length, _MODE_BITS + _COUNT_BITS)
    joined = values[:, 0 : 2 * pairs : 2].astype(np.uint16) * len(_ALPHABET) + values[:, 1 : 2 * pairs : 2]
    columns = [np.tile(head, (len(texts), 1)), _columns(joined, _PAIR_BITS)]
    if odd:
        columns.append(_columns(values[:, -1:].astype(np.uint16), _LAST_BITS))
    bits = np.hstack(columns)
    ended = min(bits.shape[1] + 4, 8 * _CODEWORDS)
    whole = np.packbits(np.pad(bits, ((0, 0), (0, ended - bits.shape[1]))), axis=1)
    padding = np.resize(np.array(_PADDING, dtype=np.uint8), _CODEWORDS - whole.shape[1])
    return np.hstack([whole, np.tile(padding, (len(texts), 1))])


def _columns(values: np.ndarray, width: int) -> np.ndarray:
    """Return values as bits, the highest first, so many to a value, one row a text."""
    spread = np.unpackbits(values.astype(">u2").view(np.uint8).reshape(*values.shape, 2), axis=2)
    return spread[:, :, 16 - width :].reshape(len(values), -1)


def _bits_of(value: int, width: int) -> np.ndarray:
    return np.array([value >> (width - 1 - place) & 1 for place in range(width)], dtype=np.uint8)


def _drawn(data: np.ndarray, length: int) -> list[bytes]:
    first, symbol = _first(length)
    changes = data ^ first
    places = np.flatnonzero(changes.any(axis=0))
    found = np.bitwise_xor.reduce(_table()[places, changes[:, places]], axis=1) ^ symbol
    raw, size = found.tobytes(), MODULES * ROW_BYTES
    return [raw[at : at + size] for at in range(0, len(raw), _WORDS * _WORD)]


@cache
def _first(length: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the data and the symbol of one text of a length."""
    text = "0" * length
    return _data([text])[0], _row(text, "alphanumeric")


@cache
def _table() -> np.ndarray:
    """Return what each change of each byte of data changes in a symbol.

    A text of bytes sets every bit behind its mode and count, which are the same in texts of one length.
    """
    table = np.zeros((_CODEWORDS, 256, _WORDS), dtype=np.uint64)
    most = _CODEWORDS - 2
    blank = _row(bytes(most), "byte")
    for bit in range(8 * most):
        text = bytearray(most)
        text[bit >> 3] = 0x80 >> (bit & 7)
        place = _MODE_BITS + _BYTE_COUNT_BITS + bit
        table[place >> 3, 0x80 >> (place & 7)] = _row(bytes(text), "byte") ^ blank
    for bit in range(8):
        lower = 1 << bit
        table[:, lower + 1 : 2 * lower] = table[:, 1:lower] ^ table[:, lower : lower + 1]
    return table


def _row(text: str | bytes, mode: str) -> np.ndarray:
    """Return a symbol as segno draws it, filled up to whole words."""
    symbol = segno.make(text, version=VERSION, error=LEVEL, mask=MASK, mode=mode, micro=False, boost_error=False)
    image = np.packbits(np.array([list(row) for row in symbol.matrix], dtype=np.uint8), axis=1).tobytes()
    return np.frombuffer(image.ljust(_WORDS * _WORD, b"\0"), dtype=np.uint64)
