"""The plain values that forms hand to the actions."""

from dataclasses import dataclass
from datetime import date

from netral.foundation.files.intake import Upload


@dataclass(frozen=True)
class ProceedingInput:
    """Who examines, and the day she is summoned for."""

    team: str
    summoned_for: date


@dataclass(frozen=True)
class ExaminationInput:
    """When the examination was, whether she came, and what the minutes say."""

    examined_on: date
    attended: bool
    minutes: str


@dataclass(frozen=True)
class SanctionDecisionInput:
    """A decision: number, date, sanction, official and the signed document.

    `level_source` is the level whose source it follows, where sources disagree.
    """

    number: str
    decided_on: date
    sanction_code: str
    official: str
    document: Upload
    level_source: str = ""
