"""Sealed papers between a supervisor and a government: the agreement of a loan, requests, answers and minutes."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from netral.apps.support.facility_basis import basis_of
from netral.apps.support.labels import WARES
from netral.apps.support.models import AgreedAction, Loan, Meeting, SupportRequest
from netral.engines.seal.documents.blocks import Fields, Grid, Heading, Letterhead, OfficialDocument, Paragraph
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.seals.actions.documents import seal_document
from netral.foundation.seals.issue import DocumentDraft, Issue
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import active_key, documents_about
from netral.foundation.ui.formats import tanggal
from netral.foundation.ui.grades import headed_grade

AGREEMENT, REQUEST, ANSWER, MINUTES = "loan_agreement", "support_request", "support_answer", "meeting_minutes"
Blocks = tuple[Fields | Grid | Heading | Paragraph, ...]


def seal_agreement(loan: Loan, by: Actor) -> None:
    """Seal the agreement of a loan in the borrower's name; without a key there is none."""
    title = _("Persetujuan pinjam pakai %(number)s") % {"number": loan.number}
    facts = (
        (_("Nomor"), loan.number),
        (_("Peminjam"), loan.borrower.name),
        (_("Pemberi"), loan.giver.name),
        (_("Masa pinjam"), _period(loan)),
    )
    draft = DocumentDraft(AGREEMENT, title, loan.borrower, loan, loan.scopes, facts)
    _seal(draft, loan.number, _("Persetujuan Pinjam Pakai Fasilitas"), _agreed_blocks(loan), by)


def seal_request(letter: SupportRequest, by: Actor) -> None:
    """Seal the letter of a request in the asker's name; without a key there is none."""
    title = _("Surat permintaan %(number)s") % {"number": letter.number}
    blocks: Blocks = (
        Paragraph(_("Kepada %(receiver)s.") % {"receiver": letter.answerer.name}),
        Fields(((_("Hal"), letter.subject), (_("Mohon dijawab paling lambat"), tanggal(letter.due_on)))),
        Paragraph(letter.text),
    )
    draft = DocumentDraft(REQUEST, title, letter.asker, letter, letter.scopes, _letter_facts(letter))
    _seal(draft, letter.number, _("Surat Permintaan"), blocks, by)


def seal_answer(letter: SupportRequest, by: Actor) -> None:
    """Seal the letter of an answer in the answerer's name; without a key there is none."""
    title = _("Jawaban atas %(number)s") % {"number": letter.number}
    blocks: Blocks = (
        Paragraph(_("Kepada %(receiver)s.") % {"receiver": letter.asker.name}),
        Fields(((_("Menjawab"), letter.number), (_("Hal"), letter.subject))),
        Paragraph(letter.answer),
    )
    draft = DocumentDraft(ANSWER, title, letter.answerer, letter, letter.scopes, _letter_facts(letter))
    _seal(draft, letter.number, _("Surat Jawaban"), blocks, by)


def seal_minutes(meeting: Meeting, agreed: Sequence[AgreedAction], by: Actor) -> None:
    """Seal the minutes of a meeting in the supervisor's name; without a key there are none."""
    title = _("Notula pertemuan %(number)s") % {"number": meeting.number}
    facts = (
        (_("Nomor"), meeting.number),
        (_("Pihak"), f"{meeting.supervisor.name}; {meeting.government.name}"),
        (_("Tanggal"), tanggal(meeting.day)),
    )
    draft = DocumentDraft(MINUTES, title, meeting.supervisor, meeting, meeting.scopes, facts)
    _seal(draft, meeting.number, _("Notula Pertemuan"), _minute_blocks(meeting, agreed), by)


def paper_of(row: Loan | SupportRequest | Meeting, kind: str) -> SealedDocument | None:
    """Return the sealed paper of a kind about a row, if there is one the reader may see."""
    papers = documents_about(row._meta.label_lower, str(row.pk))
    return next((paper for paper in papers if paper.kind == kind), None)


def _seal(draft: DocumentDraft, number: str, heading: str, blocks: Blocks, by: Actor) -> None:
    if active_key(draft.institution, now()) is None:
        return

    def document(issue: Issue) -> OfficialDocument:
        return OfficialDocument(
            letterhead=_letterhead(draft.institution),
            title=heading,
            number=number,
            issued_at=issue.issued_at,
            blocks=blocks,
            seal=issue.note,
        )

    seal_document(draft=draft, pdf=document, by=by)


def _letterhead(institution: Institution) -> Letterhead:
    return Letterhead(institution.name)


def _agreed_blocks(loan: Loan) -> Blocks:
    basis = basis_of(loan.ware, loan.agreed_on or loan.today)
    rested = f"{basis.reference}: {basis.title}. {headed_grade(basis.verification)}. {basis.note}" if basis else "–"
    return (
        Paragraph(
            _("%(borrower)s menyetujui tawaran %(giver)s untuk memakai fasilitas di bawah ini.")
            % {"borrower": loan.borrower.name, "giver": loan.giver.name}
        ),
        Fields(
            (
                (_("Jenis"), str(WARES[loan.ware])),
                (_("Fasilitas"), str(loan.facility)),
                (_("Masa pinjam"), _period(loan)),
                (_("Tempat pakai"), loan.place),
                (_("Keperluan"), loan.purpose),
                (_("Angkutan logistik"), loan.load or "–"),
                (_("Syarat pemberi"), loan.terms or "–"),
                (_("Dasar"), rested),
            )
        ),
        Paragraph(_("Fasilitas diberikan antarlembaga, tidak untuk kepentingan pasangan calon.")),
    )


def _minute_blocks(meeting: Meeting, agreed: Sequence[AgreedAction]) -> Blocks:
    head = (_("Kesepakatan"), _("Penanggung jawab"), _("Paling lambat"))
    rows = tuple((row.what, f"{row.owner.name}, {row.office}", tanggal(row.due_on)) for row in agreed)
    nothing = Paragraph(_("Tidak ada kesepakatan yang dicatat."))
    return (
        Fields(
            (
                (_("Tanggal"), tanggal(meeting.day)),
                (_("Tempat"), meeting.place),
                (_("Peserta"), meeting.participants),
                (_("Agenda"), meeting.agenda),
                (_("Ditulis"), tanggal(meeting.minuted_at, zone_at(meeting.supervisor))),
            )
        ),
        Heading(_("Isi pertemuan")),
        Paragraph(meeting.minutes),
        Heading(_("Kesepakatan")),
        Grid(head, rows, (2.4, 2, 1.1)) if rows else nothing,
    )


def _period(loan: Loan) -> str:
    return f"{tanggal(loan.starts_on)} – {tanggal(loan.ends_on)}"


def _letter_facts(letter: SupportRequest) -> tuple[tuple[str, str], ...]:
    return (
        (_("Nomor"), letter.number),
        (_("Dari"), letter.asker.name),
        (_("Kepada"), letter.answerer.name),
    )
