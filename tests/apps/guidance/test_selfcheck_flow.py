"""Whatever is written, read and answered: words clear nobody, and whoever tells the truth is judged by it."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator

from netral.apps.catalogue.dataset import build_catalogue, shipped_documents
from netral.apps.catalogue.judging.judge import OUTSIDE_ACT, Judgement, judge, whole_story
from netral.apps.catalogue.judging.rulebook import Rulebook
from netral.apps.catalogue.judging.scenarios import shipped_scenarios
from netral.apps.catalogue.rows import NormPhase
from netral.apps.guidance.selfcheck.assessment import Assessment, assess
from netral.apps.guidance.selfcheck.domain import (
    MOST_QUESTIONS,
    NOTHING_ELSE,
    PHASE,
    STATUS,
    TICKED,
    CheckState,
    TextAnalysis,
    answered,
    ticked,
    with_fact,
)
from netral.engines.rules.evaluation import Verdict
from netral.engines.rules.receipt import canonical
from netral.portal.shipped_check import ShippedCourt, check_with, hear
from tests.house.sources import PROJECT

COURT = ShippedCourt()
OPTIONS = COURT.rulebook.options
DAYS = [
    date(2024, 5, 1),
    date(2024, 8, 24),
    date(2024, 9, 21),
    date(2024, 9, 22),
    date(2024, 10, 10),
    date(2024, 11, 27),
]
BEFORE_AND_AFTER = [DAYS[1], DAYS[4]]
FACTS = {act: tuple(code for code in COURT.reads(act) if code != PHASE) for act in COURT.rulebook.acts}
Truth = Mapping[str, str]


@st.composite
def heard_of(draw: st.DrawFn, act: str) -> TextAnalysis:
    """Facts as a text about an act may give them away, right or wrong, some of them as if the words stated them."""
    codes = sorted(draw(st.sets(st.sampled_from(FACTS[act]))))
    facts = {code: draw(st.sampled_from(OPTIONS[code])) for code in codes}
    deeds = draw(st.sets(st.sampled_from(codes))) if codes else set()
    return TextAnalysis(facts=facts, deeds=frozenset(deeds), plain=draw(st.booleans()), who_is_open=draw(st.booleans()))


@st.composite
def truths(draw: st.DrawFn, act: str) -> Truth:
    """What really happened: a value of every fact that may decide an act."""
    return {code: draw(st.sampled_from(OPTIONS[code])) for code in FACTS[act]}


def really(act: str, day: date, truth: Truth) -> Verdict:
    """The verdict by everything that happened."""
    return judge(COURT.rulebook, act, whole_story(COURT.rulebook, truth), day, NormPhase(COURT.phase(day))).verdict


def is_beyond(status: str, day: date) -> bool:
    """Whether the rules bind no person of a status; the page shows whom it takes her for, and she may say otherwise."""
    row = COURT.rulebook.status(status, day)
    return row is not None and bool(row.beyond)


def steps(
    case: CheckState, heard: TextAnalysis, truth: Truth, forgets: Collection[str] = ()
) -> Iterator[Assessment[Judgement]]:
    """Every answer on the way of a person who says what is true, and cannot tell what she forgets."""
    while True:
        found = assess(case, heard, COURT, DAYS[-1])
        yield found
        if found.confirmation:
            case = ticked(case, [thing for thing in found.confirmation.things if truth.get(thing[0]) == thing[1]])
        elif found.questions:
            code = found.questions[0]
            case = answered(case, code, "" if code in forgets else truth.get(code, ""))
        else:
            return


def cases_of(draw: st.DataObject) -> tuple[str, date, TextAnalysis, Truth]:
    act, day = draw.draw(st.sampled_from(COURT.rulebook.acts)), draw.draw(st.sampled_from(DAYS))
    return act, day, draw.draw(heard_of(act)), draw.draw(truths(act))


@settings(deadline=None)
@given(st.data())
def test_nobody_is_cleared_by_what_was_only_read_or_presumed(data: st.DataObject) -> None:
    act, day, heard, truth = cases_of(data)
    for found in steps(CheckState("words", act, day), heard, truth):
        if found.judgement.verdict is Verdict.CLEAR:
            facts = found.judgement.facts
            assert NOTHING_ELSE in [fact.code for fact in facts]
            assert {fact.source for fact in facts} <= {"user", "date"}


@settings(deadline=None)
@given(st.data())
def test_whoever_tells_the_truth_is_cleared_only_where_nothing_was_broken(data: st.DataObject) -> None:
    act, day, heard, truth = cases_of(data)
    last = list(steps(CheckState("words", act, day), heard, truth))[-1]
    if last.judgement.verdict is Verdict.CLEAR:
        assert really(act, day, truth) is Verdict.CLEAR or is_beyond(truth[STATUS], day)


@settings(deadline=None)
@given(st.data())
def test_whoever_tells_the_truth_comes_to_the_verdict_of_all_that_happened(data: st.DataObject) -> None:
    act, day, heard, truth = cases_of(data)
    # Nothing that was read is taken for stated outright; it may be wrong.
    unsure = replace(heard, deeds=frozenset())
    # A person of the presumed status need not say so.
    last = list(steps(CheckState("words", act, day, {STATUS: truth[STATUS]}), unsure, truth))[-1]
    assert last.judgement.verdict is really(act, day, truth)


@settings(deadline=None)
@given(st.data(), st.sets(st.sampled_from(sorted(OPTIONS))))
def test_what_nobody_can_tell_clears_nobody(data: st.DataObject, forgets: set[str]) -> None:
    act, day, heard, truth = cases_of(data)
    way = list(steps(CheckState("words", act, day), replace(heard, deeds=frozenset()), truth, forgets))
    assert way[0].judgement.verdict is not Verdict.CLEAR
    if way[-1].judgement.verdict is Verdict.CLEAR:
        assert really(act, day, truth) is Verdict.CLEAR or is_beyond(truth[STATUS], day)
    receipt = way[-1].judgement.receipt()
    assert canonical(json.loads(canonical(receipt))) == canonical(receipt)


@pytest.mark.parametrize("act", COURT.rulebook.acts)
def test_no_status_and_no_day_is_cleared_by_words_alone(act: str) -> None:
    for day, status in product(BEFORE_AND_AFTER, OPTIONS[STATUS]):
        for code in FACTS[act]:
            for value in OPTIONS[code]:
                read = {STATUS: status, code: value}
                heard = TextAnalysis(facts=read, deeds=frozenset(read), plain=True)
                assert assess(CheckState("words", act, day), heard, COURT, day).judgement.verdict is not Verdict.CLEAR


@pytest.mark.parametrize("act", COURT.rulebook.acts)
def test_three_questions_and_the_last_are_enough(act: str) -> None:
    for day in BEFORE_AND_AFTER:
        for status in ("pns", "ppnpn", "kades"):
            options = [OPTIONS[code] for code in FACTS[act] if code != STATUS]
            codes = [code for code in FACTS[act] if code != STATUS]
            for values in product(*options):
                truth = {STATUS: status, **dict(zip(codes, values, strict=True))}
                way = list(steps(CheckState("words", act, day, {STATUS: status}), TextAnalysis(), truth))
                assert len(way) - 1 <= MOST_QUESTIONS + 1


def test_every_scenario_comes_out_when_its_facts_are_told() -> None:
    surprises = []
    for scenario in shipped_scenarios():
        case = CheckState("", scenario.act, scenario.on)
        if scenario.expected is Verdict.CLEAR:
            case = ticked(case, [])
        for code, value in scenario.facts.items():
            case = with_fact(case, code, value)
        verdict = assess(case, TextAnalysis(), COURT, scenario.on).judgement.verdict
        if verdict is not scenario.expected:
            surprises.append((scenario.id, scenario.expected, verdict))
    assert surprises == []


def test_receipts_keep_to_their_published_schema() -> None:
    published = PROJECT / "docs/schemas/netral.receipt.v1.json"
    packaged = PROJECT / "src/netral/apps/guidance/selfcheck/schemas/netral.receipt.v1.json"
    assert packaged.read_bytes() == published.read_bytes()
    schema = json.loads(published.read_bytes())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    judged = [
        assess(CheckState("", act, DAYS[4]), TextAnalysis(), COURT, DAYS[4]).judgement.receipt()
        for act in (*COURT.rulebook.acts, OUTSIDE_ACT)
    ]
    assert [receipt["act"] for receipt in judged if not validator.is_valid(receipt)] == []
    assert not validator.is_valid({**judged[0], "text": "saya like"})
    assert not validator.is_valid({**judged[0], "verdict": "boleh"})


def test_a_proposed_act_that_is_a_guess_is_no_plain_story() -> None:
    heard = replace(hear("saya menonton debat calon di televisi", DAYS[4]), plain=True)
    unsure = replace(heard, acts=tuple((act, 0.3) for act, _score in heard.acts))
    assert check_with(CheckState("words", "", DAYS[4]), unsure, COURT, DAYS[4]).confirmation is None


def test_rules_that_know_no_confirming_question_take_her_own_answers_only() -> None:
    documents = {name: rows for name, rows in shipped_documents().items() if name not in ("others", "statuses")}
    rule_service = ShippedCourt(Rulebook(build_catalogue(documents)))
    heard = TextAnalysis(facts={"kegiatan_pemilih": "memilih"}, deeds=frozenset({"kegiatan_pemilih"}), plain=True)
    read = assess(CheckState("words", "hak-pilih", DAYS[4]), heard, rule_service, DAYS[4])
    said = assess(
        CheckState("words", "hak-pilih", DAYS[4], {"kegiatan_pemilih": "memilih"}), heard, rule_service, DAYS[4]
    )
    assert (read.judgement.verdict, said.judgement.verdict) == (Verdict.DEPENDS, Verdict.CLEAR)


def test_that_something_was_ticked_says_nothing_while_it_is_not_named() -> None:
    case = with_fact(
        with_fact(CheckState("words", "hak-pilih", DAYS[4]), "kegiatan_pemilih", "memilih"), NOTHING_ELSE, TICKED
    )
    found = assess(case, TextAnalysis(), COURT, DAYS[4])
    assert (found.judgement.verdict, found.confirmation is None) == (Verdict.DEPENDS, False)


def test_who_ticks_another_deed_stays_who_she_is() -> None:
    heard = TextAnalysis(facts={STATUS: "bumn"}, deeds=frozenset({STATUS}))
    case = with_fact(
        with_fact(CheckState("words", "tindakan-netral", DAYS[4]), "ada_dukungan", "tidak"), "kegunaan", "kampanye"
    )
    found = assess(case, heard, COURT, DAYS[4]).judgement
    assert (found.act, found.verdict) == ("fasilitas-negara", Verdict.ASK)


def test_a_second_deed_of_the_same_kind_is_asked_about() -> None:
    case = with_fact(CheckState("words", "uang-barang", DAYS[4]), "arah_pemberian", "menolak")
    asked = assess(case, TextAnalysis(), COURT, DAYS[4]).confirmation
    assert asked
    assert {("arah_pemberian", "memberi"), ("peran_kampanye", "tim"), ("peran_apk", "memasang")} <= {*asked.things}
