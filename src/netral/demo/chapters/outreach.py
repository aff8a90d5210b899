"""Outreach in Bengkalis: one session held and one to come, and quizzes that are passed, failed or left alone."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from netral.apps.learning.actions import quiz_attempts
from netral.apps.learning.curriculum import ANSWERS, lesson
from netral.apps.learning.links import token_of
from netral.apps.learning.models import Attempt, Invitation
from netral.demo.browser import Browser, dated, letter, upload
from netral.demo.cast.people import BENGKALIS, browser_of
from netral.demo.chapter import WIB, Bars, do_waiting_jobs
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import Actor, holder_of_link
from netral.foundation.registry.fiction import Chance
from netral.foundation.registry.models import AsnPerson

PLANNED = datetime(2024, 9, 9, 9, 0, tzinfo=WIB)
HELD = datetime(2024, 9, 12, 9, 0, tzinfo=WIB)
ROUND_OPENS = datetime(2024, 9, 18, 8, 0, tzinfo=WIB)
ROUND_CLOSES = datetime(2024, 11, 26, 8, 0, tzinfo=WIB)
# The day after KPU determined the candidates begins another stage: whoever passed before has to pass again.
BEFORE_CANDIDATES = datetime(2024, 9, 19, 10, 0, tzinfo=WIB)
CAMPAIGN = datetime(2024, 10, 1, 10, 0, tzinfo=WIB)
AGAIN = datetime(2024, 10, 15, 10, 0, tzinfo=WIB)
NEXT_PLANNED = datetime(2024, 10, 28, 9, 0, tzinfo=WIB)
NEXT = datetime(2024, 11, 14, 9, 0, tzinfo=WIB)
OFFICES = (f"pemda.{BENGKALIS}.opd_sekretariat_daerah", f"pemda.{BENGKALIS}.opd_dinas_lingkungan_hidup")
NEXT_OFFICES = (f"pemda.{BENGKALIS}.opd_kecamatan_01", f"pemda.{BENGKALIS}.opd_kecamatan_02")
PRESENT = 0.7
# So many take the quiz through their pages, as everybody would; the others by the same actions, which is quicker.
THROUGH_PAGES = 2
SEED = 58

Fate = Callable[[Invitation, bool], None]


def meet(bars: Bars) -> None:
    """Plan a session for two offices, call them, hold it, and record from a list who came."""
    officer = browser_of("kepegawaian")
    step = bars.counting("Sosialisasi di dua unit kerja", 3)
    with clock.at(PLANNED):
        ident = _planned(officer, HELD, "Netralitas ASN di media sosial", OFFICES)
        words = "Jangan menyukai, mengomentari, atau membagikan unggahan calon. Bila ragu, cek dulu, lalu tanyakan."
        sender = "BKPSDM Kabupaten Bengkalis"
        officer.fill({"berkas": letter("materi-netralitas.pdf", sender, "Materi sosialisasi", PLANNED, words)})
        officer.fill(to=reverse("learning_session_announce", args=[ident]))
        do_waiting_jobs()
    step(1, 3)
    with clock.at(HELD + timedelta(hours=3)):
        officer.open("learning_session", ident).fill(to=reverse("learning_session_hold", args=[ident]))
    step(2, 3)
    with clock.at(HELD + timedelta(hours=6)):
        listed = upload("daftar-hadir.csv", _list_of_present(), "text/csv")
        officer.open("learning_attendance_upload", ident).fill({"berkas": listed})
    step(3, 3)


def quiz(bars: Bars, amount: int) -> None:
    """Open a round for the whole roster; of two offices some pass, some fail, some try again, most do nothing yet."""
    step = bars.counting("Undangan kuis ke semua ASN")
    found = _opened_round()
    step(1, 1)
    invited = _invited(found)
    takers = Chance(SEED).sample(invited, min(amount, len(invited)))
    for number, each in enumerate(bars.over("Kuis dikerjakan", takers, len(takers))):
        FATES[number % len(FATES)](each, number < THROUGH_PAGES)


def plan_the_next(bars: Bars) -> None:
    """Let the supervisor call two sub-districts to a session that is still to come on the demo's day."""
    step = bars.counting("Sesi berikutnya")
    with clock.at(NEXT_PLANNED):
        officer = browser_of("petugas")
        ident = _planned(officer, NEXT, "Netralitas ASN pada masa tenang", NEXT_OFFICES)
        officer.fill(to=reverse("learning_session_announce", args=[ident]))
    step(1, 1)


def _planned(officer: Browser, begins: datetime, title: str, offices: Sequence[str]) -> Any:
    officer.open("learning_session_plan").fill(
        {
            "judul": title,
            **dated("hari", begins),
            "mulai": f"{begins:%H.%M}",
            "selesai": f"{begins + timedelta(hours=3):%H.%M}",
            "tempat": "Aula BKPSDM Kabupaten Bengkalis",
            "narasumber": "Dedi Kurniawan, Bawaslu Kabupaten Bengkalis",
            "undang": "sebagian",
            "unit": list(offices),
        }
    )
    return officer.part("ident")


def _list_of_present() -> bytes:
    with elevated("the demo's list of those who came"):
        called = AsnPerson.objects.filter(unit__path__in=OFFICES).order_by("nip").values_list("nip", flat=True)
        numbers = list(called)
    present = Chance(SEED).sample(numbers, round(PRESENT * len(numbers)))
    return "\n".join(["NIP", *sorted(present)]).encode()


def _opened_round() -> Any:
    officer = browser_of("kepegawaian")
    with clock.at(ROUND_OPENS):
        days = {**dated("mulai", ROUND_OPENS), **dated("selesai", ROUND_CLOSES)}
        officer.open("learning_round_create").fill({"judul": "Kuis netralitas Pilkada 2024", **days})
        found = officer.part("ident")
        officer.fill(to=reverse("learning_round_open", args=[found]))
    return found


def _invited(found: Any) -> list[Invitation]:
    with elevated("the demo hands out the links that the letters carry"):
        rows = Invitation.objects.filter(round=found, unit__path__in=OFFICES)
        return list(rows.select_related("person").order_by("person__nip"))


def _passes(invitation: Invitation, through_pages: bool) -> None:
    _take(invitation, CAMPAIGN, through_pages=through_pages)


def _passed_long_ago(invitation: Invitation, _through_pages: bool) -> None:
    _take(invitation, BEFORE_CANDIDATES)


def _passes_in_both_stages(invitation: Invitation, _through_pages: bool) -> None:
    _take(invitation, BEFORE_CANDIDATES)
    _take(invitation, CAMPAIGN)


def _fails(invitation: Invitation, _through_pages: bool) -> None:
    _take(invitation, CAMPAIGN, wrong=5)


def _fails_and_tries_again(invitation: Invitation, through_pages: bool) -> None:
    _take(invitation, CAMPAIGN, wrong=4, through_pages=through_pages)
    _take(invitation, AGAIN, wrong=1, through_pages=through_pages)


def _stops_halfway(invitation: Invitation, _through_pages: bool) -> None:
    with clock.at(AGAIN):
        by = holder_of_link(str(invitation.pk))
        attempt = quiz_attempts.start_quiz(invitation=invitation, by=by)
        quiz_attempts.answer_question(attempt=attempt, number=1, answer=_answer(attempt, right=True), by=by)


FATES: tuple[Fate, ...] = (
    _passes,
    _fails_and_tries_again,
    _passes,
    _passed_long_ago,
    _fails,
    _passes_in_both_stages,
    _passes,
    _stops_halfway,
    _fails_and_tries_again,
    _passed_long_ago,
)


def _take(invitation: Invitation, at: datetime, *, wrong: int = 0, through_pages: bool = False) -> None:
    """Take a whole quiz with so many wrong answers; whoever passes keeps her certificate."""
    with clock.at(at + timedelta(minutes=int(invitation.person.nip[-3:]))):
        if through_pages:
            _take_through_pages(invitation, wrong)
        else:
            _take_by_actions(invitation, wrong, holder_of_link(str(invitation.pk)))


def _take_through_pages(invitation: Invitation, wrong: int) -> None:
    token = token_of(invitation.pk)
    phone = Browser().open("learning_start", token).fill(button="mulai", value="ya")
    while attempt := _under_way(invitation):
        phone.open("learning_quiz", token).fill({"jawaban": _answer(attempt, right=attempt.at > wrong)})
    phone.open("learning_result", token)
    if _last(invitation).passed:
        phone.open("learning_certificate", token)


def _take_by_actions(invitation: Invitation, wrong: int, by: Actor) -> None:
    attempt = quiz_attempts.start_quiz(invitation=invitation, by=by)
    while attempt.finished_at is None:
        answer = _answer(attempt, right=attempt.at > wrong)
        attempt = quiz_attempts.answer_question(attempt=attempt, number=attempt.at, answer=answer, by=by)
    if attempt.passed:
        quiz_attempts.issue_certificate(attempt=attempt, by=by)


def _answer(attempt: Attempt, *, right: bool) -> str:
    expected = lesson(attempt.questions[attempt.at - 1]).expected
    return expected if right else next(answer.value for answer in ANSWERS if answer.value != expected)


def _under_way(invitation: Invitation) -> Attempt | None:
    with elevated("the demo looks up the question on her page"):
        found: Attempt | None = Attempt.objects.filter(invitation=invitation, finished_at=None).first()
        return found


def _last(invitation: Invitation) -> Attempt:
    with elevated("the demo looks up the result on her page"):
        found: Attempt = Attempt.objects.filter(invitation=invitation).latest("number")
        return found
