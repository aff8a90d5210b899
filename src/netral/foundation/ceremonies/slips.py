"""What is printed for a ceremony: slips with the personal code, PINs to be folded under or on sheets of their own."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, SimpleDocTemplate, Spacer, Table

from netral.engines.seal.documents import styles
from netral.engines.seal.documents.flow import QrSymbol, text
from netral.engines.seal.documents.fonts import REGULAR, printable, register
from netral.engines.seal.qr import QUIET_ZONE, qr_runs
from netral.foundation.ceremonies.domain import Participant
from netral.foundation.ceremonies.kinds import CeremonyKind
from netral.foundation.ceremonies.models import CeremonyBase, WitnessBase

_MARGIN = 12 * mm
_QR_SIDE = 34 * mm
_SLIP_HEIGHT = 46 * mm
_PIN_WIDTH = 46 * mm
_PIN_HEIGHT = 24 * mm
_PINS_BESIDE = 3
_ALL = ((0, 0), (-1, -1))
_PIN = styles.CODE.clone("pin", fontSize=17, leading=22)


class PrintedPart(StrEnum):
    """What is printed: slips with the PIN behind a fold, or slips and PINs apart."""

    BOTH = "gabung"
    SLIPS = "slip"
    PINS = "pin"


@dataclass(frozen=True)
class CeremonySlip:
    """One slip: whose, where she belongs, what its QR symbol holds, and the PIN."""

    name: str
    group: str
    code: str
    pin: str


def slips_of(kind: CeremonyKind, people: Sequence[Participant]) -> list[CeremonySlip]:
    """Return the slips of who takes part, in the order given."""
    return [
        CeremonySlip(each.name, each.unit, kind.slip_link_of(each.ident), kind.codes.pin_of(each.ident))
        for each in people
    ]


def slips_of_witnesses(kind: CeremonyKind, witnesses: Sequence[WitnessBase]) -> list[CeremonySlip]:
    """Return the slips of witnesses."""
    codes = kind.codes
    return [
        CeremonySlip(each.name, _("Saksi"), codes.witness_token_of(each.pk), codes.pin_of(each.pk))
        for each in witnesses
    ]


def slips_pdf(ceremony: CeremonyBase, slips: Sequence[CeremonySlip], part: PrintedPart) -> bytes:
    """Return slips to cut out, group by group."""
    register()
    output = io.BytesIO()
    page: dict[str, Any] = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN)
    template = SimpleDocTemplate(
        output, pagesize=A4, title=ceremony.title, initialFontName=REGULAR, invariant=1, **page
    )
    story: list[Any] = []
    for group in dict.fromkeys(slip.group for slip in slips):
        members = [slip for slip in slips if slip.group == group]
        story += [CondPageBreak(_SLIP_HEIGHT + 14 * mm), text(printable(group), styles.HEADING), Spacer(0, 4)]
        story += [_pins(members) if part == PrintedPart.PINS else _slips(ceremony, members, part), Spacer(0, 6 * mm)]
    template.build(story)
    return output.getvalue()


def qr_svg(code: str) -> str:
    """Return a QR symbol as SVG, for showing on a screen."""
    modules, runs = qr_runs(code)
    side = modules + 2 * QUIET_ZONE
    bars = "".join(f"M{QUIET_ZONE + column} {QUIET_ZONE + row}h{length}v1h-{length}z" for row, column, length in runs)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{bars}"/></svg>'
    )


def _slips(ceremony: CeremonyBase, slips: Sequence[CeremonySlip], part: PrintedPart) -> Table:
    width = A4[0] - 2 * _MARGIN
    pin_width = _PIN_WIDTH if part == PrintedPart.BOTH else 0
    rows = []
    for slip in slips:
        row = [QrSymbol(slip.code, _QR_SIDE), _words(ceremony, slip, part)]
        rows.append([*row, _folded(slip)] if part == PrintedPart.BOTH else row)
    widths = [_QR_SIDE + 4 * mm, width - _QR_SIDE - 4 * mm - pin_width, *([pin_width] if pin_width else [])]
    table = Table(rows, colWidths=widths, rowHeights=[_SLIP_HEIGHT] * len(rows))
    fold = [("LINEBEFORE", (2, 0), (2, -1), 0.7, styles.GRAPHITE, None, (1, 3))] if pin_width else []
    table.setStyle([*_frame(), ("LINEBELOW", *_ALL, 0.5, styles.HAIRLINE, None, (3, 3)), *fold])
    return table


def _words(ceremony: CeremonyBase, slip: CeremonySlip, part: PrintedPart) -> list[Any]:
    how = _("Tunjukkan kode ini di kios, baca tiap butir, lalu ketik PIN.")
    if part == PrintedPart.SLIPS:
        how = _("Tunjukkan kode ini di kios, baca tiap butir, lalu ketik PIN dari lembar PIN Anda.")
    return [
        text(printable(slip.name), styles.SIGNATORY),
        text(printable(ceremony.title), styles.SMALL),
        Spacer(0, 4),
        text(how, styles.CELL),
        Spacer(0, 4),
        text(_("Kode: %(code)s") % {"code": _code(slip)}, styles.SMALL),
    ]


def _folded(slip: CeremonySlip) -> list[Any]:
    return [
        text(_("Lipat ke belakang di garis ini"), styles.SMALL),
        Spacer(0, 5),
        text(_("PIN"), styles.LABEL),
        text(_grouped(slip.pin), _PIN),
        Spacer(0, 3),
        text(_("Jangan perlihatkan kepada siapa pun."), styles.SMALL),
    ]


def _pins(slips: Sequence[CeremonySlip]) -> Table:
    width = (A4[0] - 2 * _MARGIN) / _PINS_BESIDE
    cells = [
        [text(printable(slip.name), styles.SIGNATORY), text(_("PIN"), styles.LABEL), text(_grouped(slip.pin), _PIN)]
        for slip in slips
    ]
    cells += [[]] * (-len(cells) % _PINS_BESIDE)
    rows = [cells[at : at + _PINS_BESIDE] for at in range(0, len(cells), _PINS_BESIDE)]
    table = Table(rows, colWidths=[width] * _PINS_BESIDE, rowHeights=[_PIN_HEIGHT] * len(rows))
    table.setStyle([*_frame(), ("INNERGRID", *_ALL, 0.5, styles.HAIRLINE, None, (3, 3))])
    return table


def _frame() -> list[Any]:
    return [
        ("FONTNAME", *_ALL, REGULAR),
        ("BOX", *_ALL, 0.5, styles.HAIRLINE, None, (3, 3)),
        ("VALIGN", *_ALL, "MIDDLE"),
    ]


def _code(slip: CeremonySlip) -> str:
    return slip.code.rstrip("/").rpartition("/")[2]


def _grouped(pin: str) -> str:
    return f"{pin[:3]} {pin[3:]}"
