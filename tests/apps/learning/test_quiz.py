"""Rounds and quizzes: the way through a personal link, what is asked again, certificates, coverage, reminders."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings, strategies as st

from netral.apps.learning import curriculum
from netral.apps.learning.actions import quiz_attempts
from netral.apps.learning.actions.rounds import close_round
from netral.apps.learning.domain.quiz import draw
from netral.apps.learning.links import token_of
from netral.apps.learning.models import Attempt, Invitation, Reminder, Round
from netral.apps.learning.parameters import quiz_rules
from netral.apps.learning.queries.rounds import situation_of
from netral.apps.learning.tasks import send_links_of
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger.actors import SYSTEM, holder_of_link
from netral.foundation.ledger.clock import at, now
from netral.foundation.notices.models import Notice
from netral.foundation.registry.import_steps import import_file
from netral.foundation.seals.actions.keys import create_seal_key, revoke_key
from netral.foundation.seals.models import SealKey
from netral.foundation.seals.queries import verify_pdf
from tests.apps.learning.conftest import (
    attempts_of,
    invitation_of,
    make_session,
    right_answer,
    take_quiz,
    wrong_answer,
)
from tests.foundation.registry.files import AGUS, HOTMAN, SITI, csv_file
from tests.ground import Person, person
from tests.work import titles, waits

pytestmark = pytest.mark.django_db
NEXT_STAGE = datetime(2024, 11, 25, 3, 0, tzinfo=UTC)
DAYS = {"mulai_day": "7", "mulai_month": "10", "mulai_year": "2024"}
NEW = {"judul": "Kuis Bengkalis", **DAYS, "selesai_day": "30", "selesai_month": "11", "selesai_year": "2024"}


def url(name: str, invitation: Invitation, *more: object) -> str:
    return reverse(f"learning_{name}", args=[token_of(invitation.pk), *more])


def quiz_of(invitation: Invitation) -> Attempt:
    return attempts_of(invitation)[-1]


@settings(max_examples=5, deadline=None)
@given(st.lists(st.uuids(), min_size=40, max_size=40, unique=True))
def test_the_real_catalogue_gives_everybody_another_quiz_over_many_acts(people: list[object]) -> None:
    pool = list(curriculum.questions_for(None))
    act_of = {question.id: question.act for question in pool}
    drawn = [draw(pool, f"{each}/round/1", quiz_rules().questions) for each in people]
    assert len({frozenset(each) for each in drawn}) == len(people)
    assert all(max(Counter(act_of[ident] for ident in each).values()) == 1 for each in drawn)
    assert len({ident for each in drawn for ident in each}) > len(pool) / 2


def test_every_scenario_teaches_something(election: None) -> None:
    for question in curriculum.questions_for(curriculum.stage_on(datetime(2024, 10, 7, tzinfo=UTC).date())):
        lesson = curriculum.lesson(question.id)
        assert lesson.story.endswith((".", "?", "!", "”", '"')), lesson
        assert lesson.explanation
        assert lesson.expected in {answer.value for answer in curriculum.ANSWERS}
        if lesson.expected == "melanggar":
            assert lesson.norms, lesson.id
            assert lesson.instead, lesson.id
    with pytest.raises(curriculum.UnknownScenario):
        curriculum.lesson("tidak-ada")


def test_she_answers_page_by_page_and_hears_at_once(siti: Invitation) -> None:
    client = Client()
    first = client.get(url("start", siti)).content.decode()
    assert "Siti Aisyah" in first
    assert SITI[0] not in first
    assert "Mulai kuis" in first
    asked = client.post(url("quiz", siti), {"mulai": "ya"}, follow=True).content.decode()
    assert "Soal 1 dari 8" in asked
    assert "Pilih satu jawaban" in client.post(url("quiz", siti), {"nomor": "1"}).content.decode()
    lesson = curriculum.lesson(quiz_of(siti).questions[0])
    wrong = wrong_answer(quiz_of(siti))
    told = client.post(url("quiz", siti), {"nomor": "1", "jawaban": wrong}, follow=True).content.decode()
    assert "Belum tepat" in told
    assert lesson.explanation in told.replace("&#x27;", "'").replace("&quot;", '"')
    assert "Sebaiknya" in told
    right = right_answer(quiz_of(siti))
    assert (
        '<h1 class="govuk-heading-l">Benar</h1>'
        in client.post(url("quiz", siti), {"nomor": "2", "jawaban": right}, follow=True).content.decode()
    )


def test_a_quiz_goes_on_where_it_stood_on_any_phone(siti: Invitation) -> None:
    Client().post(url("quiz", siti), {"mulai": "ya"})
    drawn = quiz_of(siti).questions
    Client().post(url("quiz", siti), {"nomor": "1", "jawaban": "melanggar"})
    other = Client()
    assert "Anda sampai di soal 2 dari 8" in other.get(url("start", siti)).content.decode()
    assert "Soal 2 dari 8" in other.get(url("quiz", siti)).content.decode()
    other.post(url("quiz", siti), {"mulai": "ya"})
    assert [each.questions for each in attempts_of(siti)] == [drawn]
    # A page left open elsewhere cannot change what was answered.
    other.post(url("quiz", siti), {"nomor": "1", "jawaban": "tidak"})
    assert quiz_of(siti).answers == ["melanggar"]
    assert other.get(url("feedback", siti, 2)).status_code == 302


def test_a_glance_at_the_link_begins_no_quiz(siti: Invitation) -> None:
    glance = Client().head(url("quiz", siti))
    assert (glance.status_code, glance["Location"]) == (302, url("start", siti))
    assert attempts_of(siti) == []


def test_everybody_gets_another_quiz(round_: Round) -> None:
    drawn = []
    for nip in (SITI[0], AGUS[0], HOTMAN[0]):
        invitation = invitation_of(nip)
        quiz_attempts.start_quiz(invitation=invitation, by=holder_of_link(str(invitation.pk)))
        drawn.append(frozenset(quiz_of(invitation).questions))
    assert len(set(drawn)) == 3


def test_who_passes_gets_a_certificate_that_anyone_can_check(siti: Invitation) -> None:
    client = Client()
    assert client.get(url("certificate", siti)).status_code == 302
    page = take_quiz(client, siti, token_of(siti.pk))
    assert "Anda lulus" in page
    assert "8 dari 8 jawaban benar" in page
    pdf = client.get(url("certificate", siti))
    assert verify_pdf(pdf.content).tone == "good"
    assert client.get(url("certificate", siti)).content == pdf.content
    document = quiz_of(siti).document
    assert document is not None
    checked = Client().get(reverse("verify_code", args=[document.shown_code])).content.decode()
    for words in ("Siti Aisyah", "Dinas Kesehatan", "7 Oktober 2024", "masa kampanye", quiz_of(siti).catalogue[:12]):
        assert words in checked
    assert SITI[0] not in checked
    assert "Tidak perlu mengulang" in client.post(url("quiz", siti), {"mulai": "ya"}, follow=True).content.decode()


def test_who_fails_tries_again_with_other_questions(siti: Invitation) -> None:
    client = Client()
    page = take_quiz(client, siti, token_of(siti.pk), right=False)
    assert "0 dari 8 jawaban benar. Untuk lulus perlu 6." in page
    assert "Belum lulus" in client.get(url("start", siti)).content.decode()
    assert client.get(url("certificate", siti)).status_code == 302
    assert "Belum tepat" in client.get(url("feedback", siti, 8)).content.decode()
    take_quiz(client, siti, token_of(siti.pk))
    failed, passed = attempts_of(siti)
    assert set(failed.questions) != set(passed.questions)
    assert passed.passed


def test_passing_counts_without_a_key_and_the_certificate_waits(siti: Invitation, round_: Round) -> None:
    key = SealKey.objects.get(institution=round_.institution)
    revoke_key(key=key, reason="hilang", by=SYSTEM)
    client = Client()
    take_quiz(client, siti, token_of(siti.pk))
    page = client.get(url("certificate", siti), follow=True).content.decode()
    assert "Kelulusan Anda tersimpan" in page
    create_seal_key(institution=round_.institution, by=SYSTEM)
    assert client.get(url("certificate", siti)).content.startswith(b"%PDF")


def test_a_link_begins_no_more_than_so_many_quizzes_a_day(siti: Invitation) -> None:
    by, most = holder_of_link(str(siti.pk)), quiz_rules().attempts_a_day
    for _ in range(most):
        attempt = quiz_attempts.start_quiz(invitation=siti, by=by)
        for number in range(1, attempt.length + 1):
            attempt = quiz_attempts.answer_question(attempt=attempt, number=number, answer="", by=by)
    with pytest.raises(StepRefused):
        quiz_attempts.start_quiz(invitation=siti, by=by)
    assert len(attempts_of(siti)) == most
    with at(now() + timedelta(days=1, minutes=1)):
        quiz_attempts.start_quiz(invitation=siti, by=by)


def test_the_next_stage_asks_for_the_quiz_again(siti: Invitation, officer: Person, round_: Round) -> None:
    client = Client()
    take_quiz(client, siti, token_of(siti.pk))
    with at(NEXT_STAGE):
        again = client.get(url("start", siti)).content.decode()
        assert "Perlu mengulang" in again
        assert "Kerjakan kuis sekali lagi" in again
        board = officer.client.get(reverse("learning_board", args=[round_.government_id]))
        assert (board.context["counts"].passed, board.context["counts"].repeat) == (0, 1)
        people = officer.client.get(reverse("learning_people", args=[round_.government_id]), {"kuis": "repeat"})
        assert "Siti Aisyah" in people.content.decode()
        assert "Agus Santoso" not in people.content.decode()
        take_quiz(client, siti, token_of(siti.pk))
        assert situation_of(siti).standing.value == "passed"


def test_another_edition_of_the_catalogue_asks_for_the_quiz_again(
    siti: Invitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    take_quiz(client, siti, token_of(siti.pk))
    client.get(url("start", siti))
    monkeypatch.setattr("netral.apps.learning.curriculum.catalogue.catalogue_version", lambda: "f" * 64)
    assert situation_of(siti).standing.value == "repeat"


def test_a_round_that_is_over_shows_results_only(siti: Invitation, round_: Round, officer: Person) -> None:
    client = Client()
    take_quiz(client, siti, token_of(siti.pk))
    officer.client.post(reverse("learning_round_close", args=[round_.pk]))
    page = client.get(url("start", siti)).content.decode()
    assert "Unduh sertifikat" in page
    agus = invitation_of(AGUS[0])
    closed = client.post(url("quiz", agus), {"mulai": "ya"}, follow=True).content.decode()
    assert "tidak sedang dibuka" in closed
    assert "Mulai kuis" not in closed
    assert Client().get(reverse("learning_start", args=["a" * 26])).status_code == 404


def test_an_officer_makes_and_opens_a_round(officer: Person, roster: None) -> None:
    client = officer.client
    backwards = NEW | {"selesai_day": "1", "selesai_month": "10"}
    assert "mendahului hari pertama" in client.post(reverse("learning_round_create"), backwards).content.decode()
    page = client.post(reverse("learning_round_create"), NEW, follow=True)
    made = page.context["round"]
    assert "Membuka putaran mengundang 3 ASN aktif" in page.content.decode()
    place = [made.pk]
    refused = client.post(reverse("learning_round_open", args=place), follow=True).content.decode()
    assert "belum punya kunci segel" in refused
    create_seal_key(institution=officer.membership.institution, by=SYSTEM)
    assert "3 ASN diundang." in client.post(reverse("learning_round_open", args=place), follow=True).content.decode()
    again = client.post(reverse("learning_round_open", args=place), follow=True).content.decode()
    assert "Langkah ini tidak bisa lagi" in again


def test_links_and_reminders_go_out_once_and_who_was_reminded_is_on_record(
    siti: Invitation, round_: Round, officer: Person
) -> None:
    send_links_of(str(round_.pk))
    send_links_of(str(round_.pk))
    (letter,) = Notice.objects.filter(template="learning_invitation")
    assert token_of(siti.pk) in letter.body
    place = [round_.pk]
    done = officer.client.post(reverse("learning_round_remind", args=place), follow=True).content.decode()
    assert "1 ASN diingatkan." in done
    send_links_of(str(round_.pk))
    assert Notice.objects.filter(template="learning_reminder").count() == 1
    again = officer.client.post(reverse("learning_round_remind", args=place), follow=True).content.decode()
    assert "Tidak ada yang perlu diingatkan" in again
    listed = officer.client.get(reverse("learning_round_reminders", args=place)).content.decode()
    assert "Siti Aisyah" in listed
    assert "Belum mulai" in listed
    export = officer.client.get(reverse("learning_round_reminders", args=place), {"unduh": "csv"})
    assert b"Siti Aisyah" in export.getvalue()
    take_quiz(Client(), siti, token_of(siti.pk))
    with at(datetime(2024, 10, 9, 3, 0, tzinfo=UTC)):
        nobody = officer.client.post(reverse("learning_round_remind", args=place), follow=True).content.decode()
        assert "Tidak ada yang perlu diingatkan" in nobody


def test_paper_reaches_who_has_no_e_mail(round_: Round, officer: Person) -> None:
    slips = officer.client.get(reverse("learning_round_slips", args=[round_.pk])).content.decode()
    assert "Dinas Pendidikan" in slips
    unit = invitation_of(AGUS[0]).unit_id
    paper = officer.client.get(reverse("learning_unit_slips", args=[round_.pk, unit]))
    assert paper.content.startswith(b"%PDF")


def test_the_board_counts_the_roster_unit_by_unit(siti: Invitation, round_: Round, officer: Person) -> None:
    session = make_session(officer)
    unit = siti.unit_id
    ticked = {"orang": [str(invitation_of(HOTMAN[0]).person_id)]}
    officer.client.post(reverse("learning_attendance_tick", args=[session.pk, unit]), ticked)
    take_quiz(Client(), siti, token_of(siti.pk))
    board = officer.client.get(reverse("learning_coverage"), follow=True)
    rows = {row.unit: row.counts for row in board.context["table"].rows}
    health = rows["Dinas Kesehatan"]
    assert (health.people, health.attended, health.passed, health.repeat, health.missing) == (2, 1, 1, 0, 1)
    assert (rows["Dinas Pendidikan"].people, rows["Dinas Pendidikan"].missing) == (1, 1)
    place = reverse("learning_people", args=[round_.government_id])
    passed = officer.client.get(place, {"kuis": "passed"}).content.decode()
    assert "Siti Aisyah" in passed
    assert "Hotman" not in passed
    came = officer.client.get(place, {"hadir": "True"}).content.decode()
    assert "Hotman" in came
    assert "Agus" not in came
    assert "Hotman" in officer.client.get(place, {"unit": str(unit)}).content.decode()
    export = officer.client.get(place, {"unduh": "csv"}).getvalue().decode("utf-8-sig")
    assert "Agus Santoso" in export
    assert "Dinas Kesehatan" in officer.client.get(
        reverse("learning_board", args=[round_.government_id]), {"unduh": "csv"}
    ).getvalue().decode("utf-8-sig")


def test_semarang_sees_nothing_of_bengkalis(siti: Invitation, round_: Round, neighbour: Person) -> None:
    take_quiz(Client(), siti, token_of(siti.pk))
    client = neighbour.client
    assert "Kuis netralitas 2024" not in client.get(reverse("learning_rounds")).content.decode()
    for name in ("round", "round_slips", "round_reminders"):
        assert client.get(reverse(f"learning_{name}", args=[round_.pk])).status_code == 404, name
    for name in ("round_open", "round_close", "round_remind", "round_invite"):
        assert client.post(reverse(f"learning_{name}", args=[round_.pk])).status_code == 404, name
    for name in ("board", "people"):
        assert client.get(reverse(f"learning_{name}", args=[round_.government_id])).status_code == 404, name
    assert client.get(reverse("learning_unit_slips", args=[round_.pk, siti.unit_id])).status_code == 404
    with reading_as(neighbour.actor):
        assert not Attempt.objects.exists()
        assert not Invitation.objects.exists()
        assert not Reminder.objects.exists()


def test_the_supervisor_sees_numbers_and_no_names(siti: Invitation, round_: Round, supervisor: Person) -> None:
    take_quiz(Client(), siti, token_of(siti.pk))
    board = supervisor.client.get(reverse("learning_coverage"), follow=True)
    assert (board.context["counts"].people, board.context["counts"].passed) == (3, 1)
    assert "Siti" not in board.content.decode()
    assert supervisor.client.get(reverse("learning_people", args=[round_.government_id])).status_code == 404
    assert supervisor.client.get(reverse("learning_round_reminders", args=[round_.pk])).status_code == 404
    refused = supervisor.client.post(reverse("learning_round_close", args=[round_.pk]), follow=True).content.decode()
    assert "milik BKPSDM Kabupaten Bengkalis" in refused
    alone = supervisor.client.get(reverse("learning_round_create")).content.decode()
    assert "Putaran kuis dibuat oleh badan kepegawaian" in alone


def test_a_province_chooses_among_its_governments(round_: Round) -> None:
    province = person("supervisor_member", "bawaslu")
    listed = province.client.get(reverse("learning_coverage")).content.decode()
    assert "Pemerintah Kabupaten Bengkalis" in listed
    assert "Pemerintah Kota Semarang" in listed
    panel = person("supervisor_officer", "bawaslu.14.03.02")
    assert "Tidak ada pemerintah daerah" in panel.client.get(reverse("learning_coverage")).content.decode()


def test_newcomers_are_invited(officer: Person, round_: Round, tmp_path: Path) -> None:
    newcomer = ("198001012005012004", "Nur Rekaan", "Dinas Pendidikan", "Guru", "")
    file = tmp_path / "baru.csv"
    file.write_bytes(csv_file(newcomer).read())
    import_file(file, round_.government, officer.actor)
    assert (
        "1 ASN masuk daftar setelah" in officer.client.get(reverse("learning_round", args=[round_.pk])).content.decode()
    )
    invited = officer.client.post(reverse("learning_round_invite", args=[round_.pk]), follow=True).content.decode()
    assert "1 ASN diundang." in invited
    assert invitation_of(newcomer[0]).round_id == round_.pk


def test_a_round_waits_for_its_officer_shortly_before_its_end(
    siti: Invitation, round_: Round, officer: Person, neighbour: Person
) -> None:
    take_quiz(Client(), siti, token_of(siti.pk))
    assert titles(officer) == []
    with at(datetime(2024, 11, 28, 3, tzinfo=UTC)):
        (item,) = waits(officer)
        assert (item.title, item.overdue_at(now())) == (round_.title, False)
        # Three were invited, and Siti has her result.
        assert "2 orang belum punya hasil" in str(item.why)
        assert titles(neighbour) == []
    with at(datetime(2024, 12, 2, 3, tzinfo=UTC)):
        assert waits(officer)[0].overdue_at(now())
        with reading_as(officer.actor):
            close_round(found=round_, by=officer.actor)
        assert titles(officer) == []
