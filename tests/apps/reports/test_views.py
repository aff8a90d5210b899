"""The public form from the first page to the receipt, the way people really use it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from netral.apps.reports import draft_store
from netral.apps.reports.models import Evidence, Report, ReporterIdentity
from netral.engines.vault.codes import normalised
from netral.foundation.drafts.models import Draft, DraftFile
from netral.foundation.drafts.uploads import Spool
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from tests.apps.reports.reporter import ANONYMOUS, NAMED, WHAT, WHEN, WHERE, WHO, Reporter, only_report, photo

pytestmark = pytest.mark.django_db

QUESTIONS = ("report_what", "report_who", "report_where", "report_when", "report_evidence", "report_reporter")


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_a_citizen_reports_without_account_or_number(reporter: Reporter) -> None:
    reporter.answer(NAMED)
    page = text_of(reporter.get("report_check"))
    assert "Bambang Rekaan" in page
    assert "Desa Selat Baru" in page
    assert "Bawaslu Kabupaten Bengkalis" in page
    assert "Batas melapor: 13 Oktober 2024" in page
    code = reporter.send()
    assert normalised(code) == code
    report = only_report()
    assert (report.number, report.route, report.status) == ("LP/14.03/2024/00001", "formal", "filed")
    assert report.scopes == ["bawaslu.14.03"]
    assert bytes(report.receipt_hash) != code.encode()


def test_nobody_is_asked_for_an_identity_number(reporter: Reporter) -> None:
    reporter.begin()
    for route in QUESTIONS:
        names = [name for form in _forms(reporter.get(route)) for name in form]
        assert not {"nip", "nik", "ktp"} & {name.lower() for name in names}


def _forms(response: Any) -> list[list[str]]:
    context = response.context
    form = context.get("form")
    return [list(form.fields)] if form else [list(form.fields) for form in context["people"]]


def test_each_page_leads_to_the_next(reporter: Reporter) -> None:
    reporter.begin()
    sent = [WHAT, WHO, WHERE, WHEN, {"lanjut": "1"}, ANONYMOUS]
    for place, (route, data) in enumerate(zip(QUESTIONS, sent, strict=True)):
        response = reporter.post(route, data)
        following = [*QUESTIONS, "report_check"][place + 1]
        assert response.headers["Location"] == reverse(following), route


def test_going_back_finds_everything_that_was_typed(reporter: Reporter) -> None:
    reporter.answer(NAMED)
    assert WHAT["account"] in text_of(reporter.get("report_what"))
    assert 'value="Bambang Rekaan"' in text_of(reporter.get("report_who"))
    assert "Lapangan bola Selat Baru" in text_of(reporter.get("report_where"))
    page = text_of(reporter.get("report_when"))
    assert 'value="09.30"' in page
    assert 'value="2024"' in page
    assert "foto.jpg" in text_of(reporter.get("report_evidence"))
    assert 'value="Siti Pelapor"' in text_of(reporter.get("report_reporter"))


def test_a_change_leads_back_to_the_last_page(reporter: Reporter) -> None:
    reporter.answer()
    response = reporter.post("report_what", {**WHAT, "account": "Diperbaiki."}, "?ubah=1")
    assert response.headers["Location"] == reverse("report_check")
    assert "Diperbaiki." in text_of(reporter.get("report_check"))


def test_a_page_with_an_error_keeps_what_was_typed(reporter: Reporter) -> None:
    reporter.begin()
    page = text_of(reporter.post("report_what", {"account": "Sudah panjang ceritanya"}))
    assert "Pilih perbuatan" in page
    assert "Sudah panjang ceritanya" in page


def test_a_second_person_can_be_added_and_removed(reporter: Reporter) -> None:
    reporter.begin()
    response = reporter.post("report_who", {**WHO, "tambah": "1"})
    assert len(reporter.client.get(response.headers["Location"]).context["people"].forms) == 2
    two = {**WHO, "orang-TOTAL_FORMS": "2", "orang-INITIAL_FORMS": "1", "orang-1-description": "Sopirnya"}
    reporter.post("report_who", two)
    page = reporter.get("report_who")
    assert [form.initial["description"] for form in page.context["people"]] == ["Lurah, berkacamata", "Sopirnya"]
    emptied = {name: "" if name.startswith("orang-0") else value for name, value in two.items()}
    reporter.post("report_who", emptied)
    assert [form.initial["name"] for form in reporter.get("report_who").context["people"]] == [""]


def test_a_report_about_nobody_is_refused(reporter: Reporter) -> None:
    reporter.begin()
    blank = {"orang-TOTAL_FORMS": "1", "orang-INITIAL_FORMS": "0"}
    assert "Tuliskan nama atau ciri-ciri" in text_of(reporter.post("report_who", blank))


def test_a_region_is_searched_then_chosen(reporter: Reporter) -> None:
    reporter.begin()
    response = reporter.post("report_where", {"search": "selat baru", "place": "Lapangan", "cari": "1"})
    page = reporter.client.get(response.headers["Location"])
    assert [code for code, _name in page.context["found"]] == ["14.03.02.2001"]
    assert 'value="Lapangan"' in text_of(page)
    assert "Cari lalu pilih wilayah" in text_of(reporter.post("report_where", {"search": "selat baru", "place": "x"}))
    strange = reporter.post("report_where", {"search": "selat baru", "region": "33.74.99", "place": "x"})
    assert "hasil pencarian" in text_of(strange)
    nothing = reporter.post("report_where", {"search": "zzzqqq", "cari": "1"})
    assert "Tidak ada wilayah bernama" in text_of(reporter.client.get(nothing.headers["Location"]))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"happened_on_year": "2025", "known_on_year": "2025"}, "belum tiba"),
        ({"known_on_day": "4"}, "sebelum terjadi"),
        ({"known_on_day": "31", "known_on_month": "2"}, "Tanggal itu tidak ada"),
        ({"happened_on_day": ""}, "belum lengkap"),
        ({"happened_at": "25.99"}, "Pukul tidak dikenali"),
    ],
)
def test_dates_that_cannot_be_are_explained(reporter: Reporter, wrong: dict[str, str], message: str) -> None:
    reporter.begin()
    response = reporter.post("report_when", {**WHEN, **wrong})
    assert response.status_code == 200
    assert message in text_of(response)


def test_a_late_report_is_warned_of_and_still_taken(reporter: Reporter) -> None:
    reporter.answer()
    early = {**WHEN, "happened_on_month": "9", "known_on_day": "20", "known_on_month": "9"}
    reporter.post("report_when", early)
    assert "Batas melapor 27 September 2024 sudah lewat" in text_of(reporter.get("report_check"))
    assert reporter.send()


def test_files_of_the_wrong_kind_are_refused_and_good_ones_kept(reporter: Reporter) -> None:
    reporter.begin()
    program = SimpleUploadedFile("foto.jpg", b"MZ\x90\x00 not a picture" * 9, "image/jpeg")
    page = text_of(reporter.post("report_evidence", {"files": [photo("baik.jpg"), program], "links": ""}))
    assert "Jenis berkas ini tidak diterima" in page
    assert "baik.jpg" in page
    assert DraftFile.objects.count() == 1


def test_too_large_a_file_is_refused(reporter: Reporter, own_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_store, "EVIDENCE", "correspondence")
    reporter.begin()
    start = photo().read()
    large = SimpleUploadedFile("besar.jpg", start + bytes(20 * 1024 * 1024), "image/jpeg")
    page = text_of(reporter.post("report_evidence", {"files": [large], "links": "", "lanjut": "1"}))
    assert "terlalu besar" in page
    assert not list((own_store / "drafts").iterdir())


def test_no_more_than_ten_files(reporter: Reporter) -> None:
    reporter.begin()
    page = text_of(reporter.post("report_evidence", {"files": [photo(f"{n}.jpg") for n in range(11)], "links": ""}))
    assert "Paling banyak 10 berkas" in page
    assert DraftFile.objects.count() == 10


def test_a_file_can_be_removed_again(reporter: Reporter, own_store: Path) -> None:
    reporter.begin()
    reporter.post("report_evidence", {"files": [photo()], "links": "", "unggah": "1"})
    (file,) = reporter.get("report_evidence").context["files"]
    reporter.post("report_evidence", {"hapus": file.place, "links": ""})
    assert reporter.get("report_evidence").context["files"] == ()
    assert not list((own_store / "drafts").iterdir())


@pytest.mark.parametrize("links", ["bukan alamat", "javascript://alert(1)", "http://"])
def test_what_is_no_address_is_named(reporter: Reporter, links: str) -> None:
    reporter.begin()
    assert "bukan alamat web" in text_of(reporter.post("report_evidence", {"links": links, "lanjut": "1"}))


def test_links_become_evidence(reporter: Reporter) -> None:
    reporter.answer(evidence={"links": "facebook.com/unggahan/1\nhttps://contoh.test/2"})
    reporter.send()
    with elevated("test"):
        links = set(Evidence.objects.exclude(link="").values_list("link", flat=True))
    assert links == {"https://facebook.com/unggahan/1", "https://contoh.test/2"}


def test_a_name_without_an_address_is_asked_for(reporter: Reporter) -> None:
    reporter.begin()
    assert "Isi alamat Anda" in text_of(reporter.post("report_reporter", {**NAMED, "address": ""}))


def test_who_chooses_to_stay_anonymous_leaves_no_name(reporter: Reporter) -> None:
    reporter.answer({**NAMED, "mode": "tanpa_nama"})
    reporter.send()
    with elevated("test"):
        assert not ReporterIdentity.objects.exists()
    assert only_report().route == "initial_information"


def test_an_incomplete_report_cannot_be_sent(reporter: Reporter) -> None:
    reporter.begin()
    reporter.post("report_what", WHAT)
    response = reporter.post("report_check")
    assert response.headers["Location"] == reverse("report_who")
    assert "Masih ada pertanyaan" in text_of(reporter.get("report_check"))
    with elevated("test"):
        assert not Report.objects.exists()


def test_sending_twice_files_one_report_and_shows_the_same_receipt(reporter: Reporter) -> None:
    code = reporter.answer().send()
    assert reporter.post("report_check").headers["Location"] == reverse("report_sent")
    assert reporter.get("report_sent").context["sent"].code == code
    assert only_report().number.endswith("00001")


def test_whoever_lost_the_answer_finds_the_receipt_again_for_a_day(reporter: Reporter) -> None:
    code = reporter.answer().send()
    assert reporter.get("report_what").headers["Location"] == reverse("report_sent")
    assert code in text_of(reporter.get("report_sent"))
    with clock.at(clock.now() + timedelta(hours=25)):
        assert reporter.get("report_sent").headers["Location"] == reverse("report_start")


def test_a_draft_is_over_after_a_day_and_leaves_nothing(reporter: Reporter, own_store: Path) -> None:
    reporter.answer()
    with clock.at(clock.now() + timedelta(hours=25)):
        assert "berakhir" in reporter.get("report_what").headers["Location"]
        assert draft_store.purge_expired(clock.now()) == 1
    assert not Draft.objects.exists()


def test_leaving_deletes_the_draft_the_files_and_the_cookies(
    reporter: Reporter, own_store: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    reporter.answer()
    with django_capture_on_commit_callbacks(execute=True):
        response = reporter.get("report_leave")
    assert response.headers["Location"].startswith("https://www.bmkg.go.id")
    assert not Draft.objects.exists()
    assert not list((own_store / "drafts").iterdir())
    assert response.cookies["lapor"]["max-age"] == 0
    assert response.cookies["lapor_status"]["max-age"] == 0


def test_every_page_can_be_left_and_is_kept_by_no_cache(reporter: Reporter) -> None:
    pages = [reporter.get("report_start"), reporter.get("report_status")]
    reporter.answer()
    pages += [reporter.get(route) for route in (*QUESTIONS, "report_check")]
    reporter.open(reporter.send())
    pages += [reporter.get(route) for route in ("report_sent", "report_opened", "report_identify")]
    for page in pages:
        assert page.status_code == 200
        assert "no-store" in page.headers["Cache-Control"]
        assert reverse("report_leave") in text_of(page)
        assert "<script>" not in text_of(page)
        assert " style=" not in text_of(page)


def test_the_cookie_is_strict_and_ends_with_the_browser(reporter: Reporter) -> None:
    cookie = reporter.post("report_start").cookies["lapor"]
    assert cookie["samesite"] == "Strict"
    assert cookie["httponly"]
    assert cookie["path"] == "/lapor/"
    assert not cookie["max-age"]
    assert not cookie["expires"]


def test_the_database_cannot_read_a_draft(reporter: Reporter, own_store: Path) -> None:
    reporter.answer(NAMED)
    (row,) = Draft.objects.all()
    for secret in (b"Bambang", b"Siti", b"Lurah", reporter.client.cookies["lapor"].value.encode()):
        assert secret not in bytes(row.sealed) + bytes(row.lookup)
    (file,) = (own_store / "drafts").iterdir()
    assert photo().read() not in file.read_bytes()


def test_the_sent_draft_keeps_only_the_receipt(reporter: Reporter) -> None:
    reporter.answer(NAMED).send()
    draft = draft_store.find(reporter.client.cookies["lapor"].value)
    assert draft is not None
    assert draft.answers == type(draft.answers)()
    assert not DraftFile.objects.exists()


def test_the_ledger_tells_nothing_of_reporter_or_story(reporter: Reporter) -> None:
    reporter.answer(NAMED).send()
    event = Event.objects.get(kind="report.filed")
    assert set(event.data) == {"report", "institution", "region", "act"}
    assert event.actor == "public:"


def test_uploads_never_touch_the_disk_in_the_clear() -> None:
    spool = Spool(limit=1000)
    for piece in (b"rahasia" * 50, b"negara" * 200):
        spool.write(piece)
    assert b"".join(spool.chunks()) == (b"rahasia" * 50 + b"negara" * 200)[:1001]
    spool.file.seek(0)
    assert b"rahasia" not in spool.file.read()
    spool.file.close()


def test_a_forged_upload_is_refused(reporter: Reporter) -> None:
    reporter.begin()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = reporter.client.cookies
    for route in ("report_what", "report_evidence", "report_check", "report_add"):
        refused = strict.post(reverse(route), {"files": [photo()], "lanjut": "1"})
        assert refused.status_code == 403
        assert "Formulir ini belum terkirim" in refused.content.decode()
    assert not DraftFile.objects.exists()
