"""Sets a form in type once for a class of texts: the pages common to all, and where each slot's lines stand."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf

from netral.engines.seal.documents.fonts import BOLD, ITALIC, REGULAR, SEMIBOLD
from netral.engines.seal.documents.render import render
from netral.engines.seal.documents.reserved import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netral.engines.seal.documents.reserved import Place, Site
    from netral.engines.seal.pdf_template.forms import Form

# Names of the faces in the resources of pressed pages.
RESOURCES = {REGULAR: "R", SEMIBOLD: "S", BOLD: "B", ITALIC: "I"}

_TITLES = {"Regular": REGULAR, "SemiBold": SEMIBOLD, "Bold": BOLD, "Italic": ITALIC}
_PAIR = re.compile(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4})>")


@dataclass(frozen=True)
class Page:
    """What every document of the class shows on one page: drawing instructions in our own encoding."""

    content: bytes
    size: tuple[float, float]


@dataclass(frozen=True)
class Layout:
    """One class of a form in type."""

    pages: tuple[Page, ...]
    sites: Mapping[str, Site]
    symbols: tuple[tuple[Place, float], ...]
    characters: Mapping[str, frozenset[int]]


def lay_out(form: Form, lines: Mapping[str, int]) -> Layout:
    """Set the form with so many lines for each site; raises UnprintableText."""
    setting = Setting(dict(lines))
    drawn = pikepdf.open(io.BytesIO(render(form.reserved(setting))))
    used: dict[str, set[int]] = {}
    pages = tuple(_page(page, used) for page in drawn.pages)
    characters = {name: frozenset(codes) for name, codes in used.items()}
    return Layout(pages, setting.sites, tuple(setting.symbols), characters)


def _page(page: pikepdf.Page, used: dict[str, set[int]]) -> Page:
    fonts = {str(name): _Font(font) for name, font in page.obj.Resources.Font.items()}
    current: _Font | None = None
    instructions: list[Any] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = list(instruction.operands), str(instruction.operator)
        if operator == "Tf":
            current = fonts[str(operands[0])]
            operands[0] = pikepdf.Name(f"/{RESOURCES[current.name]}")
        elif operator == "Tj" and current:
            text = current.read(bytes(operands[0]))
            used.setdefault(current.name, set()).update(map(ord, text))
            operands[0] = pikepdf.String(text.encode("utf-16-be"))
        elif operator in {"TJ", "'", '"'}:
            message = f"The typesetter wrote text in a way not expected here: {operator}"
            raise NotImplementedError(message)
        instructions.append(pikepdf.ContentStreamInstruction(operands, instruction.operator))
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    return Page(pikepdf.unparse_content_stream(instructions), (right - left, top - bottom))


class _Font:
    """One of the typesetter's own one-byte fonts: which of our faces it is cut from, and what its codes mean."""

    def __init__(self, font: Any) -> None:
        title = str(font.BaseFont).rpartition("-")[2]
        self.name = _TITLES[title]
        pairs = _PAIR.findall(font.ToUnicode.read_bytes())
        self._meaning = {int(code, 16): chr(int(character, 16)) for code, character in pairs}

    def read(self, codes: bytes) -> str:
        """The text that the codes stand for."""
        return "".join(self._meaning[code] for code in codes)
