"""The typeface of printed documents: Plus Jakarta Sans, embedded, with every character accounted for."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from typing_extensions import override

REGULAR = "Jakarta"
SEMIBOLD = "Jakarta-SemiBold"
BOLD = "Jakarta-Bold"
ITALIC = "Jakarta-Italic"

FILES = {
    REGULAR: "PlusJakartaSans_400Regular.ttf",
    SEMIBOLD: "PlusJakartaSans_600SemiBold.ttf",
    BOLD: "PlusJakartaSans_700Bold.ttf",
    ITALIC: "PlusJakartaSans_400Regular_Italic.ttf",
}

# Marks that stand for the same sign in names typed on different keyboards.
_SAME = {"ʻ": "‘", "ʼ": "’", "ʹ": "'", "\u2011": "-", "\t": " ", "\u202f": "\u00a0", "\u2028": "\n", "\uf0b7": "•"}
# Marks nobody sees, which come along with text from a chat or a letter; those that turn it round stay refused.
_UNSEEN = "\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
ALIKE = str.maketrans(_SAME | dict.fromkeys(_UNSEEN, ""))


class UnprintableText(ValueError):
    """Text with characters the typeface lacks; printing it would falsify a name."""

    def __init__(self, characters: str) -> None:
        super().__init__(characters)
        self.characters = characters

    @override
    def __str__(self) -> str:
        return f"The typeface has no sign for: {' '.join(self.characters)}"


@cache
def register() -> None:
    """Make the typeface known to reportlab, once per process."""
    folder = resources.files("netral.engines.seal") / "fonts"
    for name, file in FILES.items():
        with resources.as_file(folder / file) as path:
            pdfmetrics.registerFont(TTFont(name, str(path)))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=ITALIC, boldItalic=SEMIBOLD)


def printable(text: str) -> str:
    """The text in composed form; raises UnprintableText when a character has no glyph."""
    composed = unicodedata.normalize("NFC", text).translate(ALIKE)
    missing = sorted({character for character in composed if not _has_glyph(character)})
    if missing:
        raise UnprintableText("".join(missing))
    return composed


def _has_glyph(character: str) -> bool:
    return character == "\n" or ord(character) in _glyphs()


@cache
def _glyphs() -> frozenset[int]:
    register()
    font = pdfmetrics.getFont(REGULAR)
    return frozenset(font.face.charToGlyph) if isinstance(font, TTFont) else frozenset()
