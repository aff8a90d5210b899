"""The pages of a grant, as its people and everyone see them."""

from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.support.actions import grants
from netral.apps.support.domain.grants import GrantState
from netral.apps.support.models import BudgetLine, Grant, GrantPayment, GrantSpending, Incumbent
from netral.apps.support.parties import parties_of
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from tests.apps.support.grants import PAID_ON, SIGNED_ON, TOTAL, Sides, fresh, instalment, noon, paper
from tests.ground import Person, person
from tests.look import mark_in, send_through

pytestmark = pytest.mark.django_db
AFTER = date(2025, 2, 3)
PLANNED = {"honorarium": "600.000.000", "operasional": "Rp 300.000.000", "barang": "", "perjalanan": "", "lain": "0"}


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def day(name: str, value: date) -> dict[str, int]:
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def only(model: type[Any]) -> Any:
    with elevated("the test reads what was written"):
        return model.objects.get()


def test_both_sides_take_a_grant_to_its_end_in_their_pages(sides: Sides) -> None:
    treasurer, member, officer = sides.treasurer.client, sides.member.client, sides.officer.client
    with clock.at(noon(SIGNED_ON)):
        assert treasurer.post(reverse("grant_ask"), PLANNED).status_code == 302
        at = [only(Grant).pk]
        agreed = {"disetujui_honorarium": "600.000.000", "disetujui_operasional": "200000000"}
        assert send_through(officer, reverse("grant_agree", args=at), agreed).status_code == 302
        again = officer.post(reverse("grant_agree", args=at), agreed, follow=True)
        assert "sudah Anda simpan barusan" in text(again)
    with clock.at(noon(SIGNED_ON) + timedelta(minutes=2)):
        late = officer.post(reverse("grant_agree", args=at), agreed, follow=True)
        assert "sudah Anda simpan" not in text(late)
        signed = {"nomor": "900/12", **day("tanggal", SIGNED_ON), "naskah": paper("nphd.pdf")}
        assert send_through(member, reverse("grant_sign", args=at), signed).status_code == 302
    with clock.at(noon(AFTER)):
        for position in (1, 2):
            step = instalment(only(Grant), position)
            paid = {"tahap": step.pk, **day("tanggal", PAID_ON), "jumlah": step.amount, "bukti": paper()}
            assert send_through(officer, reverse("grant_pay", args=at), paid).status_code == 302
        with elevated("the test names a line"):
            line = BudgetLine.objects.get(kind="honorarium").pk
        spent = {"mata_anggaran": line, **day("tanggal", AFTER), "jumlah": "600.000.000", "keterangan": "Honorarium"}
        assert treasurer.post(reverse("grant_spend", args=at), spent).status_code == 302
        assert treasurer.post(reverse("grant_propose", args=at), day("tanggal", date(2025, 1, 10))).status_code == 302
        returned = {**day("tanggal", AFTER), "jumlah": "200.000.000", "bukti": paper()}
        assert send_through(treasurer, reverse("grant_return", args=at), returned).status_code == 302
        assert send_through(officer, reverse("grant_settle", args=at), {}).status_code == 302
        page = text(officer.get(reverse("grant", args=at)))
    assert only(Grant).state == GrantState.SETTLED
    for said in ("Selesai", "Rp800.000.000", "2 Februari 2024", "belum diverifikasi", "Pengembalian sisa dana"):
        assert said in page


@pytest.mark.parametrize("written", ["1,5 juta", "USD 100", "1,500,000"])
def test_a_sum_nobody_can_read_is_refused_and_nothing_typed_is_lost(sides: Sides, written: str) -> None:
    answer = sides.treasurer.client.post(reverse("grant_ask"), {**PLANNED, "barang": written})
    assert answer.status_code == 422
    for said in ("misalnya 1.500.000", f'value="{written}"', 'value="600.000.000"'):
        assert said in text(answer)
    with elevated("the test reads what was written"):
        assert not Grant.objects.exists()


def test_asking_for_nothing_or_twice_says_what_to_do(sides: Sides) -> None:
    url = reverse("grant_ask")
    assert "sedikitnya satu mata anggaran" in text(sides.treasurer.client.post(url, {}))
    assert sides.treasurer.client.post(url, PLANNED).status_code == 302
    assert "HB/14.03/2024/0001" in text(sides.treasurer.client.post(url, PLANNED))


def test_the_look_shows_the_sum_and_the_second_click_pays_nothing(sides: Sides) -> None:
    grant, client = sides.signed(), sides.officer.client
    url = reverse("grant_pay", args=[grant.pk])
    with clock.at(noon(PAID_ON)):
        key = client.get(url).context["form"]["kunci"].value()
        sent = {"tahap": instalment(grant, 1).pk, **day("tanggal", PAID_ON), "jumlah": "1000000", "kunci": key}
        look = text(client.post(url, sent))
        assert "Rp1.000.000" in look
        assert "Kunci" not in look
        confirmed = {**sent, "diperiksa": mark_in(look)}
        assert client.post(url, {**confirmed, "bukti": paper()}).status_code == 302
        again = client.post(url, {**confirmed, "bukti": paper()}, follow=True)
    assert again.redirect_chain == [(reverse("grant", args=[grant.pk]), 302)]
    assert "sudah tercatat" in text(again)
    assert only(GrantPayment).amount == fresh(grant).paid == 1_000_000


def test_a_payment_above_what_is_due_is_refused_before_the_look(sides: Sides) -> None:
    grant, client = sides.signed(), sides.officer.client
    step = instalment(grant, 1)
    sent = {"tahap": step.pk, **day("tanggal", PAID_ON), "jumlah": str(step.amount + 1), "bukti": paper()}
    with clock.at(noon(PAID_ON)):
        answer = client.post(reverse("grant_pay", args=[grant.pk]), sent)
    assert answer.status_code == 422
    assert "melebihi yang terutang" in text(answer)
    assert not mark_in(text(answer))
    assert fresh(grant).paid == 0


def test_another_region_finds_no_page_and_each_side_only_its_own(sides: Sides, client: Client) -> None:
    grant = sides.paying()
    strangers = [person("treasurer", "bawaslu.33.74"), person("grants_officer", "pemda.33.74")]
    for stranger in strangers:
        assert stranger.client.get(reverse("grant", args=[grant.pk])).status_code == 404
        assert stranger.client.get(reverse("grant_what_if", args=[grant.pk])).status_code == 404
        assert grant.number not in text(stranger.client.get(reverse("grant_list")))
    # A step of another role is refused alike whether the grant is there or made up.
    for ident in (grant.pk, uuid4()):
        assert sides.treasurer.client.get(reverse("grant_pay", args=[ident])).status_code == 403
    assert client.get(reverse("grant_list")).status_code == 302
    above = person("treasurer", "bawaslu.14").client
    assert above.get(reverse("grant", args=[grant.pk])).status_code == 200
    assert above.get(reverse("grant_spend", args=[grant.pk])).status_code == 302


def papers_of(grant: Grant) -> list[str]:
    with elevated("the test reads what was written"):
        proofs = [str(row.proof_id) for row in GrantPayment.objects.all()]
    return [str(fresh(grant).agreement_id), *proofs]


def test_papers_are_opened_by_both_sides_alone(sides: Sides) -> None:
    grant = sides.paying()
    stranger = person("treasurer", "bawaslu.33.74")
    for ident in papers_of(grant):
        for who, status in ((sides.treasurer, 200), (sides.officer, 200), (stranger, 404)):
            answer = who.client.get(reverse("file_download", args=[ident]))
            assert answer.status_code == status, who


def test_an_entry_is_corrected_on_its_page(sides: Sides) -> None:
    grant = sides.paying()
    with clock.at(noon(AFTER)):
        entry = sides.spend(grant, 250)
        url = reverse("grant_correct", args=[grant.pk, entry.pk])
        assert "Honorarium Januari" in text(sides.treasurer.client.get(url))
        assert sides.treasurer.client.post(url, {"alasan": ""}).status_code == 422
        assert sides.treasurer.client.post(url, {"alasan": "Salah ketik"}).status_code == 302
        page = text(sides.treasurer.client.get(reverse("grant", args=[grant.pk])))
        assert "−Rp250" in page
        assert "Sudah dikoreksi" in page
        assert url not in page
        assert "sudah dikoreksi" in text(sides.treasurer.client.post(url, {"alasan": "Lagi"}))
    with elevated("the test reads what was written"):
        assert GrantSpending.objects.count() == 2


def test_a_payment_typed_wrongly_is_struck_with_its_reason_and_the_sums_leave_it_out(sides: Sides) -> None:
    grant, client = sides.signed(), sides.officer.client
    with clock.at(noon(PAID_ON)):
        wrong = sides.pay(grant, 900)
        url = reverse("grant_payment_back", args=[grant.pk, wrong.pk])
        assert sides.treasurer.client.get(url).status_code == 403
        assert client.post(url, {"alasan": ""}).status_code == 422
        assert client.post(url, {"alasan": "Kelebihan nol"}).status_code == 302
        page = text(client.get(reverse("grant", args=[grant.pk])))
        assert client.post(url, {"alasan": "Lagi"}).status_code == 422
        assert "sudah dibatalkan, jadi tidak dibatalkan lagi" in text(client.get(url, follow=True))
    for said in ("<s>Rp900</s>", "Kelebihan nol", sides.officer.actor.label):
        assert said in page
    assert url not in page
    assert fresh(grant).paid == instalment(grant, 1).paid == 0
    public = text(Client().get(reverse("support_region", args=["14.03"])))
    assert "Kelebihan nol" not in public
    assert "Belum ada pembayaran" in public


def test_a_payment_that_was_spent_stays_until_the_spending_is_taken_back(sides: Sides) -> None:
    grant = sides.paying()
    payment = only(GrantPayment)
    url = reverse("grant_payment_back", args=[grant.pk, payment.pk])
    with clock.at(noon(PAID_ON)):
        sides.spend(grant, 1)
        answer = sides.officer.client.post(url, {"alasan": "Salah tahap"})
    assert "sudah dibelanjakan" in text(answer)
    assert fresh(grant).paid == payment.amount


def test_striking_the_first_payment_leaves_no_spending_before_money_came(sides: Sides) -> None:
    grant = sides.signed()
    with clock.at(noon(AFTER)):
        first = sides.pay(grant, 500)
        sides.pay(grant, 500, on=AFTER)
        sides.spend(grant, 100)
        url = reverse("grant_payment_back", args=[grant.pk, first.pk])
        assert "mendahului pembayaran pertama" in text(sides.officer.client.post(url, {"alasan": "Salah"}))
    assert fresh(grant).paid == 1000


def test_a_return_typed_wrongly_is_struck_and_its_money_is_left_again(sides: Sides) -> None:
    grant, client = sides.paying(), sides.treasurer.client
    with clock.at(noon(AFTER)):
        wrong = sides.give_back(grant, 70, on=AFTER)
        url = reverse("grant_return_back", args=[grant.pk, wrong.pk])
        assert url in text(client.get(reverse("grant", args=[grant.pk])))
        stranger = person("treasurer", "bawaslu.33.74")
        assert stranger.client.post(url, {"alasan": "Bukan milik saya"}).status_code == 404
        assert client.post(url, {"alasan": "Salah rekening"}).status_code == 302
        assert "Salah rekening" in text(client.get(reverse("grant", args=[grant.pk])))
    assert (fresh(grant).returned, fresh(grant).available) == (0, fresh(grant).paid)


def test_the_list_is_narrowed_to_what_is_late_and_taken_away(sides: Sides) -> None:
    sides.paying()
    url, client = reverse("grant_list"), sides.treasurer.client
    with clock.at(noon(date(2024, 6, 27))):
        assert client.get(url, {"terlambat": "ya"}).context["table"].total == 0
    with clock.at(noon(date(2024, 6, 28))):
        assert client.get(url, {"terlambat": "ya"}).context["table"].total == 1
    assert "HB/14.03/2024/0001" in b"".join(client.get(url, {"unduh": "csv"})).decode()
    assert client.get(url, {"cari": "Bengkalis"}).context["table"].total == 1


def test_a_delay_shows_whom_it_leaves_unpaid(sides: Sides) -> None:
    grant = sides.paying()
    url = reverse("grant_what_if", args=[grant.pk])
    asked: dict[str, Any] = {
        "tahap": "second",
        "minggu": "10",
        **day("mulai", date(2024, 5, 20)),
        "bulan": "8",
        "pengawas": "190",
    }
    with clock.at(noon(PAID_ON)):
        client = sides.treasurer.client
        page = text(client.get(url, asked))
        assert "pengawas tidak terbayar" in page
        assert "Agustus 2024" in page
        assert "Semua bulan terbayar" in text(client.get(url, {**asked, "minggu": "0"}))
        assert "sedikit" not in text(client.get(url))
        assert client.get(url, {**asked, "minggu": "-1"}).context["cover"] is None


def record_head(who: Person) -> Any:
    sent = {"nama": "Kasmarni Rekaan", **day("sejak", date(2021, 2, 26)), "sumber": "Pengumuman KPU, rekaan"}
    return who.client.post(reverse("incumbent_new"), sent)


def test_an_incumbents_payments_are_public_and_her_name_is_not(sides: Sides, client: Client) -> None:
    grant = sides.signed()
    assert record_head(sides.member).status_code == 302
    assert record_head(sides.member).status_code == 422
    assert "Kasmarni" in text(sides.officer.client.get(reverse("incumbent_list")))
    flagged, url = date(2024, 3, 22), reverse("grant_pay", args=[grant.pk])
    with clock.at(noon(flagged)):
        assert "calon petahana" in text(sides.officer.client.get(url))
        sent = {"tahap": instalment(grant, 1).pk, **day("tanggal", flagged), "jumlah": "5000", "bukti": paper()}
        assert "Isi nomor" in text(send_through(sides.officer.client, url, sent))
        letter = {"surat": "900/77", **day("tanggal_surat", flagged), "bukti": paper()}
        assert send_through(sides.officer.client, url, {**sent, **letter}).status_code == 302
    page = text(client.get(reverse("support_region", args=["14.03"])))
    for said in ("900/77", "UU 10/2016 Ps 71 ayat (3)", "belum diverifikasi", "Permendagri 41/2020"):
        assert said in page
    for name in ("Kasmarni", only(Incumbent).source, sides.officer.actor.label):
        assert name not in page


def test_a_payment_without_a_flag_asks_for_no_letter(sides: Sides) -> None:
    grant = sides.paying()
    url = reverse("grant_instrument", args=[grant.pk, only(GrantPayment).pk])
    assert sides.officer.client.get(url).status_code == 302
    assert record_head(sides.member).status_code == 302
    assert sides.officer.client.get(url).status_code == 302


def test_a_payment_flagged_afterwards_is_given_its_letter(sides: Sides) -> None:
    grant, flagged = sides.signed(), date(2024, 3, 25)
    with clock.at(noon(flagged)):
        payment = sides.pay(grant, 10, on=flagged)
    record_head(sides.member)
    url = reverse("grant_instrument", args=[grant.pk, payment.pk])
    assert url in text(sides.officer.client.get(reverse("grant", args=[grant.pk])))
    assert url not in text(sides.treasurer.client.get(reverse("grant", args=[grant.pk])))
    assert "belum dicatat" in text(Client().get(reverse("support_region", args=["14.03"])))
    assert sides.officer.client.post(url, {"surat": "9/1", **day("tanggal_surat", flagged)}).status_code == 302
    assert only(GrantPayment).instrument_number == "9/1"


def test_the_public_sees_totals_that_open_their_rows(sides: Sides, client: Client) -> None:
    sides.paying()
    with clock.at(noon(date(2024, 7, 1))):
        answer = client.get(reverse("support_public"))
        assert len(answer.content) <= 100_000
        page = text(answer)
        rows = reverse("support_region", args=["14.03"])
        for said in (rows, f"{TOTAL:,}".replace(",", "."), "27 Jun 2024", "Permendagri 41/2020", "Tahap II"):
            assert said in page
        region = client.get(rows)
        assert len(region.content) <= 100_000
        assert "Terlambat" in text(region)
        assert "14.03" in b"".join(client.get(reverse("support_public"), {"unduh": "csv"})).decode()
        assert "Tahap II" in b"".join(client.get(rows, {"tahap_unduh": "csv"})).decode()
        assert "2024-01-31" in b"".join(client.get(rows, {"bayar_unduh": "csv"})).decode()
    assert "Belum ada NPHD" in text(client.get(reverse("support_region", args=["33.74"])))
    assert client.get(reverse("support_region", args=["99.99"])).status_code == 404


def test_who_cannot_ask_is_told_why(sides: Sides) -> None:
    by = sides.treasurer.actor
    with reading_as(by):
        parties = parties_of(by)
    assert parties.government.path == "pemda.14.03"
    stranger = person("treasurer", "bawaslu.33")
    answer = stranger.client.get(reverse("grant_ask"), follow=True)
    assert "belum terdaftar" in text(answer)
    assert grants.PURPOSE == "grant_paper"
