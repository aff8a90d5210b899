"""How a facility is lent: asked or offered, agreed, handed over, returned and closed; what each step must hold."""

from datetime import date
from enum import StrEnum

from netral.engines.steps.table import StepRefused, Table, Transition, gettext_noop as _


class Ware(StrEnum):
    """What kind of facility is lent."""

    ROOM = "room"
    VEHICLE = "vehicle"
    BOAT = "boat"
    STAFF = "staff"
    DEVICE = "device"
    TRANSPORT = "transport"


class LoanState(StrEnum):
    """Where a loan stands."""

    REQUESTED = "requested"
    OFFERED = "offered"
    AGREED = "agreed"
    HANDED_OVER = "handed_over"
    RETURNED = "returned"
    CLOSED = "closed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


# A facility is taken in these; outside them another may have it for the same days.
TAKEN = frozenset({LoanState.AGREED, LoanState.HANDED_OVER})
# What was really given, which the public may see.
GIVEN = frozenset({LoanState.AGREED, LoanState.HANDED_OVER, LoanState.RETURNED, LoanState.CLOSED})


class LoanVerb(StrEnum):
    """What can be done with a loan."""

    OFFER = "offer"
    REFUSE = "refuse"
    DECLINE = "decline"
    RETRACT = "retract"
    WITHDRAW = "withdraw"
    AGREE = "agree"
    HAND_OVER = "hand_over"
    BRING_BACK = "bring_back"
    SETTLE = "settle"
    CLOSE = "close"


class Harm(StrEnum):
    """How a facility came back."""

    NONE = "none"
    DAMAGED = "damaged"
    LOST = "lost"


class PhotoStage(StrEnum):
    """When a photo of a facility was taken."""

    OUT = "out"
    BACK = "back"


BORROW, LEND, AGREE = "support.borrow", "support.lend", "support.agree"
# The giver's steps; all others are the borrower's.
OF_GIVER = frozenset(
    {LoanVerb.OFFER, LoanVerb.REFUSE, LoanVerb.RETRACT, LoanVerb.HAND_OVER, LoanVerb.SETTLE, LoanVerb.CLOSE}
)
LOAN_TRANSITIONS = (
    Transition(LoanState.REQUESTED, LoanVerb.OFFER, LoanState.OFFERED, LEND),
    Transition(LoanState.REQUESTED, LoanVerb.REFUSE, LoanState.REFUSED, LEND),
    Transition(LoanState.REQUESTED, LoanVerb.WITHDRAW, LoanState.WITHDRAWN, BORROW),
    Transition(LoanState.OFFERED, LoanVerb.AGREE, LoanState.AGREED, AGREE),
    Transition(LoanState.OFFERED, LoanVerb.DECLINE, LoanState.REFUSED, AGREE),
    Transition(LoanState.OFFERED, LoanVerb.RETRACT, LoanState.WITHDRAWN, LEND),
    Transition(LoanState.AGREED, LoanVerb.HAND_OVER, LoanState.HANDED_OVER, LEND),
    Transition(LoanState.AGREED, LoanVerb.WITHDRAW, LoanState.WITHDRAWN, BORROW),
    Transition(LoanState.AGREED, LoanVerb.RETRACT, LoanState.WITHDRAWN, LEND),
    Transition(LoanState.HANDED_OVER, LoanVerb.BRING_BACK, LoanState.RETURNED, BORROW),
    Transition(LoanState.RETURNED, LoanVerb.SETTLE, LoanState.RETURNED, LEND),
    Transition(LoanState.RETURNED, LoanVerb.CLOSE, LoanState.CLOSED, LEND),
)
_NOT_AGREED = _("Pinjaman ini belum disetujui. Serah terima baru dapat dicatat sesudah Bawaslu menyetujuinya.")
_NOT_OUT = _("Fasilitas ini belum diserahkan, jadi belum dapat dikembalikan. Catat serah terimanya dulu.")
LOAN_TABLE = Table(
    LOAN_TRANSITIONS,
    elsewhere=_("Langkah ini tidak dapat dilakukan pada tahap sekarang. Buka lagi halaman pinjaman."),
    known={
        **{(state, LoanVerb.HAND_OVER): _NOT_AGREED for state in (LoanState.REQUESTED, LoanState.OFFERED)},
        **{
            (state, LoanVerb.BRING_BACK): _NOT_OUT
            for state in (LoanState.REQUESTED, LoanState.OFFERED, LoanState.AGREED)
        },
        (LoanState.AGREED, LoanVerb.AGREE): _("Pinjaman ini sudah disetujui. Tidak perlu disetujui lagi."),
    },
)
_ELSEWHOSE = _("Langkah ini milik lembaga lain dalam pinjaman ini. Minta petugas lembaga itu melakukannya.")


def check_party(verb: LoanVerb, *, borrows: bool, gives: bool) -> None:
    """Refuse a step to an institution that is not the one to take it."""
    if not (gives if verb in OF_GIVER else borrows):
        raise StepRefused(_ELSEWHOSE)


def check_period(starts_on: date, ends_on: date, today: date) -> None:
    """Refuse a period that ends before it begins, or is over."""
    if ends_on < starts_on:
        raise StepRefused(_("Hari terakhir sebelum hari pertama. Periksa lagi kedua tanggalnya."))
    if ends_on < today:
        raise StepRefused(_("Masa pinjam itu sudah lewat. Isi tanggal hari ini atau sesudahnya."))


def check_unasked(number: str) -> None:
    """Refuse a loan that is under way already, told by its number; empty for none."""
    if number:
        raise StepRefused(
            _(
                "Pinjaman yang sama sudah dibuat dengan nomor %(number)s. Buka yang itu, atau ubah fasilitas, tanggal, "
                "tempat, atau keperluannya."
            ),
            number=number,
        )


def check_unlisted(known: str) -> None:
    """Refuse a facility that is listed already, told by its name; empty for none."""
    if known:
        raise StepRefused(
            _("%(facility)s sudah ada di daftar fasilitas. Pakai yang sudah ada, atau periksa nama dan nomornya."),
            facility=known,
        )


def check_ware(asked: str, offered: str) -> None:
    """Refuse an offer of another kind than was asked for."""
    if asked != offered:
        raise StepRefused(
            _("Fasilitas itu bukan jenis yang diminta. Pilih yang sejenis, atau buat tawaran baru untuk jenis lain.")
        )


def check_load(ware: str, load: str) -> None:
    """Refuse transport of logistics that does not say what is carried from where to where."""
    if ware == Ware.TRANSPORT and not load.strip():
        raise StepRefused(_("Angkutan logistik belum dijelaskan. Tulis muatan, asal, dan tujuannya."))


def overlap_refusal(starts_on: str, ends_on: str) -> StepRefused:
    """Return the refusal of a period in which another loan has the facility; both days as they are written."""
    return StepRefused(
        _(
            "Fasilitas ini sudah dipinjam dari %(first)s sampai %(last)s, dan dua pinjaman tidak boleh bertumpuk. "
            "Minta pemerintah daerah menawarkan tanggal atau fasilitas lain."
        ),
        first=starts_on,
        last=ends_on,
    )


def check_not_out(ends_on: str) -> None:
    """Refuse to hand over what another loan, told by its last day, has not given back; empty for none."""
    if ends_on:
        raise StepRefused(
            _("Fasilitas ini masih dipegang pinjaman lain (sampai %(last)s). Catat dulu pengembaliannya."), last=ends_on
        )


def check_hand_over(day: date, agreed_on: date, ends_on: date, today: date) -> None:
    """Refuse a hand-over in the future, before the agreement, or after the period."""
    if day > today:
        raise StepRefused(_("Tanggal serah terima belum tiba. Isi tanggal hari ini atau sebelumnya."))
    if day < agreed_on:
        raise StepRefused(_("Serah terima sebelum persetujuan. Isi tanggal persetujuan atau sesudahnya."))
    if day > ends_on:
        raise StepRefused(_("Masa pinjam sudah habis pada tanggal itu. Batalkan pinjaman ini, lalu buat yang baru."))


def check_return(day: date, handed_on: date, today: date) -> None:
    """Refuse a return in the future or before the hand-over."""
    if day > today:
        raise StepRefused(_("Tanggal pengembalian belum tiba. Isi tanggal hari ini atau sebelumnya."))
    if day < handed_on:
        raise StepRefused(_("Pengembalian sebelum serah terima. Isi tanggal serah terima atau sesudahnya."))


def check_harm(harm: Harm, words: str, estimate: int | None, photos: int) -> None:
    """Refuse damage or loss that is not told, valued and, for damage, shown; and a sum where nothing happened."""
    if harm is Harm.NONE:
        if estimate or words.strip():
            raise StepRefused(_("Anda mengisi kerusakan, tetapi memilih “Baik”. Pilih “Rusak” atau “Hilang”."))
        return
    if not words.strip():
        raise StepRefused(_("Kerusakan atau kehilangan belum dijelaskan. Tulis apa yang terjadi."))
    if not estimate:
        raise StepRefused(_("Perkiraan kerugian belum diisi. Tulis jumlahnya dalam rupiah."))
    if harm is Harm.DAMAGED and not photos:
        raise StepRefused(_("Foto kerusakan belum ada. Lampirkan paling sedikit satu foto."))


def check_settlement(harm: str, settled_on: date | None, day: date, returned_on: date, today: date) -> None:
    """Refuse the settlement of no damage, a second one, or one on a day that cannot be."""
    if harm == Harm.NONE:
        raise StepRefused(_("Fasilitas ini kembali dengan baik. Tidak ada kerugian yang perlu diselesaikan."))
    if settled_on is not None:
        raise StepRefused(_("Penyelesaian kerugian sudah dicatat dan tidak dapat diubah."))
    if day > today:
        raise StepRefused(_("Tanggal penyelesaian belum tiba. Isi tanggal hari ini atau sebelumnya."))
    if day < returned_on:
        raise StepRefused(_("Penyelesaian sebelum pengembalian. Isi tanggal pengembalian atau sesudahnya."))


def check_settled(harm: str, settled_on: date | None) -> None:
    """Refuse to close a loan whose damage or loss is not settled."""
    if harm != Harm.NONE and settled_on is None:
        raise StepRefused(_("Kerusakan atau kehilangan belum diselesaikan. Catat penyelesaiannya dulu."))


def check_reason(words: str) -> None:
    """Refuse a blank reason where the record needs one."""
    if not words.strip():
        raise StepRefused(_("Alasan belum diisi. Tulis alasannya; ini dicatat dan dibaca kedua pihak."))


def is_overdue(state: str, ends_on: date, today: date) -> bool:
    """Say whether a facility should have come back before a day."""
    return state == LoanState.HANDED_OVER and ends_on < today


def loan_number(sequence: int, place: str, year: int) -> str:
    """Return the number of a loan of an institution in a year."""
    return f"PINJAM/{place}/{year}/{sequence:03}"
