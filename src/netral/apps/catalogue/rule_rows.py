"""The rows of how an act is judged: what is asked, when a norm is broken, and what is advised."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from netral.engines.rules.evaluation import Outcome, Verdict


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something the rules ask about; `options` maps each value to its words in Indonesian and English.

    `assumed` is the value taken while nobody has stated one. It may only ever weigh against a person. `ticks` are the
    words of values where they are asked for as things that were there too. A fact with `unticked` is asked for so from
    the first, and this value holds where nothing is ticked. `is_deed` says that it tells what was done, so that more
    than one value may be true of one story.
    """

    code: str
    question: str
    question_en: str
    options: Mapping[str, tuple[str, str]]
    hint: str = ""
    assumed: str | None = None
    ticks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    unticked: str = ""
    is_deed: bool = False


@dataclass(frozen=True, kw_only=True)
class OtherThing:
    """A deed of another act that may stand in one story with the act confirmed, asked before anybody is cleared.

    Whoever ticks it is judged for `act` too, by the fact ticked and `implied`, which the words of the tick say.
    """

    code: str
    act: str
    fact: str
    value: str
    words: str
    words_en: str
    implied: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ExceptionRow:
    """When a rule is not broken although its condition holds; it stands on norms or conflicts of its own."""

    id: str
    when: Mapping[str, Any]
    basis: tuple[str, ...]
    outcome: Outcome = Outcome.KEPT
    unless: tuple["ExceptionRow", ...] = ()


@dataclass(frozen=True, kw_only=True)
class RuleRow:
    """When an act breaks norms, each within its own dates, phase and subjects.

    A rule whose outcome is disputed names the conflict in `because`, or says in `note` what could not be read. Its own
    days narrow those of the norms.
    """

    id: str
    norms: tuple[str, ...]
    when: Mapping[str, Any]
    outcome: Outcome = Outcome.BROKEN
    unless: tuple[ExceptionRow, ...] = ()
    because: str | None = None
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class ActRules:
    """How one act is judged. `presumed` are facts its confirmation states; they may only weigh against a person."""

    act: str
    rules: tuple[RuleRow, ...]
    presumed: Mapping[str, str] = field(default_factory=dict)
    permitted_by: tuple[str, ...] = ()
    advice: str = ""
    advice_en: str = ""


class Reader(StrEnum):
    """Whom advice speaks to: the person who did the act, or one who tells of another person."""

    DOER = "doer"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class AdviceRow:
    """What to do after a verdict on an act; `act` is "*" for every act, and `when` the facts it is written for."""

    id: str
    act: str
    verdict: Verdict
    advice: str
    advice_en: str
    reader: Reader = Reader.DOER
    when: Mapping[str, Any] | None = None

    @property
    def key(self) -> str:
        """The id."""
        return self.id
