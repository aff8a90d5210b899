"""Who sees which rows, what the library finds, and what comes next."""

import pytest
from django.urls import reverse

from netral.apps.guidance import queries
from netral.apps.guidance.actions import release, replies, requests
from netral.apps.guidance.domain.answers import CATALOGUE, Choice
from netral.apps.guidance.domain.states import Position, Verb
from netral.apps.guidance.models import (
    Answer,
    ConcernedUnit,
    Discrepancy,
    GuidanceRequest,
    PublishedAnswer,
    RequestFile,
)
from netral.foundation.files.models import StoredFile
from netral.foundation.institutions.scopes import ScopedModel, elevated, reading_as
from netral.foundation.ledger.actors import PUBLIC, Actor
from tests.apps.guidance.desk import Desk, judge_under_an_earlier_edition, later
from tests.ground import person
from tests.work import titles

pytestmark = pytest.mark.django_db
ROWS: tuple[type[ScopedModel], ...] = (GuidanceRequest, RequestFile, ConcernedUnit, Answer, Discrepancy, StoredFile)


def counts(actor: Actor) -> dict[str, int]:
    # No filter of ours: what PostgreSQL itself lets this reader see.
    with reading_as(actor):
        return {model.__name__: model.objects.count() for model in ROWS}


@pytest.fixture
def answered(desk: Desk) -> PublishedAnswer:
    """Return an answer of Bengkalis against the catalogue, so that every table has a row."""
    return desk.through(Position.CLEAR, choices={CATALOGUE: Choice.KEEP}, reason="Untuk pemantauan.")


def test_each_side_and_the_tiers_above_see_the_rows(desk: Desk, answered: PublishedAnswer) -> None:
    everything = {"GuidanceRequest": 1, "RequestFile": 1, "ConcernedUnit": 2, "Answer": 1, "StoredFile": 1}
    assert counts(desk.officer.actor) == {**everything, "Discrepancy": 1}
    assert counts(person("supervisor_member", "bawaslu.14").actor) == {**everything, "Discrepancy": 1}
    assert counts(person("supervisor_member", "bawaslu").actor) == {**everything, "Discrepancy": 1}
    # Those who asked see everything but how the supervisor weighed a contradiction.
    assert counts(desk.asker.actor) == {**everything, "Discrepancy": 0}
    assert counts(person("inspectorate_officer", "pemda.14.03.inspektorat").actor) == {**everything, "Discrepancy": 0}


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("supervisor_officer", "bawaslu.33.74"),
        ("supervisor_member", "bawaslu.33"),
        ("supervisor_officer", "bawaslu.14.03.02"),
        ("personnel_officer", "pemda.33.74.bkpsdm"),
        ("bkn_officer", "bkn"),
    ],
)
def test_others_see_no_row_even_when_a_filter_is_forgotten(
    desk: Desk, answered: PublishedAnswer, role: str, path: str
) -> None:
    assert set(counts(person(role, path).actor).values()) == {0}


def test_the_public_sees_published_answers_and_nothing_else(desk: Desk, answered: PublishedAnswer) -> None:
    desk.ask()
    assert set(counts(PUBLIC).values()) == {0}
    assert list(queries.library()) == [answered]
    with elevated("test"):
        assert all(model.objects.exists() for model in ROWS)


def test_a_concept_is_seen_by_its_government_alone_and_a_draft_by_its_supervisor(desk: Desk) -> None:
    by = desk.asker.actor
    with reading_as(by):
        made = requests.start_request(inputs=desk.question(), by=by)
        assert GuidanceRequest.objects.filter(pk=made.pk).exists()
    for who in (desk.officer.actor, person("supervisor_member", "bawaslu").actor):
        assert set(counts(who).values()) == {0}
    request = desk.ask()
    desk.answer(request)
    with reading_as(by):
        assert not Answer.objects.exists()
    with reading_as(desk.officer.actor):
        assert Answer.objects.count() == 1


def test_the_next_step_names_whose_it_is(desk: Desk) -> None:
    def step(who: Actor) -> tuple[Verb, bool] | None:
        with reading_as(who):
            found = queries.next_step(queries.request_for(who, request.pk), who)
            waiting = queries.waiting_for(who).filter(pk=request.pk).exists()
        assert waiting == bool(found and found.mine)
        return (found.verb, found.mine) if found else None

    asker, officer, chair = desk.asker.actor, desk.officer.actor, desk.chair.actor
    upper = person("supervisor_officer", "bawaslu.14").actor
    with reading_as(asker):
        request = requests.start_request(inputs=desk.question(), by=asker)
    assert step(asker) == (Verb.SEND, True)
    request = desk.ask()
    assert (step(officer), step(asker), step(upper)) == ((Verb.DRAFT, True), (Verb.DRAFT, False), (Verb.DRAFT, False))
    desk.answer(request)
    assert (step(officer), step(chair)) == ((Verb.APPROVE, False), (Verb.APPROVE, True))
    desk.approve(request)
    assert step(chair) == (Verb.PUBLISH, True)
    desk.publish(request)
    assert step(chair) is None


def test_what_waits_is_counted_for_the_institution_that_holds_it(desk: Desk) -> None:
    request = desk.ask()
    upper = person("supervisor_officer", "bawaslu.14")
    assert (titles(desk.officer), titles(upper)) == ([request.number], [])
    with reading_as(desk.officer.actor):
        replies.pass_up(request=request, words="Belum pernah.", by=desk.officer.actor)
    assert (titles(desk.officer), titles(upper)) == ([], [request.number])
    assert titles(Desk("33.74").officer) == []


def test_an_answer_waits_for_the_office_that_has_to_read_it(desk: Desk) -> None:
    published = desk.through()
    own = desk.reading(published, "BKPSDM Kabupaten Bengkalis")
    auditor = person("inspectorate_officer", "pemda.14.03.inspektorat")
    assert (titles(desk.asker), titles(auditor), titles(desk.officer)) == ([own.request.number], [], [])
    desk.asker.client.post(reverse("guidance_confirm_own", args=[own.pk]))
    assert titles(desk.asker) == []


def test_an_answer_waits_to_be_reviewed_once_the_catalogue_changed(desk: Desk) -> None:
    published = desk.through()
    assert titles(desk.chair) == []
    judge_under_an_earlier_edition(published)
    stranger = person("supervisor_member", "bawaslu.33.74")
    assert (titles(desk.chair), titles(desk.officer), titles(stranger)) == ([published.number], [], [])
    with reading_as(desk.chair.actor):
        release.confirm_answer(published=published, words="Masih tepat.", by=desk.chair.actor)
    assert titles(desk.chair) == []


def test_a_request_becomes_late_and_stops_being_so_when_it_is_closed(desk: Desk) -> None:
    desk.ask()
    by = desk.officer.actor
    later(days=10)
    with reading_as(by):
        assert vars(queries.requests_of(by).get())["due_state"] == "late"
        assert queries.overdue().count() == 1
        asked = queries.requests_of(by).get()
    with reading_as(desk.asker.actor):
        requests.withdraw_request(request=asked, words="Sudah jelas.", by=desk.asker.actor)
    with reading_as(by):
        assert vars(queries.requests_of(by).get())["due_state"] == "none"
        assert queries.overdue().count() == 0


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("menyukai unggahan", True),
        ("UNGGAHAN calon", True),
        # Stems: disukai and menyukai, keberpihakan and berpihak.
        ("disukai", True),
        ("pihak", True),
        # Not every word, but some.
        ("unggahan bendera", True),
        ("JP/14.03/2024/0001", True),
        ("bendera", False),
        ("'; drop table -- & | !", False),
        ("suryadi", False),
    ],
)
def test_the_library_is_searched_by_indonesian_stems(desk: Desk, words: str, found: bool) -> None:
    published = desk.through()
    assert list(queries.searched(queries.library(), words)) == ([published] if found else [])


def test_an_empty_search_finds_everything(desk: Desk) -> None:
    published = desk.through()
    for words in ("", "  ", "\0"):
        assert list(queries.searched(queries.library(), words)) == [published]


def test_the_norms_in_use_are_those_named(desk: Desk) -> None:
    assert queries.norms_in_use() == []
    desk.through()
    assert queries.norms_in_use() == ["B2"]
