"""Posters and cards about one act: one layout at two sizes, as PDF, and the same page as a picture."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, ClassVar

import pypdfium2
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from reportlab.lib.colors import white
from reportlab.lib.pagesizes import A3, A4, A6
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepInFrame, Spacer, Table

from netral.apps.learning.curriculum import PosterEntry
from netral.engines.rules.grades import Grade
from netral.engines.seal.documents import styles
from netral.engines.seal.documents.flow import QrSymbol, text
from netral.engines.seal.documents.fonts import BOLD, REGULAR, SEMIBOLD, printable, register
from netral.foundation.accounts.links import absolute
from netral.foundation.ui.grades import short_grade

# Pixels across: readable on a phone's screen, and still light enough to be passed on over a slow line.
_WIDTHS = {"poster": 1400, "kartu": 900}
# Measures are those of an A6 card; the poster is the same, larger.
_CARD_WIDTH = A6[0]
_SHEETS = 64
# Type is made smaller by a twentieth until everything has room, down to less than a third.
_STEP, _MOST_STEPS = 0.95, 24
_ENDLESS = 1e6
_ALL = ((0, 0), (-1, -1))
# Sets a part of a poster, told the size of its type and its width.
Part = Callable[[float, float], list[Any]]
MEDIA = {"pdf": "application/pdf", "png": "image/png"}
# One footnote for each grade of certainty.
_MARKS = ("*", "†", "‡", "§", "¶")
FORMATS = ("poster", "kartu")


@dataclass(frozen=True)
class Local:
    """What a region adds in its own language."""

    language: str
    text: str


@dataclass(frozen=True)
class Order:
    """What is to be printed: an act, at which size, as which kind of file, with which local texts, for whom."""

    sheet: PosterEntry
    size: str
    kind: str
    local: tuple[Local, ...] = ()
    publisher: str = ""
    site: str = ""


class Sign(Flowable):
    """A cross, a tick or an arrow beside a line, because colour alone tells nothing to many readers."""

    _STROKES: ClassVar[dict[str, tuple[tuple[float, float, float, float], ...]]] = {
        "forbidden": ((0.2, 0.2, 0.8, 0.8), (0.2, 0.8, 0.8, 0.2)),
        "allowed": ((0.15, 0.5, 0.4, 0.22), (0.4, 0.22, 0.87, 0.82)),
        "instead": ((0.12, 0.5, 0.85, 0.5), (0.55, 0.8, 0.85, 0.5), (0.55, 0.2, 0.85, 0.5)),
    }

    def __init__(self, sign: str, side: float) -> None:
        super().__init__()
        self.sign = sign
        self.width = self.height = side

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The space needed, in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the strokes."""
        self.canv.setStrokeColor(styles.VIOLET)
        self.canv.setLineWidth(self.width * 0.13)
        self.canv.setLineCap(1)
        for first_x, first_y, last_x, last_y in self._STROKES[self.sign]:
            side = self.width
            self.canv.line(first_x * side, first_y * side, last_x * side, last_y * side)


def printed(order: Order) -> bytes:
    """Return a poster or a card as a file; always in Indonesian, whatever language the page was in.

    Raises:
        UnprintableText: a local text holds characters that the typeface lacks.
    """
    return _printed(Order(**{**vars(order), "site": str(settings.SITE_URL)}))


@lru_cache(maxsize=_SHEETS)
def _printed(order: Order) -> bytes:
    register()
    with translation.override("id"):
        if order.kind == "png":
            return _picture(_page(order, A3 if order.size == "poster" else A6), _WIDTHS[order.size])
        return _page(order, A3) if order.size == "poster" else _cards(order)


def _page(order: Order, size: tuple[float, float]) -> bytes:
    output = io.BytesIO()
    canvas = _canvas(output, order, size)
    _panel(canvas, order, (0, 0, *size))
    canvas.showPage()
    canvas.save()
    return output.getvalue()


def _cards(order: Order) -> bytes:
    """Return four cards on one A4 page, with lines to cut along."""
    output = io.BytesIO()
    canvas = _canvas(output, order, A4)
    width, height = A4[0] / 2, A4[1] / 2
    for column in (0, 1):
        for row in (0, 1):
            _panel(canvas, order, (column * width, row * height, width, height))
    canvas.setStrokeColor(styles.GRAPHITE)
    canvas.setLineWidth(0.4)
    canvas.setDash(3, 3)
    canvas.line(width, 0, width, A4[1])
    canvas.line(0, height, A4[0], height)
    canvas.showPage()
    canvas.save()
    return output.getvalue()


def _canvas(output: io.BytesIO, order: Order, size: tuple[float, float]) -> Canvas:
    canvas = Canvas(output, pagesize=size, invariant=1, lang="id-ID")
    canvas.setTitle(order.sheet.title)
    canvas.setAuthor(order.publisher or "Netral")
    canvas.setCreator("Netral")
    return canvas


def _panel(canvas: Canvas, order: Order, box: tuple[float, float, float, float]) -> None:
    """Set one whole poster into a rectangle: a violet head, the three lists, and where to ask and report."""
    left, bottom, width, height = box
    unit = width / _CARD_WIDTH
    margin, head, foot = 8 * mm * unit, 30 * mm * unit, 27 * mm * unit
    canvas.setFillColor(styles.VIOLET)
    canvas.rect(left, bottom + height - head, width, head, stroke=0, fill=1)
    canvas.setFillColor(styles.WASH)
    canvas.rect(left, bottom, width, foot, stroke=0, fill=1)
    inner = width - 2 * margin
    parts = (
        (_head, head - 6 * mm * unit, bottom + height - head / 2, 0.5),
        (_body, height - head - foot - 8 * mm * unit, bottom + height - head - 4 * mm * unit, 1.0),
        (_foot, foot - 3 * mm * unit, bottom + foot / 2, 0.5),
    )
    for part, room, place, above in parts:
        framed = _fitted(canvas, partial(part, order), unit, (inner, room))
        framed.drawOn(canvas, left + margin, place - framed.height * above)


def _fitted(
    canvas: Canvas, part: Callable[[float, float], list[Any]], unit: float, room: tuple[float, float]
) -> KeepInFrame:
    """Set a part as large as it fits: what is too long is set again in smaller type."""
    for step in range(_MOST_STEPS):
        framed = KeepInFrame(
            room[0], _ENDLESS, part(unit * _STEP**step, room[0]), mode="truncate", hAlign="LEFT", vAlign="TOP"
        )
        framed.wrapOn(canvas, room[0], _ENDLESS)
        if framed.height <= room[1]:
            break
    return framed


def _style(name: str, font: str, size: float, unit: float, **more: Any) -> ParagraphStyle:
    given = {"fontName": font, "fontSize": size * unit, "leading": size * unit * 1.35, "spaceAfter": 0, **more}
    return ParagraphStyle(name, parent=styles.BODY, **given)


def _head(order: Order, unit: float, _width: float) -> list[Any]:
    above = _style("above", REGULAR, 7.5, unit, textColor=white)
    title = _style("head", BOLD, 15, unit, textColor=white, leading=15 * unit * 1.2)
    return [text(_("Netralitas ASN dalam Pilkada"), above), Spacer(0, 1.5 * unit), text(order.sheet.title, title)]


def _body(order: Order, unit: float, width: float) -> list[Any]:
    sheet = order.sheet
    story = [
        *_list(_("Melanggar"), "forbidden", sheet.forbidden, (unit, width)),
        *_list(_("Boleh"), "allowed", sheet.allowed, (unit, width)),
        *_list(_("Lakukan ini"), "instead", (sheet.instead,) if sheet.instead else (), (unit, width)),
    ]
    for local in order.local:
        story += _local(local, unit)
    if sheet.basis:
        small = _style("basis", REGULAR, 5.6, unit, textColor=styles.GRAPHITE)
        story += [Spacer(0, 4 * unit), text(_basis(sheet), small)]
    return story


def _basis(sheet: PosterEntry) -> str:
    """Return what the act stands on, each provision with the mark of how surely it does, and what the marks say."""
    grades = [grade for grade in Grade if grade in {each.grade for each in sheet.basis}]
    marks = dict(zip(grades, _MARKS, strict=False))
    cited = "; ".join(each.title + marks[each.grade] for each in sheet.basis)
    explained = "; ".join(f"{mark} {short_grade(grade)}" for grade, mark in marks.items())
    return f"{_('Dasar: %(basis)s.') % {'basis': cited}} {explained}."


def _list(title: str, sign: str, items: Iterable[str], measure: tuple[float, float]) -> list[Any]:
    given, (unit, width) = tuple(items), measure
    if not given:
        return []
    heading = _style("list", SEMIBOLD, 10.5, unit, spaceBefore=5 * unit, spaceAfter=2 * unit, textColor=styles.VIOLET)
    words = _style("item", REGULAR, 8.6, unit)
    side = 8.5 * unit
    rows = [[Sign(sign, side), text(item, words)] for item in given]
    table = Table(rows, colWidths=[side + 4 * unit, width - side - 4 * unit], hAlign="LEFT")
    table.setStyle(
        [
            ("FONTNAME", *_ALL, REGULAR),
            ("VALIGN", *_ALL, "TOP"),
            ("LEFTPADDING", *_ALL, 0),
            ("RIGHTPADDING", *_ALL, 0),
            ("TOPPADDING", *_ALL, 1 * unit),
            ("BOTTOMPADDING", *_ALL, 2 * unit),
        ]
    )
    return [text(title, heading), table]


def _local(local: Local, unit: float) -> list[Any]:
    language = _style("language", SEMIBOLD, 7, unit, spaceBefore=5 * unit, textColor=styles.GRAPHITE)
    return [text(local.language, language), text(local.text, _style("local", REGULAR, 8.6, unit))]


def _foot(order: Order, unit: float, width: float) -> list[Any]:
    ask, report = absolute(reverse("selfcheck")), absolute(reverse("report_start"))
    words = _style("foot", REGULAR, 6.6, unit)
    small = _style("edition", REGULAR, 5, unit, textColor=styles.GRAPHITE)
    lines = [
        text(_("**Ragu?** Cek perbuatan Anda: %(address)s") % {"address": _shown(ask)}, words),
        text(_("**Melihat pelanggaran?** Laporkan: %(address)s") % {"address": _shown(report)}, words),
        Spacer(0, 1.5 * unit),
        text(_edition(order), small),
    ]
    side = 20 * mm * unit
    table = Table([[lines, QrSymbol(ask, side)]], colWidths=[width - side, side])
    table.setStyle(
        [
            ("FONTNAME", *_ALL, REGULAR),
            ("VALIGN", *_ALL, "MIDDLE"),
            ("LEFTPADDING", *_ALL, 0),
            ("RIGHTPADDING", *_ALL, 0),
            ("TOPPADDING", *_ALL, 0),
            ("BOTTOMPADDING", *_ALL, 0),
        ]
    )
    return [table]


def _edition(order: Order) -> str:
    edition = _("Edisi katalog %(edition)s. Tokoh dalam contoh adalah rekaan.") % {"edition": order.sheet.edition[:12]}
    return f"{order.publisher}. {edition}" if order.publisher else edition


def _shown(address: str) -> str:
    return printable(address.removeprefix("https://").removeprefix("http://"))


def _picture(pdf: bytes, width: int) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
        # Flat colours: a palette keeps the picture light.
        output = io.BytesIO()
        image.quantize(64).save(output, "PNG", optimize=True)
        return output.getvalue()
    finally:
        document.close()
