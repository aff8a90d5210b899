"""The typeface as it is embedded in pressed files: addressed by Unicode, cut to what is needed.

Text is written in two-byte codes that are the Unicode numbers of its characters (Identity-H), and a CIDToGIDMap
leads from them to the outlines. So setting a text costs one encoding, and reading it back one decoding.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from netral.engines.seal.documents.fonts import BOLD, FILES, ITALIC, REGULAR, SEMIBOLD

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a PDF reader needs of a TrueType program; layout and hinting are left out.
_KEPT = ("GlyphOrder", "glyf", "head", "hhea", "hmtx", "loca", "maxp")
_STEMS = {REGULAR: 85, ITALIC: 85, SEMIBOLD: 125, BOLD: 150}
_POSTSCRIPT_NAME = 6
_HIGHEST = 0xFFFF


@dataclass(frozen=True)
class Face:
    """One weight: its name and measures in thousandths of its size, and the width of each character it has."""

    name: str
    title: str
    widths: Mapping[int, int]
    ascent: int
    descent: int
    cap_height: int
    slant: float
    box: tuple[int, int, int, int]

    @property
    def stem(self) -> int:
        """The thickness of its stems, estimated from the weight."""
        return _STEMS[self.name]

    def width(self, text: str) -> int:
        """The width of a text; raises KeyError for a character without glyph."""
        return sum(map(self.widths.__getitem__, map(ord, text)))


@dataclass(frozen=True)
class FaceSubset:
    """A face cut to some characters: its program, and the number of each character's outline in it."""

    face: Face
    program: bytes
    glyphs: Mapping[int, int]

    @property
    def tag(self) -> str:
        """Six letters that name the cut, as PDF asks of subsets."""
        digest = hashlib.sha256(self.program).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6])


@cache
def face(name: str) -> Face:
    """One of the faces of our documents."""
    font = _open(name)
    metrics, head = font["hmtx"], font["head"]
    codes = {code: glyph for code, glyph in font.getBestCmap().items() if code <= _HIGHEST}
    return Face(
        name=name,
        title=str(font["name"].getDebugName(_POSTSCRIPT_NAME)),
        widths={code: metrics[glyph][0] for code, glyph in codes.items()},
        ascent=font["hhea"].ascent,
        descent=font["hhea"].descent,
        cap_height=font["OS/2"].sCapHeight,
        slant=font["post"].italicAngle,
        box=(head.xMin, head.yMin, head.xMax, head.yMax),
    )


@cache
def cut(name: str, characters: frozenset[int]) -> FaceSubset:
    """A face cut to the characters; the same characters always give the same bytes."""
    font = _open(name)
    options = Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=[])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    glyphs = {code: font.getGlyphID(glyph) for code, glyph in font.getBestCmap().items()}
    for table in set(font.keys()) - set(_KEPT):
        del font[table]
    output = io.BytesIO()
    font.save(output)
    return FaceSubset(face(name), output.getvalue(), glyphs)


def _open(name: str) -> TTFont:
    data = (resources.files("netral.engines.seal") / "fonts" / FILES[name]).read_bytes()
    return TTFont(io.BytesIO(data), recalcTimestamp=False)
