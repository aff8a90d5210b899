"""Turns the blocks of a document into reportlab flowables."""

from __future__ import annotations

import re
from functools import singledispatch
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Literal
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph as SetParagraph, Spacer, Table

from netral.engines.seal.documents import styles
from netral.engines.seal.documents.blocks import (
    Block,
    Fields,
    Grid,
    Heading,
    Paragraph,
    Points,
    Quote,
    SealNote,
    Signatory,
    Signatures,
    Slot,
    Text,
)
from netral.engines.seal.documents.fonts import REGULAR, printable
from netral.engines.seal.documents.reserved import Reserved, ReservedSymbol, ReservedText
from netral.engines.seal.qr import QUIET_ZONE, qr_runs

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_QR_SIDE = 29 * mm
_INDENT = 8 * mm
_GUTTER = 14
_ROOM_TO_SIGN = 42
_ALL = ((0, 0), (-1, -1))
_FLUSH = (("LEFTPADDING", *_ALL, 0), ("RIGHTPADDING", *_ALL, 0), ("VALIGN", *_ALL, "TOP"))


class QrSymbol(Flowable):
    """A QR symbol drawn as bars, sharp at every size."""

    def __init__(self, text: str, side: float = _QR_SIDE) -> None:
        super().__init__()
        self.modules, self.runs = qr_runs(text)
        self.width = self.height = side

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The space needed, in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw one path for all dark bars, so that no seams show between them."""
        unit = self.width / (self.modules + 2 * QUIET_ZONE)
        path = self.canv.beginPath()
        for row, column, length in self.runs:
            top = self.height - (QUIET_ZONE + row + 1) * unit
            path.rect((QUIET_ZONE + column) * unit, top, length * unit, unit)
        self.canv.setFillColor(styles.INK)
        self.canv.drawPath(path, stroke=0, fill=1)


def setting(value: Text, style: ParagraphStyle) -> Flowable:
    """A text, or the room kept for a slot's text; raises UnprintableText, or TypeError for a slot left open."""
    if isinstance(value, Reserved):
        return ReservedText(value, style)
    if isinstance(value, Slot):
        message = f"The slot {value.name} is open: fill it, or press the form."
        raise TypeError(message)
    return text(value, style)


def is_empty(value: Text) -> bool:
    """Whether there is nothing to print."""
    return value.lines == 0 if isinstance(value, Reserved) else not value


def text(value: str, style: ParagraphStyle) -> SetParagraph:
    """Plain text set in a style; raises UnprintableText."""
    marked = _BOLD.sub(r"<b>\1</b>", escape(printable(value)))
    return SetParagraph(marked.replace("\n", "<br/>"), style)


def _table(
    rows: list[list[Any]],
    widths: list[float],
    commands: tuple[Any, ...],
    *,
    head_rows: int = 0,
    align: Literal["CENTER", "RIGHT"] = "CENTER",
) -> Table:
    table = Table(rows, colWidths=widths, repeatRows=head_rows, hAlign=align)
    # Named for every cell, because reportlab otherwise mentions Helvetica, which it does not embed.
    table.setStyle([("FONTNAME", *_ALL, REGULAR), *commands])
    return table


@singledispatch
def flow(block: Block) -> list[Flowable]:
    """The flowables of one block."""
    message = f"No way to set {type(block).__name__}"
    raise TypeError(message)


@flow.register
def _heading(block: Heading) -> list[Flowable]:
    return [text(block.text, styles.HEADING)]


@flow.register
def _paragraph(block: Paragraph) -> list[Flowable]:
    return [setting(block.text, styles.BODY)]


@flow.register
def _points(block: Points) -> list[Flowable]:
    found: list[Flowable] = []
    for index, item in enumerate(block.items, start=1):
        main, letters = (item, ()) if isinstance(item, str) else item
        found.append(_point(f"{index}.", main, 0))
        found.extend(_point(f"{chr(96 + place)}.", words, _INDENT) for place, words in enumerate(letters, start=1))
    return [*found, Spacer(0, 3)]


def _point(mark: str, words: str, indent: float) -> Flowable:
    widths = [_INDENT, styles.MEASURE - indent - _INDENT]
    commands = (*_FLUSH, ("TOPPADDING", *_ALL, 0), ("BOTTOMPADDING", *_ALL, 4))
    return _table([[text(mark, styles.VALUE), text(words, styles.QUOTE)]], widths, commands, align="RIGHT")


@flow.register
def _fields(block: Fields) -> list[Flowable]:
    kept = [row for row in block.rows if not (isinstance(row[1], Reserved) and is_empty(row[1]))]
    if not kept:
        return []
    rows = [[text(name, styles.LABEL), setting(value, styles.VALUE)] for name, value in kept]
    share = 0.32 * styles.MEASURE
    commands = (
        *_FLUSH,
        ("LINEABOVE", *_ALL, 0.5, styles.HAIRLINE),
        ("LINEBELOW", (0, -1), (-1, -1), 0.5, styles.HAIRLINE),
        ("TOPPADDING", *_ALL, 4),
        ("BOTTOMPADDING", *_ALL, 5),
    )
    return [_table(rows, [share, styles.MEASURE - share], commands), Spacer(0, 11)]


@flow.register
def _grid(block: Grid) -> list[Flowable]:
    shares = block.shares or (1.0,) * len(block.head)
    widths = [styles.MEASURE * share / sum(shares) for share in shares]
    head = _grid_row(block.head, block.right, (styles.HEAD_CELL, styles.HEAD_CELL_RIGHT))
    rows = [_grid_row(row, block.right, (styles.CELL, styles.CELL_RIGHT)) for row in block.rows]
    commands = (
        ("VALIGN", *_ALL, "TOP"),
        ("LEFTPADDING", *_ALL, 5),
        ("RIGHTPADDING", *_ALL, 5),
        ("BACKGROUND", (0, 0), (-1, 0), styles.WASH),
        ("LINEBELOW", (0, 0), (-1, 0), 0.9, styles.VIOLET),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, styles.HAIRLINE),
        ("TOPPADDING", *_ALL, 3),
        ("BOTTOMPADDING", *_ALL, 4),
    )
    return [_table([head, *rows], widths, commands, head_rows=1), Spacer(0, 11)]


def _grid_row(
    cells: tuple[str, ...], right: frozenset[int], pair: tuple[ParagraphStyle, ParagraphStyle]
) -> list[SetParagraph]:
    return [text(cell, pair[place in right]) for place, cell in enumerate(cells)]


@flow.register
def _quote(block: Quote) -> list[Flowable]:
    cells = [[text(part, styles.QUOTE)] for part in block.text.split("\n\n")]
    if block.source:
        cells.append([text(block.source, styles.SMALL)])
    commands = (
        ("LINEBEFORE", (0, 0), (0, -1), 1.6, styles.VIOLET),
        ("LEFTPADDING", *_ALL, 11),
        ("RIGHTPADDING", *_ALL, 0),
        ("TOPPADDING", *_ALL, 1),
        ("BOTTOMPADDING", *_ALL, 4),
    )
    return [Spacer(0, 2), _table(cells, [styles.MEASURE], commands), Spacer(0, 11)]


@flow.register
def _signatures(block: Signatures) -> list[Flowable]:
    cells = [_signatory(person) for person in block.people]
    pairs = [list(pair) for pair in zip_longest(cells[::2], cells[1::2], fillvalue=())]
    commands = (*_FLUSH, ("RIGHTPADDING", *_ALL, _GUTTER), ("BOTTOMPADDING", *_ALL, 12))
    table = _table(pairs, [styles.MEASURE / 2] * 2, commands)
    return [KeepTogether([Spacer(0, 8), setting(block.place_and_date, styles.BODY), table])]


def _signatory(person: Signatory) -> list[Flowable]:
    manner = setting(person.manner, styles.SMALL)
    _, height = manner.wrap(styles.MEASURE / 2 - _GUTTER, styles.PAGE_HEIGHT)
    # The same room whether signed by hand or by code, so that names beside each other stand on one line.
    room = Spacer(0, max(_ROOM_TO_SIGN - height, 5))
    lines: list[Flowable] = [text(person.capacity, styles.LABEL), manner, room, setting(person.name, styles.SIGNATORY)]
    if not is_empty(person.number):
        lines.append(setting(person.number, styles.SMALL))
    return lines


def _symbol(url: Text) -> Flowable:
    return ReservedSymbol(url, _QR_SIDE) if isinstance(url, Reserved) else QrSymbol(str(url))


def seal_note(note: SealNote) -> Flowable:
    """The verification box: QR symbol on the left, sentence, code and address on the right."""
    words = [
        text(note.sentence, styles.SMALL),
        Spacer(0, 4),
        setting(note.code, styles.CODE),
        setting(note.url, styles.SMALL),
    ]
    column = _QR_SIDE + 4 * mm
    commands = (
        ("BACKGROUND", *_ALL, styles.WASH),
        ("VALIGN", *_ALL, "MIDDLE"),
        ("LEFTPADDING", *_ALL, 4),
        ("RIGHTPADDING", *_ALL, 10),
        ("TOPPADDING", *_ALL, 4),
        ("BOTTOMPADDING", *_ALL, 4),
    )
    table = _table([[_symbol(note.url), words]], [column, styles.MEASURE - column], commands)
    return KeepTogether([Spacer(0, 10), table])
