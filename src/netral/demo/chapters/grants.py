"""The government's grant, whose second instalment comes late, and the honoraria that are paid of it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from netral.apps.support.models import BudgetLine, Grant, GrantPayment, Honorarium, Instalment
from netral.demo.browser import Browser, dated, letter, upload
from netral.demo.cast.people import browser_of
from netral.demo.chapter import WIB, Bars
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock

ASKED = datetime(2024, 4, 30, 9, 0, tzinfo=WIB)
AGREED = datetime(2024, 5, 2, 10, 0, tzinfo=WIB)
SIGNED = datetime(2024, 5, 3, 14, 0, tzinfo=WIB)
FIRST_PAID = datetime(2024, 5, 20, 11, 0, tzinfo=WIB)
# Its term ended on 27 June, and this is not the whole of it.
SECOND_PAID = datetime(2024, 7, 19, 15, 0, tzinfo=WIB)
PAID_THEN, SECOND_IN_PART = 3_000_000_000, 2_500_000_000
NOTED = datetime(2024, 9, 24, 9, 0, tzinfo=WIB)
LETTER_NAMED = datetime(2024, 9, 30, 9, 0, tzinfo=WIB)
BUDGET = {"honorarium": 2_400_000_000, "operasional": 3_200_000_000, "barang": 900_000_000, "perjalanan": 1_200_000_000}
GRANTED = {**BUDGET, "operasional": 3_000_000_000}
GOVERNMENT, SUPERVISOR = "Pemerintah Kabupaten Bengkalis", "Bawaslu Kabupaten Bengkalis"
FICTION = "Naskah rekaan untuk demo. Tidak berlaku dan tidak menyangkut orang sungguhan."
RATES = (("district", 2_200_000), ("village", 1_100_000))
DECISION = "Keputusan rekaan 21/KU/2024, 2 Mei 2024"
# Each month with the moment it is reckoned, and when the bank paid it; the last was not paid.
MONTHS = (
    (date(2024, 6, 1), datetime(2024, 7, 1, 9, 0, tzinfo=WIB), datetime(2024, 7, 3, 13, 0, tzinfo=WIB)),
    (date(2024, 7, 1), datetime(2024, 8, 1, 9, 0, tzinfo=WIB), datetime(2024, 8, 2, 13, 0, tzinfo=WIB)),
    (date(2024, 8, 1), datetime(2024, 9, 2, 9, 0, tzinfo=WIB), None),
)
LETTER_SENT = datetime(2024, 9, 10, 9, 0, tzinfo=WIB)


def give(bars: Bars) -> None:
    """Ask for a grant, agree to it, sign it, and pay the first instalment in time and the second late and in part."""
    step = bars.counting("Hibah pemilihan", 5)
    treasurer, government = browser_of("bendahara"), browser_of("hibah")
    with clock.at(ASKED):
        treasurer.open("grant_ask").fill(_sums(BUDGET))
    grant = _grant()
    step(1, 5)
    with clock.at(AGREED):
        government.open("grant_agree", grant.pk).fill(
            _sums({f"disetujui_{name}": amount for name, amount in GRANTED.items()})
        )
    step(2, 5)
    with clock.at(SIGNED):
        paper = letter("nphd.pdf", GOVERNMENT, "Naskah Perjanjian Hibah Daerah", SIGNED, FICTION)
        page = browser_of("ketua").open("grant_sign", grant.pk)
        page.fill({"nomor": "900/NPHD/21/2024", **dated("tanggal", SIGNED), "naskah": paper})
    step(3, 5)
    _pay(government, grant, "first", FIRST_PAID, PAID_THEN)
    step(4, 5)
    _pay(government, grant, "second", SECOND_PAID, SECOND_IN_PART)
    step(5, 5)


def pay_honoraria(bars: Bars) -> None:
    """Set the rates, reckon three months, take the bank's list of two, and write about the third."""
    treasurer, grant = browser_of("bendahara"), _grant()
    with clock.at(AGREED):
        for post, monthly in RATES:
            told = {"jabatan": post, "jumlah": str(monthly), "keputusan": DECISION}
            treasurer.open("honorarium_rates").fill({**told, **dated("mulai", date(2024, 5, 1))})
    for month, reckoned, paid in bars.over("Honor pengawas", MONTHS, len(MONTHS)):
        with clock.at(reckoned):
            treasurer.open("honorarium_reckon").fill({"bulan": month.isoformat()})
        if paid is not None:
            total = _take_bank_list(treasurer, month, paid)
            _spend(treasurer, grant, "honorarium", paid, total, f"Honor pengawas {month:%m-%Y}")
    _spend(treasurer, grant, "operations", datetime(2024, 8, 12, 9, 0, tzinfo=WIB), 640_000_000, "Operasional kantor")
    _spend(treasurer, grant, "travel", datetime(2024, 8, 26, 9, 0, tzinfo=WIB), 215_000_000, "Perjalanan pengawasan")
    with clock.at(LETTER_SENT):
        missed = MONTHS[-1][0]
        treasurer.open("honorarium_send_letter", missed.year, missed.month).fill()


def note_incumbent(bars: Bars) -> None:
    """Note that the head of the government is a candidate, and name the letter that one payment rests on."""
    step = bars.counting("Calon petahana", 2)
    with clock.at(NOTED):
        told = {"nama": "Zainuddin Effendi Marpaung (rekaan)", "sumber": "Pengumuman rekaan 12/PL.02/2024, 23-9-2024"}
        page = browser_of("ketua").open("incumbent_new")
        page.fill({**told, **dated("sejak", date(2021, 2, 26))})
    step(1, 2)
    with elevated("the demo looks up what its own officer reads on the page"):
        first = GrantPayment.objects.order_by("paid_on").first()
    if first is not None:
        with clock.at(LETTER_NAMED):
            page = browser_of("hibah").open("grant_instrument", first.grant_id, first.pk)
            page.fill({"surat": "900/BPKAD/118/2024", **dated("tanggal_surat", date(2024, 5, 17))})
    step(2, 2)


def _pay(government: Browser, grant: Grant, code: str, at: datetime, amount: int) -> None:
    with elevated("the demo looks up what its own officer reads on the page"):
        instalment = Instalment.objects.get(grant=grant, code=code)
    proof = letter("bukti-transfer.pdf", GOVERNMENT, "Bukti transfer", at, FICTION)
    given = {"tahap": str(instalment.pk), "jumlah": str(amount), "bukti": proof, **dated("tanggal", at)}
    with clock.at(at):
        government.open("grant_pay", grant.pk).fill(given)


def _spend(treasurer: Browser, grant: Grant, kind: str, at: datetime, amount: int, words: str) -> None:
    with elevated("the demo looks up what its own officer reads on the page"):
        line = BudgetLine.objects.get(grant=grant, kind=kind)
    given = {"mata_anggaran": str(line.pk), "jumlah": str(amount), "keterangan": words, **dated("tanggal", at)}
    with clock.at(at):
        treasurer.open("grant_spend", grant.pk).fill(given)


def _take_bank_list(treasurer: Browser, month: date, paid: datetime) -> int:
    """Upload the bank's list for a month in which everybody is paid, and return its sum."""
    with elevated("the demo's list of the bank"):
        rows = list(Honorarium.objects.filter(month=month).select_related("posting").order_by("posting__number"))
    heads = "Nomor kartu;Bulan;Jumlah;Tanggal bayar;Nomor referensi"
    lines = [
        f"{row.posting.number};{month:%Y-%m};{row.amount};{paid:%d-%m-%Y};TRX{month:%y%m}{number:04d}"
        for number, row in enumerate(rows, start=1)
    ]
    content = "\n".join([heads, *lines]).encode()
    with clock.at(paid):
        page = treasurer.open("honorarium_take_list")
        page.fill({"berkas": upload(f"bank-{month:%Y-%m}.csv", content, "text/csv")})
    return sum(row.amount for row in rows)


def _grant() -> Grant:
    with elevated("the demo looks up what its own officer reads on the page"):
        return Grant.objects.select_related("receiver").latest("asked_at")


def _sums(amounts: Mapping[str, int]) -> dict[str, Any]:
    return {name: str(amount) for name, amount in amounts.items()}
