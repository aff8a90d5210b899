"""The receipt of an application, sealed, and the slip that also bears the code and is kept nowhere."""

from django.utils.translation import gettext as _

from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.models import Application
from netral.engines.seal.documents.blocks import Fields, Letterhead, OfficialDocument, Paragraph
from netral.engines.seal.documents.render import render
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.regions.queries import full_name, zone_of
from netral.foundation.seals.actions.documents import NoSealKey, seal_document
from netral.foundation.seals.issue import DocumentDraft, Issue
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import documents_about, pdf_of
from netral.foundation.ui.formats import waktu

KIND = "application_receipt"


def receipt_of(application: Application, by: Actor) -> bytes:
    """Return the sealed receipt, sealing it when it is first asked for; unsealed where no key can seal yet."""
    with elevated("application code"):
        subject = Application._meta.label_lower
        known = next((each for each in documents_about(subject, str(application.pk)) if each.kind == KIND), None)
        try:
            return pdf_of(known or _seal(application, by))
        except NoSealKey:
            return render(_document(application, None))


def slip_of(application: Application, code: str) -> bytes:
    """Return the slip that is handed over at the counter, with the code; it is printed and kept nowhere."""
    warning = _("Simpan kertas ini. Kode tidak kami simpan dan tidak dapat kami cetak lagi.")
    how = _("Kode ini membuka status lamaran dan dipakai untuk menambah dokumen atau menarik lamaran.")
    code_block = Fields(((_("Kode lamaran"), code),))
    return render(_document(application, None, (code_block, Paragraph(how), Paragraph(warning))))


def _seal(application: Application, by: Actor) -> SealedDocument:
    draft = DocumentDraft(
        kind=KIND,
        title=_("Tanda terima lamaran %(number)s") % {"number": application.number},
        institution=application.recruitment.institution,
        subject=application,
        scopes=application.scopes,
        facts=_facts(application),
    )
    return seal_document(draft=draft, pdf=lambda issue: _document(application, issue), by=by)


def _document(
    application: Application, issue: Issue | None, more: tuple[Fields | Paragraph, ...] = ()
) -> OfficialDocument:
    return OfficialDocument(
        letterhead=Letterhead(application.recruitment.institution.name),
        title=_("Tanda Terima Lamaran"),
        number=application.number,
        issued_at=issue.issued_at if issue else now(),
        blocks=(
            Paragraph(_("Lembaga di atas telah menerima lamaran menjadi pengawas.")),
            Fields(tuple(_facts(application))),
            *more,
        ),
        seal=issue.note if issue else None,
    )


def _facts(application: Application) -> list[tuple[str, str]]:
    vacancy = application.vacancy
    zone = zone_of(vacancy.region_id, application.submitted_at.date())
    area = full_name(vacancy.region_id)
    return [
        (_("Nomor lamaran"), application.number),
        (_("Jabatan"), str(POSTS[application.recruitment.post])),
        (_("Wilayah"), f"TPS {vacancy.polling_station.number:03d}, {area}" if vacancy.polling_station else area),
        (_("Diterima"), waktu(application.submitted_at, zone)),
        (_("Lembaga penerima"), application.recruitment.institution.name),
    ]
