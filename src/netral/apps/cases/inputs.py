"""What forms and reactions hand to the actions: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from netral.apps.cases.domain import Finding, Outcome, ReviewedCondition


@dataclass(frozen=True)
class PersonInput:
    """Somebody accused, as far as she is known."""

    name: str
    office: str = ""
    unit: str = ""
    status: str = ""


@dataclass(frozen=True)
class CaseInput:
    """A report or a finding as it becomes a case; the clock of its review runs from `filed_at`."""

    reference: str
    title: str
    region_code: str
    act_date: date | None
    filed_at: datetime
    persons: tuple[PersonInput, ...]
    report_id: UUID | None = None
    observation_id: UUID | None = None


@dataclass(frozen=True)
class ReviewInput:
    """The result of an initial review; the words are those the reporter reads."""

    conditions: tuple[ReviewedCondition, ...] = ()
    words: str = ""
    reason_code: str = ""


@dataclass(frozen=True)
class InvitationInput:
    """Who is invited, in what capacity, when and where."""

    invited: str
    capacity: str
    scheduled_at: datetime
    place: str


@dataclass(frozen=True)
class StudyInput:
    """A study: facts, analysis, the norm judged and the finding proposed."""

    facts: str
    analysis: str
    proposed: Finding
    norm_id: str = ""


@dataclass(frozen=True)
class DecisionInput:
    """What the plenary decided of the case and, by the identifier of the row, of each person.

    Without a norm of its own the plenary judges by the study's. `statuses` are those of the catalogue, where known.
    """

    finding: Finding
    words: str
    outcomes: Mapping[str, Outcome | None]
    norm_id: str = ""
    statuses: Mapping[str, str] = field(default_factory=dict)
