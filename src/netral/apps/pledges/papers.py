"""What is printed of a pledge: the document that is sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from string import ascii_letters, ascii_uppercase, digits, punctuation
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from netral.apps.pledges.domain import Manner, Room, Template
from netral.apps.pledges.models import Campaign, Ceremony, Pledge
from netral.apps.pledges.queries import zone_of_campaign
from netral.engines.seal.documents.blocks import (
    Block,
    Fields,
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
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import Subject
from netral.foundation.seals.domain import ALPHABET, RANDOM_BYTES, make_code
from netral.foundation.seals.issue import DocumentDraft, Issue
from netral.foundation.ui.formats import tanggal, waktu

DOCUMENT_KIND = "pledge"
# What differs from one pledge to the next; a value too long for its place takes more lines, and is never cut.
SLOTS: Mapping[str, Slot] = {
    slot.name: slot
    for slot in (
        Slot("name", 150),
        Slot("nip", 18, letters=digits),
        Slot("position", 150),
        Slot("unit", 200),
        Slot("number", 40, letters=f"{ascii_uppercase}{digits}/.-"),
        Slot("code", 14, letters=f"{ALPHABET}-"),
        Slot("place_and_date", 250),
        Slot("manner", 200),
        Slot("url", 200, letters=f"{ascii_letters}{digits}{punctuation}"),
    )
}


@dataclass(frozen=True)
class Attestant:
    """One who witnessed, as printed."""

    name: str
    number: str
    position: str


@dataclass(frozen=True)
class PledgeSheet:
    """What every pledge of one campaign, or of one ceremony, prints alike: plain values, no rows."""

    text: Template
    title: str
    government: str
    institution: str
    region: str
    place: str
    zone: ZoneInfo
    manner: Manner = Manner.LINK
    event: str = ""
    witnesses: tuple[Attestant, ...] = ()
    officiant: Attestant | None = None
    # Who witnessed, in one line, where the text has no room for their signatures.
    seen_by: str = ""


@dataclass(frozen=True)
class Holder:
    """Who pledges, as printed."""

    name: str
    nip: str
    unit: str
    position: str = ""


def sheet_of(campaign: Campaign, zone: ZoneInfo, ceremony: Ceremony | None = None) -> PledgeSheet:
    """Return what the pledges of a campaign print alike; those of a ceremony name its place and witnesses."""
    region = campaign.government.region
    sheet = PledgeSheet(
        text=campaign.text,
        title=campaign.title,
        government=campaign.government.name,
        institution=campaign.institution.name,
        region=campaign.government.region_id or "",
        place=region.name.removeprefix("Kabupaten ").removeprefix("Kota ") if region else "",
        zone=zone,
    )
    if ceremony is None:
        return sheet
    slots = campaign.text.slots
    people = [Attestant(each.name, each.nip, each.position) for each in ceremony.witnesses.all()]
    signing = Room.WITNESSES in slots
    return replace(
        sheet,
        manner=Manner.KIOSK,
        place=ceremony.place if Room.PLACE in slots else sheet.place,
        event=_("%(title)s, %(place)s") % {"title": ceremony.title, "place": ceremony.place},
        witnesses=tuple(people) if signing else (),
        officiant=Attestant(ceremony.officiant_name, "", ceremony.officiant_position),
        seen_by="" if signing else "; ".join(f"{each.name}, {each.position}" for each in people),
    )


def holder_of(pledge: Pledge) -> Holder:
    """Return who pledges."""
    person = pledge.person
    return Holder(person.name, person.nip, pledge.unit.name, person.position)


def document_draft(pledge: Pledge, moment: datetime, zone: ZoneInfo) -> DocumentDraft:
    """Return what the register keeps of a pledge's document, and what anyone with its code may read."""
    campaign = pledge.campaign
    return draft_of(campaign, sheet_of(campaign, zone), holder_of(pledge), pledge, pledge.scopes, moment)


def draft_of(
    campaign: Campaign, sheet: PledgeSheet, holder: Holder, subject: Subject, scopes: Sequence[str], moment: datetime
) -> DocumentDraft:
    """Return the same for one of thousands, from what is known of each without its row."""
    facts = [
        (_("Nama"), holder.name),
        (_("NIP"), shortened(holder.nip)),
        (_("Unit kerja"), holder.unit),
        (_("Ditandatangani"), tanggal(moment, sheet.zone)),
        (_("Kampanye"), sheet.title),
    ]
    return DocumentDraft(DOCUMENT_KIND, sheet.text.title, campaign.institution, subject, scopes, facts)


def sample_document(campaign: Campaign, moment: datetime, zone: ZoneInfo) -> OfficialDocument:
    """Return the document of a person who does not exist, to be looked at before anybody is invited."""
    sheet = sheet_of(campaign, zone)
    holder = Holder(_("CONTOH Nama Pegawai"), "199001012015012001", _("Contoh Unit Kerja"), _("Contoh Jabatan"))
    if Room.WITNESSES in sheet.text.slots:
        sheet = replace(sheet, witnesses=(Attestant(_("CONTOH Nama Saksi"), "", _("Contoh Jabatan")),))
    code = "CONT-OHXX-XXXX"
    sentence = _("CONTOH: belum disegel dan tidak berlaku. Dokumen yang sebenarnya disegel oleh %(institution)s.")
    note = SealNote(settings.SITE_URL, code, sentence % {"institution": sheet.institution})
    return document_with(sheet, printed_values(sheet, holder, code, moment), moment, note)


def printed_values(sheet: PledgeSheet, holder: Holder, shown_code: str, moment: datetime) -> dict[str, str]:
    """Return what differs from one pledge of a sheet to the next, by the name of its slot."""
    local, day = moment.astimezone(sheet.zone), tanggal(moment, sheet.zone)
    return {
        "name": holder.name,
        "nip": holder.nip,
        "position": holder.position or "–",
        "unit": holder.unit,
        "number": f"IKRAR/{sheet.region}/{local:%Y}/{shown_code}",
        "code": shown_code,
        "place_and_date": f"{sheet.place}, {day}" if sheet.place else day,
        "manner": manner_of(sheet) % {"moment": waktu(moment, sheet.zone)},
    }


def document_with(sheet: PledgeSheet, values: Mapping[str, str], moment: datetime, note: SealNote) -> OfficialDocument:
    """Return the document of a sheet with these values in its places."""
    return OfficialDocument(
        letterhead=_letterhead(sheet),
        title=sheet.text.title,
        subtitle=sheet.title,
        number=values["number"],
        issued_at=moment,
        blocks=_blocks(sheet, values),
        seal=note,
    )


def form_of(sheet: PledgeSheet, sentence: str) -> Form:
    """Return the same document with its places open, to be pressed for thousands; the sentence stands by the QR."""
    return Form(
        letterhead=_letterhead(sheet),
        title=sheet.text.title,
        number=SLOTS["number"],
        blocks=_blocks(sheet, SLOTS),
        subtitle=sheet.title,
        seal=SealNote(SLOTS["url"], SLOTS["code"], sentence),
        reason=sheet.text.title,
        location=sheet.place,
    )


def press_form(campaign: Campaign, ceremony: Ceremony | None = None) -> Form:
    """Return what all pledges of a campaign, or of one of its ceremonies, are pressed from."""
    # Any code will do: the sentence names the institution alone.
    note = Issue(make_code(bytes(RANDOM_BYTES)), now(), campaign.institution).note
    return form_of(sheet_of(campaign, zone_of_campaign(campaign), ceremony), note.sentence)


def values_of(pledge: Pledge, issue: Issue, sheet: PledgeSheet | None = None) -> dict[str, str]:
    """Return what one pledge prints into its campaign's form; who signed earlier than it is sealed, at that time.

    Where many are sealed, the sheet is made once and handed over.
    """
    sheet = sheet or sheet_of(pledge.campaign, zone_of_campaign(pledge.campaign))
    return printed_values(sheet, holder_of(pledge), issue.shown_code, pledge.signed_at or issue.issued_at)


def _letterhead(sheet: PledgeSheet) -> Letterhead:
    return Letterhead(sheet.government, (sheet.institution,) if sheet.institution else ())


def _blocks(sheet: PledgeSheet, values: Mapping[str, Text]) -> tuple[Block, ...]:
    words = sheet.text
    pledger = Signatory(
        capacity=_("Yang berikrar"),
        name=values["name"],
        number=_after("NIP ", values["nip"]),
        manner=values["manner"],
    )
    return (
        Fields(tuple((label, values[slot]) for label, slot in _particulars())),
        Paragraph(words.opening),
        Points(tuple(f"**{point.title}.** {point.text}" for point in words.points)),
        Paragraph(words.closing),
        *_ceremony(sheet),
        Signatures(
            place_and_date=values["place_and_date"],
            people=(pledger, *(_witness(sheet, each) for each in sheet.witnesses)),
        ),
    )


def _ceremony(sheet: PledgeSheet) -> tuple[Block, ...]:
    if sheet.officiant is None:
        return ()
    rows = [
        (_("Acara"), sheet.event),
        (_("Dilantik oleh"), f"{sheet.officiant.name}, {sheet.officiant.position}"),
        (_("Saksi"), sheet.seen_by),
    ]
    return (Fields(tuple((label, value) for label, value in rows if value)),)


def _after(words: str, value: Text) -> Text:
    return replace(value, before=words) if isinstance(value, Slot) else f"{words}{value}"


def _particulars() -> list[tuple[str, str]]:
    return [(_("Nama"), "name"), (_("NIP"), "nip"), (_("Jabatan"), "position"), (_("Unit kerja"), "unit")]


def _witness(sheet: PledgeSheet, person: Attestant) -> Signatory:
    return Signatory(
        capacity=_("Saksi"),
        name=person.name,
        number=f"NIP {person.number}" if person.number else person.position,
        manner=_("Menyaksikan pada %(event)s.") % {"event": sheet.event} if sheet.event else "",
    )


def manner_of(sheet: PledgeSheet) -> str:
    """Return how people of a sheet pledge, with room for the moment."""
    if sheet.manner == Manner.KIOSK:
        return _("Disetujui secara elektronik di kios pelantikan dengan slip dan PIN pribadi, %(moment)s.")
    return _("Disetujui secara elektronik lewat tautan pribadi dan pencocokan NIP, %(moment)s.")


def shortened(nip: str) -> str:
    """Return a NIP as anyone may see it: enough to tell two people of one name apart."""
    return f"{nip[:4]}{'•' * 10}{nip[-4:]}"
