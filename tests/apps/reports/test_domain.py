"""Answers, dates, conditions and statuses, without a database."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from netral.apps.catalogue.api import conditions
from netral.apps.reports.domain.answers import (
    Answers,
    Identity,
    Person,
    Route,
    Step,
    date_problems,
    statement_digest,
    unanswered,
)
from netral.apps.reports.domain.conditions import Facts, checklist
from netral.apps.reports.domain.statuses import MEANINGS, TRANSITIONS, Status, check_step
from netral.engines.steps.table import StepRefused
from netral.foundation.drafts.domain import Attachment

TODAY = date(2024, 10, 7)
WHOLE = Answers(
    act="foto-unggah",
    account="Ceritanya.",
    accused=(Person("Bambang", "", "Kantor Camat"),),
    region="14.03.02.2001",
    place="Lapangan",
    happened_on=date(2024, 10, 5),
    known_on=date(2024, 10, 6),
    evidence_seen=True,
    named=False,
)
BEST = Facts(True, True, True, True, True, True, 1, True)

texts = st.text(max_size=30)
answers = st.builds(
    Answers,
    act=texts,
    account=texts,
    accused=st.lists(st.builds(Person, texts, texts, texts), max_size=3).map(tuple),
    region=texts,
    happened_on=st.none() | st.dates(),
    happened_at=st.none() | st.times(),
    known_on=st.none() | st.dates(),
    files=st.lists(st.builds(Attachment, texts, texts, texts, st.integers(0), texts), max_size=2).map(tuple),
    links=st.lists(texts, max_size=2).map(tuple),
    named=st.none() | st.booleans(),
    identity=st.builds(Identity, texts, texts, texts),
)


@dataclass(frozen=True)
class Unheard:
    """A condition that the law may bring one day."""

    code: str = "F.BARU"
    kind: str = "formal"
    title: str = "Syarat baru"
    reference: str = "Perbawaslu"
    verification: str = "unverified"


@given(answers)
def test_answers_survive_being_written_down(given_answers: Answers) -> None:
    assert Answers.from_json(given_answers.as_json()) == given_answers


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-400, 400), st.integers(-400, 400))
def test_dates_are_refused_exactly_when_they_cannot_be(today: date, happened: int, known: int) -> None:
    happened_on, known_on = today + timedelta(days=happened), today + timedelta(days=known)
    problems = date_problems(happened_on, known_on, today)
    assert ("happened_on" in problems) == (happened_on > today)
    assert ("known_on" in problems) == (known_on > today or known_on < happened_on)


def test_a_whole_report_leaves_nothing_open() -> None:
    assert unanswered(WHOLE) == ()
    assert unanswered(Answers()) == tuple(Step)


@pytest.mark.parametrize(
    ("lacking", "step"),
    [
        ({"act": ""}, Step.WHAT),
        ({"account": ""}, Step.WHAT),
        ({"accused": ()}, Step.WHO),
        ({"region": ""}, Step.WHERE),
        ({"place": ""}, Step.WHERE),
        ({"known_on": None}, Step.WHEN),
        ({"evidence_seen": False}, Step.EVIDENCE),
        ({"named": None}, Step.REPORTER),
    ],
)
def test_what_is_missing_is_asked_for(lacking: dict[str, Any], step: Step) -> None:
    assert unanswered(replace(WHOLE, **lacking)) == (step,)


@given(st.booleans(), texts, texts)
def test_only_a_name_with_an_address_makes_a_formal_report(named: bool, name: str, address: str) -> None:
    found = replace(WHOLE, named=named, identity=Identity(name, address)).route
    assert (found is Route.FORMAL) == bool(named and name and address)


def test_every_condition_of_the_law_can_be_met_and_missed() -> None:
    rows = [*conditions("formal", TODAY), *conditions("material", TODAY)]
    worst = Facts(False, False, False, False, False, False, 0)
    assert all(row.met and not row.how for row in checklist(BEST, rows))
    assert all(row.met is False and row.how and row.reference for row in checklist(worst, rows))
    assert {row.code for row in checklist(BEST, rows)} == {row.code for row in rows}


def test_what_cannot_be_told_is_left_to_an_officer() -> None:
    rows = conditions("formal", TODAY)
    (late,) = [row for row in checklist(replace(BEST, in_time=None), rows) if row.code == "F.WAKTU"]
    assert late.met is None
    assert late.how
    (unheard,) = checklist(BEST, [Unheard()])
    assert unheard.met is None


def test_a_late_report_is_told_what_becomes_of_it() -> None:
    (late,) = [row for row in checklist(replace(BEST, in_time=False), conditions("formal", TODAY)) if not row.met]
    assert "informasi awal" in late.how


def test_every_status_is_explained() -> None:
    assert set(MEANINGS) == set(TRANSITIONS) == set(Status)
    assert all(row.label and row.explanation and row.next_step for row in MEANINGS.values())


@given(st.sampled_from(list(Status)), st.sampled_from(list(Status)))
def test_only_the_table_moves_a_status(present: Status, wanted: Status) -> None:
    if wanted is present or wanted in TRANSITIONS[present]:
        check_step(present, wanted)
    else:
        with pytest.raises(StepRefused):
            check_step(present, wanted)


def test_every_status_can_be_reached_and_the_end_is_the_end() -> None:
    reached, frontier = {Status.FILED}, [Status.FILED]
    while frontier:
        fresh = TRANSITIONS[frontier.pop()] - reached
        reached |= fresh
        frontier += fresh
    assert reached == set(Status)
    assert not TRANSITIONS[Status.CONCLUDED]


@given(st.dictionaries(texts, texts, max_size=4), texts, texts)
def test_the_digest_changes_with_every_word(statement: dict[str, str], key: str, value: str) -> None:
    changed = {**statement, key: value}
    assert (statement_digest(statement) == statement_digest(changed)) == (statement == changed)


def test_the_digest_does_not_depend_on_the_order() -> None:
    assert statement_digest({"a": 1, "b": time(9, 30)}) == statement_digest({"b": time(9, 30), "a": 1})
