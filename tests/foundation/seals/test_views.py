"""Anyone can check a document, and every bad input gets a page that says what to do."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import at, now
from netral.foundation.seals.actions.keys import revoke_key
from netral.foundation.seals.domain import LARGEST_FILE, make_code, show_code
from netral.foundation.seals.models import SealedDocument, SealKey
from netral.foundation.seals.queries import pdf_of
from tests.foundation.seals.samples import sealed_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(key: SealKey, bengkalis: Institution) -> SealedDocument:
    return sealed_letter(bengkalis)


def send(content: bytes, name: str = "surat.pdf") -> HttpResponseBase:
    upload = SimpleUploadedFile(name, content, "application/pdf")
    return Client().post(reverse("verify"), {"berkas": upload})


def content_of(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def text_of(response: HttpResponseBase) -> str:
    return " ".join(content_of(response).split())


def test_the_start_page_offers_file_and_code(db: None) -> None:
    page = text_of(Client().get(reverse("verify")))
    assert "Berkas PDF" in page
    assert "Kode pemeriksaan" in page


def test_a_genuine_file_shows_who_when_and_what(document: SealedDocument) -> None:
    response = send(pdf_of(document))
    page = text_of(response)
    assert response.status_code == 200
    for expected in (
        "Dokumen ini asli dan tidak berubah",
        "Bawaslu Kabupaten Bengkalis",
        "Tanda Terima Laporan",
        "001/LP",
        "7 Oktober 2024 pukul 10.12 WIB",
        document.shown_code,
        document.sha256,
    ):
        assert expected in page


def test_a_changed_file_is_called_changed(document: SealedDocument) -> None:
    page = text_of(send(pdf_of(document) + b"\n% x"))
    assert "sudah berubah setelah disegel" in page
    assert "001/LP" not in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"),
        (b"bukan pdf", "tidak terbaca sebagai PDF"),
        (b"%PDF-1.7\n%%EOF", "tidak terbaca sebagai PDF"),
        (b"%PDF-1.4\n" + bytes(LARGEST_FILE), "terlalu besar"),
    ],
)
def test_bad_files_get_a_clear_answer(content: bytes, said: str, db: None) -> None:
    response = send(content)
    assert response.status_code == 200
    assert said in text_of(response)


def test_no_file_is_an_error_beside_the_field(db: None) -> None:
    response = Client().post(reverse("verify"), {})
    assert response.status_code == 422
    assert "Pilih berkas PDF" in text_of(response)


def test_a_typed_code_leads_to_its_page(document: SealedDocument) -> None:
    client = Client()
    typed = document.shown_code.lower().replace("-", " ")
    response = client.get(reverse("verify"), {"kode": typed}, follow=True)
    page = text_of(response)
    assert response.redirect_chain == [(reverse("verify_code", args=[document.shown_code]), 302)]
    assert "Dokumen dengan kode ini tercatat" in page
    assert "Dokumen ini asli" not in page
    assert "Bandingkan isi cetakan" in page


def test_a_mistyped_code_is_said_so(db: None) -> None:
    response = Client().get(reverse("verify"), {"kode": "7K3M"})
    assert response.status_code == 422
    assert "salah ketik" in text_of(response)
    page = Client().get(reverse("verify_code", args=["<b>x<b>"]))
    assert page.status_code == 404
    assert "salah ketik" in text_of(page)
    assert "<b>x" not in text_of(page)


def test_the_page_of_a_code_warns_when_its_key_was_revoked_before(document: SealedDocument, key: SealKey) -> None:
    with at(now() - timedelta(minutes=1)):
        revoke_key(key=key, reason="Komputer hilang", by=SYSTEM)
    page = text_of(Client().get(reverse("verify_code", args=[document.shown_code])))
    assert "Kunci segel dokumen ini sudah dicabut" in page
    assert "Kunci dicabut pada" in page


def test_an_unknown_code_warns_of_forgery(db: None) -> None:
    code = show_code(make_code(b"1234567"))
    response = Client().get(reverse("verify_code", args=[code]))
    assert response.status_code == 404
    assert "tidak tercatat" in text_of(response)


def test_a_lost_copy_is_admitted(document: SealedDocument, places: Path) -> None:
    (places / "store" / document.path).unlink()
    response = Client().get(reverse("verify_code", args=[document.shown_code]))
    assert response.status_code == 503
    assert "sedang tidak bisa dibaca" in text_of(response)


def test_the_pages_carry_no_inline_script_or_style(document: SealedDocument) -> None:
    for response in (Client().get(reverse("verify")), send(pdf_of(document))):
        assert " style=" not in content_of(response)
        assert "<script>" not in content_of(response)
