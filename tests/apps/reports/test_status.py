"""What a reporter sees and does with her code, and what nobody can do without it."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from netral.apps.reports.actions import answer_reporter
from netral.apps.reports.api import tell_reporter
from netral.apps.reports.domain.statuses import Status
from netral.apps.reports.models import Evidence, Message, Report, ReporterIdentity, StatusNote
from netral.engines.steps.table import StepRefused
from netral.engines.vault.codes import code_from
from netral.foundation.drafts.throttle import Brake
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.seals.actions.keys import create_seal_key
from netral.foundation.seals.queries import verify_pdf
from tests.apps.reports.reporter import NAMED, Reporter, only_report, photo
from tests.ground import Person, person
from tests.work import waits

pytestmark = pytest.mark.django_db

WRONG = "tidak cocok dengan laporan mana pun"


@pytest.fixture
def code(reporter: Reporter) -> str:
    """Return the code of a report that was sent and opened."""
    code = reporter.answer().send()
    reporter.open(code)
    return code


def asked_in(who: Person) -> list[str]:
    """Return the reports whose reporter waits for an answer of somebody's."""
    return [str(item.title) for item in waits(who) if "menulis pesan" in str(item.why)]


def page(reporter: Reporter) -> str:
    return str(reporter.get("report_opened").content.decode())


def officer() -> object:
    return person("supervisor_officer", "bawaslu.14.03").actor


def test_the_code_opens_the_report_however_it_is_typed(reporter: Reporter, code: str) -> None:
    stranger = Reporter()
    assert stranger.open(code.upper().replace("-", " ")).headers["Location"] == reverse("report_opened")
    text = page(stranger)
    assert "Laporan Anda sudah sampai" in text
    assert "Paling lambat" in text
    assert "9 Oktober 2024" in text


NOT_CODES = ["salah", code_from([0] * 16), "x" * 200, "bakimo-bakimo-bakimo-bakimo-bakimo-bakimo"]


@pytest.mark.parametrize("typed", NOT_CODES)
def test_every_wrong_code_gets_the_same_answer(reporter: Reporter, code: str, typed: str) -> None:
    response = Reporter().open(typed)
    assert response.status_code == 200
    assert WRONG in response.content.decode()
    assert not response.cookies.get("lapor_status")


def test_without_the_code_nothing_opens(reporter: Reporter, code: str) -> None:
    stranger = Reporter()
    for route in ("report_opened", "report_identify", "report_proof"):
        assert stranger.get(route).headers["Location"] == reverse("report_status")
    assert stranger.post("report_add", {"text": "halo"}).headers["Location"] == reverse("report_status")
    stranger.client.cookies["lapor_status"] = "dibuat-sendiri"
    assert stranger.get("report_opened").headers["Location"] == reverse("report_status")


def test_an_open_report_closes_after_half_an_hour(reporter: Reporter, code: str) -> None:
    with clock.at(clock.now() + timedelta(minutes=31)):
        assert reporter.get("report_opened").headers["Location"] == reverse("report_status")


def test_the_cookie_does_not_hold_the_code(reporter: Reporter, code: str) -> None:
    value = reporter.client.cookies["lapor_status"].value
    assert code not in value
    assert code.replace("-", "") not in value


def test_reporter_and_officer_talk(reporter: Reporter, code: str) -> None:
    reporter.post(
        "report_add", {"text": "Ada saksi lain", "links": "https://contoh.test/1", "files": [photo("dua.jpg")]}
    )
    staff = person("supervisor_officer", "bawaslu.14.03", name="Nama Petugas")
    others = person("supervisor_member", "bawaslu.14.03"), person("supervisor_officer", "bawaslu.33.74")
    report = only_report()
    assert (asked_in(staff), *map(asked_in, others)) == ([report.number], [], [])
    assert "Ada saksi lain" in staff.client.get(reverse("report_detail", args=[report.pk])).content.decode()
    response = staff.client.post(reverse("report_answer", args=[report.pk]), {"text": "Siapa saksinya?"})
    assert response.status_code == 302
    assert asked_in(staff) == []
    text = page(reporter)
    assert "Siapa saksinya?" in text
    assert "Bawaslu Kabupaten Bengkalis" in text
    assert "Nama Petugas" not in text
    with elevated("test"):
        assert Evidence.objects.count() == 3


def test_adding_nothing_or_something_wrong_is_explained(reporter: Reporter, code: str) -> None:
    assert "Belum ada yang ditambahkan" in reporter.post("report_add", {}).content.decode()
    program = SimpleUploadedFile("x.exe", b"MZ\x90\x00" * 40)
    response = reporter.post("report_add", {"text": "jangan hilang", "files": [program]}).content.decode()
    assert "Jenis berkas ini tidak diterima" in response
    assert "jangan hilang" in response
    with elevated("test"):
        assert not Message.objects.exists()


def test_a_name_given_later_makes_the_report_formal(reporter: Reporter, code: str) -> None:
    assert "Tambahkan identitas" in page(reporter)
    reporter.post("report_identify", {name: NAMED[name] for name in ("name", "address", "contact")})
    assert only_report().route == "formal"
    assert "Tambahkan identitas" not in page(reporter)
    again = reporter.post("report_identify", {"name": "Lain", "address": "Lain"})
    assert "identitas tidak dapat ditambahkan" in again.content.decode()
    with elevated("test"):
        assert ReporterIdentity.objects.get().name == NAMED["name"]


def test_the_reporter_sees_the_outcome_with_her_code(reporter: Reporter, code: str) -> None:
    report = only_report()
    for status, text in (
        (Status.REGISTERED, "Nomor register 012."),
        (Status.UNDER_STUDY, ""),
        (Status.DECIDED, "Terbukti melanggar."),
        (Status.FORWARDED, "Diteruskan ke BKN."),
        (Status.CONCLUDED, "Sanksi sudah dijatuhkan."),
    ):
        tell_reporter(report_id=report.pk, status=status, text=text, by=SYSTEM)
    text = page(reporter)
    assert "Sanksi sudah dijatuhkan." in text
    assert "Nomor register 012." in text
    with elevated("test"):
        registered = StatusNote.objects.get(status="registered")
    assert registered.until is not None
    assert "Ps 134(5)" in registered.basis


def test_a_refusal_gives_its_reason_and_what_can_still_be_done(reporter: Reporter, code: str) -> None:
    tell_reporter(report_id=only_report().pk, status=Status.REFUSED, text="Tidak ada bukti.", by=SYSTEM)
    text = page(reporter)
    assert "Tidak ada bukti." in text
    assert "Yang masih bisa dilakukan" in text


def test_a_step_the_table_does_not_know_changes_nothing(reporter: Reporter, code: str) -> None:
    with pytest.raises(StepRefused):
        tell_reporter(report_id=only_report().pk, status=Status.CONCLUDED, text="", by=SYSTEM)
    assert only_report().status == "filed"


def test_the_proof_is_sealed_once_and_names_nobody(reporter: Reporter, code: str) -> None:
    with elevated("test"):
        create_seal_key(institution=Institution.objects.get(path="bawaslu.14.03"), by=SYSTEM)
    first = reporter.get("report_proof").content
    assert first == reporter.get("report_proof").content
    found = verify_pdf(first)
    assert found.verdict.value == "holds"
    assert found.document is not None
    report = only_report()
    facts = str(found.document.facts)
    assert report.number in facts
    assert report.digest in facts
    for secret in ("Bambang", "Siti", code):
        assert secret not in facts


def test_an_institution_without_a_key_still_gives_a_proof(reporter: Reporter, code: str) -> None:
    assert reporter.get("report_proof").content.startswith(b"%PDF")


def test_officers_cannot_answer_for_another_region(reporter: Reporter, code: str) -> None:
    stranger = person("supervisor_officer", "bawaslu.33.74").actor
    report_id: UUID = only_report().pk
    with reading_as(stranger), pytest.raises(Report.DoesNotExist):
        answer_reporter(report_id=report_id, text="x", by=stranger)


def test_the_brake_slows_the_guesser_and_keeps_nobody_out() -> None:
    brake = Brake(free=3, refill_seconds=60, pause=0.01, waiting=1)
    assert [brake.wrong_answer() for _ in range(5)] == [False, False, False, True, True]
    full = Brake(free=0, refill_seconds=60, pause=0.01, waiting=0)
    assert not full.wrong_answer()


def test_one_receipt_cannot_fill_the_store(reporter: Reporter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netral.apps.reports.actions.MOST_MESSAGES", 1)
    reporter.open(reporter.answer().send())
    reporter.post("report_add", {"text": "Ada saksi.", "links": ""})
    page = reporter.post("report_add", {"text": "Ada saksi lain.", "links": ""}).content.decode()
    assert "sudah memuat sebanyak yang bisa ditambahkan" in page
    assert "Ada saksi lain." in page
    with elevated("test"):
        assert Message.objects.count() == 1
