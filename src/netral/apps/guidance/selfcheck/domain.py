"""A self-check in the making: what was written, confirmed and answered, and when words alone may clear somebody.

Text proposes, rules decide, and the person has the last word. What is read from her text may weigh against her at once.
It clears her only while nothing in the same text points the other way and it is certain which act she means; otherwise
what was read is put aside and asked.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, Protocol, TypeVar

from netral.engines.rules.judging import Verdict
from netral.engines.rules.receipt import StatedFact

MOST_QUESTIONS = 3
# The fact that a day tells as well as words do.
PHASE = "tahap"
TEXT, USER = "text", "user"


@dataclass(frozen=True)
class Case:
    """What one person has told so far; it is kept nowhere but with her.

    `on` is None while she has named no day. `declined` are facts she cannot tell, `asked` those she was asked for.
    `region` is where she works, empty unless she named it.
    """

    text: str = ""
    act: str = ""
    on: date | None = None
    stated: Mapping[str, str] = field(default_factory=dict)
    declined: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()
    region: str = ""

    @property
    def may_be_asked(self) -> bool:
        """Whether she has been asked fewer questions than the most she may be."""
        return len(self.asked) < MOST_QUESTIONS


@dataclass(frozen=True)
class Clash:
    """That the day named and the words say different phases; `used` is the one that was judged by."""

    said: str
    of_day: str
    used: str


@dataclass(frozen=True)
class Heard:
    """What a text gives away: likely acts with how likely, facts, the words each was found by, words of taking sides.

    `refused` is the reason why the text cannot be checked at all, empty when it can.
    """

    acts: tuple[tuple[str, float], ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    cues: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    sure: bool = False
    refused: str = ""


class Judged(Protocol):
    """A judgement, as far as caution needs to know it."""

    @property
    def verdict(self) -> Verdict:
        """What the rules say."""


J = TypeVar("J", bound=Judged)
J_co = TypeVar("J_co", bound=Judged, covariant=True)
# Judges the facts given; the second argument names facts not to be taken for granted.
Judge = Callable[[tuple[StatedFact, ...], frozenset[str]], J]


class Court(Protocol[J_co]):
    """Who knows the rules."""

    def reads(self, act: str) -> Collection[str]:
        """The codes of the facts that may decide an act."""

    def phase(self, day: date) -> str:
        """The phase a day falls in, as a value of the fact."""

    def judge(self, case: Case, on: date, facts: tuple[StatedFact, ...], doubted: frozenset[str]) -> J_co:
        """Judge the act of a case by these facts."""


@dataclass(frozen=True)
class Assessment(Generic[J]):
    """What came of a case: the judgement, the day it was judged for, and where words and day say different things."""

    judgement: J
    on: date
    clash: Clash | None = None


def answered(case: Case, code: str, value: str) -> Case:
    """The case after a question was answered; an empty value says that she cannot tell."""
    asked = case.asked if code in case.asked else (*case.asked, code)
    return replace(told(case, code, value), asked=asked)


def told(case: Case, code: str, value: str) -> Case:
    """The case with a fact as she tells it; an empty value says that she cannot tell."""
    if not value:
        rest = {known: said for known, said in case.stated.items() if known != code}
        return replace(case, stated=rest, declined=case.declined | {code})
    return replace(case, stated={**case.stated, code: value}, declined=case.declined - {code})


def chosen(case: Case, act: str) -> Case:
    """The case with another act: what was answered about the act before is no answer to this one."""
    if act == case.act:
        return case
    return replace(case, act=act, stated={}, declined=frozenset(), asked=())


def facts_of(case: Case, found: Mapping[str, str], read: Collection[str]) -> tuple[StatedFact, ...]:
    """The facts of a case: what was read from the text, unless she says otherwise or cannot tell, and what she says.

    `read` are the codes of the facts that matter to the act; cues of other facts are left out.
    """
    open_ones = set(read) - set(case.stated) - case.declined
    return (
        *(StatedFact(code, value, TEXT) for code, value in found.items() if code in open_ones),
        *(StatedFact(code, value, USER) for code, value in case.stated.items() if code in read),
    )


def settled(
    facts: Iterable[StatedFact], of_day: str, *, day_named: bool
) -> tuple[tuple[StatedFact, ...], Clash | None]:
    """Settle the phase: a day that was named outweighs words, what the person states outweighs both.

    Returns the facts to judge, and the clash if the words and the day named say different things.
    """
    given = tuple(facts)
    said = next((fact for fact in given if fact.code == PHASE), None)
    if said is None or not day_named or said.value == of_day:
        return given, None
    if said.source == TEXT:
        return tuple(fact for fact in given if fact is not said), Clash(said.value, of_day, of_day)
    return given, Clash(said.value, of_day, said.value)


def is_doubtful(flags: Collection[str], *, confirmed: bool, sure: bool) -> bool:
    """Whether what was read from a text may not clear its writer.

    That is so when words of taking sides stand in it, or when neither a person confirmed the act nor the proposer was
    sure of it.
    """
    return bool(flags) or not (confirmed or sure)


def judged_with_care(judge: Judge[J], facts: Iterable[StatedFact], *, doubtful: bool) -> J:
    """Judge a case, and where words alone would clear it although they may not, judge it without them.

    What was put aside is then neither taken from the text nor for granted: it is unknown, and asked. The phase alone
    falls back to what the day says.
    """
    given = tuple(facts)
    judgement = judge(given, frozenset())
    doubted = frozenset(fact.code for fact in given if fact.source == TEXT) - {PHASE}
    if not doubtful or judgement.verdict is not Verdict.CLEAR:
        return judgement
    return judge(tuple(fact for fact in given if fact.source != TEXT), doubted)


def assess(case: Case, heard: Heard, court: Court[J], today: date, *, confirmed: bool) -> Assessment[J]:
    """Judge a case for the day she named, or for today; `confirmed` says that a person chose the act."""
    on = case.on or today
    facts = facts_of(case, heard.facts, court.reads(case.act))
    facts, clash = settled(facts, court.phase(on), day_named=case.on is not None)
    doubtful = is_doubtful(heard.flags, confirmed=confirmed, sure=heard.sure)

    def judge(given: tuple[StatedFact, ...], doubted: frozenset[str]) -> J:
        return court.judge(case, on, given, doubted)

    return Assessment(judged_with_care(judge, facts, doubtful=doubtful), on, clash)
