"""The front door of guidance: what Bawaslu answered before in a matter like this, and what waits for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from netral.apps.catalogue import api as catalogue
from netral.apps.guidance import queries
from netral.apps.guidance.applicable_law import with_phase
from netral.apps.guidance.domain.answers import agreement, compatible, presumed
from netral.apps.guidance.domain.states import Position
from netral.apps.guidance.events import ANSWER_PUBLISHED, ANSWER_REPLACED
from netral.apps.guidance.models import PublishedAnswer
from netral.apps.guidance.parameters import acts_to_answer
from netral.apps.guidance.work import work_of

__all__ = [
    "ANSWER_PUBLISHED",
    "ANSWER_REPLACED",
    "Position",
    "PublishedAnswerView",
    "matching_answers",
    "work_of",
]


@dataclass(frozen=True)
class PublishedAnswerView:
    """A published answer as others cite it.

    `presumes` are codes of facts the answer rests on that were not known of the case: it fits only if they hold, with
    the values in `facts`. `needs_review` says that the catalogue changed since somebody last looked at it.
    """

    id: str
    number: str
    institution: str
    act: str
    facts: Mapping[str, str]
    position: Position
    question: str
    text: str
    norms: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    published_at: datetime
    presumes: tuple[str, ...]
    needs_review: bool


def matching_answers(act: str, facts: Mapping[str, str], on: date) -> tuple[PublishedAnswerView, ...]:
    """Return the published answers on an act that hold on a day and whose facts differ in none from those known.

    Those that presume least come first, then those that share most, then the newest. Replaced answers are left out.
    Where the phase of the election is not among the facts, the day tells it.
    """
    if act not in {row.code for row in acts_to_answer()}:
        return ()
    known = with_phase(act, facts, on)
    rows = [row for row in queries.standing_on(act, on) if compatible(row.facts, known)]
    # The rows come newest first, and sorting keeps that order among equals.
    rows.sort(key=lambda row: (len(presumed(row.facts, known)), -agreement(row.facts, known)))
    version = catalogue.catalogue_version()
    return tuple(_shown(row, known, version) for row in rows)


def _shown(row: PublishedAnswer, facts: Mapping[str, str], version: str) -> PublishedAnswerView:
    return PublishedAnswerView(
        id=str(row.pk),
        number=row.number,
        institution=row.institution.name,
        act=row.act,
        facts=dict(row.facts),
        position=Position(row.position),
        question=row.question,
        text=row.text,
        norms=tuple(row.norms),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        published_at=row.published_at,
        presumes=presumed(row.facts, facts),
        needs_review=row.checked_version != version,
    )
