"""The public pages of the catalogue."""

from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from netral.foundation.ledger import clock

pytestmark = pytest.mark.django_db


def text_of(client: Client, url: str, status: int = 200, language: str = "id") -> str:
    client.cookies["django_language"] = language
    response = client.get(url)
    assert response.status_code == status
    return unescape(response.content.decode())


def test_norms_are_listed_under_their_phases(client: Client) -> None:
    text = text_of(client, reverse("norms"))

    assert "43 aturan ditemukan." in text
    assert "seperti berlaku pada 7 Oktober 2024" in text
    assert text.index('<h2 class="govuk-heading-l">Sebelum penetapan calon') < text.index("Memasang spanduk")


@pytest.mark.parametrize(
    ("query", "count"),
    [("cari=baliho", 2), ("cari=baliho&tahap=after", 1), ("cari=BALIHO+calon&tahap=before", 1), ("cari=xyz", 0)],
)
def test_norms_can_be_searched(client: Client, query: str, count: int) -> None:
    text = text_of(client, f"{reverse('norms')}?{query}")

    assert f"{count} aturan ditemukan." in text
    assert ("Coba kata lain" in text) == (count == 0)


def test_what_was_searched_stays_in_the_form(client: Client) -> None:
    assert 'value="baliho"' in text_of(client, f"{reverse('norms')}?cari=baliho")


def test_a_phase_that_does_not_exist_is_told(client: Client) -> None:
    assert "govuk-error-summary" in text_of(client, f"{reverse('norms')}?tahap=besok")


def test_a_norm_tells_its_basis_sanction_and_handler(client: Client) -> None:
    text = text_of(client, reverse("norm", args=["B6"]))

    assert "PP 94/2021 Ps 5 huruf n" in text
    assert "Hukuman disiplin berat" in text
    assert "Penurunan jabatan setingkat lebih rendah selama 12 bulan" in text
    assert "BKN menerima penerusan dari Bawaslu" in text
    assert "Belum diverifikasi: belum ada sumber tertulis" not in text


def test_disputed_sanctions_are_shown_as_such(client: Client) -> None:
    text = text_of(client, reverse("norm", args=["B8"]))

    assert text.count("Sumber tidak sepakat") >= 2
    assert "Apakah hukumannya sedang atau berat?" in text


def test_a_norm_says_plainly_that_it_is_not_verified(client: Client) -> None:
    assert "Belum diverifikasi: dibaca di tulisan yang mengutip aturan" in text_of(client, reverse("norm", args=["A1"]))


def test_a_sanction_that_was_not_found_is_not_made_up(client: Client) -> None:
    assert "Sanksinya belum ditemukan" in text_of(client, reverse("norm", args=["D5"]))


def test_wording_sanction_and_basis_are_each_as_sure_as_their_own_source(client: Client) -> None:
    text = text_of(client, reverse("norm", args=["B1"]))

    assert "Dibaca di situs atau naskah resmi, tetapi belum dikonfirmasi petugas" in text
    assert "Belum diverifikasi: dibaca di tulisan" in text
    assert "Belum diverifikasi: belum ada sumber tertulis" in text


def test_what_is_allowed_names_its_condition_and_no_sanction(client: Client) -> None:
    text = text_of(client, reverse("norm", args=["F2"]))

    assert "minta petunjuk dahulu" in text
    assert "Siapa yang menangani" not in text
    assert '<h2 class="govuk-heading-m">Sanksi</h2>' not in text


def test_the_law_of_an_earlier_day_can_be_asked_for(client: Client) -> None:
    assert "KASN menerima penerusan" in text_of(client, f"{reverse('norm', args=['B6'])}?pada=2024-08-24")


def test_the_page_follows_the_clock(client: Client) -> None:
    with clock.at(datetime(2024, 8, 1, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))):
        assert "KASN menerima penerusan" in text_of(client, reverse("norm", args=["B6"]))


def test_an_unknown_norm_is_not_found(client: Client) -> None:
    text_of(client, reverse("norm", args=["Z9"]), status=404)


def test_titles_are_read_in_english_too(client: Client) -> None:
    text = text_of(client, reverse("norm", args=["A1"]), language="en")

    assert "Putting up banners for a would-be candidate" in text


def test_norms_are_found_by_whom_they_bind(client: Client) -> None:
    assert "1 aturan ditemukan." in text_of(client, f"{reverse('norms')}?bagi=bpd")


def test_acts_are_listed_and_each_tells_what_is_forbidden_allowed_and_disputed(client: Client) -> None:
    assert "Mencoblos di TPS" in text_of(client, reverse("acts"))
    text = text_of(client, reverse("act", args=["media-sosial"]))

    for heading in ("Dilarang", "Boleh", "Belum pasti, minta petunjuk dahulu", "Aturan yang berlaku"):
        assert heading in text
    assert "Rina" in text or "menyukai" in text
    assert reverse("selfcheck") in text
    assert reverse("norm", args=["B6"]) in text


def test_an_unknown_act_is_not_found(client: Client) -> None:
    text_of(client, reverse("act", args=["tidur"]), status=404)


def test_a_norm_tells_its_history(client: Client) -> None:
    text = text_of(client, reverse("norm", args=["B6"]))

    assert "Riwayat" in text
    assert "22 September 2022" in text
