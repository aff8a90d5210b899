"""The papers of an appointment: the decree with its annex, the minutes of the oath, and each person's certificate."""

from collections.abc import Sequence
from string import ascii_letters, ascii_uppercase, digits, punctuation
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from netral.apps.supervisors.domain.appointments import OathText, oath_on
from netral.apps.supervisors.domain.posts import Post, rule_of
from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.models import Appointee, Decree, OathAttendance, OathCeremony, RollCallWitness
from netral.apps.supervisors.parameters import oath_texts, post_rules
from netral.apps.supervisors.queries.roll_calls import KioskRecord
from netral.engines.rules.dated import Provenance
from netral.engines.seal.documents.blocks import (
    Block,
    Fields,
    Grid,
    Heading,
    Letterhead,
    OfficialDocument,
    Paragraph,
    Points,
    SealNote,
    Signatory,
    Signatures,
    Slot,
    Text,
)
from netral.engines.seal.pdf_template.forms import Form
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.clock import now
from netral.foundation.seals.domain import ALPHABET, RANDOM_BYTES, make_code
from netral.foundation.seals.issue import DocumentDraft, Issue, Printed
from netral.foundation.ui.formats import tanggal, waktu, waktu_pendek
from netral.foundation.ui.grades import short_grade

DECREE_KIND, MINUTES_KIND, CERTIFICATE_KIND = "appointment_decree", "oath_minutes", "oath_certificate"
_NAME = Slot("name", 150)
_AREA = Slot("area", 250)
_NUMBER = Slot("number", 90, letters=f"{ascii_uppercase}{digits}/.-")
_CODE = Slot("code", 14, letters=f"{ALPHABET}-")
_URL = Slot("url", 200, letters=f"{ascii_letters}{digits}{punctuation}")


def oath_of(ceremony: OathCeremony) -> OathText:
    """Return the words of the oath on the day of a ceremony.

    Raises:
        NotInForceError: there are none.
    """
    return oath_on(oath_texts(), ceremony.at.astimezone(zone_at(ceremony.decree.recruitment.institution)).date())


def decree_draft(decree: Decree) -> DocumentDraft:
    """Return what the register keeps of a decree; its annex of names stands in the file alone."""
    title = _("Keputusan pengangkatan %(number)s") % {"number": decree.number}
    facts = [(_("Nomor"), decree.number), (_("Tanggal"), tanggal(decree.signed_on))]
    return DocumentDraft(DECREE_KIND, title, decree.recruitment.institution, decree, decree.scopes, facts)


def decree_document(decree: Decree, people: Sequence[Appointee], issue: Issue) -> OfficialDocument:
    """Return a decree with its annex: number, name, post and area, and no more of anybody."""
    recruitment = decree.recruitment
    post = str(POSTS[recruitment.post])
    rows = tuple((str(each.order), each.application.name, post, str(each.application.vacancy)) for each in people)
    rule = rule_of(post_rules(), Post(recruitment.post), decree.signed_on)
    about = [
        (_("Tentang"), _("Pengangkatan %(post)s") % {"post": post}),
        (_("Pemilihan"), recruitment.election.name),
        (_("Rekrutmen"), str(recruitment)),
        (_("Masa tugas"), _("sejak hari pelantikan sampai %(day)s") % {"day": tanggal(decree.ends_on)}),
        (_("Dasar"), sourced(rule.provenance)),
    ]
    return OfficialDocument(
        letterhead=Letterhead(recruitment.institution.name),
        title=_("Keputusan"),
        number=decree.number,
        issued_at=issue.issued_at,
        blocks=(
            Fields(tuple(about)),
            *_correcting(decree),
            Paragraph(
                _("Menetapkan nama dalam lampiran keputusan ini sebagai %(post)s di wilayahnya masing-masing.")
                % {"post": post}
            ),
            Signatures(
                f"{decree.place}, {tanggal(decree.signed_on)}", (Signatory(decree.signer_title, decree.signer),)
            ),
            Heading(_("Lampiran")),
            Grid((_("No."), _("Nama"), _("Jabatan"), _("Wilayah")), rows, (0.6, 3, 2.4, 2.4)),
        ),
        seal=issue.note,
    )


def minutes_draft(ceremony: OathCeremony) -> DocumentDraft:
    """Return what the register keeps of the minutes of an oath."""
    title = _("Berita acara pelantikan %(number)s") % {"number": ceremony.number}
    facts = [(_("Nomor"), ceremony.number), (_("Keputusan"), ceremony.decree.number)]
    institution = ceremony.decree.recruitment.institution
    return DocumentDraft(MINUTES_KIND, title, institution, ceremony, ceremony.scopes, facts)


def minutes_document(
    ceremony: OathCeremony, attendance: Sequence[OathAttendance], issue: Issue, kiosks: KioskRecord | None = None
) -> OfficialDocument:
    """Return the minutes of an oath: who was sworn in, who was away and why, before whom, and by which words.

    Where it was taken at kiosks, each row tells when she confirmed there, and who witnessed it.
    """
    institution = ceremony.decree.recruitment.institution
    away = [each for each in attendance if not each.present]
    missing = tuple((each.appointee.application.name, each.reason) for each in away)
    return OfficialDocument(
        letterhead=Letterhead(institution.name),
        title=_("Berita Acara Pelantikan dan Pengambilan Sumpah"),
        number=ceremony.number,
        issued_at=issue.issued_at,
        blocks=(
            Fields(_ceremony_rows(ceremony)),
            *_oath_blocks(oath_of(ceremony)),
            Heading(_("Yang disumpah")),
            *_sworn_blocks(ceremony, [each.appointee for each in attendance if each.present], kiosks),
            *((Heading(_("Yang tidak hadir")), Grid((_("Nama"), _("Alasan")), missing, (3, 4))) if missing else ()),
        ),
        seal=issue.note,
    )


def certificate_form(ceremony: OathCeremony) -> Form:
    """Return what the certificates of one ceremony are pressed from."""
    decree = ceremony.decree
    recruitment = decree.recruitment
    # Any code will do: the sentence names the institution alone.
    note = Issue(make_code(bytes(RANDOM_BYTES)), now(), recruitment.institution).note
    day = tanggal(ceremony.at, zone_at(recruitment.institution))
    rows: list[tuple[str, Text]] = [
        (_("Nama"), _NAME),
        (_("Jabatan"), str(POSTS[recruitment.post])),
        (_("Wilayah tugas"), _AREA),
        (_("Pemilihan"), recruitment.election.name),
        (_("Masa tugas"), f"{day} – {tanggal(decree.ends_on)}"),
    ]
    return Form(
        letterhead=Letterhead(recruitment.institution.name),
        title=_("Sertifikat Pelantikan"),
        number=_NUMBER,
        blocks=(
            Fields(tuple(rows)),
            Paragraph(_("telah mengucapkan sumpah atau janji pada pelantikan berikut.")),
            Fields(_ceremony_rows(ceremony)),
            *_oath_blocks(oath_of(ceremony)),
            Signatures(f"{decree.place}, {day}", (Signatory(ceremony.officiant_title, ceremony.officiant),)),
        ),
        seal=SealNote(_URL, _CODE, note.sentence),
        reason=_("Sertifikat pelantikan"),
        location=decree.place,
    )


def certificate_of(appointee: Appointee, ceremony: OathCeremony) -> Printed:
    """Return what one certificate prints, and what anyone with its code may read."""
    recruitment = ceremony.decree.recruitment
    name, area = appointee.application.name, str(appointee.application.vacancy)
    day = tanggal(ceremony.at, zone_at(recruitment.institution))
    number = f"{ceremony.decree.number}/{appointee.order:03d}"
    facts = [
        (_("Nama"), name),
        (_("Jabatan"), str(POSTS[recruitment.post])),
        (_("Wilayah tugas"), area),
        (_("Keputusan"), ceremony.decree.number),
        (_("Disumpah"), day),
    ]
    title = _("Sertifikat pelantikan")
    draft = DocumentDraft(CERTIFICATE_KIND, title, recruitment.institution, appointee, appointee.scopes, facts)

    def values(issue: Issue) -> dict[str, str]:
        return {"name": name, "area": area, "number": number, "code": issue.shown_code}

    return Printed(draft, values)


def sourced(provenance: Provenance) -> str:
    """Return where words of the law stand, and how surely that is known."""
    return f"{provenance.reference} ({short_grade(provenance.verification)})"


def _correcting(decree: Decree) -> tuple[Block, ...]:
    if decree.corrects is None:
        return ()
    words = _("Keputusan ini mengganti keputusan nomor %(number)s tanggal %(day)s. Alasannya: %(reason)s")
    said = {"number": decree.corrects.number, "day": tanggal(decree.corrects.signed_on), "reason": decree.correction}
    return (Paragraph(words % said),)


def _ceremony_rows(ceremony: OathCeremony) -> tuple[tuple[str, str], ...]:
    zone = zone_at(ceremony.decree.recruitment.institution)
    return (
        (_("Keputusan"), ceremony.decree.number),
        (_("Waktu"), waktu(ceremony.at, zone)),
        (_("Tempat"), ceremony.place),
        (_("Dilantik oleh"), f"{ceremony.officiant}, {ceremony.officiant_title}"),
        (_("Saksi"), "; ".join(f"{each['name']}, {each['title']}" for each in ceremony.witnesses)),
    )


def _sworn_blocks(ceremony: OathCeremony, came: Sequence[Appointee], kiosks: KioskRecord | None) -> tuple[Block, ...]:
    heads = (_("No."), _("Nama"), _("Wilayah"))
    rows = [(str(each.order), each.application.name, str(each.application.vacancy)) for each in came]
    if kiosks is None:
        return (Grid(heads, tuple(rows), (0.6, 3, 3)),)
    zone = zone_at(ceremony.decree.recruitment.institution)
    moments = [kiosks.confirmed.get(each.pk) for each in came]
    words = [waktu_pendek(at, zone) if at else _("dicatat petugas") for at in moments]
    said = {"confirmed": len([at for at in moments if at]), "came": len(came)}
    witnesses = "; ".join(_witnessed(each, zone) for each in kiosks.witnesses)
    return (
        Paragraph(
            _(
                "%(confirmed)s dari %(came)s yang hadir mengonfirmasi sumpahnya sendiri di kios, dengan slip dan PIN "
                "masing-masing. Kehadiran yang lain dicatat petugas."
            )
            % said
        ),
        Paragraph(_("Saksi: %(witnesses)s.") % {"witnesses": witnesses}),
        Grid(
            (*heads, _("Kehadiran")), tuple((*row, told) for row, told in zip(rows, words, strict=True)), (0.6, 3, 3, 3)
        ),
    )


def _witnessed(witness: RollCallWitness, zone: ZoneInfo) -> str:
    if witness.confirmed_at is None:
        return _("%(name)s, belum mengonfirmasi") % {"name": witness.name}
    said = {"name": witness.name, "at": waktu_pendek(witness.confirmed_at, zone), "note": witness.note}
    if witness.note:
        return _("%(name)s, dicatat petugas %(at)s (%(note)s)") % said
    return _("%(name)s, mengonfirmasi di kios %(at)s") % said


def _oath_blocks(oath: OathText) -> tuple[Block, ...]:
    return (
        Heading(oath.title),
        Paragraph(oath.opening),
        Points(tuple(oath.points)),
        Paragraph(sourced(oath.provenance)),
    )
