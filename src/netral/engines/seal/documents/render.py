"""Sets an official document in type: header, flow, page numbers, footer; PDF bytes out."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate
from typing_extensions import override

from netral.engines.seal.documents import styles
from netral.engines.seal.documents.flow import flow, seal_note, setting, text
from netral.engines.seal.documents.fonts import REGULAR, SEMIBOLD, printable, register
from netral.engines.seal.documents.reserved import Reserved, Type, reserve_line

if TYPE_CHECKING:
    from datetime import datetime

    from netral.engines.seal.documents.blocks import OfficialDocument, Text

# The line at the foot of each page that names number and code, beside which the page's number stands.
_REFERENCE = styles.MEASURE - 70
_REFERENCE_TYPE = Type(REGULAR, 7.5, 0, (styles.GRAPHITE.red, styles.GRAPHITE.green, styles.GRAPHITE.blue))


def render(document: OfficialDocument) -> bytes:
    """The document as PDF; the same document always gives the same bytes; raises UnprintableText."""
    register()
    output = io.BytesIO()
    _template(document, output).build(_story(document), canvasmaker=partial(_PagedCanvas, document))
    return output.getvalue()


def _story(document: OfficialDocument) -> list[Flowable]:
    opening: list[Flowable] = [NextPageTemplate("later"), text(document.title, styles.TITLE)]
    if document.subtitle:
        opening.append(text(document.subtitle, styles.SUBTITLE))
    opening.append(_number(document))
    body = [piece for block in document.blocks for piece in flow(block)]
    closing = [seal_note(document.seal)] if document.seal else []
    return [*opening, *body, *closing]


def _number(document: OfficialDocument) -> Flowable:
    label = f"{document.labels.number} "
    if isinstance(document.number, Reserved):
        return setting(replace(document.number, before=label + document.number.before), styles.NUMBER)
    return setting(f"{label}{document.number}", styles.NUMBER)


class _Template(BaseDocTemplate):
    """A template that carries the document to the functions that draw its pages."""

    document: OfficialDocument


def _template(document: OfficialDocument, output: io.BytesIO) -> _Template:
    template = _Template(
        output,
        pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT),
        title=document.title,
        author=document.letterhead.name,
        subject=_plain(document.number),
        creator="Netral",
        producer="Netral",
        lang=document.labels.language,
        # Otherwise reportlab opens every page in Helvetica, which it does not embed.
        initialFontName=REGULAR,
        invariant=1,
        displayDocTitle=True,
    )
    template.document = document
    height = styles.PAGE_HEIGHT - styles.TOP - styles.BOTTOM
    first = Frame(styles.LEFT, styles.BOTTOM, styles.MEASURE, height - styles.HEAD_HEIGHT, 0, 0, 0, 0)
    later = Frame(styles.LEFT, styles.BOTTOM, styles.MEASURE, height, 0, 0, 0, 0)
    template.addPageTemplates(
        [
            PageTemplate("first", [first], onPage=_draw_first),
            PageTemplate("later", [later], onPage=_draw_later),
        ]
    )
    return template


class _Moment(TimeStamp):
    """The time of issue in the file's properties, where reportlab would put its own clock."""

    def __init__(self, issued_at: datetime) -> None:
        super().__init__(invariant=True)
        self.t = issued_at.timestamp()
        self.lt = issued_at.astimezone(UTC).timetuple()
        self.YMDhms = tuple(self.lt)[:6]


class _PagedCanvas(Canvas):
    """A canvas that knows the number of pages before it writes the footers."""

    def __init__(self, document: OfficialDocument, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Of reportlab's own names, the two that its published types leave out.
        self._inner: Any = self
        self._document = document
        self._pages: list[dict[str, object]] = []

    @override
    def showPage(self) -> None:
        """Keep the page until the total is known."""
        self._pages.append(dict(self.__dict__))
        self._inner._startPage()

    @override
    def save(self) -> None:
        """Write all pages with their footers."""
        self._inner._doc._timeStamp = _Moment(self._document.issued_at)
        for number, page in enumerate(self._pages, start=1):
            self.__dict__.update(page)
            _draw_footer(self, self._document, number, len(self._pages))
            super().showPage()
        super().save()


def _draw_first(canvas: Canvas, template: _Template) -> None:
    head = template.document.letterhead
    top = styles.PAGE_HEIGHT - styles.TOP
    _draw_mark(canvas, styles.LEFT, top - 8.5 * mm, 9 * mm)
    left = styles.LEFT + 13 * mm
    size = _fitting(head.name, SEMIBOLD, 11.5, styles.MEASURE - 13 * mm)
    canvas.setFillColor(styles.INK)
    canvas.setFont(SEMIBOLD, size)
    canvas.drawString(left, top - (3.6 if head.lines else 6) * mm, printable(head.name))
    canvas.setFillColor(styles.GRAPHITE)
    for place, line in enumerate(head.lines[:2]):
        canvas.setFont(REGULAR, _fitting(line, REGULAR, 8.5, styles.MEASURE - 13 * mm))
        canvas.drawString(left, top - (7.6 + 4 * place) * mm, printable(line))
    canvas.setStrokeColor(styles.VIOLET)
    canvas.setLineWidth(0.9)
    canvas.line(styles.LEFT, top - 13.4 * mm, styles.LEFT + styles.MEASURE, top - 13.4 * mm)


def _draw_later(canvas: Canvas, template: _Template) -> None:
    level = styles.PAGE_HEIGHT - styles.TOP + 7 * mm
    canvas.setFillColor(styles.GRAPHITE)
    canvas.setFont(REGULAR, 8)
    canvas.drawString(styles.LEFT, level, printable(_shortened(template.document.title, styles.MEASURE * 0.55, 8)))
    canvas.drawRightString(styles.LEFT + styles.MEASURE, level, printable(_plain(template.document.number)))


def _draw_mark(canvas: Canvas, left: float, bottom: float, side: float) -> None:
    """The mark of Netral: a level line resting on a round point."""
    canvas.setStrokeColor(styles.VIOLET)
    canvas.setFillColor(styles.VIOLET)
    canvas.setLineCap(1)
    canvas.setLineWidth(side * 0.13)
    canvas.line(left + side * 0.065, bottom + side * 0.68, left + side * 0.935, bottom + side * 0.68)
    canvas.circle(left + side / 2, bottom + side * 0.34, side * 0.24, stroke=0, fill=1)
    canvas.setLineCap(0)


def _draw_footer(canvas: Canvas, document: OfficialDocument, page: int, pages: int) -> None:
    labels = document.labels
    right = styles.LEFT + styles.MEASURE
    level = styles.BOTTOM - 10 * mm
    canvas.setStrokeColor(styles.HAIRLINE)
    canvas.setLineWidth(0.5)
    canvas.line(styles.LEFT, level + 4.2 * mm, right, level + 4.2 * mm)
    canvas.setFillColor(styles.GRAPHITE)
    canvas.setFont(REGULAR, 7.5)
    _draw_reference(canvas, document, level)
    canvas.drawRightString(right, level, labels.page.format(page=page, pages=pages))
    canvas.setFont(REGULAR, 6.5)
    canvas.drawString(styles.LEFT, level - 3.6 * mm, f"{labels.digest} {document.digest}")


def _draw_reference(canvas: Canvas, document: OfficialDocument, level: float) -> None:
    parts: list[Text] = [document.number]
    if document.seal is not None:
        parts = [f"{document.labels.sealed}  ·  ", document.number, "  ·  ", document.seal.code]
    slots = [part for part in parts if isinstance(part, Reserved)]
    if not slots:
        canvas.drawString(styles.LEFT, level, printable("".join(map(_plain, parts))))
    for place, slot in enumerate(_joined(parts)):
        share = _REFERENCE * (1 if len(slots) == 1 else (0.72, 0.28)[place])
        reserve_line(canvas, slot, (styles.LEFT, level), share, _REFERENCE_TYPE, follows=place > 0)


def _joined(parts: list[Text]) -> list[Reserved]:
    """The slots among the parts, each with the words before it; the last with those after it too."""
    found: list[Reserved] = []
    words = ""
    for part in parts:
        if isinstance(part, Reserved):
            found.append(replace(part, before=words + part.before))
            words = ""
        else:
            words += _plain(part)
    return [*found[:-1], replace(found[-1], after=found[-1].after + words)] if found else []


def _plain(value: Text) -> str:
    return value if isinstance(value, str) else ""


def _fitting(words: str, font: str, size: float, width: float) -> float:
    """The largest size up to the wished one at which the words fit on one line, never below 6 points."""
    needed = stringWidth(printable(words), font, size)
    return max(6.0, min(size, size * width / needed)) if needed else size


def _shortened(words: str, width: float, size: float) -> str:
    while stringWidth(words, REGULAR, size) > width:
        words = words[:-2].rstrip(" …") + "…"
    return words
