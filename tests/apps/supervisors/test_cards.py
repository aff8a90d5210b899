"""A card says who serves where, and its page says whether it still counts and nothing else."""

import io
import subprocess
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from netral.apps.supervisors.actions.postings import resign_supervisor
from netral.apps.supervisors.inputs import Ending
from netral.apps.supervisors.links import CARD
from netral.foundation.accounts.queries import actor_from
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.seals.actions.keys import create_seal_key
from tests.apps.supervisors.posts import PostingOffice, ready


@pytest.fixture
def office(ground: None) -> PostingOffice:
    return ready()


def photo() -> SimpleUploadedFile:
    """Return a small picture."""
    spool = io.BytesIO()
    Image.new("RGB", (60, 80), "grey").save(spool, "JPEG")
    return SimpleUploadedFile("foto.jpg", spool.getvalue(), "image/jpeg")


def test_without_a_key_the_page_says_whom_to_ask(office: PostingOffice) -> None:
    row = office.post()
    page = office.officer.client.post(reverse("supervisor_card", args=[row.pk]), follow=True).content.decode()
    assert "belum punya kunci segel" in page


def test_a_sealed_card_names_her_and_her_place(office: PostingOffice) -> None:
    row, client = office.post(), office.officer.client
    create_seal_key(institution=Institution.objects.get(path="bawaslu.14.03"), by=SYSTEM)
    assert client.post(reverse("supervisor_photo", args=[row.pk]), {"foto": photo()}).status_code == 302
    assert client.post(reverse("supervisor_card", args=[row.pk])).status_code == 302
    pdf = client.get(reverse("supervisor_card_file", args=[row.pk])).content
    words = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    assert "Siti Rahma" in words
    assert "Selat Baru" in words


def test_its_page_says_whether_it_still_counts(office: PostingOffice, client: Client) -> None:
    row, by = office.post(office.who(email="siti@contoh.test")), office.officer.actor
    url = reverse("supervisor_card_page", args=[CARD.token_of(row.pk)])
    page = client.get(url).content.decode()
    assert "Masih bertugas" in page
    for secret in (row.supervisor.nik, row.supervisor.phone, "siti@contoh.test", row.number):
        assert secret not in page
    with reading_as(by):
        ending = Ending(last_day=date(2024, 10, 7), reason="Urusan keluarga.")
        resign_supervisor(posting=row, ending=ending, by=by)
    with clock.at(datetime(2024, 10, 8, 3, tzinfo=UTC)):
        page = client.get(url).content.decode()
    assert "Sudah berakhir sejak 7 Oktober 2024" in page
    assert "Urusan keluarga" not in page
    assert client.get(reverse("supervisor_card_page", args=["a" * 26])).status_code == 404
    assert client.get(reverse("supervisor_card_photo", args=[CARD.token_of(row.pk)])).status_code == 404


def test_her_own_page_takes_the_code(office: PostingOffice) -> None:
    row = office.post(office.who(email="siti@contoh.test"))
    shown = office.officer.client.post(reverse("supervisor_phone_code", args=[row.pk]))
    code = shown.context["code"]
    assert row.membership is not None
    her = Client()
    her.force_login(row.membership.user)
    page = reverse("supervisor_own")
    assert "Kode 6 angka" in her.get(page).content.decode()
    assert "Kode salah" in her.post(page, {"kode": "abc"}).content.decode()
    assert her.post(page, {"kode": f"{code[:3]} {code[3:]}"}).status_code == 302
    assert "sudah dipastikan" in her.get(page).content.decode()
    assert actor_from(row.membership).may("supervisors.own")
    assert her.get(reverse("supervisor_postings")).status_code == 403
