"""Oaths taken at kiosks, as `foundation/ceremonies` asks for them."""

import hashlib
from datetime import UTC, datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors import events
from netral.apps.supervisors.actions.oath_confirmations import swear_at_kiosk
from netral.apps.supervisors.domain.appointments import ROLL_CALL_MOVED, OathState
from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.models import (
    OathCeremony,
    OathRollCall,
    RollCallEntry,
    RollCallKiosk,
    RollCallSlip,
    RollCallWitness,
)
from netral.apps.supervisors.papers.appointments import oath_of, sourced
from netral.apps.supervisors.queries.roll_calls import RELATED, group_of, slips_of
from netral.foundation.accounts.links import token_for
from netral.foundation.ceremonies.codes import CeremonyCodes
from netral.foundation.ceremonies.domain import KioskPoint, KioskText, Participant
from netral.foundation.ceremonies.kinds import CeremonyEvents, CeremonyKind, CeremonyTables, KioskWords
from netral.foundation.institutions.queries import zone_at

_USE = "netral.apps.supervisors.oath"
_ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


def slip_token_of(ident: UUID) -> str:
    """Return what a slip holds: it opens no page, so the token stands alone."""
    return token_for(f"{_USE}.slip", ident)


def _participant(slip: RollCallSlip) -> Participant:
    application = slip.appointee.application
    group = group_of(application)
    return Participant(
        ident=slip.pk,
        name=application.name,
        unit_id=uuid5(NAMESPACE_OID, group.code),
        unit=group.name,
        position=f"{POSTS[application.recruitment.post]}, {application.vacancy}",
        verifier=slip.pin_verifier,
        confirmed=slip.confirmed_at is not None,
    )


def _text(roll_call: OathRollCall) -> KioskText:
    """Return the oath of the day; its key follows the words, so that other words are never taken for these."""
    oath = oath_of(roll_call.oath)
    points = tuple(KioskPoint(str(turn), "", words) for turn, words in enumerate(oath.points, start=1))
    words = hashlib.sha256("\n".join((oath.title, oath.opening, *oath.points)).encode()).hexdigest()
    key = f"oath:{oath.valid_from}:{words[:16]}"
    host = roll_call.oath.decree.recruitment.institution.name
    return KioskText(key, oath.title, oath.opening, points, sourced(oath.provenance), host)


def _closed_at(roll_call: OathRollCall) -> datetime | None:
    """Return since when nothing counts: once minutes are sealed, whatever comes later is refused, whenever it was.

    The ceremony is locked, so that its closing and a kiosk that sends at this moment wait for each other.
    """
    oath = OathCeremony.objects.select_for_update().get(pk=roll_call.oath_id)
    return None if oath.state == OathState.PLANNED else _ALWAYS


_EVENTS = CeremonyEvents(
    planned=events.ROLL_CALL_PLANNED,
    prepared=events.ROLL_CALL_PREPARED,
    printed=events.ROLL_CALL_PRINTED,
    opened=events.ROLL_CALL_OPENED,
    done=events.ROLL_CALL_DONE,
    witness_confirmed=events.OATH_WITNESSED,
    kiosk_opened=events.OATH_KIOSK_OPENED,
    kiosk_revoked=events.OATH_KIOSK_REVOKED,
    kiosk_loaded=events.OATH_KIOSK_LOADED,
    kiosk_seen=events.OATH_KIOSK_SEEN,
    kiosk_refused=events.OATH_KIOSK_REFUSED,
)
_WORDS = KioskWords(
    title=_("Kios sumpah"),
    without_script=_(
        "Kios memerlukan JavaScript, karena bekerja tanpa jaringan. Tanpa itu, petugas mencatat kehadiran Anda."
    ),
    agree=_("Saya bersumpah atau berjanji demikian"),
    witness=_("Saya menyaksikan pelantikan dan pengucapan sumpah ini."),
    thanks=_("{name}, sumpah Anda tersimpan pukul {at}. Kehadiran Anda tercatat begitu kios ini terhubung."),
    reader=_("Dibaca oleh panitia pelantikan."),
    back_to_points=_("Kembali ke butir sumpah"),
    unknown_code=_(
        "Kode kios ini tidak dikenal. Mungkin ada huruf yang salah ketik. Pindai kode QR kios dari layar petugas "
        "pelantikan."
    ),
    code_over=_("Kode kios ini sudah dicabut atau berakhir. Minta petugas pelantikan membuka kios baru."),
    confirmed_before=_("Sudah mengonfirmasi sumpah sebelumnya. Tidak perlu diulang."),
    closed_before=_(
        "Sampai sesudah pelantikan ditutup atau dibatalkan, jadi tidak dihitung. Yang berlaku kehadiran dalam berita "
        "acara; yang belum disumpah ikut pelantikan berikutnya."
    ),
    moved=ROLL_CALL_MOVED,
    not_opened=_("Pelantikan ini sudah selesai atau dibatalkan, jadi kios tidak bisa dibuka."),
    nothing_to_print=_("Tidak ada slip untuk dicetak: semua sudah mengonfirmasi sumpahnya."),
    units=_("Tiap wilayah"),
)
OATH_AT_KIOSKS = CeremonyKind(
    codes=CeremonyCodes(_USE, "roll_call_kiosk"),
    tables=CeremonyTables(OathRollCall, RollCallWitness, RollCallKiosk, RollCallEntry, "slip", RELATED),
    events=_EVENTS,
    words=_WORDS,
    called=slips_of,
    participant=_participant,
    token_of=slip_token_of,
    slip_link_of=slip_token_of,
    text=_text,
    is_open=lambda roll_call: roll_call.oath.state == OathState.PLANNED,
    closed_at=_closed_at,
    zone=lambda roll_call: zone_at(roll_call.oath.decree.recruitment.institution),
    accept=swear_at_kiosk,
    object_to=None,
    settle=lambda roll_call: None,
    prefix="roll_call_",
)
