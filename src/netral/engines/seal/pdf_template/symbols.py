"""QR symbols by the thousand: in a symbol of fixed version, level and mask each bit is an XOR of the text's bits.

So a symbol is that of a first text, changed by one table entry for every character that differs. The tables are
filled from segno as places are met where texts differ, and give its very bits.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import segno

if TYPE_CHECKING:
    from collections.abc import Sequence

_MASK = 0
_LEVEL = "M"
_BITS = 7
# Rows of tables are XORed eight bytes at a time.
_WORD = 8


class UnfitAddress(ValueError):
    """An address that is not plain ASCII, or too long for a symbol."""


@dataclass(frozen=True)
class Shape:
    """What all symbols for texts of one length have in common."""

    length: int
    version: int
    level: str
    mask: int = _MASK

    @property
    def modules(self) -> int:
        """Modules on each side, without the quiet zone."""
        return 17 + 4 * self.version

    @property
    def size(self) -> int:
        """Bytes of the symbol as an image of one bit a module."""
        return self.modules * ((self.modules + 7) // 8)


@cache
def shape_for(length: int) -> Shape:
    """The smallest symbol for a text of so many characters, at the best level that makes it no larger."""
    try:
        found = segno.make(b"\x7f" * length, error=_LEVEL, mode="byte", micro=False, mask=_MASK, boost_error=True)
    except ValueError as error:
        message = f"No symbol holds an address of {length} characters."
        raise UnfitAddress(message) from error
    return Shape(length, int(found.version), str(found.error))


@dataclass
class Symbols:
    """The symbols of one shape; several threads may use them."""

    shape: Shape
    _tables: np.ndarray = field(init=False)
    _known: np.ndarray = field(init=False)
    _first: tuple[np.ndarray, np.ndarray] | None = None
    _learning: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        words = -(-self.shape.size // _WORD)
        self._tables = np.zeros((self.shape.length, 1 << _BITS, words), dtype=np.uint64)
        self._known = np.zeros(self.shape.length, dtype=bool)

    def bits(self, text: str) -> bytes:
        """The symbol as an image of one bit a module, rows filled up to whole bytes; raises UnfitAddress."""
        return self.many([text])[0]

    def many(self, texts: Sequence[str]) -> list[bytes]:
        """The symbols of several texts; raises UnfitAddress."""
        codes = self._codes(texts)
        if self._first is None:
            self._first = (codes[0], self._row(codes[0]))
        first, symbol = self._first
        changes = codes ^ first
        places = np.flatnonzero(changes.any(axis=0))
        for place in places[~self._known[places]]:
            self._learn(int(place))
        found = np.bitwise_xor.reduce(self._tables[places, changes[:, places]], axis=1) ^ symbol
        data, size = found.tobytes(), self.shape.size
        return [data[at : at + size] for at in range(0, len(data), symbol.nbytes)]

    def _codes(self, texts: Sequence[str]) -> np.ndarray:
        joined = "".join(texts)
        if not joined.isascii() or set(map(len, texts)) != {self.shape.length}:
            message = "The address does not fit the symbol."
            raise UnfitAddress(message)
        return np.frombuffer(joined.encode("ascii"), dtype=np.uint8).reshape(len(texts), self.shape.length)

    def _learn(self, place: int) -> None:
        """Fill the table of a place: what each change of its character's bits changes in the symbol."""
        with self._learning:
            if self._known[place]:
                return
            table, nothing = self._tables[place], np.zeros(self.shape.length, dtype=np.uint8)
            blank = self._row(nothing)
            for bit in range(_BITS):
                text = nothing.copy()
                text[place] = 1 << bit
                table[1 << bit : 2 << bit] = table[: 1 << bit] ^ self._row(text) ^ blank
            self._known[place] = True

    def _row(self, codes: np.ndarray) -> np.ndarray:
        image = drawn(codes.tobytes(), self.shape)
        return np.frombuffer(image.ljust(self._tables.shape[2] * _WORD, b"\0"), dtype=np.uint64)


@cache
def symbols_of(shape: Shape) -> Symbols:
    """The symbols of a shape, with their tables kept for the life of the process."""
    return Symbols(shape)


def drawn(text: bytes, shape: Shape) -> bytes:
    """One symbol as segno draws it."""
    symbol = segno.make(
        text, version=shape.version, error=shape.level, mask=shape.mask, mode="byte", micro=False, boost_error=False
    )
    return np.packbits(np.array([list(row) for row in symbol.matrix], dtype=np.uint8), axis=1).tobytes()
