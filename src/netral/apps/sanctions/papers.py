"""The recommendation as a sealed letter."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from netral.apps.cases import api as cases
from netral.apps.catalogue import api as catalogue
from netral.apps.sanctions.models import Recommendation
from netral.apps.sanctions.routes import OF_CIVIL_SERVANTS
from netral.engines.seal.documents.blocks import Fields, Heading, Letterhead, OfficialDocument, Paragraph, Points
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import zone_of
from netral.foundation.seals.actions.documents import seal_document
from netral.foundation.seals.issue import DocumentDraft, Issue
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
        facts=((_("Nomor"), row.number), (_("Kepada"), row.addressees)),
    )
    seal_document(draft=draft, pdf=lambda issue: _document(row, issue), by=by)


def letter_of(row: Recommendation) -> SealedDocument | None:
    """Return the sealed letter of a recommendation, if there is one the reader may see."""
    return next(documents_about(Recommendation._meta.label_lower, str(row.pk)), None)


def _document(row: Recommendation, issue: Issue) -> OfficialDocument:
    return OfficialDocument(
        letterhead=Letterhead(row.institution.name),
        title=_("Rekomendasi Sanksi"),
        number=row.number,
        issued_at=issue.issued_at,
        blocks=(
            Paragraph(_("Kepada %(addressees)s.") % {"addressees": row.addressees}),
            Paragraph(_opening(row)),
            Fields(
                (
                    (_("Nama"), row.person),
                    (_("Jabatan"), row.office or "–"),
                    (_("Status kepegawaian"), status_name(row) or "–"),
                    (_("Unit kerja"), row.unit or "–"),
                    (_("Tanggal perbuatan"), tanggal(row.act_date)),
                    (_("Norma"), f"{row.norm_id} {row.norm_title}{_mark(row)}"),
                    (_("Dasar hukum"), row.basis),
                    (_("Dikirim"), tanggal(row.sent_at, zone_of(row.region_id))),
                )
            ),
            Heading(_("Rentang sanksi menurut norma")),
            Points(tuple(map(_range_of, row.levels)) or (_("Tidak ditemukan dalam katalog."),)),
            *_doubts(row),
        ),
        seal=issue.note,
    )


def status_name(row: Recommendation) -> str:
    """Return what the person is, in words."""
    return catalogue.status_names().get(row.status, row.status)


def _opening(row: Recommendation) -> str:
    if row.receiver.kind in OF_CIVIL_SERVANTS:
        return _(
            "Rapat pleno memutuskan bahwa yang bersangkutan melanggar netralitas ASN. Kami merekomendasikan sanksi."
        )
    return _(
        "Rapat pleno memutuskan bahwa yang bersangkutan melanggar norma di bawah ini. Kami meneruskannya kepada Anda."
    )


def _mark(row: Recommendation) -> str:
    mark = cases.norm_mark(row.norm_id, row.act_date)
    return f" ({mark})" if mark else ""


def _range_of(level: cases.Level) -> tuple[str, tuple[str, ...]]:
    return level.heading, level.titles


def _doubts(row: Recommendation) -> Iterator[Paragraph | Heading | Points]:
    """Say where sources disagree: on the level both sides, of the rest of the norm the questions."""
    disputed = {level.conflict: level for level in row.levels if level.conflict}
    for level in disputed.values():
        yield Heading(_("Sumber berbeda tentang tingkat hukuman (%(code)s)") % {"code": level.conflict})
        yield Paragraph(level.question)
        yield Points(level.positions)
        yield Paragraph(_("Keputusan sanksi wajib menyebut sumber tingkat hukuman yang dipakai."))
    others = [found for found in catalogue.conflicts_of(row.norm_id, row.act_date) if found.code not in disputed]
    if others:
        yield Heading(_("Pertanyaan lain yang belum sepakat"))
        yield Points(tuple(found.question for found in others))
