"""What is printed: the sealed pledge, and the slips with personal links for people without e-mail."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import PageBreak, SimpleDocTemplate, Spacer, Table

from netral.apps.pledges.links import link_of
from netral.apps.pledges.models import Campaign, Pledge
from netral.engines.seal.documents import styles
from netral.engines.seal.documents.blocks import (
    Block,
    Fields,
    Letterhead,
    OfficialDocument,
    Paragraph,
    Points,
    Signatory,
    Signatures,
)
from netral.engines.seal.documents.flow import QrSymbol, text
from netral.engines.seal.documents.fonts import REGULAR, register
from netral.foundation.seals.issuing import Issue
from netral.foundation.ui.formats import tanggal, waktu

_MARGIN = 12 * mm
_QR_SIDE = 30 * mm
_SLIP_HEIGHT = 52 * mm
_ALL = ((0, 0), (-1, -1))


def pledge_document(pledge: Pledge, issue: Issue, zone: ZoneInfo) -> OfficialDocument:
    """Return the signed pledge, ready to be set in type and sealed."""
    campaign, person, words = pledge.campaign, pledge.person, pledge.campaign.text
    manner = _("Disetujui secara elektronik lewat tautan pribadi dan pencocokan NIP, %(moment)s.")
    blocks: tuple[Block, ...] = (
        Fields(tuple(particulars(pledge))),
        Paragraph(words.opening),
        Points(tuple(f"**{point.title}.** {point.text}" for point in words.points)),
        Paragraph(words.closing),
        Signatures(
            place_and_date=_place_and_date(campaign, issue.issued_at, zone),
            people=(
                Signatory(
                    capacity=_("Yang berikrar"),
                    name=person.name,
                    number=f"NIP {person.nip}",
                    manner=manner % {"moment": waktu(issue.issued_at, zone)},
                ),
            ),
        ),
    )
    return OfficialDocument(
        letterhead=Letterhead(campaign.government.name, (campaign.institution.name,)),
        title=words.title,
        subtitle=campaign.title,
        number=f"IKRAR/{campaign.government.region_id}/{issue.issued_at.astimezone(zone):%Y}/{issue.shown_code}",
        issued_at=issue.issued_at,
        blocks=blocks,
        seal=issue.note,
    )


def particulars(pledge: Pledge) -> list[tuple[str, str]]:
    """Return who pledges, as label and value."""
    person = pledge.person
    rows = [
        (_("Nama"), person.name),
        (_("NIP"), person.nip),
        (_("Jabatan"), person.position),
        (_("Unit kerja"), pledge.unit.name),
    ]
    return [(label, value) for label, value in rows if value]


def shortened(nip: str) -> str:
    """Return a NIP as anyone may see it: enough to tell two people of one name apart."""
    return f"{nip[:4]}{'•' * 10}{nip[-4:]}"


def _place_and_date(campaign: Campaign, moment: datetime, zone: ZoneInfo) -> str:
    region = campaign.government.region
    name = region.name.removeprefix("Kabupaten ").removeprefix("Kota ") if region else ""
    return f"{name}, {tanggal(moment, zone)}"


@dataclass(frozen=True)
class Slip:
    """One slip of paper: whose, of which unit, and the link."""

    name: str
    unit: str
    link: str


def slips_of(pledges: Sequence[Pledge]) -> list[Slip]:
    """Return the slips of pledges, unit by unit."""
    slips = [Slip(pledge.person.name, pledge.unit.name, link_of(pledge.pk)) for pledge in pledges]
    return sorted(slips, key=lambda slip: (slip.unit, slip.name))


def slips_pdf(campaign: Campaign, slips: Sequence[Slip]) -> bytes:
    """Return slips to cut out, two beside each other, each unit beginning a new page."""
    register()
    output = io.BytesIO()
    page: dict[str, Any] = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN)
    template = SimpleDocTemplate(
        output, pagesize=A4, title=campaign.title, initialFontName=REGULAR, invariant=1, **page
    )
    story: list[Any] = []
    for unit in dict.fromkeys(slip.unit for slip in slips):
        story += [*([PageBreak()] if story else []), text(unit, styles.HEADING), Spacer(0, 4)]
        story.append(_sheet(campaign, [slip for slip in slips if slip.unit == unit]))
    template.build(story)
    return output.getvalue()


def _sheet(campaign: Campaign, slips: Sequence[Slip]) -> Table:
    width = (A4[0] - 2 * _MARGIN) / 2
    cells = [_slip(campaign, slip, width) for slip in slips]
    rows = [[cells[at], cells[at + 1] if at + 1 < len(cells) else ""] for at in range(0, len(cells), 2)]
    table = Table(rows, colWidths=[width, width], rowHeights=[_SLIP_HEIGHT] * len(rows))
    table.setStyle(
        [
            ("FONTNAME", *_ALL, REGULAR),
            ("INNERGRID", *_ALL, 0.5, styles.HAIRLINE, None, (3, 3)),
            ("BOX", *_ALL, 0.5, styles.HAIRLINE, None, (3, 3)),
            ("VALIGN", *_ALL, "MIDDLE"),
        ]
    )
    return table


def _slip(campaign: Campaign, slip: Slip, width: float) -> Table:
    until = _("Pindai kode ini dengan ponsel, baca empat butir, lalu tanda tangani paling lambat %(day)s.")
    words = [
        text(slip.name, styles.SIGNATORY),
        text(campaign.title, styles.SMALL),
        Spacer(0, 3),
        text(until % {"day": tanggal(campaign.closes_on)}, styles.CELL),
        Spacer(0, 3),
        text(_spaced(slip.link), styles.SMALL),
    ]
    table = Table([[QrSymbol(slip.link, _QR_SIDE), words]], colWidths=[_QR_SIDE + 3 * mm, width - _QR_SIDE - 9 * mm])
    table.setStyle([("FONTNAME", *_ALL, REGULAR), ("VALIGN", *_ALL, "MIDDLE"), ("LEFTPADDING", *_ALL, 2)])
    return table


def _spaced(link: str) -> str:
    # A long word cannot be broken in the column; the address keeps its meaning when read over a line's end.
    return link.replace("/ikrar/", "/ikrar/\n")
