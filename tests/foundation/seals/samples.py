"""A letter to be sealed, and an officer who may see it."""

from __future__ import annotations

from netral.engines.seal.documents.blocks import Fields, Letterhead, OfficialDocument, Paragraph, SealNote, Slot
from netral.engines.seal.pdf_template.forms import Form
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM, Actor
from netral.foundation.seals.actions.documents import seal_document
from netral.foundation.seals.issue import DocumentDraft, Issue, Printed
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


def form(institution: Institution) -> Form:
    """A letter with slots for a name and a number, pressed for many."""
    return Form(
        letterhead=Letterhead(institution.name),
        title="Surat Netralitas",
        number=Slot("number", limit=60),
        blocks=(Paragraph("Yang bertanda tangan menjaga netralitas."), Fields((("Nama", Slot("name", limit=80)),))),
        seal=SealNote(Slot("url", limit=120), Slot("code", limit=14), "Pindai untuk memeriksa keaslian dokumen."),
        reason="Surat Netralitas",
    )


def printed(institution: Institution, name: str, subject: str = "1") -> Printed:
    """One person's letter for the press."""
    draft = DocumentDraft(
        kind="pledge",
        title="Surat Netralitas",
        institution=institution,
        subject=("pledges.pledge", subject),
        scopes=["bawaslu.14.03", "pemda.14.03"],
        facts=[("Nama", name), ("Naskah", "Surat netralitas, versi 1")],
    )
    return Printed(draft, lambda issue: {"number": f"N/{issue.code}", "name": name, "code": issue.shown_code})
