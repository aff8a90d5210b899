"""The certificate of a passed quiz, as it is sealed and as anyone may check it."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from netral.apps.learning.models import Attempt, Invitation
from netral.apps.learning.parameters import quiz_rules
from netral.engines.seal.documents.blocks import Fields, Letterhead, OfficialDocument, Paragraph
from netral.foundation.seals.issue import Issue
from netral.foundation.ui.formats import tanggal

# Enough of an edition's fingerprint to tell editions apart on paper.
_FINGERPRINT = 12


def certificate_title() -> str:
    """Return what stands on top of a certificate."""
    return _("Sertifikat Pemahaman Netralitas ASN")


def facts_of(attempt: Attempt, invitation: Invitation, zone: ZoneInfo) -> list[tuple[str, str]]:
    """Return what whoever holds the code of a certificate may read."""
    return [
        (_("Nama"), invitation.person.name),
        (_("Unit kerja"), invitation.unit.name),
        (_("Lulus pada"), tanggal(attempt.finished_at, zone)),
        (_("Tahap pemilihan"), quiz_rules().label_of(attempt.stage) or _("Tidak disebut")),
        (_("Edisi katalog"), attempt.catalogue[:_FINGERPRINT]),
    ]


def certificate(attempt: Attempt, invitation: Invitation, issue: Issue, zone: ZoneInfo) -> OfficialDocument:
    """Return a certificate, ready to be set in type and sealed."""
    government, institution = invitation.round.government, invitation.round.institution
    words = _(
        "Yang namanya tercantum di bawah ini telah lulus kuis skenario netralitas pegawai ASN dengan %(right)s jawaban "
        "benar dari %(total)s soal."
    )
    limits = _(
        "Sertifikat ini berlaku untuk tahap pemilihan dan edisi katalog yang disebut di atas. Bila tahap berganti atau "
        "katalog berubah, kuis perlu diulang. Sertifikat ini bukan izin untuk perbuatan apa pun."
    )
    return OfficialDocument(
        letterhead=Letterhead(government.name, (institution.name,)),
        title=certificate_title(),
        subtitle=invitation.round.title,
        number=f"SERT/{government.region_id}/{issue.issued_at.astimezone(zone):%Y}/{issue.shown_code}",
        issued_at=issue.issued_at,
        blocks=(
            Paragraph(words % {"right": attempt.right, "total": attempt.length}),
            Fields(tuple(facts_of(attempt, invitation, zone))),
            Paragraph(limits),
        ),
        seal=issue.note,
    )
