"""A self-check in the making: what was written, confirmed and answered, and whose word counts.

Text proposes, rules decide, and the person has the last word. `assessment.py` says when words may weigh for or against
somebody.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from netral.engines.rules.receipt import StatedFact

MOST_QUESTIONS = 3
# The facts that a day tells as well as words do, that say who the person is, and what else was part of it.
PHASE, STATUS, NOTHING_ELSE = "tahap", "status", "hal_lain"
# What is said to the question what else was part of it: nothing, or what was ticked beside it.
NONE, TICKED = "tidak-ada", "ada"
# Who did it: the person who asks, or somebody she tells of.
DOER, SELF, OTHER_PERSON = "pelaku", "saya", "orang_lain"
TEXT, USER = "text", "user"


@dataclass(frozen=True)
class CheckState:
    """What one person has told so far; it is kept nowhere but with her.

    `on` is None while she has named no day. `declined` are facts she cannot tell, `asked` those she was asked for.
    `region` is where she works, empty unless she named it; `doer` who did it, empty unless she said so.
    """

    text: str = ""
    act: str = ""
    on: date | None = None
    stated: Mapping[str, str] = field(default_factory=dict)
    declined: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()
    region: str = ""
    doer: str = ""

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
class TextAnalysis:
    """What a text gives away: likely acts with how likely, facts, and the words each was found by.

    `deeds` are the facts that the words state outright: done, by whom it is told of, and to whom. `plain` says that
    every word was understood. `who_is_open` says that somebody of another status than presumed is spoken of. `doer` is
    who did it, `day` when, each empty or None where the words do not say. `refused` is the reason why the text cannot
    be checked at all, empty when it can.
    """

    acts: tuple[tuple[str, float], ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    cues: Mapping[str, str] = field(default_factory=dict)
    deeds: frozenset[str] = frozenset()
    plain: bool = False
    who_is_open: bool = False
    doer: str = ""
    day: date | None = None
    day_cue: str = ""
    refused: str = ""


def answered(case: CheckState, code: str, value: str) -> CheckState:
    """The case after a question was answered; an empty value says that she cannot tell."""
    asked = case.asked if code in case.asked else (*case.asked, code)
    return replace(with_fact(case, code, value), asked=asked)


def with_fact(case: CheckState, code: str, value: str) -> CheckState:
    """The case with a fact as she tells it; an empty value says that she cannot tell."""
    if code == DOER:
        return replace(case, doer=value)
    if not value:
        rest = {known: said for known, said in case.stated.items() if known != code}
        return replace(case, stated=rest, declined=case.declined | {code})
    return replace(case, stated={**case.stated, code: value}, declined=case.declined - {code})


def with_act(case: CheckState, act: str) -> CheckState:
    """The case with another act: what was answered about the act before is no answer to this one."""
    if act == case.act:
        return case
    return replace(case, act=act, stated={}, declined=frozenset(), asked=())


def ticked(case: CheckState, things: Iterable[tuple[str, str]]) -> CheckState:
    """The case after she was asked what else was part of it: each thing ticked as a fact, or that there was none."""
    given = dict(things)
    return replace(case, stated={**case.stated, **given, NOTHING_ELSE: TICKED if given else NONE})


def reopened(case: CheckState) -> CheckState:
    """The case as if she had not been asked yet what else was part of it: she confirmed another story."""
    return replace(case, stated={code: value for code, value in case.stated.items() if code != NOTHING_ELSE})


def facts_of(case: CheckState, found: Mapping[str, str], read: Collection[str]) -> tuple[StatedFact, ...]:
    """The facts of a case: what was read from the text, unless she says otherwise or cannot tell, and what she says.

    `read` are the codes of the facts that matter to the act; cues of other facts are left out.
    """
    open_ones = set(read) - set(case.stated) - case.declined
    return (
        *(StatedFact(code, value, TEXT) for code, value in found.items() if code in open_ones),
        *(StatedFact(code, value, USER) for code, value in case.stated.items() if code in read),
    )


def resolve_phase(
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
