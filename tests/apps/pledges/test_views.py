"""The way through the pages: of a civil servant with her link, and of the officer."""

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.pledges.links import token_of
from netral.apps.pledges.models import Campaign, Pledge
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.seals.actions.keys import create_seal_key
from tests.apps.pledges.conftest import make_campaign, pledge_of
from tests.foundation.registry.files import AGUS, SITI
from tests.ground import Person, person

pytestmark = pytest.mark.django_db
TICKS = dict.fromkeys(("netral", "bebas_kepentingan", "media_sosial", "tolak_politik_uang"), "on")


def url(name: str, pledge: Pledge) -> str:
    return reverse(name, args=[token_of(pledge.pk)])


def signed_by(client: Client, pledge: Pledge, nip: str) -> str:
    """Walk a link to its end; return the last page."""
    client.get(url("pledge_points", pledge))
    client.post(url("pledge_points", pledge), TICKS)
    return client.post(url("pledge_sign", pledge), {"nip": nip}, follow=True).content.decode()


def test_a_civil_servant_reads_confirms_signs_and_gets_her_document(siti: Pledge) -> None:
    client = Client()
    first = client.get(url("pledge_start", siti)).content.decode()
    assert "Siti Aisyah" in first
    assert SITI[0] not in first
    text = client.get(url("pledge_points", siti)).content.decode()
    assert "Menolak politik uang" in text
    assert "Dari berita, belum diverifikasi" in text
    ticked = client.post(url("pledge_points", siti), TICKS)
    assert ticked["Location"] == url("pledge_sign", siti)
    assert SITI[0] not in client.get(ticked["Location"]).content.decode()
    done = client.post(ticked["Location"], {"nip": "19870601 201001 2 001"}, follow=True).content.decode()
    assert "Ikrar sudah ditandatangani" in done
    assert "7 Oktober 2024 pukul 10.1" in done
    pdf = client.get(url("pledge_document", siti))
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    code = pledge_of(SITI[0]).document
    assert code is not None
    assert "asli" in client.get(reverse("verify_code", args=[code.shown_code])).content.decode().lower()


def test_every_point_must_be_ticked_and_what_was_ticked_stays(siti: Pledge) -> None:
    client = Client()
    page = client.post(url("pledge_points", siti), {"netral": "on"}).content.decode()
    assert "Butir 2 belum dicentang" in page
    assert page.count("checked") == 1
    assert client.get(url("pledge_sign", siti)).status_code == 302


def test_a_number_that_is_none_is_no_wrong_try(siti: Pledge) -> None:
    client = Client()
    client.get(url("pledge_points", siti))
    client.post(url("pledge_points", siti), TICKS)
    page = client.post(url("pledge_sign", siti), {"nip": "12345"}).content.decode()
    assert "yang Anda ketik 5 angka" in page
    letters = client.post(url("pledge_sign", siti), {"nip": f"{SITI[0][:-1]}O"}).content.decode()
    assert "yang Anda ketik 17 angka" in letters
    wrong = client.post(url("pledge_sign", siti), {"nip": AGUS[0]}).content.decode()
    assert "sisa percobaan: 4" in wrong
    for _ in range(4):
        last = client.post(url("pledge_sign", siti), {"nip": AGUS[0]}).content.decode()
    assert "dihentikan 15 menit" in last


def test_the_link_alone_gives_no_document_to_another_browser(siti: Pledge) -> None:
    signed_by(Client(), siti, SITI[0])
    other = Client()
    assert other.get(url("pledge_document", siti)).status_code == 302
    page = other.get(url("pledge_start", siti), follow=True).content.decode()
    assert "Unduh ikrar" not in page
    assert "ketik NIP" in page
    back = other.post(url("pledge_done", siti), {"nip": SITI[0]}, follow=True).content.decode()
    assert "Unduh ikrar" in back
    assert other.get(url("pledge_document", siti)).content.startswith(b"%PDF")


def test_declining_takes_a_reason(siti: Pledge) -> None:
    client = Client()
    assert "belum diisi" in client.post(url("pledge_decline", siti), {"alasan": ""}).content.decode()
    page = client.post(url("pledge_decline", siti), {"alasan": "Saya <b>ragu</b>."}, follow=True).content.decode()
    assert "Penolakan tercatat" in page
    assert "&lt;b&gt;ragu" in page
    assert "Anda menolak berikrar" in client.get(url("pledge_start", siti)).content.decode()


def test_a_wrong_link_and_a_closed_campaign_say_what_to_do(siti: Pledge, officer: Person, campaign: Campaign) -> None:
    wrong = Client().get(reverse("pledge_start", args=["a" * 26]))
    assert wrong.status_code == 404
    assert "Tautan tidak dikenal" in wrong.content.decode()
    officer.client.post(reverse("campaign_close", args=[campaign.pk]))
    over = Client().get(url("pledge_start", siti))
    assert over.status_code == 410
    assert "sudah berakhir" in over.content.decode()


DAYS = {"mulai_day": "7", "mulai_month": "Oktober", "mulai_year": "2024"}
LAST_DAY = {"selesai_day": "31", "selesai_month": "10", "selesai_year": "2024"}
NEW = {"judul": "Ikrar Bengkalis", "naskah": "ikrar_netralitas:1", "tahapan": "", **DAYS, **LAST_DAY}


def test_an_officer_makes_and_opens_a_campaign(officer: Person, roster: None) -> None:
    client = officer.client
    page = client.post(reverse("campaign_create"), NEW, follow=True)
    assert "Membuka kampanye mengundang 3 ASN aktif" in page.content.decode()
    made = page.context["campaign"]
    refused = client.post(reverse("campaign_open", args=[made.pk]), follow=True).content.decode()
    assert "belum punya kunci segel" in refused
    create_seal_key(institution=made.institution, by=SYSTEM)
    opened = client.post(reverse("campaign_open", args=[made.pk]), follow=True).content.decode()
    assert "3 ASN diundang." in opened


def test_the_board_shows_each_unit_down_to_its_people(campaign: Campaign, siti: Pledge, officer: Person) -> None:
    signed_by(Client(), siti, SITI[0])
    client, place = officer.client, [campaign.pk]
    board = client.get(reverse("campaign", args=place)).content.decode()
    assert "Dinas Kesehatan" in board
    assert "50 %" in board.replace("\xa0", " ").replace("50,0", "50")
    people = client.get(reverse("campaign_people", args=place), {"status": "signed"}).content.decode()
    assert "Siti Aisyah" in people
    assert "Agus Santoso" not in people
    unit = client.get(
        reverse("campaign_people", args=place), {"unit": str(pledge_of(AGUS[0]).unit_id)}
    ).content.decode()
    assert "Agus Santoso" in unit
    assert "Siti Aisyah" not in unit
    export = client.get(reverse("campaign", args=place), {"unduh": "csv"})
    assert b"Dinas Pendidikan" in export.getvalue()
    assert client.get(reverse("pledge_copy", args=[*place, siti.pk])).content.startswith(b"%PDF")


def test_slips_are_printed_unit_by_unit(campaign: Campaign, officer: Person) -> None:
    assert "Dinas Pendidikan" in officer.client.get(reverse("campaign_slips", args=[campaign.pk])).content.decode()
    unit = pledge_of(AGUS[0]).unit_id
    slips = officer.client.get(reverse("campaign_unit_slips", args=[campaign.pk, unit]))
    assert slips.content.startswith(b"%PDF")


def test_a_closed_campaign_stays_closed(campaign: Campaign, officer: Person) -> None:
    client, place = officer.client, [campaign.pk]
    assert "1 ASN diingatkan" in client.post(reverse("campaign_remind", args=place), follow=True).content.decode()
    again = client.post(reverse("campaign_remind", args=place), follow=True).content.decode()
    assert "Tidak ada yang perlu diingatkan" in again
    assert "Kampanye ditutup" in client.post(reverse("campaign_close", args=place), follow=True).content.decode()
    late = client.post(reverse("campaign_open", args=place), follow=True).content.decode()
    assert "Langkah ini tidak bisa lagi" in late


def test_days_in_the_wrong_order_are_refused(officer: Person) -> None:
    form = {
        "judul": "Ikrar",
        "naskah": "ikrar_netralitas:1",
        "mulai_day": "7",
        "mulai_month": "10",
        "mulai_year": "2024",
    }
    late = officer.client.post(
        reverse("campaign_create"), form | {"selesai_day": "6", "selesai_month": "10", "selesai_year": "2024"}
    )
    assert "mendahului hari pertama" in late.content.decode()
    past = form | {"mulai_month": "9", "selesai_day": "6", "selesai_month": "10", "selesai_year": "2024"}
    assert "sudah lewat" in officer.client.post(reverse("campaign_create"), past).content.decode()


def test_semarang_sees_nothing_of_bengkalis(campaign: Campaign, siti: Pledge, neighbour: Person) -> None:
    signed_by(Client(), siti, SITI[0])
    own = make_campaign(neighbour, "pemda.33.74")
    client = neighbour.client
    listed = client.get(reverse("campaign_list"))
    assert [row.pk for row in listed.context["table"].page.object_list] == [own.pk]
    export = client.get(reverse("campaign_list"), {"unduh": "csv"})
    assert b"Bengkalis" not in export.getvalue()
    for name in ("campaign", "campaign_people", "campaign_slips"):
        assert client.get(reverse(name, args=[campaign.pk])).status_code == 404
    for name in ("campaign_open", "campaign_close", "campaign_remind", "campaign_invite"):
        assert client.post(reverse(name, args=[campaign.pk])).status_code == 404
    assert client.get(reverse("campaign_unit_slips", args=[campaign.pk, siti.unit_id])).status_code == 404
    assert client.get(reverse("pledge_copy", args=[campaign.pk, siti.pk])).status_code == 404
    assert client.get(reverse("pledge_copy", args=[own.pk, siti.pk])).status_code == 404


def test_the_inspectorate_looks_but_does_not_manage(campaign: Campaign) -> None:
    auditor = person("inspectorate_officer", "pemda.14.03.inspektorat")
    assert "Dinas Kesehatan" in auditor.client.get(reverse("campaign", args=[campaign.pk])).content.decode()
    assert auditor.client.post(reverse("campaign_close", args=[campaign.pk])).status_code == 403
    assert auditor.client.get(reverse("campaign_slips", args=[campaign.pk])).status_code == 403
    assert Client().get(reverse("campaign_list")).status_code == 302
