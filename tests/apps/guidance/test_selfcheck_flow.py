"""Whatever is written, meant and answered: three questions at most, then a verdict or an honest "it depends"."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from netral.apps.catalogue.judging.judge import OUTSIDE_ACT, Judgement
from netral.apps.catalogue.judging.scenarios import shipped_scenarios
from netral.apps.guidance.selfcheck.domain import MOST_QUESTIONS, Assessment, Case, Heard, answered, assess, told
from netral.cli.check.shipped import ShippedCourt, check, hear
from netral.engines.rules.judging import Verdict
from netral.engines.rules.receipt import canonical
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
# Whatever the options are, one of them is picked, or the person cannot tell.
CANNOT_TELL = 99
PICKS = st.lists(st.sampled_from([0, 1, 2, 3, CANNOT_TELL]), min_size=MOST_QUESTIONS, max_size=MOST_QUESTIONS)


def walked(case: Case, heard: Heard, picks: list[int]) -> tuple[Case, Assessment[Judgement]]:
    """Answer what is asked until nothing is left to ask, or no more may be."""
    pending = list(picks)
    while True:
        assessment = assess(case, heard, COURT, DAYS[-1], confirmed=True)
        questions = assessment.judgement.questions
        if not questions or not case.may_be_asked:
            return case, assessment
        options = OPTIONS[questions[0].code]
        pick = pending.pop(0)
        case = answered(case, questions[0].code, "" if pick == CANNOT_TELL else options[pick % len(options)])


@st.composite
def heard_of(draw: st.DrawFn, act: str) -> Heard:
    """Facts as a text about an act may give them away, right or wrong, with or without words of taking sides."""
    codes = draw(st.sets(st.sampled_from(sorted(COURT.reads(act)))))
    facts = {code: draw(st.sampled_from(OPTIONS[code])) for code in sorted(codes)}
    return Heard(facts=facts, flags=("menangkan",) if draw(st.booleans()) else (), sure=draw(st.booleans()))


@settings(deadline=None)
@given(st.sampled_from(COURT.rulebook.acts), st.sampled_from(DAYS), PICKS, st.data())
def test_every_way_ends_within_three_questions(act: str, day: date, picks: list[int], data: st.DataObject) -> None:
    heard = data.draw(heard_of(act))
    case, assessment = walked(Case("words", act, day), heard, picks)
    judgement = assessment.judgement
    assert len(case.asked) <= MOST_QUESTIONS
    assert judgement.verdict is not Verdict.OUTSIDE
    if judgement.verdict is Verdict.DEPENDS:
        # Honest: something that could decide is not known, because she could not tell or was not asked.
        assert judgement.questions or case.declined
    receipt = judgement.receipt()
    assert canonical(json.loads(canonical(receipt))) == canonical(receipt)


@settings(deadline=None)
@given(st.sampled_from(COURT.rulebook.acts), st.sampled_from(DAYS), st.data())
def test_nobody_is_cleared_by_a_text_that_takes_sides(act: str, day: date, data: st.DataObject) -> None:
    heard = Heard(facts=data.draw(heard_of(act)).facts, flags=("menangkan",))
    judgement = assess(Case("words", act, day), heard, COURT, day, confirmed=True).judgement
    assert judgement.verdict is not Verdict.CLEAR


@settings(deadline=None)
@given(st.sampled_from(COURT.rulebook.acts), st.sampled_from(DAYS))
def test_nobody_is_cleared_who_has_said_nothing(act: str, day: date) -> None:
    assert assess(Case("", act, day), Heard(), COURT, day, confirmed=True).judgement.verdict is not Verdict.CLEAR


def test_every_scenario_comes_out_when_its_facts_are_told() -> None:
    surprises = []
    for scenario in shipped_scenarios():
        case = Case("", scenario.act, scenario.on)
        for code, value in scenario.facts.items():
            case = told(case, code, value)
        verdict = assess(case, Heard(), COURT, scenario.on, confirmed=True).judgement.verdict
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
        assess(Case("", act, DAYS[4]), Heard(), COURT, DAYS[4], confirmed=True).judgement.receipt()
        for act in (*COURT.rulebook.acts, OUTSIDE_ACT)
    ]
    assert [receipt["act"] for receipt in judged if not validator.is_valid(receipt)] == []
    assert not validator.is_valid({**judged[0], "text": "saya like"})
    assert not validator.is_valid({**judged[0], "verdict": "boleh"})


def test_an_unsure_proposal_does_not_clear_and_a_chosen_act_may() -> None:
    heard = hear("saya menonton debat calon di televisi")
    unsure = Heard(heard.acts, heard.facts, heard.cues, sure=False)
    case = Case("words", "", DAYS[4])
    assert check(case, unsure, COURT, DAYS[4]).judgement.verdict is not Verdict.CLEAR
