"""The instrument that grants priority: drafted, put in force by a second person, and at an end; no pass without one."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from netral.apps.crossings.domain.network import MAX_PLACES
from netral.engines.steps.table import StepRefused, Table, Transition, gettext_noop as _


class InstrumentState(StrEnum):
    """Where an instrument stands; whether its days are over is told by its dates."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


class InstrumentVerb(StrEnum):
    """What can be done with an instrument."""

    CONFIRM = "confirm"
    WITHDRAW = "withdraw"
    REVOKE = "revoke"


DRAFT, CONFIRM = "crossings.draft", "crossings.confirm"
INSTRUMENT_TABLE = Table(
    (
        Transition(InstrumentState.DRAFT, InstrumentVerb.CONFIRM, InstrumentState.IN_FORCE, CONFIRM),
        Transition(InstrumentState.DRAFT, InstrumentVerb.WITHDRAW, InstrumentState.WITHDRAWN, DRAFT),
        Transition(InstrumentState.IN_FORCE, InstrumentVerb.REVOKE, InstrumentState.REVOKED, CONFIRM),
    ),
    elsewhere=_("Langkah ini tidak dapat dilakukan pada surat ini sekarang. Buka lagi halaman suratnya."),
    known={
        (InstrumentState.IN_FORCE, InstrumentVerb.CONFIRM): _("Surat ini sudah berlaku. Tidak perlu disahkan lagi."),
        (InstrumentState.REVOKED, InstrumentVerb.REVOKE): _("Surat ini sudah dicabut. Pas di bawahnya ikut berakhir."),
    },
)


def check_instrument(number: str, issuer: str, roles: Collection[str], issued_on: date, today: date) -> None:
    """Refuse an instrument without number, issuer or role, or one of a day that has not come."""
    if not number.strip() or not issuer.strip():
        raise StepRefused(_("Nomor surat atau pejabat yang menerbitkannya belum diisi. Isi keduanya."))
    if not roles:
        raise StepRefused(_("Belum ada jabatan pengawas yang diberi prioritas. Pilih paling sedikit satu."))
    if issued_on > today:
        raise StepRefused(_("Tanggal surat belum tiba. Isi tanggal yang tertulis di surat."))


def check_unrecorded(number: str) -> None:
    """Refuse an instrument whose number is recorded already; empty for none."""
    if number:
        raise StepRefused(_("Surat %(number)s sudah dicatat. Buka yang itu, atau periksa nomornya."), number=number)


def check_validity(valid_from: date, valid_until: date) -> None:
    """Refuse days that end before they begin."""
    if valid_until < valid_from:
        raise StepRefused(_("Hari terakhir berlaku sebelum hari pertama. Periksa lagi kedua tanggalnya."))


def check_quota(places: int, capacity: int) -> None:
    """Refuse a quota of no place, or of more places than any vessel of the crossing has for the class."""
    if not 1 <= places <= MAX_PLACES:
        raise StepRefused(_("Kuota tiap keberangkatan harus 1 sampai 2.000 tempat. Periksa lagi angkanya."))
    if places > capacity:
        raise StepRefused(
            _("Kuota %(places)s melebihi tempat kapal di penyeberangan itu (%(capacity)s). Kecilkan kuotanya."),
            places=places,
            capacity=capacity,
        )


def check_has_quota(count: int) -> None:
    """Refuse to put an instrument in force that gives no crossing any place."""
    if not count:
        raise StepRefused(_("Surat ini belum punya kuota untuk satu penyeberangan pun. Isi kuotanya dulu."))


def check_second(drafted_by: object, confirming: object) -> None:
    """Refuse who drafted an instrument as the one who puts it in force."""
    if drafted_by == confirming:
        raise StepRefused(_("Anda yang menyusun surat ini. Orang kedua yang mengesahkannya."))


def check_reason(words: str) -> None:
    """Refuse a blank reason where holders of passes will ask for one."""
    if not words.strip():
        raise StepRefused(_("Alasan belum diisi. Tulis alasannya; pemegang pas membacanya."))


def holds(state: str, valid_from: date, valid_until: date, on: date) -> bool:
    """Say whether an instrument grants priority on a day."""
    return state == InstrumentState.IN_FORCE and valid_from <= on <= valid_until
