"""What supervisors are owed for their months in office, and what of it the bank's list says was paid."""

import calendar
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from netral.engines.rules.dated import NotInForceError, Provenance, holds
from netral.engines.steps.table import StepRefused, gettext_noop as _

FAR_AWAY = timedelta(days=730)


class PartMonth(StrEnum):
    """How a month that was not served wholly is paid."""

    BY_DAYS = "by_days"
    WHOLE = "whole"


@dataclass(frozen=True, kw_only=True)
class MonthRule:
    """How a part of a month is paid, and on which day of the next month it is late if it was not."""

    manner: PartMonth
    due_day: int
    valid_from: date
    valid_to: date | None
    provenance: Provenance

    def late_from(self, month: date) -> date:
        """Return the first day on which what is owed for a month is late."""
        return next_month(month).replace(day=self.due_day)


@dataclass(frozen=True, kw_only=True)
class Rate:
    """What a supervisor of a post is paid for a month, in rupiah."""

    post: str
    monthly: int
    valid_from: date
    valid_to: date | None
    provenance: Provenance


@dataclass(frozen=True)
class Owed:
    """What is owed to one posting for one month, and how much of it is still unpaid, in rupiah."""

    ident: str
    month: date
    amount: int
    unpaid: int


@dataclass(frozen=True)
class BankLine:
    """One line of the bank's list: for which card and month how much was paid, when, under which reference."""

    row: int
    card: str
    month: date
    amount: int
    paid_on: date
    reference: str


@dataclass(frozen=True)
class LineFault:
    """Why a line of the bank's list cannot be taken; `values` fill the sentence."""

    row: int
    template: str
    values: Mapping[str, object]


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """Return the first day of the month after."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def months_through(first: date, last: date) -> Iterator[date]:
    """Give the first day of each month from that of one day to that of another."""
    month = month_of(first)
    while month <= last:
        yield month
        month = next_month(month)


def check_rate_day(valid_from: date, today: date) -> None:
    """Refuse a rate from a day so far away that its year is a slip."""
    if abs(valid_from - today) > FAR_AWAY:
        raise StepRefused(_("Tanggal mulai ini lebih dari dua tahun dari hari ini. Periksa tahunnya."))


def rate_on(rates: Iterable[Rate], post: str, month: date) -> Rate:
    """Return what a post is paid in a month; of several rates in force the latest, of one day the first given.

    Raises:
        NotInForceError: none is.
    """
    found = [rate for rate in rates if rate.post == post and holds(rate, month)]
    if not found:
        raise NotInForceError(post, month)
    return max(found, key=lambda rate: rate.valid_from)


def amount_owed(monthly: int, month: date, first: date, last: date | None, manner: PartMonth) -> int:
    """Return what is owed for a month to somebody in office from a first day to a last, in rupiah, halves rounded up.

    A month in which she was not in office for a day owes nothing.
    """
    days = calendar.monthrange(month.year, month.month)[1]
    end = month.replace(day=days)
    served = (min(last or end, end) - max(first, month)).days + 1
    if served <= 0:
        return 0
    if manner is PartMonth.WHOLE:
        return monthly
    return (2 * monthly * served + days) // (2 * days)


def faults_of(
    lines: Sequence[BankLine], owed: Mapping[tuple[str, date], Owed], references: frozenset[str], today: date
) -> list[LineFault]:
    """Return why lines of a bank's list cannot be taken, each beside its row; none where all of them can.

    `owed` is by card and month; `references` are those of payments taken before.
    """
    left = {key: each.unpaid for key, each in owed.items()}
    cards = {card for card, _month in owed}
    seen = dict.fromkeys(references, 0)
    faults = []
    for line in lines:
        against = next(_against(line, cards, left, seen, today), None)
        if against is not None:
            faults.append(LineFault(line.row, *against))
            continue
        seen[line.reference] = line.row
        left[line.card, line.month] -= line.amount
    return faults


def _against(
    line: BankLine,
    cards: Collection[str],
    left: Mapping[tuple[str, date], int],
    seen: Mapping[str, int],
    today: date,
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Give what speaks against a line, the first thing first; what comes after it may make no sense any more."""
    yield from _against_payment(line, seen, today)
    key = (line.card, line.month)
    if line.card not in cards:
        words = _("Tidak ada honor yang dihitung untuk kartu %(card)s. Periksa nomornya, atau hitung dulu bulannya.")
        yield words, {"card": line.card}
    if key not in left:
        words = _("Tidak ada honor untuk pengawas %(card)s pada bulan ini. Periksa bulannya, atau hitung dulu.")
        yield words, {"card": line.card}
    if line.amount > left.get(key, 0):
        words = _("Jumlahnya lebih besar daripada sisa honor bulan ini (Rp%(left)s). Periksa jumlah dan bulannya.")
        yield words, {"left": f"{left.get(key, 0):,}".replace(",", ".")}


def _against_payment(
    line: BankLine, seen: Mapping[str, int], today: date
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Give what speaks against a payment whomever it is for."""
    if line.amount <= 0:
        yield _("Jumlah harus lebih besar dari nol. Periksa jumlahnya."), {}
    if line.paid_on > today:
        yield _("Tanggal bayar belum tiba. Periksa tanggalnya."), {}
    if line.paid_on < line.month:
        yield _("Tanggal bayar lebih awal daripada bulan honornya. Periksa bulan dan tanggalnya."), {}
    if seen.get(line.reference):
        words = _("Nomor referensi sama dengan baris %(other)s. Hapus salah satunya, atau tulis nomor yang benar.")
        yield words, {"other": seen[line.reference]}
    if line.reference in seen:
        yield _("Pembayaran dengan nomor referensi ini sudah dicatat. Hapus barisnya."), {}


def by_age(unpaid: Iterable[Owed], rule: MonthRule, today: date) -> dict[int, int]:
    """Return how much is late by for how many whole months, in rupiah; what is not late yet is left out."""
    ages: dict[int, int] = defaultdict(int)
    for each in unpaid:
        late = rule.late_from(each.month)
        if each.unpaid and late <= today:
            months = (today.year - late.year) * 12 + today.month - late.month - (today.day < late.day)
            ages[months] += each.unpaid
    return dict(sorted(ages.items()))
