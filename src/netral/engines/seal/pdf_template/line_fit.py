"""Fits a value into the places where it is printed: how many lines it takes there, and which words stand on each."""

from __future__ import annotations

from binascii import hexlify
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING
from unicodedata import is_normalized

from netral.engines.seal.documents.fonts import ALIKE, REGULAR, UnprintableText, printable
from netral.engines.seal.pdf_template.faces import face
from netral.engines.seal.pdf_template.forms import SlotOverflow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netral.engines.seal.documents.blocks import Slot
    from netral.engines.seal.documents.reserved import Site
    from netral.engines.seal.pdf_template.faces import Face

# A line outside the flow, which cannot wrap, is set smaller in these steps until it fits.
SHRINKING = (1.0, 0.85, 0.72, 0.6)

# Separates the pieces of a document where they are stored; no printable text holds it.
SEPARATOR = "\x1f"

# Widths are first estimated upwards in steps of this many thousandths, which fit one byte for every Latin-1 letter.
_STEP = 6


# A value in type: lines for each site; the pieces to print, joined by separators; their codes in our typeface.
Fitted = tuple[tuple[int, ...], str, tuple[bytes, ...]]


@dataclass(frozen=True)
class SlotLayout:
    """One site as the fitting sees it."""

    site: Site

    @cached_property
    def _capacity(self) -> float:
        """The width in thousandths of the type's size."""
        return self.site.width * 1000 / self.site.set_in.size

    @cached_property
    def free(self) -> float:
        """The width that is left for the text beside the words around it, in steps."""
        slot = self.site.slot
        return (self._capacity - self._face.width(slot.before + slot.after)) / _STEP

    @cached_property
    def _face(self) -> Face:
        return face(self.site.set_in.font)

    @property
    def steps(self) -> list[int]:
        """The width of each Latin-1 character in steps, upwards; one without a glyph never comes and is the widest."""
        widths = self._face.widths
        return [min(255, -(-widths.get(code, 255 * _STEP) // _STEP)) for code in range(256)]

    def lines_of(self, text: str) -> Sequence[str]:
        """The lines of a text with the words around it, or the text alone when it takes one line."""
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
            while len(lines[-1]) > 1 and self._face.width(lines[-1].rstrip(" ")) > self._capacity:
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
    rooms: tuple[SlotLayout, ...]

    def fit(self, value: str) -> Fitted:
        """The value in type; raises SlotOverflow or UnprintableText."""
        text = self._written(value)
        if len(text) > self.slot.limit:
            raise SlotOverflow(self.slot.name, len(text), self.slot.limit)
        if self._letters and not self._letters.issuperset(text):
            raise UnprintableText("".join(sorted(set(text) - self._letters)))
        try:
            if sum(text.encode("latin-1").translate(self.steps)) <= self.free and text:
                return self.single, text, (encoded(text),)
        except UnicodeEncodeError:
            pass
        return self._fit(text) if text else ((0,) * len(self.rooms), "", ())

    def strange(self, data: bytes) -> bool:
        """Whether any of some ASCII values, joined by separators, has letters or blanks that need a closer look."""
        framed = b"\x1f%b\x1f" % data
        if any(blank in framed for blank in (b"  ", b" \x1f", b"\x1f ", b"\x1f\x1f")):
            return True
        return bool(self.slot.letters and data.translate(None, self._known))

    @cached_property
    def single(self) -> tuple[int, ...]:
        """One line in each of the sites."""
        return (1,) * len(self.rooms)

    @cached_property
    def steps(self) -> bytes:
        """What each Latin-1 character takes at most, in any of the faces; the separator takes nothing."""
        widest = bytearray(map(max, *(room.steps for room in self.rooms), [0] * 256))
        widest[ord(SEPARATOR)] = 0
        return bytes(widest)

    @cached_property
    def free(self) -> float:
        """What the narrowest of the sites has room for, in steps."""
        return min(room.free for room in self.rooms)

    @cached_property
    def _letters(self) -> frozenset[str]:
        return frozenset(self.slot.letters)

    @cached_property
    def _known(self) -> bytes:
        return SEPARATOR.encode() + self.slot.letters.encode("ascii", "ignore")

    def _written(self, value: str) -> str:
        """The value in composed form and with single blanks."""
        if not value.isprintable() or "  " in value or value[:1] == " " or value[-1:] == " ":
            value = " ".join(value.split())
        if value.isascii() or (plain_signs().issuperset(value) and is_normalized("NFC", value)):
            return value if value.isprintable() else printable(value)
        return " ".join(printable(value).split())

    def _fit(self, text: str) -> Fitted:
        counts: list[int] = []
        pieces: list[str] = []
        whole = False
        for room in self.rooms:
            lines = room.lines_of(text)
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
        return tuple(counts), SEPARATOR.join(pieces), tuple(map(encoded, pieces))


@cache
def plain_signs() -> frozenset[str]:
    """The characters that are printed as they are."""
    signs = map(chr, face(REGULAR).widths)
    return frozenset(sign for sign in signs if sign.isprintable() and sign.translate(ALIKE) == sign)


def encoded(text: str) -> bytes:
    """The text as hexadecimal codes of our typeface."""
    return hexlify(text.encode("utf-16-be"))


def _words(text: str) -> list[str]:
    """The words, each with the blank after it."""
    words = text.split(" ")
    return [*(f"{word} " for word in words[:-1]), words[-1]]
