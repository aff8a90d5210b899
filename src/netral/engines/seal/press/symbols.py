"""QR symbols by the thousand: in a symbol of fixed version, level and mask each bit is an XOR of the text's bits.

So a symbol is that of a first text, changed by one table entry for every character that differs. The tables are
filled from segno as characters are met, and give its very bits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import segno

_MASK = 0
_LEVEL = "M"
_BITS = 7


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
    """The symbols of one shape."""

    shape: Shape
    _base: int = 0
    _columns: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _tables: list[dict[str, int]] = field(default_factory=list)
    _varied: list[dict[str, int]] = field(default_factory=list)
    _head: str = ""
    _head_bits: int = -1

    def bits(self, text: str) -> bytes:
        """The symbol as an image of one bit a module, rows filled up to whole bytes; raises UnfitAddress."""
        if self._head_bits < 0 or not text.startswith(self._head):
            self._learn(text)
        found = self._head_bits
        try:
            for table, character in zip(self._varied, text[len(self._head) :], strict=True):
                found ^= table[character]
        except (KeyError, ValueError):
            self._fill(text)
            return self.bits(text)
        return found.to_bytes(self.shape.size, "big")

    def _learn(self, text: str) -> None:
        """Take the beginning that all texts so far share as given."""
        if not text.isascii() or len(text) != self.shape.length:
            message = "The address does not fit the symbol."
            raise UnfitAddress(message)
        if self._head_bits < 0:
            self._base = drawn(bytes(self.shape.length), self.shape)
            self._tables = [{} for _ in range(self.shape.length)]
        head = _shared(self._head or text, text)
        self._fill(text)
        bits = self._base
        for table, character in zip(self._tables, head, strict=False):
            bits ^= table[character]
        self._head, self._head_bits, self._varied = head, bits, self._tables[len(head) :]

    def _fill(self, text: str) -> None:
        if not text.isascii() or len(text) != self.shape.length:
            message = "The address does not fit the symbol."
            raise UnfitAddress(message)
        for place, character in enumerate(text):
            if character not in self._tables[place]:
                self._tables[place][character] = self._entry(place, ord(character))

    def _entry(self, place: int, code: int) -> int:
        """What a character changes in the symbol of a text of zeros."""
        if place not in self._columns:
            self._columns[place] = tuple(self._changed(place, 1 << bit) for bit in range(_BITS))
        found = 0
        for bit, change in enumerate(self._columns[place]):
            if code >> bit & 1:
                found ^= change
        return found

    def _changed(self, place: int, code: int) -> int:
        text = bytearray(self.shape.length)
        text[place] = code
        return drawn(bytes(text), self.shape) ^ self._base


def _shared(first: str, second: str) -> str:
    """What two texts of one length begin with."""
    pairs = enumerate(zip(first, second, strict=False))
    return first[: next((place for place, (one, other) in pairs if one != other), len(first))]


@cache
def symbols_of(shape: Shape) -> Symbols:
    """The symbols of a shape, with their tables kept for the life of the process."""
    return Symbols(shape)


def drawn(text: bytes, shape: Shape) -> int:
    """One symbol as segno draws it, its rows as one number."""
    symbol = segno.make(
        text, version=shape.version, error=shape.level, mask=shape.mask, mode="byte", micro=False, boost_error=False
    )
    blank = -shape.modules % 8
    rows = (int("".join(map(str, row)), 2) << blank for row in symbol.matrix)
    return int.from_bytes(b"".join(row.to_bytes((shape.modules + 7) // 8, "big") for row in rows), "big")
