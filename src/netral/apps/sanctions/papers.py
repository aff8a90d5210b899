"""The recommendation as a sealed letter."""

from django.utils.translation import gettext as _

from netral.apps.sanctions.models import Recommendation
from netral.engines.seal.documents.blocks import Fields, Heading, Letterhead, OfficialDocument, Paragraph, Points
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import zone_of
from netral.foundation.seals.actions.documents import seal_document
from netral.foundation.seals.issuing import DocumentDraft, Issue
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import active_key, documents_about
from netral.foundation.ui.formats import tanggal

KIND = "recommendation"


def seal_letter(row: Recommendation, by: Actor) -> None:
    """Seal the letter in the supervisor's name; without a key the recommendation goes without one, and says so."""
    if active_key(row.institution, row.sent_at) is None:
        return
    draft = DocumentDraft(
        kind=KIND,
        title=_("Rekomendasi %(number)s") % {"number": row.number},
        institution=row.institution,
        subject=row,
        scopes=row.scopes,
        facts=((_("Nomor"), row.number), (_("Kepada"), f"{row.receiver.name}; {row.ppk.name}")),
    )
    seal_document(draft=draft, pdf=lambda issue: _document(row, issue), by=by)


def letter_of(row: Recommendation) -> SealedDocument | None:
    """Return the sealed letter of a recommendation, if there is one the reader may see."""
    return next(documents_about(Recommendation._meta.label_lower, str(row.pk)), None)


def _document(row: Recommendation, issue: Issue) -> OfficialDocument:
    words = _("Rapat pleno memutuskan bahwa yang bersangkutan melanggar netralitas ASN. Kami merekomendasikan sanksi.")
    return OfficialDocument(
        letterhead=Letterhead(row.institution.name),
        title=_("Rekomendasi Sanksi"),
        number=row.number,
        issued_at=issue.issued_at,
        blocks=(
            Paragraph(_("Kepada %(receiver)s dan %(ppk)s.") % {"receiver": row.receiver.name, "ppk": row.ppk.name}),
            Paragraph(words),
            Fields(
                (
                    (_("Nama"), row.person),
                    (_("Jabatan"), row.office or "–"),
                    (_("Unit kerja"), row.unit or "–"),
                    (_("Tanggal perbuatan"), tanggal(row.act_date)),
                    (_("Norma"), f"{row.norm_id} {row.norm_title}"),
                    (_("Dasar hukum"), row.basis),
                    (_("Dikirim"), tanggal(row.sent_at, zone_of(row.region_id))),
                )
            ),
            Heading(_("Rentang sanksi menurut norma")),
            Points(tuple(row.offered.values()) or (_("Tidak ditemukan dalam katalog."),)),
        ),
        seal=issue.note,
    )
