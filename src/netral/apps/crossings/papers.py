"""A pass on paper: one page of A6 with its symbol, for who has no battery left."""

import io
from typing import Any

from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A6
from reportlab.lib.units import mm
from reportlab.platypus import SimpleDocTemplate, Spacer

from netral.apps.crossings.models import PriorityPass
from netral.apps.crossings.tables.passes import companions, trip, vehicle
from netral.engines.seal.documents import styles
from netral.engines.seal.documents.flow import QrSymbol, text
from netral.engines.seal.documents.fonts import REGULAR, printable, register

_MARGIN, _SYMBOL = 8 * mm, 52 * mm


def pass_pdf(row: PriorityPass) -> bytes:
    """Return a pass as a PDF; its symbol is signed, so the page itself needs no seal."""
    register()
    title = _("Pas %(number)s") % {"number": row.number}
    rests_on = _("Dasar: %(number)s, %(government)s") % {
        "number": row.instrument.number,
        "government": row.instrument.government.name,
    }
    lines = [str(row.crossing), str(trip(row)), vehicle(row)]
    lines += [_("Ikut: %(names)s") % {"names": companions(row)}] if row.companions else []
    lines += [_("Bawa juga: %(what)s") % {"what": row.instrument.must_carry}] if row.instrument.must_carry else []
    story: list[Any] = [
        text(_("Pas prioritas penyeberangan"), styles.SUBTITLE),
        text(printable(row.holder), styles.HEADING.clone("pass-name", fontSize=13, leading=16, spaceBefore=0)),
        *(text(printable(line), styles.CELL) for line in lines),
        Spacer(0, 2 * mm),
        QrSymbol(row.text, _SYMBOL),
        text(row.number, styles.CELL),
        text(printable(rests_on), styles.SMALL),
    ]
    output = io.BytesIO()
    margins: dict[str, Any] = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN)
    SimpleDocTemplate(output, pagesize=A6, title=title, initialFontName=REGULAR, invariant=1, **margins).build(story)
    return output.getvalue()
