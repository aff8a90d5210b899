"""Reports that do not go through: refused with a reason, sent back for completion, or told without a name."""

from datetime import timedelta

import pytest

from netral.apps.catalogue import api as catalogue
from netral.foundation.ledger import clock
from tests.journeys import citizen, supervisor
from tests.journeys.cast import Cast
from tests.journeys.citizen import ACCUSED, ANONYMOUS, NAMED, REPORTER, Sighting, holder_of
from tests.journeys.supervisor import UNMET, answers
from tests.journeys.visitor import refused
from tests.journeys.witness import figures_of, kinds, nothing_recorded, recorded

pytestmark = pytest.mark.django_db

SEEN = Sighting()
REVIEW = SEEN.at + timedelta(days=1)
REASON = "Foto tidak menunjukkan siapa yang memakai mobil itu."


def test_a_refused_reporter_reads_why_and_what_she_can_still_do(cast: Cast) -> None:
    filed = citizen.report(SEEN)
    officer, case = cast.officer, supervisor.case_on_the_board(cast.officer, filed)
    refusal = answers(REVIEW.date(), unmet="M.BUKTI", conclusion="refuse", reason_code="material", words=REASON)
    with clock.at(REVIEW):
        with nothing_recorded(), refused("Alasan belum ditulis"):
            officer.open("case_review", case).fill({**refusal, "words": ""})
        with nothing_recorded(), refused("Alasan itu tidak ada dalam daftar"):
            officer.open("case_review", case).fill({**refusal, "reason_code": ""})
        with recorded("case.refused", officer.actor):
            officer.open("case_review", case).fill(refusal)
    page = citizen.status_by_code(filed, REVIEW)
    for words in ("Tidak diregister", "Syarat materiel tidak terpenuhi", REASON, "Yang masih bisa dilakukan"):
        assert page.sees(words), page.text
    with clock.at(REVIEW), recorded("report.added_to", holder_of(filed)):
        page.fill({"text": "Siapa yang bisa saya tanyai?"})
    assert page.sees("Siapa yang bisa saya tanyai?")
    assert figures_of("14.03")["refused"]["value"] == 1
    assert figures_of("14.03")["registered"]["value"] == 0
    with clock.at(REVIEW), nothing_recorded():
        assert officer.open("case_review", case).sees("tahap lain")


def test_what_is_missing_is_asked_for_with_a_clock_and_then_the_report_goes_on(cast: Cast) -> None:
    filed = citizen.report(SEEN)
    officer, case = cast.officer, supervisor.case_on_the_board(cast.officer, filed)
    asking = answers(REVIEW.date(), unmet="M.BUKTI", conclusion="ask_completion", words="Mohon lengkapi.")
    with clock.at(REVIEW), recorded("case.completion_asked", officer.actor):
        officer.open("case_review", case).fill(asking)
    term = catalogue.deadline("PK.PERBAIKAN", REVIEW, citizen.VILLAGE)
    with clock.at(REVIEW):
        assert officer.open("case", case).sees(term.explanation)
        with nothing_recorded(), refused("Pelapor masih punya waktu"):
            page = officer.open("case_completion", case)
            page.fill({"conclusion": "refuse", "words": "Tidak dilengkapi."})
    page = citizen.status_by_code(filed, REVIEW)
    for words in ("Perlu dilengkapi", "Mohon lengkapi.", UNMET, "10 Oktober 2024"):
        assert page.sees(words), page.text
    with clock.at(REVIEW + timedelta(hours=5)), recorded("report.added_to", holder_of(filed)):
        citizen.status_by_code(filed, clock.now()).fill({"text": "Ini fotonya.", "files": citizen.evidence()})
    with clock.at(REVIEW + timedelta(days=1)), recorded("case.completion_received", officer.actor):
        officer.open("case_completion", case).fill({"conclusion": "receive"})
    assert citizen.status_by_code(filed, REVIEW + timedelta(days=1)).sees("Perbaikan laporan diterima")
    supervisor.review(cast, case, REVIEW + timedelta(days=1))
    supervisor.register(cast, case, REVIEW + timedelta(days=1))


def test_who_never_completes_is_refused_after_the_term_and_that_is_not_late(cast: Cast) -> None:
    filed = citizen.report(SEEN)
    officer, case = cast.officer, supervisor.case_on_the_board(cast.officer, filed)
    asking = answers(REVIEW.date(), unmet="M.BUKTI", conclusion="ask_completion", words="Mohon lengkapi.")
    with clock.at(REVIEW):
        officer.open("case_review", case).fill(asking)
    with clock.at(REVIEW + timedelta(days=3)), recorded("case.refused", officer.actor):
        officer.open("case_completion", case).fill({"conclusion": "refuse", "words": "Waktu perbaikan lewat."})
    page = citizen.status_by_code(filed, REVIEW + timedelta(days=3))
    assert page.sees("Perbaikan tidak disampaikan sampai batas waktu")


def test_without_a_name_it_is_information_until_she_gives_her_name(cast: Cast) -> None:
    filed = citizen.report(Sighting(reporter=tuple(ANONYMOUS.items())))
    officer = cast.officer
    page = officer.open("report_list").follow(filed.number)
    assert page.sees("Pelapor tidak mencantumkan nama.")
    report = page.part("report_id")
    assert page.sees(ACCUSED)
    reporter = citizen.status_by_code(filed, SEEN.at).follow("Tambahkan identitas")
    with clock.at(SEEN.at), recorded("report.reporter_named", holder_of(filed)):
        reporter.fill({name: NAMED[name] for name in ("name", "address", "contact")})
    officer.open("report_detail", report)
    assert not officer.sees(REPORTER)
    with recorded("report.identity_opened", officer.actor):
        officer.fill(to=f"/petugas/laporan/{report}/identitas/#pelapor")
    assert officer.sees(REPORTER)
    assert kinds()["report.identity_opened"] == 1
    assert cast.chair.open("report_detail", report).sees(ACCUSED)
    with nothing_recorded():
        assert cast.officer_of_semarang.status_of("report_detail", report) == 404
