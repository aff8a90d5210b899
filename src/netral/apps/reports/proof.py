"""The proof of filing: number, time, institution and a digest of what was filed; nobody's name."""

from django.utils.translation import gettext as _

from netral.apps.reports.models import Report
from netral.engines.seal.documents.blocks import Fields, Letterhead, OfficialDocument, Paragraph
from netral.engines.seal.documents.render import render
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.regions.queries import zone_of
from netral.foundation.seals.actions.documents import NoSealKey, seal_document
from netral.foundation.seals.issue import DocumentDraft, Issue
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import documents_about, pdf_of
from netral.foundation.ui.formats import waktu

KIND = "receipt"
SUBJECT = "reports.report"


def proof_of_filing(report: Report, by: Actor) -> bytes:
    """Return the sealed proof, sealing it when it is first asked for; unsealed where no key can seal yet."""
    with elevated("receipt code"):
        known = next((found for found in documents_about(SUBJECT, str(report.pk)) if found.kind == KIND), None)
        try:
            return pdf_of(known or _seal(report, by))
        except NoSealKey:
            return render(_document(report, None))


def _seal(report: Report, by: Actor) -> SealedDocument:
    draft = DocumentDraft(
        kind=KIND,
        title=_("Tanda bukti penerimaan laporan %(number)s") % {"number": report.number},
        institution=report.institution,
        subject=report,
        scopes=report.scopes,
        facts=_facts(report),
    )
    return seal_document(draft=draft, pdf=lambda issue: _document(report, issue), by=by)


def _document(report: Report, issue: Issue | None) -> OfficialDocument:
    return OfficialDocument(
        letterhead=Letterhead(report.institution.name),
        title=_("Tanda Bukti Penerimaan Laporan"),
        number=report.number,
        issued_at=issue.issued_at if issue else now(),
        blocks=(
            Paragraph(_("Lembaga di bawah ini telah menerima laporan dugaan pelanggaran netralitas.")),
            Fields(tuple(_facts(report))),
            Paragraph(
                _(
                    "Sidik laporan dihitung dari seluruh isi laporan saat dikirim. Bila satu huruf berubah, sidiknya "
                    "berbeda. Demi keamanan, dokumen ini tidak memuat nama pelapor maupun terlapor."
                )
            ),
            Paragraph(_("Status laporan dapat dilihat dengan kode tanda terima, yang hanya dimiliki pelapor.")),
        ),
        seal=issue.note if issue else None,
    )


def _facts(report: Report) -> list[tuple[str, str]]:
    zone = zone_of(report.region_id, report.filed_at.date())
    return [
        (_("Nomor laporan"), report.number),
        (_("Diterima"), waktu(report.filed_at, zone)),
        (_("Lembaga penerima"), report.institution.name),
        (_("Sidik laporan (SHA-256)"), report.digest),
    ]
