"""A facility lent, from the request to the end, on the pages of both sides; and what is refused on the way."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.support.actions.facilities import agree_loan, ask_loan, list_facility
from netral.apps.support.actions.handovers import bring_back, close_loan, hand_over, settle_harm
from netral.apps.support.domain.facilities import Harm, LoanState, Ware
from netral.apps.support.events import LOAN_HANDED_OVER
from netral.apps.support.loan_inputs import FacilityInput, LoanReturnInput
from netral.apps.support.models import Facility, Loan, LoanPhoto
from netral.apps.support.tasks import tell_of_late_loans
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from netral.foundation.seals.actions.keys import create_seal_key
from netral.foundation.seals.models import SealedDocument
from tests.apps.support.lending import (
    DAY,
    LAST,
    agreed,
    boat,
    chair,
    fresh,
    handed,
    offered,
    officer,
    out,
    parts,
    photo,
    treasurer,
    wish,
)
from tests.ground import Person
from tests.look import send_through
from tests.work import titles, waits

pytestmark = pytest.mark.usefixtures("ground")
WIB = ZoneInfo("Asia/Jakarta")
ASKED = {"tempat": "Kecamatan Bantan", "keperluan": "Mengawasi logistik", "muatan": ""}
PEOPLE = {"diserahkan": "Rekaan Pemberi", "diterima": "Rekaan Penerima", "keadaan": "Baik"}


def post(who: Person, route: str, loan: Loan, data: dict[str, Any]) -> Any:
    return send_through(who.client, reverse(route, args=[loan.pk]), data)


def page(who: Person, loan: Loan) -> str:
    return who.client.get(reverse("loan", args=[loan.pk])).content.decode()


def kinds(loan: Loan) -> list[str]:
    return [*Event.objects.filter(subject_id=loan.pk).order_by("id").values_list("kind", flat=True)]


def asked_for(borrows: Person, lends: Person) -> Loan:
    """Return a boat that was listed and asked for on the pages, sealed from the start."""
    with elevated("test"):
        create_seal_key(institution=borrows.membership.institution, by=SYSTEM)
    listed = {"jenis": "boat", "nama": "Speedboat", "nomor": "KM-01", "tempat": "Dermaga"}
    assert lends.client.post(reverse("facility_add"), listed).status_code == 302
    asked = {"jenis": "boat", **ASKED, **parts("mulai", DAY), **parts("selesai", LAST)}
    assert borrows.client.post(reverse("loan_ask"), asked).status_code == 302
    with elevated("test"):
        return Loan.objects.get()


def test_a_boat_is_asked_for_lent_broken_settled_and_closed() -> None:
    borrows, agrees, lends = treasurer(), chair(), officer()
    loan = asked_for(borrows, lends)
    assert loan.number == "PINJAM/14.03/2024/001"
    assert [item.url for item in waits(lends)] == [reverse("loan", args=[loan.pk])]
    with elevated("test"):
        terms = {"fasilitas": Facility.objects.get().pk, "syarat": "Bahan bakar ditanggung peminjam"}
    post(lends, "loan_offer", loan, {**terms, **parts("mulai", DAY), **parts("selesai", LAST)})
    assert loan.number in titles(agrees)[0]
    post(agrees, "loan_agree", loan, {"setuju": "on"})
    assert "Unduh persetujuan bersegel" in page(borrows, loan)
    post(lends, "loan_hand_over", loan, {**PEOPLE, **parts("tanggal", DAY), "foto_1": photo()})
    broken = {**PEOPLE, **parts("tanggal", DAY), "kerugian": "damaged", "uraian": "Lambung retak", "foto_1": photo()}
    post(borrows, "loan_bring_back", loan, {**broken, "perkiraan": "2500000"})
    assert "Rp2.500.000" in page(lends, loan)
    assert reverse("loan", args=[loan.pk]) in lends.client.get(reverse("loan_harmed")).content.decode()
    assert "belum diselesaikan" in post(lends, "loan_close", loan, {}).content.decode()
    post(lends, "loan_settle", loan, {**parts("tanggal", DAY), "uraian": "Diperbaiki di galangan"})
    post(lends, "loan_close", loan, {})
    assert fresh(loan).state == LoanState.CLOSED
    assert [waits(who) for who in (borrows, agrees, lends)] == [[], [], []]
    with elevated("test"):
        assert [*LoanPhoto.objects.values_list("stage", flat=True)] == ["back", "out"]
    steps = ("asked", "offered", "agreed", "handed_over", "brought_back", "settled", "closed")
    assert kinds(loan) == [f"loan.{step}" for step in steps]


def test_the_sealed_agreement_is_found_genuine_by_its_code(client: Client) -> None:
    agrees, lends = chair(), officer()
    with elevated("test"):
        create_seal_key(institution=agrees.membership.institution, by=SYSTEM)
    loan = agreed(lends, agrees, boat(lends))
    with elevated("test"):
        document = SealedDocument.objects.get(subject_id=str(loan.pk))
    verified = client.get(reverse("verify_code", args=[document.code])).content.decode()
    assert loan.number in verified
    assert "asli" in verified
    assert agrees.client.get(reverse("loan_agreement", args=[loan.pk])).content.startswith(b"%PDF")


def test_without_a_seal_key_the_agreement_stands_and_says_so() -> None:
    agrees, lends = chair(), officer()
    loan = agreed(lends, agrees, boat(lends))
    assert fresh(loan).state == LoanState.AGREED
    assert "tidak bersegel" in page(agrees, loan)
    assert agrees.client.get(reverse("loan_agreement", args=[loan.pk])).status_code == 404


def test_the_basis_is_told_with_how_surely_it_is_known() -> None:
    lends = officer()
    told = page(lends, offered(lends, boat(lends)))
    assert "UU 7/2017 Ps 434" in told
    assert "Pasal Pemilu" in told
    assert "belum diverifikasi" in told


def test_another_region_sees_nothing() -> None:
    lends = officer()
    loan = offered(lends, boat(lends))
    for stranger in (treasurer("bawaslu.33.74"), officer("pemda.33.74")):
        assert waits(stranger) == []
        with reading_as(stranger.actor):
            assert not Loan.objects.exists()
            assert not Facility.objects.exists()
        assert stranger.client.get(reverse("loan", args=[loan.pk])).status_code == 404
        assert loan.number not in stranger.client.get(reverse("loan_list")).content.decode()


def test_the_province_reads_but_takes_no_step_of_the_regency() -> None:
    lends, province = officer(), chair("bawaslu.14")
    loan = offered(lends, boat(lends))
    assert loan.number in page(province, loan)
    assert waits(province) == []
    with reading_as(province.actor), pytest.raises(StepRefused, match="milik lembaga lain"):
        agree_loan(loan=loan, by=province.actor)


def test_a_second_click_agrees_to_nothing_more() -> None:
    agrees, lends = chair(), officer()
    loan = agreed(lends, agrees, boat(lends))
    again = agrees.client.post(reverse("loan_agree", args=[loan.pk]), {"setuju": "on"}, follow=True)
    assert "Langkah ini sudah Anda simpan barusan" in again.content.decode()
    assert kinds(loan).count("loan.agreed") == 1


def test_a_second_click_asks_and_offers_nothing_more() -> None:
    borrows, lends = treasurer(), officer()
    facility = boat(lends)
    first = offered(lends, facility)
    with pytest.raises(StepRefused, match=first.number):
        offered(lends, facility)
    with reading_as(borrows.actor):
        wished = ask_loan(inputs=wish(), by=borrows.actor)
        with pytest.raises(StepRefused, match=wished.number):
            ask_loan(inputs=wish(), by=borrows.actor)
        assert ask_loan(inputs=wish(ends_on=LAST + timedelta(1)), by=borrows.actor).number.endswith("/003")


def test_days_of_two_loans_may_not_overlap_and_the_refusal_names_the_other() -> None:
    agrees, lends = chair(), officer()
    facility = boat(lends)
    agreed(lends, agrees, facility)
    touching = offered(lends, facility, LAST, LAST + timedelta(5))
    with reading_as(agrees.actor):
        with pytest.raises(StepRefused, match="7 Oktober 2024 sampai 10 Oktober 2024"):
            agree_loan(loan=touching, by=agrees.actor)
        after = offered(lends, facility, LAST + timedelta(1), LAST + timedelta(5))
        assert agree_loan(loan=after, by=agrees.actor).state == LoanState.AGREED


@pytest.mark.parametrize(
    ("day", "match"),
    [(DAY - timedelta(1), "sebelum persetujuan"), (DAY + timedelta(1), "belum tiba")],
    ids=["before-agreement", "future"],
)
def test_a_hand_over_is_on_a_day_that_can_be(day: date, match: str) -> None:
    agrees, lends = chair(), officer()
    loan = agreed(lends, agrees, boat(lends))
    with reading_as(lends.actor), pytest.raises(StepRefused, match=match):
        hand_over(loan=loan, inputs=handed(day), by=lends.actor)


def test_what_is_not_agreed_is_not_handed_over_and_what_is_not_out_does_not_return() -> None:
    borrows, lends = treasurer(), officer()
    loan = offered(lends, boat(lends))
    with reading_as(lends.actor), pytest.raises(StepRefused, match="belum disetujui"):
        hand_over(loan=loan, inputs=handed(), by=lends.actor)
    with reading_as(borrows.actor), pytest.raises(StepRefused, match="belum diserahkan"):
        bring_back(loan=loan, inputs=returned(), by=borrows.actor)


@pytest.mark.parametrize(
    ("told", "match"),
    [
        ({"day": DAY - timedelta(1)}, "sebelum serah terima"),
        ({"day": DAY + timedelta(1)}, "belum tiba"),
        ({"harm": Harm.DAMAGED, "harm_words": "Retak", "harm_estimate": 1}, "Foto kerusakan"),
        ({"harm": Harm.LOST, "harm_words": "Hanyut"}, "Perkiraan kerugian"),
        ({"harm": Harm.LOST, "harm_estimate": 5}, "belum dijelaskan"),
        ({"harm_estimate": 5}, "memilih “Baik”"),
    ],
    ids=[
        "before-hand-over",
        "future",
        "damage-without-photo",
        "loss-without-sum",
        "loss-without-words",
        "sum-for-good",
    ],
)
def test_a_return_that_cannot_be_is_refused_and_leaves_nothing(told: dict[str, Any], match: str) -> None:
    borrows, agrees, lends = treasurer(), chair(), officer()
    loan = out(lends, agrees, boat(lends))
    with reading_as(borrows.actor), pytest.raises(StepRefused, match=match):
        bring_back(loan=loan, inputs=returned(**told), by=borrows.actor)
    assert (fresh(loan).state, fresh(loan).returned_on) == (LoanState.HANDED_OVER, None)


def returned(**told: Any) -> LoanReturnInput:
    said: dict[str, Any] = {"day": DAY, "harm": Harm.NONE, **told}
    return LoanReturnInput(by_whom="Rekaan", to_whom="Rekaan Lain", condition="Apa adanya", **said)


def test_nothing_is_settled_that_came_back_well() -> None:
    borrows, agrees, lends = treasurer(), chair(), officer()
    loan = out(lends, agrees, boat(lends))
    with elevated("test"):
        bring_back(loan=loan, inputs=returned(), by=borrows.actor)
        with pytest.raises(StepRefused, match="kembali dengan baik"):
            settle_harm(loan=loan, day=DAY, words="Dibayar", by=lends.actor)
        close_loan(loan=loan, by=lends.actor)


def test_a_boat_that_is_out_is_not_handed_over_again() -> None:
    agrees, lends = chair(), officer()
    facility = boat(lends)
    first = out(lends, agrees, facility)
    later = LAST + timedelta(1)
    second = agreed(lends, agrees, facility, later, later + timedelta(3))
    day_after = datetime.combine(later, time(9), WIB)
    refused = pytest.raises(StepRefused, match="masih dipegang pinjaman lain")
    with clock.at(day_after), reading_as(lends.actor), refused:
        hand_over(loan=second, inputs=handed(later), by=lends.actor)
    assert fresh(first).state == LoanState.HANDED_OVER


def test_both_sides_are_told_once_that_it_is_late() -> None:
    borrows, agrees, lends = treasurer(), chair(), officer()
    loan = out(lends, agrees, boat(lends))
    with clock.at(datetime(2024, 10, 10, 9, 0, tzinfo=WIB)):
        tell_of_late_loans()
    assert not Notice.objects.filter(template="support_loan_overdue").exists()
    with clock.at(datetime(2024, 10, 12, 9, 0, tzinfo=WIB)):
        tell_of_late_loans()
        tell_of_late_loans()
        (item,) = waits(borrows)
        assert "harus kembali" in str(item.why)
        assert "Terlambat" in page(lends, loan)
        assert loan.number in lends.client.get(reverse("loan_late")).content.decode()
    told = Notice.objects.filter(template="support_loan_overdue").values_list("address", flat=True)
    assert sorted(told) == sorted([borrows.membership.user.email, lends.membership.user.email])


def test_bad_wishes_are_refused_where_they_were_typed() -> None:
    borrows = treasurer()
    wrong = {"jenis": "boat", **ASKED, **parts("mulai", LAST), **parts("selesai", DAY)}
    answer = borrows.client.post(reverse("loan_ask"), wrong)
    assert answer.status_code == 422
    assert "Hari terakhir sebelum hari pertama" in answer.content.decode()
    assert "Mengawasi logistik" in answer.content.decode()
    with reading_as(borrows.actor):
        with pytest.raises(StepRefused, match="sudah lewat"):
            ask_loan(inputs=wish(DAY - timedelta(9), DAY - timedelta(1)), by=borrows.actor)
        with pytest.raises(StepRefused, match="muatan, asal, dan tujuan"):
            ask_loan(inputs=wish(ware=Ware.TRANSPORT), by=borrows.actor)
        assert not Loan.objects.exists()


def test_a_second_click_lists_nothing_more() -> None:
    lends = officer()
    sent = {"jenis": "room", "nama": "Aula", "nomor": "", "tempat": "Kantor camat"}
    assert lends.client.post(reverse("facility_add"), sent).status_code == 302
    assert lends.client.post(reverse("facility_add"), sent).status_code == 422
    assert lends.client.post(reverse("facility_add"), {**sent, "tempat": "Kantor bupati"}).status_code == 302


def test_one_plate_is_listed_once_and_only_by_the_government() -> None:
    borrows, lends = treasurer(), officer()
    boat(lends)
    again = FacilityInput(Ware.BOAT, "Kapal lain", "KM-01", "Dermaga")
    with reading_as(lends.actor), pytest.raises(StepRefused, match="sudah ada di daftar"):
        list_facility(inputs=again, by=lends.actor)
    with reading_as(borrows.actor), pytest.raises(StepRefused, match="tidak berwenang"):
        list_facility(inputs=again, by=borrows.actor)


def test_the_calendar_shows_a_month_and_leads_to_the_next() -> None:
    agrees, lends = chair(), officer()
    agreed(lends, agrees, boat(lends))
    october = lends.client.get(reverse("loan_calendar")).content.decode()
    assert october.count("Speedboat KM-01") == 4
    assert "?bulan=2024-11" in october
    november = lends.client.get(reverse("loan_calendar"), {"bulan": "2024-11"}).content.decode()
    assert "Tidak ada fasilitas yang dipakai" in november
    assert lends.client.get(reverse("loan_calendar"), {"bulan": "tahun-lalu", "lembaga": "x"}).status_code == 200


def test_the_public_reads_what_was_lent_and_no_name(client: Client) -> None:
    agrees, lends = chair(), officer()
    out(lends, agrees, boat(lends))
    offered(lends, boat(lends, "KM-02"))
    address = reverse("lent_facilities", args=["14.03"])
    told = client.get(address).content.decode()
    assert "Pemerintah Kabupaten Bengkalis" in told
    assert "1 pinjaman, 1 sedang dipakai" in " ".join(told.split())
    download: Any = client.get(address, {"unduh": "csv"})
    file = b"".join(download.streaming_content).decode()
    assert len(file.strip().splitlines()) == 2
    for text in (told, file):
        assert "Rekaan" not in text
        assert "KM-01" not in text
    assert client.get(reverse("lent_facilities", args=["33.74"])).status_code == 200
    assert client.get(reverse("lent_facilities", args=["99.99"])).status_code == 404


def test_names_and_words_are_personal_in_the_ledger() -> None:
    agrees, lends = chair(), officer()
    loan = out(lends, agrees, boat(lends))
    said = Event.objects.get(subject_id=loan.pk, kind="loan.handed_over").data
    named = {key for key, value in said.items() if value in ("Rekaan Pemberi", "Rekaan Penerima", handed().condition)}
    assert named == {"by_whom", "to_whom", "words"} == {*LOAN_HANDED_OVER.personal}
