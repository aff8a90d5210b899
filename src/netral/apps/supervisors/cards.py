"""The card of a supervisor: her photo, what she is where until when, and two symbols to check it by."""

import io
from typing import Any

from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A6
from reportlab.lib.units import mm
from reportlab.platypus import Image, SimpleDocTemplate, Spacer, Table

from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.links import CARD
from netral.apps.supervisors.models import Posting, Supervisor
from netral.engines.seal.documents import styles
from netral.engines.seal.documents.flow import QrSymbol, text
from netral.engines.seal.documents.fonts import REGULAR, register
from netral.foundation.files.queries import content_of, copy_of
from netral.foundation.institutions.queries import supervisor_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.models import Tier
from netral.foundation.regions.queries import full_name
from netral.foundation.seals.actions.documents import seal_document
from netral.foundation.seals.issue import DocumentDraft, Issue
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import documents_about
from netral.foundation.ui.formats import tanggal

KIND = "supervisor_card"
_MARGIN = 8 * mm
_PHOTO = (26 * mm, 34 * mm)
_QR = 30 * mm


def seal_card(posting: Posting, by: Actor) -> SealedDocument:
    """Seal the card of a posting in the name of Bawaslu of the regency.

    Raises:
        NoSealKey: it has no key that may seal.
        UnprintableText: the name holds characters that the typeface lacks.
    """
    facts = (
        (_("Nama"), posting.supervisor.name),
        (_("Tugas"), str(POSTS[posting.post])),
        (_("Wilayah"), posting.place),
        (_("Berlaku"), _term(posting)),
    )
    draft = DocumentDraft(
        kind=KIND,
        title=_("Kartu pengawas %(number)s") % {"number": posting.number},
        institution=supervisor_of(posting.region_id, Tier.REGENCY),
        subject=posting,
        scopes=posting.scopes,
        facts=facts,
    )
    return seal_document(draft=draft, pdf=lambda issue: card_pdf(posting, issue), by=by)


def cards_of(posting: Posting) -> list[SealedDocument]:
    """Return the sealed cards of a posting that still count and that the reader may see, oldest first."""
    sealed = documents_about(Posting._meta.label_lower, str(posting.pk))
    return [each for each in sealed if each.withdrawn_at is None]


def card_of(posting: Posting) -> SealedDocument | None:
    """Return the newest sealed card of a posting that still counts, if there is one the reader may see."""
    return next(reversed(cards_of(posting)), None)


def photo_of(supervisor: Supervisor) -> bytes | None:
    """Return the photo of a supervisor without its metadata; nothing until its copy has been made."""
    copy = copy_of(supervisor.photo) if supervisor.photo else None
    return b"".join(content_of(copy)) if copy is not None and not copy.failure else None


def card_pdf(posting: Posting, issue: Issue) -> bytes:
    """Return the card as one page of A6."""
    register()
    big = styles.HEADING.clone("card-name", fontSize=13, leading=16, spaceAfter=2, spaceBefore=0)
    words = [
        text(posting.supervisor.name, big),
        text(str(POSTS[posting.post]), styles.SIGNATORY),
        text(full_name(posting.region_id), styles.CELL),
        *([text(posting.place, styles.CELL)] if posting.polling_station else []),
        Spacer(0, 2 * mm),
        text(_("Berlaku %(term)s") % {"term": _term(posting)}, styles.CELL),
        text(posting.number, styles.SMALL),
    ]
    width = A6[0] - 2 * _MARGIN
    symbols: list[list[Any]] = [
        [QrSymbol(CARD.link_of(posting.pk), _QR), QrSymbol(issue.url, _QR)],
        [
            text(_("Masih bertugas? Pindai kode ini."), styles.SMALL),
            text(_("Kartu asli? Kode %(code)s.") % {"code": issue.shown_code}, styles.SMALL),
        ],
    ]
    story = [
        text(issue.institution.name, styles.SUBTITLE),
        text(_("Kartu Pengawas"), styles.TITLE.clone("card-title", fontSize=15, leading=19)),
        Spacer(0, 2 * mm),
        _beside(_photo(posting.supervisor), words, width),
        Spacer(0, 4 * mm),
        _plain(Table(symbols, colWidths=[width / 2, width / 2])),
    ]
    return _page(_("Kartu pengawas %(number)s") % {"number": posting.number}, story)


def _term(posting: Posting) -> str:
    days = {"first": tanggal(posting.starts_on), "last": tanggal(posting.ends_on)}
    return _("%(first)s sampai %(last)s") % days


def _photo(supervisor: Supervisor) -> Image | None:
    content = photo_of(supervisor)
    if content is None:
        return None
    return Image(io.BytesIO(content), width=_PHOTO[0], height=_PHOTO[1], kind="proportional")


def _beside(photo: Image | None, words: list[Any], width: float) -> Table:
    if photo is None:
        return _plain(Table([[words]], colWidths=[width]))
    side = _PHOTO[0] + 3 * mm
    return _plain(Table([[photo, words]], colWidths=[side, width - side]))


def _plain(table: Table) -> Table:
    whole = ((0, 0), (-1, -1))
    table.setStyle([("FONTNAME", *whole, REGULAR), ("VALIGN", *whole, "TOP"), ("LEFTPADDING", *whole, 0)])
    return table


def _page(title: str, story: list[Any]) -> bytes:
    output = io.BytesIO()
    margins: dict[str, Any] = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN)
    template = SimpleDocTemplate(output, pagesize=A6, title=title, initialFontName=REGULAR, invariant=1, **margins)
    template.build(story)
    return output.getvalue()
