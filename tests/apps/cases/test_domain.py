"""The table of steps and the checks, without a database."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from netral.apps.cases import domain
from netral.apps.cases.domain import TRANSITIONS, Finding, Outcome, ReviewedCondition, State, Verb
from netral.apps.cases.labels import refusal_reasons
from netral.engines.steps.table import StepRefused

PERMISSIONS = sorted({row.permission for row in TRANSITIONS})
conditions = st.lists(
    st.builds(
        ReviewedCondition, code=st.text(max_size=3), title=st.text(max_size=5), met=st.booleans(), reason=st.text()
    ),
    min_size=1,
)
findings = st.sampled_from(list(Finding))


def refused(check: Callable[..., object], *arguments: object) -> bool:
    try:
        check(*arguments)
    except StepRefused:
        return True
    return False


@given(state=st.sampled_from(list(State)), verb=st.sampled_from(list(Verb)), held=st.sets(st.sampled_from(PERMISSIONS)))
def test_only_the_table_moves_a_case(state: State, verb: Verb, held: set[str]) -> None:
    rows = [row for row in TRANSITIONS if (row.origin, row.verb) == (state, verb) and row.permission in held]
    assert refused(domain.TABLE.check_step, state, verb, held) is not bool(rows)
    if rows:
        assert [domain.TABLE.check_step(state, verb, held)] == rows


def test_the_table_has_one_row_for_each_step_and_two_ends() -> None:
    assert Counter((row.origin, row.verb) for row in TRANSITIONS).most_common(1)[0][1] == 1
    assert set(State) - {row.origin for row in TRANSITIONS} == {State.DECIDED, State.REFUSED}
    assert set(State) - {row.target for row in TRANSITIONS} == set()


def test_every_way_to_a_decision_passes_a_second_person_a_hearing_a_study_and_a_plenary() -> None:
    needed = (State.REGISTRATION_PROPOSED, State.REGISTERED, State.CLARIFICATION, State.STUDY, State.PLENARY)
    for without in needed:
        reached = {State.INITIAL_REVIEW}
        for _ in State:
            reached |= {row.target for row in TRANSITIONS if row.origin in reached and row.target is not without}
        assert State.DECIDED not in reached


@given(conditions)
def test_registration_is_proposed_only_when_every_condition_is_met(found: list[ReviewedCondition]) -> None:
    complete = all(row.met for row in found)
    assert refused(domain.check_proposal, found) is not complete
    assert refused(domain.check_request, found) is complete


@given(conditions)
def test_an_unmet_condition_always_says_why(found: list[ReviewedCondition]) -> None:
    assert refused(domain.check_reasons, found) is any(not row.met and not row.reason.strip() for row in found)


@given(st.integers(min_value=-100_000, max_value=100_000), st.text())
def test_lateness_is_never_silent(seconds: int, reason: str) -> None:
    due = datetime(2024, 10, 9, 16, 59, 59, tzinfo=UTC)
    moment = due + timedelta(seconds=seconds)
    if seconds <= 0:
        assert domain.check_lateness(due, moment, "UU", reason) is False
    elif reason.strip():
        assert domain.check_lateness(due, moment, "UU", reason) is True
    else:
        with pytest.raises(StepRefused, match="UU"):
            domain.check_lateness(due, moment, "UU", reason)


@given(st.integers(min_value=0, max_value=9))
def test_a_quorum_is_more_than_half_and_never_one(members: int) -> None:
    assert domain.quorum(members) * 2 > members
    assert domain.quorum(members) >= 2


@given(finding=findings, votes=st.lists(findings, max_size=7), needed=st.integers(min_value=2, max_value=4))
def test_a_decision_follows_most_of_enough_votes(finding: Finding, votes: list[Finding], needed: int) -> None:
    carried = len(votes) >= needed and votes.count(finding) > len(votes) / 2
    assert refused(domain.check_majority, finding, votes, needed) is not carried


@given(votes=st.lists(findings, max_size=7), members=st.integers(min_value=2, max_value=7))
def test_a_plenary_ends_without_decision_only_when_none_is_possible(votes: list[Finding], members: int) -> None:
    decidable = any(votes.count(finding) * 2 > len(votes) for finding in Finding)
    assert refused(domain.check_deadlock, votes, members) is (len(votes) < members or decidable)


@given(finding=findings, outcomes=st.dictionaries(st.text(max_size=3), st.sampled_from([None, *Outcome]), min_size=1))
def test_a_decision_and_its_persons_never_contradict(finding: Finding, outcomes: dict[str, Outcome | None]) -> None:
    whole = None not in outcomes.values()
    proven = Outcome.PROVEN in outcomes.values()
    expected = {Finding.ASN_VIOLATION: proven, Finding.NOT_VIOLATION: not proven, Finding.OTHER_LAW: True}
    fits = whole and expected[finding]
    assert refused(domain.check_outcomes, finding, outcomes) is not fits


@given(voter=st.sampled_from("abc"), members=st.sets(st.sampled_from("abc")), voted=st.sets(st.sampled_from("abc")))
def test_a_vote_is_a_members_first_and_not_the_studys_writers(voter: str, members: set[str], voted: set[str]) -> None:
    may = voter in members and voter not in voted and voter != "c"
    assert refused(domain.check_vote, voter, members, voted, "c") is not may


@pytest.mark.parametrize(
    ("finding", "norm", "is_refused"),
    [
        (Finding.ASN_VIOLATION, "", True),
        (Finding.ASN_VIOLATION, "B2", False),
        (Finding.ASN_VIOLATION, "A2", True),
        (Finding.NOT_VIOLATION, "", False),
        (Finding.OTHER_LAW, "A2", True),
        (Finding.ASN_VIOLATION, "D3", True),
    ],
)
def test_a_norm_is_one_of_those_offered(finding: Finding, norm: str, is_refused: bool) -> None:
    assert refused(domain.check_norm, norm, {"B1", "B2", "D3"}, {"B1", "B2"}, finding) is is_refused


def test_a_norm_of_another_finding_is_not_said_to_be_out_of_force() -> None:
    with pytest.raises(StepRefused, match="bukan pelanggaran netralitas ASN"):
        domain.check_norm("D3", {"B1", "D3"}, {"B1"}, Finding.ASN_VIOLATION)


def test_a_case_without_the_day_of_the_act_is_not_judged() -> None:
    assert refused(domain.check_act_date, None, date(2024, 10, 7))
    assert refused(domain.check_act_date, date(2024, 10, 8), date(2024, 10, 7))
    assert domain.check_act_date(date(2024, 10, 7), date(2024, 10, 7)) == date(2024, 10, 7)


def test_a_number_names_institution_month_and_year() -> None:
    assert domain.case_number(7, "14.03", date(2024, 11, 30)) == "007/Reg/14.03/XI/2024"


@given(st.text())
def test_a_refusal_holds_its_sentence_for_the_translators(title: str) -> None:
    refusal = StepRefused("Syarat “%(title)s” belum.", title=title)
    assert str(refusal) == refusal.template % refusal.values


def test_a_reason_nobody_read_claims_no_source() -> None:
    reasons = {row.code: row for row in refusal_reasons(date(2024, 10, 7))}
    assert (reasons["not_election"].verification, reasons["not_election"].reference) == ("unverified", "Belum terbaca")
    assert reasons["not_election"].note


@pytest.mark.parametrize(
    ("status", "norm", "fitting", "words"),
    [
        ("PPPK", "C1", ("B2", "D1"), "B2, D1"),
        ("Swasta", "B2", (), "perkara tersendiri"),
        ("PNS", "", ("B2",), "belum dipilih"),
    ],
)
def test_a_norm_that_does_not_bind_her_is_refused_with_those_that_do(
    status: str, norm: str, fitting: tuple[str, ...], words: str
) -> None:
    with pytest.raises(StepRefused, match=words):
        domain.check_binding("Rekaan", status, norm, fitting)
    if fitting:
        domain.check_binding("Rekaan", status, fitting[0], fitting)
