"""A priority pass: asked for, waiting for a place, granted or refused, and at an end; what each step must hold."""

import re
from datetime import date, datetime
from enum import StrEnum

from netral.engines.steps.table import StepRefused, Table, Transition, gettext_noop as _

# Letters, digits and letters again, as they stand on an Indonesian plate; blanks and case do not count.
_PLATE = re.compile(r"[A-Z]{1,2}\d{1,4}[A-Z]{0,3}")
MOST_COMPANIONS = 8


class PassKind(StrEnum):
    """For one departure, or for every one while it is valid."""

    TRIP = "trip"
    STANDING = "standing"


class PassState(StrEnum):
    """Where a pass stands; whether its time is over is told by its dates, and whether it was used by the scans."""

    ASKED = "asked"
    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


# These hold or want a place; the same person does not ask for a second one on the same departure.
LIVE = frozenset({PassState.ASKED, PassState.WAITING, PassState.GRANTED})


class PassVerb(StrEnum):
    """What can be done with a pass."""

    GRANT = "grant"
    QUEUE = "queue"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    REVOKE = "revoke"
    MOVE = "move"


ASK, OWN, GRANT = "crossings.ask", "crossings.own", "crossings.grant"


def table_for(asking: str) -> Table[PassState, PassVerb]:
    """Return the table of passes in which whoever holds a permission may take her own request back."""
    return Table(
        (
            Transition(PassState.ASKED, PassVerb.GRANT, PassState.GRANTED, GRANT),
            Transition(PassState.ASKED, PassVerb.QUEUE, PassState.WAITING, GRANT),
            Transition(PassState.ASKED, PassVerb.REFUSE, PassState.REFUSED, GRANT),
            Transition(PassState.ASKED, PassVerb.WITHDRAW, PassState.WITHDRAWN, asking),
            Transition(PassState.WAITING, PassVerb.GRANT, PassState.GRANTED, GRANT),
            Transition(PassState.WAITING, PassVerb.REFUSE, PassState.REFUSED, GRANT),
            Transition(PassState.WAITING, PassVerb.WITHDRAW, PassState.WITHDRAWN, asking),
            Transition(PassState.GRANTED, PassVerb.WITHDRAW, PassState.WITHDRAWN, asking),
            Transition(PassState.GRANTED, PassVerb.REVOKE, PassState.REVOKED, GRANT),
            Transition(PassState.GRANTED, PassVerb.MOVE, PassState.GRANTED, GRANT),
        ),
        elsewhere=_("Langkah ini tidak dapat dilakukan pada pas ini sekarang. Buka lagi halaman pasnya."),
        known={
            (PassState.GRANTED, PassVerb.GRANT): _("Pas ini sudah diberikan. Tidak perlu diberikan lagi."),
            (PassState.REVOKED, PassVerb.REVOKE): _("Pas ini sudah dicabut."),
            (PassState.WITHDRAWN, PassVerb.WITHDRAW): _("Permintaan ini sudah ditarik."),
        },
    )


def read_plate(text: str) -> str:
    """Return a plate as it is kept and compared: capitals without blanks.

    Raises:
        StepRefused: it is no Indonesian plate.
    """
    plate = re.sub(r"[\s.\-]", "", text.upper())
    if plate and not _PLATE.fullmatch(plate):
        raise StepRefused(_("Nomor polisi tidak dikenali. Tulis seperti BM 1234 XY."))
    return plate


def check_purpose(words: str) -> None:
    """Refuse a trip that does not say what for: priority is for work alone."""
    if not words.strip():
        raise StepRefused(_("Keperluan tugas belum diisi. Prioritas hanya untuk perjalanan tugas."))


def check_companions(count: int) -> None:
    """Refuse a team larger than goes with one pass."""
    if count > MOST_COMPANIONS:
        raise StepRefused(_("Satu pas untuk paling banyak 8 orang yang ikut. Buat pas kedua untuk yang lain."))


def check_instrument_holds(holding: bool, number: str) -> None:
    """Refuse a pass on a day on which its instrument, told by its number, grants nothing."""
    if not holding:
        raise StepRefused(
            _("Surat %(number)s tidak berlaku pada hari itu, jadi pas tidak dapat diberikan."), number=number
        )


def check_role(post: str, roles: list[str]) -> None:
    """Refuse a supervisor whose post the instrument does not name."""
    if post not in roles:
        raise StepRefused(_("Surat dasar tidak memberi prioritas kepada jabatan ini. Periksa jabatan di suratnya."))


def check_standing(allowed: bool) -> None:
    """Refuse a standing pass where the instrument knows trips only."""
    if not allowed:
        raise StepRefused(_("Surat dasar tidak mengizinkan pas tetap. Minta pas untuk satu keberangkatan."))


def check_boards_later(departs_at: datetime, now: datetime) -> None:
    """Refuse a pass for a departure that is over."""
    if departs_at <= now:
        raise StepRefused(_("Keberangkatan itu sudah lewat. Pilih keberangkatan berikutnya."))


def check_single(number: str) -> None:
    """Refuse a second pass of one person for the same, told by the number of the first; empty for none."""
    if number:
        raise StepRefused(_("Pas yang sama sudah ada: %(number)s. Buka yang itu."), number=number)


def check_in_office(in_office: bool) -> None:
    """Refuse a pass to somebody who is no supervisor on that day."""
    if not in_office:
        raise StepRefused(_("Pengawas ini tidak bertugas pada hari itu. Pas hanya untuk yang sedang bertugas."))


def check_place(left: int) -> None:
    """Refuse to grant a pass on a departure whose priority places are all taken."""
    if left < 1:
        raise StepRefused(
            _("Tempat prioritas di keberangkatan ini sudah habis. Masukkan ke daftar tunggu, atau pilih jam lain.")
        )


def check_no_place(left: int) -> None:
    """Refuse to let somebody wait where a place is left."""
    if left > 0:
        raise StepRefused(_("Masih ada tempat prioritas di keberangkatan ini. Berikan pasnya, tidak perlu menunggu."))


def check_offered(quota: int) -> None:
    """Refuse a class of vehicle, or a crossing, for which the instrument gives no priority place."""
    if not quota:
        raise StepRefused(
            _("Surat dasar tidak memberi tempat prioritas untuk golongan itu di penyeberangan ini. Pilih yang lain.")
        )


def check_some_instrument(found: bool) -> None:
    """Refuse a pass where no instrument is in force on its day."""
    if not found:
        raise StepRefused(
            _("Tidak ada surat pemerintah daerah yang memberi prioritas pada hari itu, jadi pas tidak dapat diberikan.")
        )


def check_sails(planned: bool) -> None:
    """Refuse a departure that was cancelled or closed."""
    if not planned:
        raise StepRefused(_("Keberangkatan itu sudah ditutup atau dibatalkan. Pilih keberangkatan lain."))


def check_moves(kind: str, *, is_same: bool) -> None:
    """Refuse to move a standing pass, or a pass to the departure it is for already."""
    if kind != PassKind.TRIP:
        raise StepRefused(_("Pas tetap berlaku untuk semua keberangkatan, jadi tidak perlu dipindahkan."))
    if is_same:
        raise StepRefused(_("Pas ini sudah untuk keberangkatan itu. Pilih keberangkatan lain."))


def check_reason(words: str) -> None:
    """Refuse a blank reason where the holder will ask for one."""
    if not words.strip():
        raise StepRefused(_("Alasan belum diisi. Tulis alasannya; pemegang pas membacanya."))


def validity_days(posting_ends: date, instrument_until: date) -> date:
    """Return the last day of a standing pass: with the posting or the instrument, whichever ends first."""
    return min(posting_ends, instrument_until)
