"""Fits a value into the places where it is printed: how many lines it takes there, and which words stand on each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from netral.engines.seal.documents.fonts import UnprintableText, printable
from netral.engines.seal.press.faces import face
from netral.engines.seal.press.forms import SlotOverflow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netral.engines.seal.documents.blocks import Slot
    from netral.engines.seal.documents.reserved import Site
    from netral.engines.seal.press.faces import Face

# A line outside the flow, which cannot wrap, is set smaller in these steps until it fits.
SHRINKING = (1.0, 0.85, 0.72, 0.6)

# Separates the pieces of a document where they are stored; no printable text holds it.
SEPARATOR = "\x1f"

# Widths are first estimated upwards in steps of this many thousandths, which fit one byte for every Latin-1 letter.
_STEP = 6


class Fitted(NamedTuple):
    """A value in type: lines for each site, the pieces to print, and the pieces as codes of the typeface."""

    counts: tuple[int, ...]
    pieces: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Room:
    """One site as the fitting sees it."""

    site: Site

    @cached_property
    def _capacity(self) -> float:
        """The width in thousandths of the type's size."""
        return self.site.width * 1000 / self.site.set_in.size

    @cached_property
    def _free(self) -> float:
        slot = self.site.slot
        return (self._capacity - self._face.width(slot.before + slot.after)) / _STEP

    @cached_property
    def _face(self) -> Face:
        return face(self.site.set_in.font)

    @cached_property
    def _steps(self) -> bytes:
        # A character without a glyph never comes here; it counts as the widest.
        widths = self._face.widths
        return bytes(min(255, -(-widths.get(code, 255 * _STEP) // _STEP)) for code in range(256))

    def lines_of(self, text: str, latin: bytes | None) -> Sequence[str]:
        """The lines of a text with the words around it; `latin` is the text in Latin-1 if it can be written so."""
        if latin is not None and sum(latin.translate(self._steps)) <= self._free:
            return (text,)
        slot = self.site.slot
        whole = f"{slot.before}{text}{slot.after}"
        if self._face.width(whole) <= self._capacity:
            return (text,)
        return self._wrapped(whole)

    def shrinking_of(self, text: str) -> int:
        """Which step makes the text fit on one line; raises SlotOverflow when none does."""
        slot = self.site.slot
        needed = self._face.width(f"{slot.before}{text}{slot.after}")
        for step, factor in enumerate(SHRINKING, start=1):
            if needed * factor <= self._capacity:
                return step
        raise SlotOverflow(slot.name, len(text), int(len(text) * self._capacity / needed / SHRINKING[-1]))

    def _wrapped(self, whole: str) -> list[str]:
        """The lines, each with the blank that ends it, so that joining them gives the text back."""
        lines = [""]
        for word in _words(whole):
            if lines[-1] and self._face.width((lines[-1] + word).rstrip(" ")) > self._capacity:
                lines.append("")
            lines[-1] += word
            while self._face.width(lines[-1].rstrip(" ")) > self._capacity:
                kept = self._longest(lines[-1])
                lines[-1:] = [lines[-1][:kept], lines[-1][kept:]]
        return lines

    def _longest(self, word: str) -> int:
        kept = len(word)
        while kept > 1 and self._face.width(word[:kept]) > self._capacity:
            kept -= 1
        return kept


@dataclass(frozen=True)
class Fitter:
    """All sites of one slot."""

    slot: Slot
    rooms: tuple[Room, ...]

    @cached_property
    def _letters(self) -> frozenset[str]:
        return frozenset(self.slot.letters)

    def fit(self, value: str) -> Fitted:
        """The value in type; raises SlotOverflow or UnprintableText."""
        text = value if value.isascii() and value.isprintable() else printable(value)
        if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
            text = " ".join(text.split())
        if len(text) > self.slot.limit:
            raise SlotOverflow(self.slot.name, len(text), self.slot.limit)
        if self._letters and not self._letters.issuperset(text):
            raise UnprintableText("".join(sorted(set(text) - self._letters)))
        if not text:
            return Fitted((0,) * len(self.rooms), (), ())
        return self._fit(text)

    def _fit(self, text: str) -> Fitted:
        latin = _latin(text)
        counts: list[int] = []
        pieces: list[str] = []
        whole = False
        for room in self.rooms:
            lines = room.lines_of(text, latin)
            if len(lines) == 1:
                counts.append(1)
                whole = True
            elif room.site.wraps:
                counts.append(len(lines))
                pieces.extend(lines)
            else:
                counts.append(room.shrinking_of(text))
                whole = True
        if whole:
            pieces.insert(0, text)
        return Fitted(tuple(counts), tuple(pieces), tuple(map(encoded, pieces)))


def encoded(text: str) -> str:
    """The text as hexadecimal codes of our typeface."""
    return text.encode("utf-16-be").hex()


def _latin(text: str) -> bytes | None:
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return None


def _words(text: str) -> list[str]:
    """The words, each with the blank after it."""
    words = text.split(" ")
    return [*(f"{word} " for word in words[:-1]), words[-1]]
