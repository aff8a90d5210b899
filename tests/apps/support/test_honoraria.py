"""Honoraria: reckoned from postings, paid by the bank's list as a whole or not at all, told to the government."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from netral.apps.supervisors.actions.postings import post_supervisor, resign_supervisor
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.inputs import Ending, Particulars, PostingTerm
from netral.apps.supervisors.models import Posting, Supervisor
from netral.apps.support.models import BankList, Honorarium, HonorariumPayment, MissedMonthLetter
from netral.foundation.accounts.models import User
from netral.foundation.elections.actions import load_election
from netral.foundation.elections.schedules import shipped
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import SYSTEM, Actor
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Region
from netral.foundation.seals.actions.keys import create_seal_key
from tests.ground import Person, person
from tests.work import waits

pytestmark = pytest.mark.usefixtures("ground")

ACCOUNT_GIVEN = EventKind("test.account_given", "Akun uji diberikan")
AUGUST, SEPTEMBER = date(2024, 8, 1), date(2024, 9, 1)
HEADS = "Nomor kartu;Bulan;Jumlah;Tanggal bayar;Nomor referensi\n"


@pytest.fixture
def treasurer() -> Person:
    found = person("treasurer", "bawaslu.14.03")
    assert rate(found, "1.100.000") == 302
    return found


@pytest.fixture
def poster() -> Person:
    return person("recruitment_officer", "bawaslu.14.03")


@pytest.fixture
def posting(treasurer: Person, poster: Person) -> Posting:
    """A supervisor of the village from the middle of August on, without an account."""
    who = Particulars(name="Rini Rekaan", nik="1403024101900001", birth_date=date(1990, 1, 1), sex="P")
    term = PostingTerm(
        election=load_election(schedule=shipped("pilkada-2024"), by=SYSTEM),
        post=Post.VILLAGE,
        region=Region.objects.get(pk="14.03.02.2001"),
        starts_on=date(2024, 8, 16),
        ends_on=date(2025, 1, 31),
    )
    with elevated("the test posts her"):
        return post_supervisor(who=who, term=term, by=poster.actor)


@action
def give_account(*, supervisor: Supervisor, user: User, by: Actor) -> None:
    """Let a supervisor sign in as somebody."""
    supervisor.account = user
    supervisor.save()
    record(ACCOUNT_GIVEN, subject=supervisor, by=by)


def rate(treasurer: Person, monthly: str, post: str = "village") -> int:
    day = {"mulai_day": 1, "mulai_month": 1, "mulai_year": 2024}
    sent = {"jabatan": post, "jumlah": monthly, "keputusan": "SK rekaan 1/2024", **day}
    return treasurer.client.post(reverse("honorarium_rates"), sent).status_code


def reckon(treasurer: Person, month: date) -> int:
    return treasurer.client.post(reverse("honorarium_reckon"), {"bulan": month.isoformat()}).status_code


def send(treasurer: Person, *lines: str) -> str:
    file = SimpleUploadedFile("bank.csv", (HEADS + "".join(f"{line}\n" for line in lines)).encode())
    answer = treasurer.client.post(reverse("honorarium_take_list"), {"berkas": file, "lembar": ""}, follow=True)
    return answer.content.decode()


def owed() -> list[tuple[date, int, int]]:
    with elevated("the test looks at everything"):
        return list(Honorarium.objects.order_by("month").values_list("month", "amount", "paid"))


def test_a_part_of_a_month_is_owed_by_its_days_and_reckoned_once(treasurer: Person, posting: Posting) -> None:
    assert reckon(treasurer, AUGUST) == 302
    assert reckon(treasurer, SEPTEMBER) == 302
    assert reckon(treasurer, AUGUST) == 302
    assert owed() == [(AUGUST, 567_742, 0), (SEPTEMBER, 1_100_000, 0)]
    assert reckon(treasurer, date(2024, 10, 1)) == 422
    page = treasurer.client.get(reverse("honorarium_list")).content.decode()
    assert "Rini Rekaan" in page
    assert "Rp1.667.742" in page
    assert [*Event.objects.filter(kind="honorarium.month_reckoned").values_list("data__new", flat=True)] == [1, 1, 0]


def test_a_month_that_turns_out_unserved_is_owed_no_more(treasurer: Person, poster: Person, posting: Posting) -> None:
    reckon(treasurer, AUGUST)
    reckon(treasurer, SEPTEMBER)
    ending = Ending(last_day=date(2024, 8, 31), reason="Pindah.")
    with reading_as(poster.actor):
        resign_supervisor(posting=posting, ending=ending, by=poster.actor)
    reckon(treasurer, SEPTEMBER)
    assert owed() == [(AUGUST, 567_742, 0), (SEPTEMBER, 0, 0)]


def test_the_banks_list_is_taken_once_and_whole(treasurer: Person, posting: Posting) -> None:
    reckon(treasurer, AUGUST)
    reckon(treasurer, SEPTEMBER)
    number = posting.number
    right, wrong = f"{number};2024-08;567.742;5-9-2024;R1", f"{number};9/2024;1.100.001;5-10-2024;R2"
    refused = send(treasurer, right, wrong, "PGW/9;2024-08;1;5-9-2024;R3", f"{number};kapan;1;besok;R4")
    assert "tidak ada yang dicatat" in refused
    assert "3 baris tidak dapat dicatat" in refused
    assert "Bulan tidak dikenali" in refused
    assert "Tanggal bayar tidak dikenali" in refused
    assert "lebih besar daripada sisa honor" in refused
    assert "kartu PGW/9" in refused
    with elevated("the test looks at everything"):
        assert not BankList.objects.exists()
    assert "1 baris tidak dapat dicatat" in send(treasurer, right, f"{number};kapan;1;5-9-2024;R4")
    assert "Semua barisnya tercatat" in send(treasurer, right)
    assert "sudah dicatat" in send(treasurer, right)
    assert owed()[0] == (AUGUST, 567_742, 567_742)


def test_a_failed_transfer_is_taken_back_with_its_reason_and_owed_again(treasurer: Person, posting: Posting) -> None:
    reckon(treasurer, AUGUST)
    send(treasurer, f"{posting.number};Agustus 2024;567742;5/9/2024;R1")
    with elevated("the test looks at everything"):
        payment = HonorariumPayment.objects.get()
    address = reverse("honorarium_payment_back", args=[payment.pk])
    assert treasurer.client.post(address, {"alasan": ""}).status_code == 422
    assert treasurer.client.post(address, {"alasan": "Transfer ditolak bank."}).status_code == 302
    assert owed() == [(AUGUST, 567_742, 0)]
    assert "sudah dibatalkan" in treasurer.client.post(address, {"alasan": "Lagi."}).content.decode()
    assert "Semua barisnya tercatat" in send(treasurer, f"{posting.number};2024-08;567742;5-9-2024;R1")


def test_what_was_paid_stays_when_a_month_is_reckoned_lower(treasurer: Person, posting: Posting) -> None:
    reckon(treasurer, SEPTEMBER)
    send(treasurer, f"{posting.number};2024-09;1.000.000;5-10-2024;R1")
    assert rate(treasurer, "9") == 422
    assert rate(treasurer, "900.000") == 302
    reckon(treasurer, SEPTEMBER)
    assert owed() == [(SEPTEMBER, 1_000_000, 1_000_000)]


def test_a_missed_month_is_told_to_the_government_once_without_names(treasurer: Person, posting: Posting) -> None:
    create_seal_key(institution=Institution.objects.get(path="bawaslu.14.03"), by=SYSTEM)
    reckon(treasurer, AUGUST)
    letters = reverse("honorarium_letters")
    assert letters in [item.url for item in waits(treasurer)]
    address = reverse("honorarium_send_letter", args=[2024, 8])
    assert address in treasurer.client.get(letters).content.decode()
    assert "Rp567.742" in treasurer.client.get(address).content.decode()
    assert treasurer.client.post(address).status_code == 302
    assert "sudah dikirim" in treasurer.client.post(address, follow=True).content.decode()
    assert letters not in [item.url for item in waits(treasurer)]
    with elevated("the test looks at everything"):
        letter = MissedMonthLetter.objects.get()
    assert (letter.people, letter.unpaid) == (1, 567_742)
    giver = person("grants_officer", "pemda.14.03").client.get(letters).content.decode()
    assert letter.number in giver
    assert "Rini" not in giver
    told = Event.objects.get(kind="honorarium.missed_month_told")
    assert "Rini" not in str(told.data)


def test_nobody_of_another_office_sees_them(treasurer: Person, posting: Posting) -> None:
    reckon(treasurer, AUGUST)
    send(treasurer, f"{posting.number};2024-08;567742;5-9-2024;R1")
    stranger = person("treasurer", "bawaslu.33.74")
    assert "Rini" not in stranger.client.get(reverse("honorarium_list")).content.decode()
    with elevated("the test looks at everything"):
        found, payment = BankList.objects.get(), HonorariumPayment.objects.get()
    for address in (
        reverse("honorarium_bank_list", args=[found.pk]),
        reverse("honorarium_payment_back", args=[payment.pk]),
    ):
        assert stranger.client.get(address).status_code == 404


def test_a_supervisor_sees_her_own_alone(treasurer: Person, posting: Posting) -> None:
    member = person("panel_member", "bawaslu.14.03.02")
    with elevated("the test gives her account a posting"):
        own = Supervisor.objects.get()
        give_account(supervisor=own, user=member.membership.user, by=SYSTEM)
    assert reckon(treasurer, AUGUST) == 302
    page = member.client.get(reverse("honorarium_own")).content.decode()
    assert "Rp567.742" in page
    colleague = person("panel_member", "bawaslu.14.03.02", name="Rekan")
    assert "Belum ada honor" in colleague.client.get(reverse("honorarium_own")).content.decode()


def test_a_slip_in_a_rate_is_corrected_from_the_same_day(treasurer: Person, posting: Posting) -> None:
    assert rate(treasurer, "110.000") == 302
    reckon(treasurer, SEPTEMBER)
    assert owed() == [(SEPTEMBER, 110_000, 0)]
    assert rate(treasurer, "1.100.000") == 302
    reckon(treasurer, SEPTEMBER)
    assert owed() == [(SEPTEMBER, 1_100_000, 0)]
    page = treasurer.client.get(reverse("honorarium_rates")).content.decode()
    assert "Rp110.000" in page
    assert "Dibaca di situs" not in page


def test_a_workbook_gives_the_same_as_text(treasurer: Person, posting: Posting) -> None:
    reckon(treasurer, AUGUST)
    book, spool = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    sheet.append(["Daftar pembayaran honor"])
    sheet.append(["No. Referensi", "Tanggal", "Bulan", "Nominal", "No Kartu"])
    sheet.append(["R1", date(2024, 9, 5), date(2024, 8, 1), 567742, posting.number])
    book.save(spool)
    file = SimpleUploadedFile("bank.xlsx", spool.getvalue())
    answer = treasurer.client.post(reverse("honorarium_take_list"), {"berkas": file, "lembar": ""})
    assert answer.status_code == 302
    assert owed() == [(AUGUST, 567_742, 567_742)]
