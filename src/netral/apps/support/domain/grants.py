"""How a grant goes from what Bawaslu asks for to what it pays back, and what its sums and days may be."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from netral.engines.steps.table import StepRefused, StepRepeated, Table, Transition, gettext_noop as _

GRANT, SPEND, AGREE = "support.grant", "support.spend", "support.agree"


class GrantState(StrEnum):
    """Where a grant stands."""

    ASKED = "asked"
    AGREED = "agreed"
    SIGNED = "signed"
    PAYING = "paying"
    SETTLED = "settled"


class GrantVerb(StrEnum):
    """What can be done with a grant."""

    REVISE = "revise"
    AGREE = "agree"
    SIGN = "sign"
    PAY = "pay"
    SPEND = "spend"
    PROPOSE = "propose"
    RETURN = "return"
    SETTLE = "settle"


class LineKind(StrEnum):
    """What a line of the budget is for."""

    HONORARIUM = "honorarium"
    OPERATIONS = "operations"
    GOODS = "goods"
    TRAVEL = "travel"
    OTHER = "other"


RUNNING = (GrantState.SIGNED, GrantState.PAYING)
TABLE = Table(
    (
        Transition(GrantState.ASKED, GrantVerb.REVISE, GrantState.ASKED, SPEND),
        Transition(GrantState.ASKED, GrantVerb.AGREE, GrantState.AGREED, GRANT),
        Transition(GrantState.AGREED, GrantVerb.SIGN, GrantState.SIGNED, AGREE),
        Transition(GrantState.SIGNED, GrantVerb.PAY, GrantState.PAYING, GRANT),
        Transition(GrantState.PAYING, GrantVerb.PAY, GrantState.PAYING, GRANT),
        Transition(GrantState.PAYING, GrantVerb.SPEND, GrantState.PAYING, SPEND),
        Transition(GrantState.SIGNED, GrantVerb.PROPOSE, GrantState.SIGNED, SPEND),
        Transition(GrantState.PAYING, GrantVerb.PROPOSE, GrantState.PAYING, SPEND),
        Transition(GrantState.PAYING, GrantVerb.RETURN, GrantState.PAYING, SPEND),
        Transition(GrantState.PAYING, GrantVerb.SETTLE, GrantState.SETTLED, GRANT),
    ),
    _("Langkah ini belum atau tidak lagi dapat diambil pada hibah ini. Buka halaman hibah untuk melihat tahapnya."),
    {
        (GrantState.ASKED, GrantVerb.SIGN): _(
            "Jumlah hibah belum disetujui pemerintah daerah, jadi NPHD belum dapat dicatat. Tunggu persetujuannya."
        ),
        (GrantState.ASKED, GrantVerb.PAY): _(
            "NPHD belum ditandatangani, jadi pembayaran belum dapat dicatat. Setujui jumlahnya dulu, lalu tunggu NPHD."
        ),
        (GrantState.AGREED, GrantVerb.PAY): _(
            "NPHD belum ditandatangani, jadi pembayaran belum dapat dicatat. Minta Bawaslu mencatat NPHD lebih dulu."
        ),
        (GrantState.SIGNED, GrantVerb.SPEND): _(
            "Belum ada dana hibah yang masuk, jadi belanja belum dapat dicatat. Tunggu pembayaran tahap pertama."
        ),
        (GrantState.SIGNED, GrantVerb.RETURN): _(
            "Belum ada dana hibah yang masuk, jadi belum ada yang dapat dikembalikan."
        ),
        (GrantState.SETTLED, GrantVerb.PAY): _("Hibah ini sudah selesai dan tidak menerima pembayaran lagi."),
        (GrantState.SETTLED, GrantVerb.SPEND): _(
            "Hibah ini sudah selesai dan tidak menerima belanja lagi. Surati pemerintah daerah bila ada sisa."
        ),
    },
)


def grant_number(sequence: int, place: str, year: int) -> str:
    """Return the number a grant gets when it is asked for, as "HB/14.03/2024/0001"."""
    return f"HB/{place}/{year}/{sequence:04d}"


def is_of_government(verb: GrantVerb) -> bool:
    """Say whether a step is the government's; all others are those of the institution that receives the grant."""
    return any(row.verb is verb and row.permission == GRANT for row in TABLE.rows)


def check_own_side(own: UUID | None, holder: UUID, name: str) -> None:
    """Refuse a step that another institution takes on a grant."""
    if own != holder:
        raise StepRefused(
            _("Langkah ini diambil %(who)s, bukan lembaga Anda. Hubungi petugasnya bila langkah ini mendesak."),
            who=name,
        )


def check_asked(lines: Mapping[LineKind, int]) -> int:
    """Return the sum of what is asked for by line.

    Raises:
        StepRefused: nothing is asked for.
    """
    asked = sum(lines.values())
    if asked <= 0 or min(lines.values()) < 0:
        raise StepRefused(_("Rencana belum berisi jumlah. Isi sedikitnya satu mata anggaran."))
    return asked


def check_agreed(agreed: Mapping[LineKind, int], asked: Mapping[LineKind, int]) -> int:
    """Return the sum agreed to by line, each line no more than was asked for.

    Raises:
        StepRefused: a line is higher than asked for or unknown, or nothing is agreed to.
    """
    if any(amount < 0 or amount > asked.get(kind, 0) for kind, amount in agreed.items()):
        raise StepRefused(
            _("Jumlah yang disetujui melebihi yang diminta pada satu mata anggaran. Kurangi, atau minta rencana baru.")
        )
    if not (total := sum(agreed.values())):
        raise StepRefused(_("Jumlah yang disetujui masih nol. Isi sedikitnya satu mata anggaran."))
    return total


def check_signing(signed_on: date, today: date) -> None:
    """Refuse an agreement signed in the future; one signed before it was entered here keeps its own day and terms."""
    _check_not_future(signed_on, today)


def check_payment(amount: int, outstanding: int, paid_on: date, signed_on: date, today: date) -> None:
    """Refuse a payment in the future, before the agreement, or larger than what is due of its instalment."""
    _check_not_future(paid_on, today)
    if paid_on < signed_on:
        raise StepRefused(
            _("Tanggal bayar lebih awal daripada NPHD (%(signed)s). Periksa tanggal pada bukti transfer."),
            signed=dated(signed_on),
        )
    if amount <= 0:
        raise StepRefused(_("Jumlah harus lebih dari nol."))
    if amount > outstanding:
        raise StepRefused(
            _(
                "Pembayaran melebihi yang terutang pada tahap ini. Sisa tahap ini Rp%(left)s. Perbaiki jumlahnya, atau "
                "catat selebihnya pada tahap berikutnya."
            ),
            left=dotted(outstanding),
        )


def check_spending(amount: int, available: int, spent_on: date, first_paid_on: date, today: date) -> None:
    """Refuse spending in the future, before money came, or of more than is left of what was paid."""
    _check_not_future(spent_on, today)
    if spent_on < first_paid_on:
        raise StepRefused(
            _("Tanggal belanja lebih awal daripada pembayaran hibah pertama (%(first)s). Periksa tanggalnya."),
            first=dated(first_paid_on),
        )
    if amount <= 0:
        raise StepRefused(_("Jumlah harus lebih dari nol."))
    if amount > available:
        raise StepRefused(
            _(
                "Belanja melebihi dana yang ada. Yang tersisa Rp%(left)s. Perbaiki jumlahnya, atau tunggu pembayaran "
                "tahap berikutnya dan catat sesudahnya."
            ),
            left=dotted(available),
        )


def check_proposal(proposed_on: date, polling_day: date, today: date) -> None:
    """Refuse a proposal to confirm the elected candidate that is in the future or not after polling day."""
    _check_not_future(proposed_on, today)
    if proposed_on <= polling_day:
        raise StepRefused(
            _("Usul pengesahan calon terpilih dibuat sesudah pemungutan suara (%(polling)s). Periksa tanggalnya."),
            polling=dated(polling_day),
        )


def check_return(amount: int, available: int, returned_on: date, first_paid_on: date, today: date) -> None:
    """Refuse a return in the future, before money came, or of more than was paid and not spent."""
    _check_not_future(returned_on, today)
    if returned_on < first_paid_on:
        raise StepRefused(
            _("Pengembalian lebih awal daripada pembayaran hibah pertama (%(first)s). Periksa tanggalnya."),
            first=dated(first_paid_on),
        )
    if amount <= 0:
        raise StepRefused(_("Jumlah harus lebih dari nol."))
    if amount > available:
        raise StepRefused(
            _("Pengembalian melebihi sisa dana. Sisanya Rp%(left)s. Perbaiki jumlahnya."), left=dotted(available)
        )


def check_settled(left: int, proposed_on: date | None) -> None:
    """Refuse to settle a grant before the election is over or while a remainder is neither spent nor returned."""
    if proposed_on is None:
        raise StepRefused(
            _("Tanggal usul pengesahan calon terpilih belum dicatat Bawaslu. Hibah diselesaikan sesudah itu.")
        )
    if left:
        raise StepRefused(
            _("Masih ada sisa Rp%(left)s yang belum dibelanjakan atau dikembalikan. Tunggu pengembaliannya dicatat."),
            left=dotted(left),
        )


def check_new(*, is_known: bool) -> None:
    """Refuse what was recorded already by the same form: the second press of a button."""
    if is_known:
        raise StepRepeated(
            _(
                "Isian ini sudah tercatat satu kali, jadi tidak dicatat lagi. Bila ada yang berubah, isi formulir yang "
                "baru dari halaman hibah, dan batalkan entri yang salah."
            )
        )


def check_not_withdrawn(*, is_withdrawn: bool) -> None:
    """Refuse to strike an entry twice."""
    if is_withdrawn:
        raise StepRepeated(_("Entri ini sudah dibatalkan, jadi tidak dibatalkan lagi."))


def check_payment_withdrawal(
    amount: int, available: int, next_paid_on: date | None, first_moved_on: date | None
) -> None:
    """Refuse to strike a payment of which some was spent or returned, or before which nothing else had come."""
    if amount > available:
        raise StepRefused(
            _(
                "Dana pembayaran ini sudah dibelanjakan atau dikembalikan; yang tersisa Rp%(left)s. Minta Bawaslu "
                "mengoreksi belanja atau pengembaliannya dulu."
            ),
            left=dotted(available),
        )
    if next_paid_on and first_moved_on and first_moved_on < next_paid_on:
        raise StepRefused(
            _(
                "Tanpa pembayaran ini, belanja atau pengembalian tanggal %(moved)s mendahului pembayaran pertama "
                "(%(paid)s). Minta Bawaslu mengoreksinya dulu."
            ),
            moved=dated(first_moved_on),
            paid=dated(next_paid_on),
        )


def check_correction(*, is_correction: bool, is_corrected: bool) -> None:
    """Refuse to take back what takes something back itself, or was taken back already."""
    if is_correction or is_corrected:
        raise StepRefused(
            _("Catatan belanja ini sudah dikoreksi, atau ia sendiri koreksi. Bila perlu, catat belanja baru.")
        )


def dotted(amount: int) -> str:
    """Return a sum with dots between its thousands."""
    return f"{amount:,}".replace(",", ".")


def dated(day: date) -> str:
    """Return a day in figures: 7-10-2024."""
    return f"{day.day}-{day.month}-{day.year}"


def _check_not_future(day: date, today: date) -> None:
    if day > today:
        raise StepRefused(_("Tanggalnya belum tiba. Isi tanggal hari ini atau sebelumnya."))
