"""Everyone sees the open vacancies without an account: found by name, each with its last day and requirements."""

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.supervisors.api import vacancies_open
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from tests.apps.supervisors.recruitments import AFTER, MIDDLE, officer, opened, planned, vacancy_of, village_added

pytestmark = pytest.mark.usefixtures("ground")
LARGEST_PAGE = 100_000


def test_a_village_is_found_by_name_and_leads_to_its_district(client: Client) -> None:
    with clock.at(MIDDLE):
        vacancy = vacancy_of(opened(officer()))
        page = client.get(reverse("vacancies"), {"cari": "selat baru"}).content.decode()
        district = reverse("vacancies_area", args=["14.03.02"])
        assert district in page
        shown = client.get(district).content.decode()
        assert f"/pengawas/melamar/{vacancy.pk}/" in shown
        assert "10 Okt 2024" in shown
        assert "Perppu 1/2022" in shown
        assert "belum diverifikasi" in shown
        nothing = client.get(reverse("vacancies"), {"cari": "Semarang"}).content.decode()
        assert "Tidak ada lowongan yang dibuka di “Semarang”" in nothing


def test_each_area_leads_to_its_parts(client: Client) -> None:
    with clock.at(MIDDLE):
        opened(officer())
        for code, below in (("", "14"), ("14", "14.03"), ("14.03", "14.03.02")):
            address = reverse("vacancies_area", args=[code]) if code else reverse("vacancies")
            assert reverse("vacancies_area", args=[below]) in client.get(address).content.decode()


@pytest.mark.parametrize("code", ["14.03.02.2001", "99", "apa saja"], ids=["village", "unknown", "words"])
def test_what_is_no_district_or_larger_is_no_page(client: Client, code: str) -> None:
    assert client.get(reverse("vacancies_area", args=[code])).status_code == 404


def test_drafts_and_what_is_over_are_not_shown(client: Client) -> None:
    district = reverse("vacancies_area", args=["14.03.02"])
    who = officer()
    with clock.at(MIDDLE):
        planned(who)
        assert "/pengawas/melamar/" not in client.get(district).content.decode()
    with clock.at(AFTER), elevated("the test counts what everyone sees"):
        assert not vacancies_open().exists()


def test_a_district_of_many_villages_stays_a_light_page(client: Client) -> None:
    for number in range(2002, 2155):
        village_added(f"14.03.02.{number}", f"Desa Bernama Agak Panjang {number}")
    with clock.at(MIDDLE):
        opened(officer())
        page = client.get(reverse("vacancies_area", args=["14.03.02"]), {"baris": "100"})
    assert len(page.content) <= LARGEST_PAGE
