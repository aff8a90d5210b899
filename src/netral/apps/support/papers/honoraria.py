"""The letter to a government about honoraria that were not paid, sealed."""

from django.utils.translation import gettext as _

from netral.apps.support.models import MissedMonthLetter
from netral.engines.seal.documents.blocks import Fields, Letterhead, OfficialDocument, Paragraph
from netral.foundation.ledger.actors import Actor
from netral.foundation.seals.actions.documents import seal_document
from netral.foundation.seals.issue import DocumentDraft, Issue
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import active_key, documents_about
from netral.foundation.ui.formats import angka, bulan, rupiah

KIND = "missed_month_letter"


def seal_letter(letter: MissedMonthLetter, by: Actor) -> None:
    """Seal the letter in the name of who pays; without a key it goes without one, and its page says so."""
    if active_key(letter.institution, letter.sent_at) is None:
        return
    draft = DocumentDraft(
        kind=KIND,
        title=_("Surat honor pengawas %(number)s") % {"number": letter.number},
        institution=letter.institution,
        subject=letter,
        scopes=letter.scopes,
        facts=((_("Nomor"), letter.number), (_("Bulan"), bulan(letter.month))),
    )
    seal_document(draft=draft, pdf=lambda issue: _document(letter, issue), by=by)


def sealed_letter(letter: MissedMonthLetter) -> SealedDocument | None:
    """Return the sealed letter, if there is one the reader may see."""
    return next(documents_about(MissedMonthLetter._meta.label_lower, str(letter.pk)), None)


def _document(letter: MissedMonthLetter, issue: Issue) -> OfficialDocument:
    return OfficialDocument(
        letterhead=Letterhead(letter.institution.name),
        title=_("Honor pengawas yang belum dibayar"),
        number=letter.number,
        issued_at=issue.issued_at,
        blocks=(
            Paragraph(_("Kepada %(government)s.") % {"government": letter.government.name}),
            Paragraph(
                _(
                    "Honor pengawas ad hoc untuk bulan di bawah ini belum dibayar seluruhnya. Kami meminta pencairan "
                    "hibah sesuai perjanjian (NPHD), agar pengawas yang sudah bekerja dibayar."
                )
            ),
            Fields(
                (
                    (_("Bulan"), bulan(letter.month)),
                    (_("Pengawas yang belum dibayar"), angka(letter.people)),
                    (_("Jumlah yang belum dibayar"), rupiah(letter.unpaid)),
                )
            ),
        ),
        seal=issue.note,
    )
