"""What happens in the middle of a round: its end, a second click, a new catalogue, a move, a reminder too many."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from netral.apps.learning import events
from netral.apps.learning.actions import quiz_attempts, rounds
from netral.apps.learning.links import token_of
from netral.apps.learning.models import Attempt, Invitation, Reminder, Round
from netral.apps.learning.queries.coverage import coverage_by_unit
from netral.apps.learning.queries.rounds import edition_for
from netral.apps.learning.tasks import send_links_of
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import SYSTEM, holder_of_link
from netral.foundation.ledger.clock import at
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from netral.foundation.seals.actions.keys import create_seal_key
from tests.apps.learning.conftest import (
    SEMARANG,
    attempts_of,
    invitation_of,
    make_round,
    right_answer,
    send_roster,
    take_quiz,
    wrong_answer,
)
from tests.foundation.registry.files import AGUS, HOTMAN, SITI
from tests.ground import Person

pytestmark = pytest.mark.django_db
# The last day of the round is 30 November 2024; it ends at 17.00 UTC where the round is.
LAST_MORNING = datetime(2024, 11, 30, 3, 0, tzinfo=UTC)
LAST_MINUTE = datetime(2024, 11, 30, 16, 58, tzinfo=UTC)
OVER = datetime(2024, 11, 30, 17, 0, tzinfo=UTC)
DAY_AFTER = timedelta(hours=21)


def url(name: str, invitation: Invitation) -> str:
    """Return the address of a page behind a personal link."""
    return reverse(f"learning_{name}", args=[token_of(invitation.pk)])


def begin(invitation: Invitation) -> Attempt:
    return quiz_attempts.start_quiz(invitation=invitation, by=holder_of_link(str(invitation.pk)))


def finish(invitation: Invitation) -> Attempt:
    """Answer what is left of a quiz rightly."""
    attempt = attempts_of(invitation)[-1]
    while attempt.finished_at is None:
        answer, by = right_answer(attempt), holder_of_link(str(invitation.pk))
        attempt = quiz_attempts.answer_question(attempt=attempt, number=attempt.at, answer=answer, by=by)
    return attempt


def remind(found: Round, who: Person) -> int:
    with reading_as(who.actor):
        return rounds.remind(found=found, by=who.actor)


def test_a_quiz_begun_in_time_is_finished_until_the_last_day_ends_where_she_is(siti: Invitation) -> None:
    agus, phone = invitation_of(AGUS[0]), Client()
    with at(LAST_MORNING):
        begin(siti)
        begin(agus)
        for shown in ("start", "quiz"):
            page = phone.get(url(shown, siti)).content.decode()
            assert "boleh diselesaikan sampai hari 30 November 2024 berakhir" in page
    with at(LAST_MINUTE):
        assert finish(siti).passed
    with at(OVER):
        begun = attempts_of(agus)[-1]
        late = {"nomor": str(begun.at), "jawaban": right_answer(begun)}
        page = phone.post(url("quiz", agus), late, follow=True).content.decode()
        assert "tidak selesai pada hari terakhirnya, jadi tidak dinilai" in page
        assert "Lanjutkan kuis" not in page
        with pytest.raises(StepRefused, match="sudah lewat"):
            finish(agus)
    assert attempts_of(agus)[-1].answers == []


def test_a_round_closed_early_lets_nobody_begin_and_everybody_finish(
    siti: Invitation, round_: Round, officer: Person
) -> None:
    begin(siti)
    with reading_as(officer.actor):
        rounds.close_round(found=round_, by=officer.actor)
    page = Client().get(url("start", siti)).content.decode()
    assert "Lanjutkan kuis" in page
    assert "berakhir menurut waktu setempat" in page
    assert finish(siti).passed
    with pytest.raises(StepRefused, match="tidak sedang dibuka"):
        begin(invitation_of(AGUS[0]))


# By how many questions a tab lags behind what was answered: 0 shows the next question, less than 0 one never asked.
@pytest.mark.parametrize("lags", [(0, 1), (1, 1, 0, 0), (0, 7, -3, 2, 0)])
def test_in_two_tabs_the_first_answer_to_each_question_counts(siti: Invitation, lags: tuple[int, ...]) -> None:
    phone, presses = Client(), zip(cycle(lags), cycle(["melanggar", "tidak", "tergantung"]), strict=False)
    length, expected = begin(siti).length, list[str]()
    while len(expected) < length:
        lag, answer = next(presses)
        phone.post(url("quiz", siti), {"nomor": str(len(expected) + 1 - lag), "jawaban": answer})
        if lag == 0:
            expected.append(answer)
        assert [each.answers for each in attempts_of(siti)] == [expected]
    assert attempts_of(siti)[0].finished_at is not None


@pytest.mark.parametrize("choose", [right_answer, wrong_answer])
def test_a_second_click_on_the_last_answer_shows_the_result_and_begins_nothing(
    siti: Invitation, choose: Callable[[Attempt], str]
) -> None:
    phone = Client()
    begin(siti)
    while (attempt := attempts_of(siti)[-1]).finished_at is None:
        last = {"nomor": str(attempt.at), "jawaban": choose(attempt)}
        phone.post(url("quiz", siti), last)
    again = phone.post(url("quiz", siti), last)
    assert (again.status_code, again["Location"]) == (302, url("result", siti))
    assert len(attempts_of(siti)) == 1


def test_a_new_catalogue_in_the_middle_is_said_and_nothing_is_marked_by_it(
    siti: Invitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Client()
    first = begin(siti)
    monkeypatch.setattr("netral.apps.learning.curriculum.catalogue.catalogue_version", lambda: "f" * 64)
    page = phone.post(url("quiz", siti), {"nomor": "1", "jawaban": "tidak"}, follow=True).content.decode()
    assert "berganti sebelum kuis Anda selesai" in page
    assert "Mulai kuis" in page
    with pytest.raises(StepRefused, match="berganti sebelum kuis Anda selesai"):
        finish(siti)
    (old,) = attempts_of(siti)
    assert (old.answers, old.finished_at) == ([], None)
    again = begin(siti)
    assert (again.pk != first.pk, again.catalogue) == (True, "f" * 64)
    assert "berganti sebelum" not in phone.get(url("start", siti)).content.decode()
    assert finish(siti).passed


def test_whoever_left_begins_nothing_is_reminded_of_nothing_and_counts_no_more(
    siti: Invitation, round_: Round, officer: Person, tmp_path: Path
) -> None:
    send_links_of(str(round_.pk))
    take_quiz(Client(), invitation_of(HOTMAN[0]), token_of(invitation_of(HOTMAN[0]).pk))
    send_roster(officer, tmp_path / "kini.csv", AGUS)
    page = Client().post(url("quiz", siti), {"mulai": "ya"}, follow=True).content.decode()
    assert "tidak ada lagi di daftar ASN Pemerintah Kabupaten Bengkalis" in page
    assert attempts_of(siti) == []
    assert remind(round_, officer) == 0
    (unit,) = coverage_by_unit(round_.government, edition_for(round_.government))
    assert (unit.unit, unit.counts.people, unit.counts.passed) == ("Dinas Pendidikan", 1, 0)
    listed = officer.client.get(reverse("learning_people", args=[round_.government_id])).content.decode()
    assert "Agus Santoso" in listed
    assert "Hotman" not in listed


def test_whoever_changes_her_unit_in_the_middle_goes_on_and_counts_where_she_works(
    siti: Invitation, round_: Round, officer: Person, tmp_path: Path
) -> None:
    begin(siti)
    send_roster(officer, tmp_path / "kini.csv", (*SITI[:2], "Dinas Pendidikan", *SITI[3:]), AGUS, HOTMAN)
    assert finish(siti).passed
    rows = {row.unit: row.counts for row in coverage_by_unit(round_.government, edition_for(round_.government))}
    assert {name: (counts.people, counts.passed) for name, counts in rows.items()} == {
        "Dinas Kesehatan": (1, 0),
        "Dinas Pendidikan": (2, 1),
    }


def test_a_second_press_reminds_nobody_again_in_this_round_or_another(
    siti: Invitation, round_: Round, officer: Person
) -> None:
    second = make_round(officer)
    with reading_as(officer.actor):
        rounds.open_round(found=second, by=officer.actor)
    for each in (round_, second):
        send_links_of(str(each.pk))
    assert [remind(round_, officer), remind(round_, officer), remind(second, officer)] == [1, 0, 0]
    for each in (round_, second):
        send_links_of(str(each.pk))
    assert Notice.objects.filter(template="learning_reminder").count() == 1
    with at(datetime(2024, 10, 7, 3, tzinfo=UTC) + DAY_AFTER):
        assert remind(second, officer) == 1
    with elevated("the test looks at everything"):
        assert [each.invitation.person_id for each in Reminder.objects.all()] == [siti.person_id] * 2


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_presses_at_the_same_moment_remind_once_and_keep_one_last_answer(
    siti: Invitation, round_: Round, officer: Person
) -> None:
    send_links_of(str(round_.pk))

    def press(_turn: int) -> int:
        try:
            return remind(round_, officer)
        finally:
            connections.close_all()

    def answer_last(_turn: int) -> bool:
        try:
            return finish(siti).passed
        except StepRefused:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(press, range(4))) == [0, 0, 0, 1]
        begin(siti)
        assert any(pool.map(answer_last, range(4)))
    (attempt,) = attempts_of(siti)
    assert (len(attempt.answers), attempt.right) == (attempt.length, attempt.length)
    assert Event.objects.filter(kind=events.QUIZ_PASSED.code).count() == 1


def test_nobody_is_called_to_a_quiz_that_has_ended(siti: Invitation, round_: Round, officer: Person) -> None:
    send_links_of(str(round_.pk))
    with at(OVER), pytest.raises(StepRefused, match="Hari terakhir"):
        remind(round_, officer)
    assert remind(round_, officer) == 1
    with at(OVER):
        send_links_of(str(round_.pk))
    with reading_as(officer.actor):
        rounds.close_round(found=round_, by=officer.actor)
    send_links_of(str(round_.pk))
    assert not Notice.objects.filter(template="learning_reminder").exists()


def test_whoever_passes_by_the_link_of_the_government_she_left_is_not_reminded_by_the_next(
    siti: Invitation, officer: Person, neighbour: Person, tmp_path: Path
) -> None:
    begin(siti)
    send_roster(officer, tmp_path / "bengkalis.csv", AGUS, HOTMAN)
    send_roster(neighbour, tmp_path / "semarang.csv", (*SITI[:2], "BKPP Kota Semarang", *SITI[3:]))
    create_seal_key(institution=neighbour.membership.institution, by=SYSTEM)
    made = make_round(neighbour, SEMARANG)
    with reading_as(neighbour.actor):
        assert rounds.open_round(found=made, by=neighbour.actor) == 1
    send_links_of(str(made.pk))
    assert [each.address for each in Notice.objects.filter(template="learning_invitation")] == [SITI[4]]
    assert finish(siti).passed
    assert remind(made, neighbour) == 0
    with pytest.raises(StepRefused, match="tidak ada lagi di daftar ASN"):
        begin(siti)


def test_a_reminder_says_nothing_but_that_a_quiz_waits(siti: Invitation, round_: Round, officer: Person) -> None:
    send_links_of(str(round_.pk))
    take_quiz(Client(), siti, token_of(siti.pk), right=False)
    assert remind(round_, officer) == 1
    send_links_of(str(round_.pk))
    letter = Notice.objects.get(template="learning_reminder")
    assert letter.address == SITI[4]
    assert token_of(siti.pk) in letter.body
    assert token_of(siti.pk) not in letter.subject
    for secret in (SITI[0], "0 dari 8", "Belum lulus", "Hotman", "Agus", "1987"):
        assert secret not in letter.subject + letter.body, secret
