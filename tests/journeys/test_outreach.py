"""From a session to a certificate: she is called, learns, passes; her office counts her, anybody checks the paper."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from netral.apps.learning.curriculum import lesson
from netral.apps.learning.models import Attempt, Invitation
from netral.demo.browser import upload
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import holder_of_link
from tests.foundation.registry.files import HOTMAN, SITI
from tests.journeys import roster
from tests.journeys.cast import Cast
from tests.journeys.citizen import parts
from tests.journeys.conftest import SITE
from tests.journeys.paper import words_of
from tests.journeys.post import do_waiting_jobs, letters
from tests.journeys.visitor import Visitor
from tests.journeys.witness import kinds, nothing_recorded, recorded

pytestmark = pytest.mark.django_db

TODAY = date(2024, 10, 7)
SESSION = {
    "judul": "Netralitas ASN di media sosial",
    **parts("hari", TODAY),
    "mulai": "10.00",
    "selesai": "12.00",
    "tempat": "Aula BKPSDM",
    "undang": "sebagian",
    "unit": ["pemda.14.03.opd_dinas_kesehatan"],
}
ROUND = {"judul": "Kuis netralitas", **parts("mulai", TODAY), **parts("selesai", date(2024, 11, 26))}


@pytest.fixture
def session(cast: Cast, sealing: None) -> Any:
    """Return a session of the day that called one unit."""
    officer = cast.personnel
    roster.bring_in(officer)
    with recorded("learning.session_planned", officer.actor):
        officer.open("learning_session_plan").fill(SESSION)
    ident = officer.part("ident")
    with recorded("learning.session_announced", officer.actor):
        officer.fill(to=reverse("learning_session_announce", args=[ident]))
    do_waiting_jobs()
    return ident


@pytest.fixture
def link(cast: Cast, session: Any) -> str:
    """Open a round and return the personal link that Siti's letter carries."""
    officer = cast.personnel
    officer.open("learning_round_create").fill(ROUND)
    with recorded("learning.round_opened", officer.actor):
        officer.fill(to=reverse("learning_round_open", args=[officer.part("ident")]))
    assert officer.sees("3 ASN diundang.")
    do_waiting_jobs()
    found = {link for letter in letters() for link in re.findall(rf"{SITE}/belajar/\S+", letter)}
    assert len(found) == 1
    return str(urlsplit(found.pop()).path)


def at_her_phone(link: str) -> Visitor:
    """Return Siti, who looks at her link; the ledger knows her by it."""
    with elevated("the test knows whose link it is"):
        invitation = Invitation.objects.get(person__nip=SITI[0])
    phone = Visitor()
    phone.get(link)
    phone.actor = holder_of_link(str(invitation.pk))
    return phone


def take_quiz(phone: Visitor, *, right: bool) -> None:
    """Answer every question of a quiz rightly, or every one wrongly."""
    phone.fill(button="mulai", value="ya")
    while (attempt := under_way()) is not None:
        expected = lesson(attempt.questions[attempt.at - 1]).expected
        wrong = "tidak" if expected != "tidak" else "melanggar"
        phone.fill({"jawaban": expected if right else wrong})
        assert phone.sees("Benar" if right else "Belum tepat"), phone.text
        phone.open("learning_quiz" if under_way() else "learning_result", phone.part("token"))


def under_way() -> Attempt | None:
    """Return the quiz that was begun and not finished."""
    with elevated("the test looks at everything"):
        found: Attempt | None = Attempt.objects.filter(finished_at=None).first()
        return found


def coverage(reader: Visitor) -> dict[str, tuple[str, ...]]:
    """Return of each unit how many there are, came, passed and never did, off a reader's board."""
    rows = reader.open("learning_coverage").table()
    columns = ("ASN", "Pernah hadir sesi", "Lulus", "Belum")
    return {row["Unit kerja"]: tuple(row[column] for column in columns) for row in rows}


def test_a_session_calls_a_unit_and_a_list_says_who_came(session: Any, cast: Cast) -> None:
    (letter,) = letters()
    assert "Netralitas ASN di media sosial" in letter
    officer = cast.personnel
    with recorded("learning.session_held", officer.actor):
        officer.open("learning_session", session).fill(to=reverse("learning_session_hold", args=[session]))
    listed = upload("hadir.csv", f"NIP\n{SITI[0]}\n{HOTMAN[0]}\n12\n".encode(), "text/csv")
    with recorded("learning.attendance_recorded", officer.actor):
        officer.open("learning_attendance_upload", session).fill({"berkas": listed})
    assert officer.sees("NIP harus 18 digit"), officer.text
    assert officer.open("learning_attendance", session).sees("Hotman Siregar")
    assert coverage(officer) == {"Dinas Kesehatan": ("2", "2", "0", "2"), "Dinas Pendidikan": ("1", "0", "0", "1")}
    with nothing_recorded():
        # The supervisor sees the session and its numbers, and nobody's name.
        assert cast.officer.open("learning_session", session).sees("2 dari 2")
        assert cast.officer.status_of("learning_attendance", session) == 404
        assert cast.personnel_of_semarang.status_of("learning_session", session) == 404


def test_she_fails_reads_why_passes_and_anybody_can_check_her_certificate(link: str, cast: Cast) -> None:
    phone = at_her_phone(link)
    assert phone.sees("Siti Aisyah")
    take_quiz(phone, right=False)
    assert phone.sees("Belum lulus")
    assert coverage(cast.personnel)["Dinas Kesehatan"] == ("2", "0", "0", "2")
    phone.get(link)
    take_quiz(phone, right=True)
    assert phone.sees("Anda lulus")
    assert (kinds()["learning.quiz_failed"], kinds()["learning.quiz_passed"]) == (1, 1)

    token = phone.part("token")
    with recorded("learning.certificate_issued", phone.actor):
        pdf = phone.open("learning_certificate", token).body
    code = phone.open("learning_result", token).text.partition("dengan kode ")[2].split()[0].rstrip(".")
    assert "Siti Aisyah" in words_of(pdf)
    anybody = Visitor().open("verify_code", code)
    for words in ("Siti Aisyah", "Dinas Kesehatan", "7 Oktober 2024"):
        assert anybody.sees(words), anybody.text
    assert not anybody.sees(SITI[0])
    anybody.open("verify").fill({"berkas": upload("sertifikat.pdf", pdf, "application/pdf")})
    assert anybody.sees("Dokumen ini asli dan tidak berubah")

    for reader in (cast.personnel, cast.officer):
        assert coverage(reader)["Dinas Kesehatan"] == ("2", "0", "1", "1")
        assert coverage(reader)["Dinas Pendidikan"] == ("1", "0", "0", "1")
    assert not cast.personnel_of_semarang.open("learning_coverage").sees("Dinas Kesehatan")
