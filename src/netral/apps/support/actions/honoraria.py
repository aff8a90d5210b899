"""Honoraria: rates set, months reckoned from postings, the bank's lists taken, payments taken back, letters sent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.core.files.uploadedfile import UploadedFile
from django.db.models import F

from netral.apps.supervisors import api as supervisors
from netral.apps.support import events
from netral.apps.support.domain.honoraria import (
    BankLine,
    LineFault,
    Owed,
    Rate,
    amount_owed,
    check_rate_day,
    faults_of,
    month_of,
    next_month,
)
from netral.apps.support.models import (
    BankList,
    Honorarium,
    HonorariumPayment,
    HonorariumRate,
    MissedMonthLetter,
)
from netral.apps.support.papers.honoraria import seal_letter
from netral.apps.support.queries.honoraria import month_rule, rate_for, rates_of
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.files.actions import store_file
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.queries import government_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.queries import today_in

BANK_LIST = "bank_list"
LETTERS = "honorarium_letter"


@dataclass(frozen=True)
class RateInput:
    """What a treasurer fills in for a rate."""

    post: str
    monthly: int
    valid_from: date
    decision: str


class BankListRefused(ValueError):
    """A bank's list of which some lines cannot be taken, so that none was; `faults` says why of each that was read."""

    def __init__(self, faults: list[LineFault]) -> None:
        super().__init__(f"{len(faults)} lines cannot be taken")
        self.faults = faults


@action
def set_rate(*, institution: Institution, inputs: RateInput, by: Actor) -> HonorariumRate:
    """Set what a post is paid for a month from a day on; reckoned months keep theirs until reckoned anew.

    Raises:
        StepRefused: the day is more than a year away.
    """
    check_rate_day(inputs.valid_from, today_in(institution.region_id or ""))
    rate: HonorariumRate = HonorariumRate.objects.create(
        scopes=[institution.path],
        institution=institution,
        post=inputs.post,
        monthly=inputs.monthly,
        valid_from=inputs.valid_from,
        decision=inputs.decision,
        entered_at=now(),
    )
    data = {"post": rate.post, "monthly": rate.monthly, "from": rate.valid_from, "decision": rate.decision}
    record(events.RATE_SET, subject=rate, by=by, data=data)
    return rate


@action
def reckon_month(*, institution: Institution, month: date, by: Actor) -> int:
    """Reckon what is owed for a month from the postings of an institution's region, and return to how many.

    Done again, it follows what changed in postings and rates; what was paid is never taken below its sum.

    Raises:
        StepRefused: the month is not over, or a post that served in it has no rate.
    """
    first, code = month_of(month), institution.region_id or ""
    if next_month(first) > today_in(code):
        raise StepRefused(_("Bulan ini belum berakhir. Hitung honornya sesudah bulan itu selesai."))
    rule, rates = month_rule(first), rates_of(institution)
    Institution.objects.select_for_update().get(pk=institution.pk)
    served = supervisors.postings_during(code, first, next_month(first) - timedelta(days=1))
    known = {row.posting_id: row for row in Honorarium.objects.filter(institution=institution, month=first)}
    fresh, changed = [], []
    for posting in served:
        rate = _rate(rates, posting.post, first)
        amount = amount_owed(rate.monthly, first, posting.starts_on, posting.last_day, rule.manner)
        row = known.pop(posting.pk, None)
        if row is None and amount:
            about = {"institution": institution, "posting_id": posting.pk, "month": first, "amount": amount}
            about |= {"basis": rate.provenance.reference, "late_from": rule.late_from(first)}
            fresh.append(Honorarium(scopes=list(posting.scopes), **about))
        elif row is not None and row.amount != max(amount, row.paid):
            row.amount, row.basis = max(amount, row.paid), rate.provenance.reference
            changed.append(row)
    # What is left was reckoned for postings that, as is known now, ended before the month or never began.
    for row in known.values():
        if row.unpaid:
            row.amount = row.paid
            changed.append(row)
    Honorarium.objects.bulk_create(fresh, batch_size=2_000)
    Honorarium.objects.bulk_update(changed, ["amount", "basis"], batch_size=2_000)
    counts = {"month": first, "new": len(fresh), "changed": len(changed)}
    record(events.MONTH_RECKONED, subject=institution, by=by, data=counts)
    return len(fresh) + len(changed)


@action
def take_bank_list(
    *,
    institution: Institution,
    upload: UploadedFile[bytes],
    lines: list[BankLine],
    unread: Collection[int] = (),
    by: Actor,
) -> BankList:
    """Take a bank's list whole: each line pays an honorarium; nothing is taken where one line cannot be.

    `unread` are rows in which no payment could be read: with one of them the others are only examined.

    Raises:
        BankListRefused: some lines cannot be taken or were not read.
        FileRefused: the file is of a kind or size that is not accepted.
    """
    months = {line.month for line in lines}
    rows = Honorarium.objects.select_for_update(of=("self",)).filter(institution=institution, month__in=months)
    owed = {(row.posting.number, row.month): row for row in rows.select_related("posting").order_by("pk")}
    told = {key: Owed(str(row.pk), row.month, row.amount, row.unpaid) for key, row in owed.items()}
    taken = HonorariumPayment.objects.filter(institution=institution, withdrawn_at=None)
    references = frozenset(taken.values_list("reference", flat=True))
    faults = faults_of(lines, told, references, today_in(institution.region_id or ""))
    if faults or unread:
        raise BankListRefused(faults)
    total = sum(line.amount for line in lines)
    file = store_file(upload=upload, purpose=BANK_LIST, scopes=[institution.path], by=by)
    found: BankList = BankList.objects.create(
        scopes=[institution.path], institution=institution, file=file, lines=len(lines), total=total, taken_at=now()
    )
    _pay(found, lines, owed)
    record(events.BANK_LIST_TAKEN, subject=found, by=by, data={"lines": len(lines), "total": total})
    return found


@action
def withdraw_payment(*, payment: HonorariumPayment, reason: str, by: Actor) -> None:
    """Take back a payment that was none; the honorarium is owed again.

    Raises:
        StepRefused: it was taken back before.
    """
    rows = HonorariumPayment.objects.visible_to(by)
    row: HonorariumPayment = rows.select_for_update().get(pk=payment.pk)
    if row.withdrawn_at is not None:
        raise StepRefused(_("Pembayaran ini sudah dibatalkan sebelumnya."))
    Honorarium.objects.filter(pk=row.honorarium_id).update(paid=F("paid") - row.amount)
    row.withdrawn_at, row.withdrawal_reason = now(), reason
    row.save()
    record(events.PAYMENT_WITHDRAWN, subject=row, by=by, data={"amount": row.amount, "reason": reason})


@action
def send_missed_month_letter(*, institution: Institution, month: date, by: Actor) -> MissedMonthLetter:
    """Write to the government how many supervisors were not paid for a month, and how much; without names.

    Raises:
        StepRefused: nothing of that month is late, or it was written about before.
    """
    locked = Institution.objects.select_for_update().get(pk=institution.pk)
    code = locked.region_id or ""
    today = today_in(code)
    if MissedMonthLetter.objects.filter(institution=locked, month=month).exists():
        raise StepRefused(_("Surat tentang bulan ini sudah dikirim. Lihat daftar surat."))
    late = Honorarium.objects.filter(institution=locked, month=month, late_from__lte=today, paid__lt=F("amount"))
    unpaid = [row.unpaid for row in late]
    if not unpaid:
        raise StepRefused(_("Tidak ada honor bulan ini yang terlambat, jadi tidak ada yang perlu disurati."))
    government = government_of(code)
    letter: MissedMonthLetter = MissedMonthLetter.objects.create(
        scopes=[locked.path, government.path],
        institution=locked,
        government=government,
        month=month,
        number=f"{next_in_year(LETTERS, locked, today.year):03d}/HNR/{code}/{today.year}",
        people=len(unpaid),
        unpaid=sum(unpaid),
        sent_at=now(),
    )
    data = {"month": month, "people": letter.people, "unpaid": letter.unpaid, "number": letter.number}
    record(events.MISSED_MONTH_TOLD, subject=letter, by=by, data=data)
    seal_letter(letter, by)
    return letter


def _rate(rates: list[Rate], post: str, month: date) -> Rate:
    rate = rate_for(rates, post, month)
    if rate is None:
        words = _("Tarif honor untuk %(post)s belum ada. Isi dulu tarifnya dengan keputusan yang menetapkannya.")
        raise StepRefused(words, post=supervisors.POSTS[post])
    return rate


def _pay(found: BankList, lines: list[BankLine], owed: Mapping[tuple[str, date], Honorarium]) -> None:
    payments = [
        HonorariumPayment(
            scopes=list(owed[line.card, line.month].scopes),
            institution_id=found.institution_id,
            honorarium=owed[line.card, line.month],
            bank_list=found,
            amount=line.amount,
            paid_on=line.paid_on,
            reference=line.reference,
        )
        for line in lines
    ]
    HonorariumPayment.objects.bulk_create(payments, batch_size=2_000)
    by_row = groupby(sorted(payments, key=lambda each: each.honorarium_id), key=lambda each: each.honorarium)
    rows = []
    for row, of_row in by_row:
        row.paid += sum(each.amount for each in of_row)
        rows.append(row)
    Honorarium.objects.bulk_update(rows, ["paid"], batch_size=2_000)
