"""What an actor sees of the selection of one application, and which of its steps are hers now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.urls import reverse

from netral.apps.supervisors.domain.checks import CHECKERS
from netral.apps.supervisors.domain.selection import SelectionVerb
from netral.apps.supervisors.labels import APPLICATION_STATES
from netral.apps.supervisors.minutes import outcome_words
from netral.apps.supervisors.models import (
    AdministrativeCheck,
    Application,
    CompletionRequest,
    DecidedPlace,
    Interview,
    InterviewAssessment,
    PublicComment,
    Recusal,
    WrittenScore,
)
from netral.apps.supervisors.parameters import rubric
from netral.apps.supervisors.queries import selection
from netral.apps.supervisors.queries.checks import checks_seen, completion_of, requirements_of
from netral.apps.supervisors.queries.comments import comments_about
from netral.apps.supervisors.queries.interviews import interview_of, marks_seen, recused_of, waits_for_marks
from netral.apps.supervisors.selection_labels import JUDGEMENTS, TIES, VERDICTS, WEIGHTS
from netral.apps.supervisors.steps import SELECTION
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor


@dataclass(frozen=True)
class SeenCheck:
    """A check in words."""

    row: AdministrativeCheck
    verdict: Any
    remarks: tuple[tuple[str, Any, str], ...]

    @property
    def settles(self) -> bool:
        """Say whether a member settled with it what two officers saw differently."""
        return self.row.place > CHECKERS


@dataclass(frozen=True)
class SeenComment:
    """A comment in words, and where it is weighed, if it is the reader who may now."""

    row: PublicComment
    weight: Any
    url: str


@dataclass(frozen=True)
class SeenMarks:
    """One assessor's marks in words."""

    row: InterviewAssessment
    lines: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True)
class Dossier:
    """Everything of the selection of one application that a reader may see."""

    status: Any
    tone: str
    zone: str
    verbs: tuple[SelectionVerb, ...]
    checks: Sequence[SeenCheck]
    completion: CompletionRequest | None
    comments: Sequence[SeenComment]
    scores: Sequence[WrittenScore]
    interview: Interview | None
    marks: Sequence[SeenMarks]
    awaited: int
    recusals: Sequence[Recusal]
    place: DecidedPlace | None

    @property
    def outcome(self) -> str:
        """Return what the panel decided, in words."""
        return outcome_words(self.place) if self.place else ""

    @property
    def tie(self) -> Any:
        """Return what set her apart from one of the same total."""
        return TIES[self.place.tie] if self.place and self.place.tie else ""

    @property
    def total(self) -> Decimal | None:
        """Return the total she was ranked by."""
        return self.place.total if self.place else None


def dossier_of(application: Application, actor: Actor) -> Dossier:
    """Return what an actor may see of the selection of an application."""
    status, tone = APPLICATION_STATES[application.state]
    verbs, interview = steps_for(application, actor), interview_of(application)
    weighs = SelectionVerb.WEIGH in verbs
    return Dossier(
        status=status,
        tone=tone,
        zone=zone_at(application.recruitment.institution).key,
        verbs=verbs,
        checks=list(_checks(application, actor)),
        completion=completion_of(application),
        comments=[_comment(row, weighs=weighs) for row in comments_about(application)],
        scores=list(WrittenScore.objects.filter(application=application)),
        interview=interview,
        marks=[_marks(row) for row in marks_seen(interview, actor)] if interview else [],
        awaited=waits_for_marks(interview) if interview else 0,
        recusals=recused_of(application),
        place=DecidedPlace.objects.filter(application=application).first(),
    )


def steps_for(application: Application, actor: Actor) -> tuple[SelectionVerb, ...]:
    """Return the steps of the selection that an actor can take with an application now, the one that waits first."""
    conditions: Mapping[SelectionVerb, Q] = {
        SelectionVerb.CHECK: selection.to_check(actor),
        SelectionVerb.SETTLE: selection.to_settle(actor),
        SelectionVerb.ASK_COMPLETION: selection.to_complete(),
        SelectionVerb.LAPSE: selection.to_lapse(),
        SelectionVerb.WEIGH: selection.to_weigh(),
        SelectionVerb.MARK: selection.to_mark(actor),
        SelectionVerb.NOTE_ABSENCE: selection.to_mark(actor),
        SelectionVerb.RECUSE: ~Q(recusals__member_id=actor.id),
    }
    row = selection.candidates_of(actor).filter(pk=application.pk)
    may = [verb for verb in conditions if _is_hers(application, verb, actor)]
    return tuple(verb for verb in may if row.filter(conditions[verb]).exists())


def _is_hers(application: Application, verb: SelectionVerb, actor: Actor) -> bool:
    try:
        SELECTION.check(application, verb, actor)
    except StepRefused:
        return False
    return True


def _checks(application: Application, actor: Actor) -> Iterator[SeenCheck]:
    titles = requirements_of(application)
    for row in checks_seen(application, actor):
        remarks = (
            (titles.get(each["code"], each["code"]), JUDGEMENTS[each["judgement"]], each["reason"])
            for each in row.judged
            if each["judgement"] != "met" or each["reason"]
        )
        yield SeenCheck(row, VERDICTS[row.verdict], tuple(remarks))


def _comment(row: PublicComment, *, weighs: bool) -> SeenComment:
    url = reverse("selection_weigh", args=[row.application_id, row.pk]) if weighs and not row.weight else ""
    return SeenComment(row, WEIGHTS[row.weight] if row.weight else "", url)


def _marks(row: InterviewAssessment) -> SeenMarks:
    titles = {criterion.code: criterion.title for criterion in rubric()}
    lines = ((titles.get(mark["code"], mark["code"]), mark["points"], mark["reason"]) for mark in row.marks)
    return SeenMarks(row, tuple(lines))
