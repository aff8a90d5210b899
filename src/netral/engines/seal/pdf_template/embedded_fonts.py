"""The objects of a pressed file that concern its typeface: programs, widths, and the way back to Unicode."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from netral.engines.seal.documents.fonts import ITALIC
from netral.engines.seal.pdf_template.faces import FaceSubset, face
from netral.engines.seal.pdf_template.layout import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netral.engines.seal.pdf_template.layout import Layout
    from netral.engines.seal.pdf_template.objects import Objects

_ASCII = frozenset(range(0x20, 0x7F))
_SYMBOLIC, _ITALIC = 4, 64

_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{ranges}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
# A CMap may name so many ranges at a time.
_RANGES = 100


def characters_of(layout: Layout) -> dict[str, frozenset[int]]:
    """What each face must hold: where names are set, every sign it has; elsewhere ASCII and what is printed."""
    found = {name: _ASCII | codes for name, codes in layout.characters.items()}
    for site in layout.sites.values():
        name = site.set_in.font
        letters = frozenset(map(ord, site.slot.letters)) or _all(name)
        words = frozenset(map(ord, site.slot.before + site.slot.after))
        found[name] = found.get(name, _ASCII) | letters | words
    return {name: codes & _all(name) for name, codes in sorted(found.items())}


def write_font(objects: Objects, cut: FaceSubset) -> tuple[int, bytes]:
    """The objects of one face, and the number of the font among them."""
    font, descendant, descriptor, program, unicode, glyphs = (objects.new() for _ in range(6))
    name = f"{cut.tag}+{cut.face.title}"
    parts = [
        objects.put_stream(program, f"/Length1 {len(cut.program)}", cut.program),
        objects.put_stream(unicode, "", _to_unicode(cut.glyphs)),
        objects.put_stream(glyphs, "", _to_glyphs(cut.glyphs)),
        objects.put(descriptor, _descriptor(cut, name, program)),
        objects.put(
            descendant,
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/CIDToGIDMap {glyphs} 0 R/DW 0/W[{_widths(cut)}]>>",
        ),
        objects.put(
            font,
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>",
        ),
    ]
    return font, b"".join(parts)


def resource_of(cut: FaceSubset) -> str:
    """The name of the face in the resources of the pages."""
    return RESOURCES[cut.face.name]


def _all(name: str) -> frozenset[int]:
    return frozenset(code for code in face(name).widths if code == ord(" ") or chr(code).isprintable())


def _descriptor(cut: FaceSubset, name: str, program: int) -> str:
    measures = cut.face
    flags = _SYMBOLIC | (_ITALIC if measures.name == ITALIC else 0)
    box = " ".join(map(str, measures.box))
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox[{box}]/ItalicAngle {measures.slant:g}"
        f"/Ascent {measures.ascent}/Descent {measures.descent}/CapHeight {measures.cap_height}/StemV {measures.stem}"
        f"/FontFile2 {program} 0 R>>"
    )


def _runs(codes: Iterable[int]) -> list[tuple[int, int]]:
    """Codes as runs without gaps, none of which leaves its row of 256."""
    ordered = sorted(codes)
    breaks = [code for before, code in pairwise(ordered) if code != before + 1 or code % 256 == 0]
    starts = [*ordered[:1], *breaks]
    ends = [*(before for before, code in pairwise(ordered) if code in set(breaks)), *ordered[-1:]]
    return list(zip(starts, ends, strict=True))


def _widths(cut: FaceSubset) -> str:
    widths = cut.face.widths
    return "".join(
        f"{start}[{' '.join(str(widths[code]) for code in range(start, end + 1))}]" for start, end in _runs(cut.glyphs)
    )


def _to_unicode(glyphs: Mapping[int, int]) -> bytes:
    lines = [f"<{start:04X}> <{end:04X}> <{start:04X}>\n" for start, end in _runs(glyphs)]
    groups = [lines[at : at + _RANGES] for at in range(0, len(lines), _RANGES)]
    ranges = "".join(f"{len(group)} beginbfrange\n{''.join(group)}endbfrange\n" for group in groups)
    return _CMAP.format(ranges=ranges).encode("ascii")


def _to_glyphs(glyphs: Mapping[int, int]) -> bytes:
    table = bytearray(2 * (max(glyphs) + 1))
    for code, glyph in glyphs.items():
        table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    return bytes(table)
