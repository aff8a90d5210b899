"""Applying on a phone: one question a page, kept under a code, refused with a way on, sent once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from netral.apps.supervisors.models import Application, ApplicationDocument
from netral.foundation.drafts.models import Draft
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from tests.apps.supervisors.applicant import ANSWERS, NIK, Applicant, only_application, photo, vacancy_in_village

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]


def words(page: Any) -> str:
    text: str = page.content.decode()
    return text


def test_somebody_applies_page_by_page_and_her_code_opens_the_status() -> None:
    who = Applicant()
    code = who.begin(vacancy_in_village())
    first = words(who.get("application_question", "nama"))
    assert code in first
    assert "Catat kode ini" in first
    for step in ANSWERS:
        page = who.get("application_question", step)
        assert page.status_code == 200
        assert len(page.content) < 100_000
        assert "<script>" not in words(page)
        assert who.ask(step).status_code == 302, step
    assert who.post("application_documents", {"ktp": photo(), "lanjut": "1"}).status_code == 302
    check = words(who.get("application_check"))
    assert "Siti Rekaan" in check
    assert "Perlu dokumen" in check
    assert "Perppu 1/2022" in check
    assert who.send().status_code == 302
    sent = words(who.get("application_sent"))
    row = only_application()
    assert row.number in sent
    assert code in sent
    assert row.scopes == ["bawaslu.14.03.02"]
    assert row.phone == "081234567890"
    assert {each["code"]: each["verdict"] for each in row.findings}["age_village"] == "met"
    assert not Draft.objects.exists()
    other = Applicant()
    assert other.post("application_status", {"kode": code.upper().replace("-", " ")}).status_code == 302
    opened = words(other.get("application_opened"))
    assert "menunggu pemeriksaan" in opened
    assert "Foto ijazah, Surat keterangan sehat" in opened


def test_the_draft_goes_on_on_another_phone_for_two_weeks_and_no_longer_than_the_vacancy() -> None:
    who, other = Applicant(), Applicant()
    code = who.begin(vacancy_in_village(closes=12))
    who.ask("nama")
    other.post("application_status", {"kode": code})
    assert "Siti Rekaan" in words(other.get("application_check"))
    row = Draft.objects.get()
    assert b"Siti" not in bytes(row.sealed)
    with clock.at(clock.now() + timedelta(days=7)):
        assert other.get("application_question", "nama").headers["Location"] == reverse("application_status")
        assert "tidak cocok" in words(other.post("application_status", {"kode": code}))


def test_two_tabs_and_a_double_send_leave_one_application() -> None:
    who = Applicant().answer(vacancy_in_village())
    who.post("application_question", {"nama": "Siti Rekaan Baru"}, "nama", query="?ubah=1")
    who.ask("pendidikan", kegiatan="Guru")
    assert who.send().headers["Location"] == reverse("application_sent")
    assert who.send().headers["Location"] == reverse("application_sent")
    row = only_application()
    assert (row.name, row.occupation) == ("Siti Rekaan Baru", "Guru")
    event = Event.objects.get(kind="application.submitted")
    assert set(event.data) == {"number", "vacancy", "region", "channel"}


def test_a_nik_applies_once_a_recruitment_and_again_after_withdrawing() -> None:
    vacancy = vacancy_in_village()
    first = Applicant().answer(vacancy)
    first.send()
    second = Applicant().answer(vacancy, nama={"nama": "Siti Rekan"})
    refused = second.send()
    assert refused.status_code == 422
    assert "tidak dikirim dua kali" in words(refused)
    assert "Siti Rekaan" not in words(refused)
    assert "Siti Rekan" in words(refused)
    first.get("application_sent")
    assert "tidak dapat dikembalikan" in words(first.get("application_withdraw"))
    first.post("application_withdraw")
    assert second.send().status_code == 302
    with elevated("test"):
        assert sorted(Application.objects.values_list("state", flat=True)) == ["submitted", "withdrawn"]


def test_what_is_not_answered_well_is_asked_again_and_nothing_is_lost() -> None:
    who = Applicant()
    who.begin(vacancy_in_village())
    assert "terbaca 4" in words(who.ask("identitas", nik="14 03"))
    assert "belum tiba" in words(who.ask("identitas", tanggal_lahir_year="2031"))
    assert "Isi NIP" in words(who.ask("pekerjaan", kepegawaian="pns"))
    assert "surat pengunduran diri" in words(who.ask("partai", keanggotaan="sudah_keluar"))
    doubted = who.ask("identitas", tanggal_lahir_day="9")
    assert doubted.status_code == 200
    assert "lain dari yang Anda isi" in words(doubted)
    assert who.ask("identitas", tanggal_lahir_day="9", yakin="1403024203980002").status_code == 200
    assert who.ask("identitas", tanggal_lahir_day="9", yakin=NIK).status_code == 302
    assert "Masih ada pertanyaan" in words(who.send())
    program = SimpleUploadedFile("ktp.jpg", b"MZ\x90\x00 not a picture" * 9, "image/jpeg")
    refused = who.post("application_documents", {"ktp": program, "ijazah": photo("ijazah.jpg"), "lanjut": "1"})
    assert refused.status_code == 422
    assert "Jenis berkas ini tidak diterima" in words(refused)
    assert "ijazah.jpg" in words(refused)


def test_a_village_is_searched_before_it_is_chosen() -> None:
    who = Applicant()
    who.begin(vacancy_in_village())
    who.post("application_question", {"cari": "selat baru", "alamat": "", "tekan_cari": "1"}, "alamat")
    page = words(who.get("application_question", "alamat"))
    assert "14.03.02.2001" in page
    assert "Cari lalu pilih" in words(who.ask("alamat", desa=""))


def test_a_closed_vacancy_refuses_at_the_start_and_at_the_end() -> None:
    vacancy = vacancy_in_village(closes=12)
    who = Applicant().answer(vacancy)
    with clock.at(clock.now() + timedelta(days=1)), elevated("test"):
        assert who.get("application_check").status_code == 200
    closed = vacancy_in_village(path="bawaslu.14.03", closes=2)
    page = Client().post(reverse("application_start", args=[closed.pk]))
    assert "tidak menerima lamaran sekarang" in words(page)
    assert Draft.objects.count() == 1


def test_a_file_sent_is_a_document_with_its_kind() -> None:
    Applicant().answer(vacancy_in_village()).send()
    with elevated("test"):
        kinds = sorted(ApplicationDocument.objects.values_list("kind", flat=True))
    assert kinds == ["diploma", "health_letter", "identity_card"]


def test_nothing_of_the_applicant_is_in_the_ledger() -> None:
    Applicant().answer(vacancy_in_village()).send()
    told = " ".join(str(event.data) for event in Event.objects.filter(kind__startswith="application."))
    assert NIK not in told
    assert "Siti" not in told
