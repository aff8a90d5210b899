"""What goes wrong in real life: mistyped, too early, too late, twice, out of turn, in the wrong kind of file."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from netral.demo.browser import upload
from netral.foundation.accounts.models import Membership
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.seals.actions.keys import create_seal_key
from tests.journeys import citizen, employer, roster, supervisor
from tests.journeys.cast import Cast
from tests.journeys.citizen import ACCUSED, Sighting, parts
from tests.journeys.supervisor import NO_VIOLATION, VIOLATION
from tests.journeys.visitor import Visitor, refused
from tests.journeys.witness import kinds, nothing_recorded, recorded

pytestmark = pytest.mark.django_db

SEEN = Sighting()
REVIEW = SEEN.at + timedelta(days=1)
DECIDED = REVIEW + timedelta(days=2)
PROGRAM = upload("foto.jpg", b"MZ\x90\x00" * 64, "image/jpeg")
OUT_OF_TURN = "sudah berada di tahap lain"
PRESSED_TWICE = "sudah Anda simpan barusan, dengan isian yang pertama"


# --- the citizen ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["salah", "bakimo-bakimo-bakimo-bakimo-bakimo-bakimo", "x" * 150, "' OR 1=1 --"])
def test_every_wrong_code_is_refused_alike_and_opens_nothing(cast: Cast, code: str) -> None:
    citizen.report(SEEN)
    stranger = Visitor()
    with nothing_recorded(), refused("Kode itu tidak cocok dengan laporan mana pun."):
        stranger.open("report_status").fill({"code": code})
    assert stranger.open("report_opened").address == reverse("report_status")


def test_what_the_code_opened_closes_after_half_an_hour(cast: Cast) -> None:
    page = citizen.status_by_code(citizen.report(SEEN), SEEN.at)
    with clock.at(SEEN.at + timedelta(minutes=29)):
        assert page.open("report_opened").address == reverse("report_opened")
    with clock.at(SEEN.at + timedelta(minutes=31)):
        assert page.open("report_opened").address == reverse("report_status")


def test_a_draft_ends_after_a_day_and_says_so(cast: Cast) -> None:
    page = citizen.answered(SEEN)
    with clock.at(SEEN.at + timedelta(hours=25)), nothing_recorded():
        assert page.open("report_check").sees("Isian Anda sudah dihapus, atau sudah lewat 24 jam.")


@pytest.mark.parametrize(
    ("happened_on", "known_on"),
    [
        (date(2024, 10, 8), date(2024, 10, 8)),
        (date(2024, 10, 7), date(2024, 10, 8)),
        (date(2024, 10, 5), date(2024, 10, 4)),
    ],
)
def test_a_report_of_the_future_or_known_before_it_happened_is_refused(
    cast: Cast, happened_on: date, known_on: date
) -> None:
    page = citizen.before_the_dates(SEEN)
    with nothing_recorded(), refused("Periksa isian berikut"):
        page.fill({**parts("happened_on", happened_on), **parts("known_on", known_on)})
    assert page.complaint.count(".") >= 1
    assert page.address == reverse("report_when")


def test_a_program_is_no_evidence_and_what_was_right_stays(cast: Cast) -> None:
    page = citizen.before_the_dates(SEEN)
    page.fill({**parts("happened_on", SEEN.happened_on), **parts("known_on", SEEN.happened_on)})
    with nothing_recorded(), refused("Jenis berkas ini tidak diterima"):
        page.fill({"files": PROGRAM, "links": "https://contoh.test/1"}, button="lanjut", value="1")
    page.fill({"files": citizen.evidence()}, button="lanjut", value="1").fill(citizen.ANONYMOUS).fill()
    assert page.sees("Laporan terkirim")


def test_sending_twice_sends_once(cast: Cast) -> None:
    page = citizen.answered(SEEN)
    page.fill()
    code = page.text
    page.post("report_check")
    assert page.text == code
    assert (kinds()["report.filed"], kinds()["case.opened"]) == (1, 1)


def test_nothing_is_sent_before_every_question_is_answered(cast: Cast) -> None:
    page = citizen.before_the_dates(SEEN)
    with nothing_recorded():
        page.post("report_check")
    assert page.address == reverse("report_when")


# --- the supervisor ------------------------------------------------------------------------------------------------


def test_no_step_of_a_case_can_be_posted_out_of_turn(cast: Cast) -> None:
    case = supervisor.case_on_the_board(cast.officer, citizen.report(SEEN))
    invitation = {"invited": ACCUSED, "capacity": "accused", "place": "Kantor", "scheduled_at_time": "10.00"}
    posts: list[tuple[Visitor, str, dict[str, Any]]] = [
        (cast.officer, "case_completion", {"conclusion": "receive"}),
        (cast.officer, "case_invite", {**invitation, **parts("scheduled_at", DECIDED.date())}),
        (cast.officer, "case_study", {"facts": "F", "analysis": "A", "norm": "C4", "proposed": VIOLATION}),
        (cast.chair, "case_registration", {"conclusion": "approve"}),
        (cast.chair, "case_extend", {"words": "Butuh waktu."}),
        (cast.chair, "case_plenary", {}),
        (cast.chair, "case_vote", {"finding": VIOLATION}),
        (
            cast.chair,
            "case_decide",
            {"finding": VIOLATION, "person_1": "proven", "status_1": "pns", "words": "Terbukti."},
        ),
    ]
    with clock.at(REVIEW), nothing_recorded():
        for who, route, fields in posts:
            who.open("case", case).post(route, case, **fields)
            assert who.sees(OUT_OF_TURN), route
            assert who.sees("Kajian awal"), route


def test_a_step_pressed_twice_is_taken_once(cast: Cast) -> None:
    case = supervisor.until_registered(cast, citizen.report(SEEN), REVIEW)
    with clock.at(REVIEW + timedelta(hours=2)), nothing_recorded():
        cast.chair.post("case_registration", case, conclusion="approve")
        cast.officer.post("case_review", case, **supervisor.answers(REVIEW.date(), conclusion="propose"))
    assert cast.chair.sees(PRESSED_TWICE)
    assert cast.officer.sees(OUT_OF_TURN)
    assert kinds()["case.registered"] == 1


def test_impossible_days_are_refused_on_every_page_of_a_case(cast: Cast) -> None:
    case = supervisor.until_registered(cast, citizen.report(SEEN), REVIEW)
    officer = cast.officer
    with clock.at(REVIEW + timedelta(hours=3)), nothing_recorded():
        with refused("Tanggal perbuatan sesudah laporan masuk"):
            officer.open("case_act_date", case).fill(parts("act_date", REVIEW.date()))
        with refused("Waktu undangan sudah lewat"):
            when = {**parts("scheduled_at", SEEN.at.date()), "scheduled_at_time": "09.00"}
            invitation = {"invited": ACCUSED, "capacity": "accused", "place": "Kantor"}
            officer.open("case_invite", case).fill({**invitation, **when})
        with refused("Tanggal itu tidak ada."):
            officer.open("case_act_date", case).fill({**parts("act_date", date(2024, 2, 1)), "act_date_day": "31"})


def test_a_plenary_follows_its_majority_and_says_why_it_cannot_decide(cast: Cast) -> None:
    case = supervisor.until_heard(cast, citizen.report(SEEN), REVIEW)
    supervisor.study(cast, case, DECIDED, "C4")
    members = cast.members
    supervisor.convene(cast, case, DECIDED)
    with clock.at(DECIDED):
        with nothing_recorded(), refused("Pendapat Anda berbeda dari kajian"):
            members[1].open("case_vote", case).fill({"finding": NO_VIOLATION})
        members[1].fill({"finding": NO_VIOLATION, "dissent": "Mobil itu miliknya sendiri."})
    supervisor.vote(members[0], case, DECIDED)
    supervisor.vote(members[2], case, DECIDED)
    answers = {"finding": NO_VIOLATION, "person_1": "not_proven", "words": "Tidak terbukti."}
    with clock.at(DECIDED), nothing_recorded(), refused("tidak didukung lebih dari separuh suara"):
        cast.chair.open("case_decide", case).fill(answers)
    with clock.at(DECIDED), nothing_recorded(), refused("perlu paling sedikit satu terlapor yang terbukti"):
        cast.chair.fill({"finding": VIOLATION, "person_1": "not_proven", "words": "Terbukti."})
    supervisor.decide(cast, case, DECIDED)


# --- the appointing official ---------------------------------------------------------------------------------------


@pytest.fixture
def recommendation(cast: Cast) -> Any:
    """Return a recommendation as it lies on the secretary's register on the day it was sent."""
    supervisor.until_decided(cast, citizen.report(SEEN), REVIEW, "C4")
    with clock.at(DECIDED + timedelta(hours=2)):
        return employer.recommendation_on_the_register(cast.secretary, "001/Reg")


def test_no_step_of_the_follow_up_can_be_posted_out_of_turn(cast: Cast, recommendation: Any) -> None:
    day = DECIDED.date()
    posts: list[tuple[Visitor, str, dict[str, Any]]] = [
        (cast.secretary, "recommendation_open", {"team": "Camat", **parts("summoned_for", day)}),
        (cast.secretary, "recommendation_examine", {"attended": "yes", "minutes": "X", **parts("examined_on", day)}),
        (cast.secretary, "recommendation_carry_out", parts("carried_out_on", day)),
        (cast.official, "recommendation_decide", employer.decision(day, "berat_bebas_jabatan")),
        (cast.official, "recommendation_close", {"words": "Tidak perlu."}),
    ]
    with clock.at(DECIDED + timedelta(hours=3)), nothing_recorded():
        for who, route, fields in posts:
            who.open("recommendation", recommendation).post(route, recommendation, **fields)
            assert who.sees("Langkah ini tidak dapat dilakukan"), route


EXAMINED = DECIDED + timedelta(days=10)
SANCTIONED = EXAMINED + timedelta(days=1)


def test_days_and_files_of_the_official_are_checked(cast: Cast, recommendation: Any) -> None:
    row, sent, sanction = recommendation, DECIDED.date(), "berat_bebas_jabatan"
    examined, today = EXAMINED, SANCTIONED
    employer.acknowledge(cast, row, DECIDED + timedelta(days=1))
    employer.open_examination(cast, row, DECIDED + timedelta(days=1), examined.date())
    with clock.at(examined), nothing_recorded():
        for day, words in ((sent - timedelta(days=1), "sebelum rekomendasi"), (today.date(), "belum tiba")):
            with refused(words):
                minutes = {"attended": "no", "minutes": "Tidak hadir.", **parts("examined_on", day)}
                cast.secretary.open("recommendation_examine", row).fill(minutes)
    employer.examine(cast, row, examined)
    with clock.at(today), nothing_recorded():
        for day, words in (
            (SEEN.happened_on - timedelta(days=1), "sebelum perbuatan terjadi"),
            (sent - timedelta(days=1), "sebelum rekomendasi dikirim"),
            (sent + timedelta(days=1), "sebelum pemeriksaan"),
            (today.date() + timedelta(days=1), "belum tiba"),
        ):
            with refused(words):
                cast.official.open("recommendation_decide", row).fill(employer.decision(day, sanction))
        with refused("Jenis berkas ini tidak diterima"):
            cast.official.open("recommendation_decide", row).fill(
                employer.decision(today.date(), sanction, b"\x89PNG\r\n\x1a\n" + bytes(64))
            )
    employer.decide(cast, row, today, sanction)
    with clock.at(today), nothing_recorded(), refused("Tanggal pelaksanaan sebelum keputusan"):
        cast.secretary.open("recommendation_carry_out", row).fill(parts("carried_out_on", examined.date()))


def test_the_official_decides_once_and_it_is_carried_out_once(cast: Cast, recommendation: Any) -> None:
    row, today = recommendation, SANCTIONED
    employer.acknowledge(cast, row, DECIDED + timedelta(days=1))
    employer.open_examination(cast, row, DECIDED + timedelta(days=1), EXAMINED.date())
    employer.examine(cast, row, EXAMINED)
    employer.decide(cast, row, today, "berat_bebas_jabatan")
    other = employer.decision(today.date(), "berat_turun_jabatan")
    for later, words in (
        (timedelta(0), PRESSED_TWICE),
        (timedelta(hours=1), "Satu rekomendasi hanya punya satu keputusan."),
    ):
        with clock.at(today + later), nothing_recorded():
            cast.official.post("recommendation_decide", row, **other)
            assert cast.official.sees(words)
    employer.carry_out(cast, row, today)
    with clock.at(today), nothing_recorded():
        cast.secretary.post("recommendation_carry_out", row, **parts("carried_out_on", today.date()))
        assert cast.secretary.sees(PRESSED_TWICE)


# --- roles and keys ------------------------------------------------------------------------------------------------


def test_an_ended_role_opens_nothing_the_day_after(cast: Cast) -> None:
    case = supervisor.case_on_the_board(cast.officer, citizen.report(SEEN))
    administrator = cast.administrator
    with recorded("account.role_ended", administrator.actor):
        administrator.open("accounts_people")
        ending = next(link for link in administrator.links() if membership_of(cast.officer) in link)
        administrator.get(ending).fill(parts("valid_to", SEEN.at.date()))
    assert cast.officer.status_of("case", case) == 200
    with clock.at(SEEN.at + timedelta(days=1)), nothing_recorded():
        for route, place in (("case", [case]), ("case_board", []), ("case_review", [case]), ("report_list", [])):
            assert cast.officer.status_of(route, *place) == 403


def test_a_campaign_without_a_key_to_seal_with_invites_nobody(cast: Cast) -> None:
    officer = cast.personnel
    roster.bring_in(officer)
    days = {**parts("mulai", date(2024, 10, 1)), **parts("selesai", date(2024, 10, 31))}
    officer.open("campaign_create").fill({"judul": "Ikrar", **days})
    campaign = officer.part("ident")
    with nothing_recorded(), refused("belum punya kunci segel"):
        officer.fill(to=reverse("campaign_open", args=[campaign]))
    create_seal_key(institution=Institution.objects.get(path="pemda.14.03.bkpsdm"), by=SYSTEM)
    officer.fill(to=reverse("campaign_open", args=[campaign]))
    with nothing_recorded():
        officer.post("campaign_open", campaign)
    assert officer.sees("keadaan kampanye sudah berubah")


def test_a_campaign_that_ends_before_it_begins_is_refused(cast: Cast) -> None:
    for first, last, words in (
        (date(2024, 10, 20), date(2024, 10, 10), "mendahului hari pertama"),
        (date(2024, 9, 1), date(2024, 9, 30), "Hari terakhir sudah lewat"),
    ):
        with nothing_recorded(), refused(words):
            days = {**parts("mulai", first), **parts("selesai", last)}
            cast.personnel.open("campaign_create").fill({"judul": "Ikrar", **days})


@pytest.mark.parametrize(("content", "words"), [(b"", "Berkas kosong"), (b"%PDF-1.7 bukan daftar", "tidak diterima")])
def test_what_is_no_roster_is_refused(cast: Cast, content: bytes, words: str) -> None:
    file = upload("asn.csv", content, "text/csv")
    with nothing_recorded(), refused(words):
        cast.personnel.open("registry_upload").fill({"berkas": file, "cakupan": "sebagian"})


def membership_of(who: Visitor) -> str:
    """Return the identifier of the role she holds, as it stands in the address that ends it."""
    return str(Membership.objects.get(user_id=who.actor.id).pk)
