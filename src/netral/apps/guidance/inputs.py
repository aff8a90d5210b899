"""What forms hand to the actions: plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from netral.apps.guidance.domain.answers import Choice
from netral.apps.guidance.domain.states import Position, Urgency


@dataclass(frozen=True)
class QuestionInput:
    """A question in own words: which units it concerns, about what day, and how soon it is needed."""

    question: str
    units: Sequence[UUID]
    act_date: date
    urgency: Urgency = Urgency.NORMAL
    urgency_reason: str = ""


@dataclass(frozen=True)
class AnswerInput:
    """An answer to the one who asked, with the act and facts it is about."""

    act: str
    facts: Mapping[str, str]
    position: Position
    norms: Sequence[str]
    text: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True)
class PublicationInput:
    """The public text, and what is done about each contradiction; `vouched` are words that name nobody."""

    question: str
    text: str
    choices: Mapping[str, Choice] = field(default_factory=dict)
    reason: str = ""
    vouched: Sequence[str] = ()


@dataclass(frozen=True)
class ReaderInput:
    """Who read an answer for a unit."""

    name: str
    office: str
