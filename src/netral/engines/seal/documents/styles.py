"""Measures, colours and paragraph styles of printed documents."""

from __future__ import annotations

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from netral.engines.seal.documents.fonts import BOLD, REGULAR, SEMIBOLD

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT = 28 * mm
RIGHT = 24 * mm
TOP = 22 * mm
BOTTOM = 27 * mm
HEAD_HEIGHT = 19 * mm
MEASURE = PAGE_WIDTH - LEFT - RIGHT

VIOLET: Color = HexColor("#4b2a86")
INK: Color = HexColor("#1d1b22")
GRAPHITE: Color = HexColor("#5d5a66")
HAIRLINE: Color = HexColor("#d5d2dc")
WASH: Color = HexColor("#f6f4fa")

BODY = ParagraphStyle(
    "body", fontName=REGULAR, fontSize=10, leading=15.5, textColor=INK, spaceAfter=7, allowWidows=0, allowOrphans=0
)
TITLE = ParagraphStyle("title", parent=BODY, fontName=BOLD, fontSize=19, leading=24, spaceAfter=3)
SUBTITLE = ParagraphStyle("subtitle", parent=BODY, fontSize=11, leading=16, textColor=GRAPHITE, spaceAfter=3)
NUMBER = ParagraphStyle("number", parent=BODY, fontSize=9, leading=13, textColor=GRAPHITE, spaceAfter=14)
HEADING = ParagraphStyle(
    "heading", parent=BODY, fontName=SEMIBOLD, fontSize=11.5, leading=16, spaceBefore=9, spaceAfter=4, keepWithNext=1
)
LABEL = ParagraphStyle("label", parent=BODY, fontSize=9, leading=13.5, textColor=GRAPHITE, spaceAfter=0)
VALUE = ParagraphStyle("value", parent=BODY, leading=13.5, spaceAfter=0)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=8.8, leading=12.5, spaceAfter=0)
CELL_RIGHT = ParagraphStyle("cell-right", parent=CELL, alignment=TA_RIGHT)
HEAD_CELL = ParagraphStyle("head-cell", parent=CELL, fontName=SEMIBOLD)
HEAD_CELL_RIGHT = ParagraphStyle("head-cell-right", parent=HEAD_CELL, alignment=TA_RIGHT)
QUOTE = ParagraphStyle("quote", parent=BODY, spaceAfter=0)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=8.5, leading=12.5, textColor=GRAPHITE, spaceAfter=0)
SIGNATORY = ParagraphStyle("signatory", parent=BODY, fontName=SEMIBOLD, leading=14, spaceAfter=0)
CODE = ParagraphStyle("code", parent=BODY, fontName=BOLD, fontSize=12.5, leading=17, textColor=VIOLET, spaceAfter=0)
