"""Slips of paper to cut apart, two beside each other: a symbol to scan, whose it is, what for, and the link."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import PageBreak, SimpleDocTemplate, Spacer, Table

from netral.engines.seal.documents import styles
from netral.engines.seal.documents.flow import QrSymbol, text
from netral.engines.seal.documents.fonts import REGULAR, register

MARGIN = 12 * mm
_QR_SIDE = 30 * mm
_HEIGHT = 52 * mm
_ALL = ((0, 0), (-1, -1))


@dataclass(frozen=True)
class Slip:
    """One slip of paper: whose, of which unit, and the link."""

    name: str
    unit: str
    link: str


def slips_pdf(title: str, until: str, slips: Sequence[Slip]) -> bytes:
    """Return slips of a title with a line of what to do until when, each unit beginning a new page."""
    register()
    story: list[Any] = []
    for unit in dict.fromkeys(slip.unit for slip in slips):
        story += [*([PageBreak()] if story else []), text(unit, styles.HEADING), Spacer(0, 4)]
        story.append(_sheet(title, until, [slip for slip in slips if slip.unit == unit]))
    return built(title, story, MARGIN)


def built(title: str, story: list[Any], margin: float) -> bytes:
    """Return a story as A4 pages with the same margin (points) on every side."""
    register()
    output = io.BytesIO()
    page: dict[str, Any] = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), margin)
    template = SimpleDocTemplate(output, pagesize=A4, title=title, initialFontName=REGULAR, invariant=1, **page)
    template.build(story)
    return output.getvalue()


def _sheet(title: str, until: str, slips: Sequence[Slip]) -> Table:
    width = (A4[0] - 2 * MARGIN) / 2
    cells = [_slip(title, until, slip, width) for slip in slips]
    rows = [[cells[at], cells[at + 1] if at + 1 < len(cells) else ""] for at in range(0, len(cells), 2)]
    table = Table(rows, colWidths=[width, width], rowHeights=[_HEIGHT] * len(rows))
    table.setStyle(
        [
            ("FONTNAME", *_ALL, REGULAR),
            ("INNERGRID", *_ALL, 0.5, styles.HAIRLINE, None, (3, 3)),
            ("BOX", *_ALL, 0.5, styles.HAIRLINE, None, (3, 3)),
            ("VALIGN", *_ALL, "MIDDLE"),
        ]
    )
    return table


def _slip(title: str, until: str, slip: Slip, width: float) -> Table:
    words = [
        text(slip.name, styles.SIGNATORY),
        text(title, styles.SMALL),
        Spacer(0, 3),
        text(until, styles.CELL),
        Spacer(0, 3),
        text(_broken(slip.link), styles.SMALL),
    ]
    table = Table([[QrSymbol(slip.link, _QR_SIDE), words]], colWidths=[_QR_SIDE + 3 * mm, width - _QR_SIDE - 9 * mm])
    table.setStyle([("FONTNAME", *_ALL, REGULAR), ("VALIGN", *_ALL, "MIDDLE"), ("LEFTPADDING", *_ALL, 2)])
    return table


def _broken(link: str) -> str:
    # A long word cannot be broken in the column; the address keeps its meaning when read over a line's end.
    place, slash, token = link.rpartition("/") if not link.endswith("/") else link[:-1].rpartition("/")
    return f"{place}{slash}\n{token}{'/' if link.endswith('/') else ''}"
