"""A letter to be sealed, and an officer who may see it."""

from __future__ import annotations

from netral.engines.seal.documents.blocks import Fields, Letterhead, OfficialDocument, Paragraph
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM, Actor
from netral.foundation.seals.actions.documents import seal_document
from netral.foundation.seals.issuing import DocumentDraft, Issue
from netral.foundation.seals.models import SealedDocument

OFFICER = Actor("staff", "1", "Petugas", paths=("bawaslu.14.03",))
STRANGER = Actor("staff", "2", "Petugas lain", paths=("bawaslu.33.74",))


def letter(issue: Issue) -> OfficialDocument:
    return OfficialDocument(
        letterhead=Letterhead(issue.institution.name),
        title="Tanda Terima Laporan",
        number="001/LP/PB/Kab/04.03/X/2024",
        issued_at=issue.issued_at,
        blocks=(Paragraph("Laporan telah diterima."), Fields((("Nomor", "001"),))),
        seal=issue.note,
    )


def draft(institution: Institution) -> DocumentDraft:
    return DocumentDraft(
        kind="receipt",
        title="Tanda Terima Laporan",
        institution=institution,
        subject=("reports.report", "1"),
        scopes=["bawaslu.14.03"],
        facts=[("Nomor", "001/LP"), ("Asal", "Masyarakat")],
    )


def sealed_letter(institution: Institution) -> SealedDocument:
    return seal_document(draft=draft(institution), pdf=letter, by=SYSTEM)
