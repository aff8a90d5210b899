"""How far everybody on the roster is: attended, passed, must repeat, missing; per unit and per person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, QuerySet, Subquery, Value, When

from netral.apps.learning.domain.quiz import QuizEdition, Standing
from netral.apps.learning.models import Attempt, Attendance, Reminder
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.outreach.domain import Tally, UnitCoverage, share_of
from netral.foundation.outreach.queries import coverage_of
from netral.foundation.registry.models import AsnPerson
from netral.foundation.registry.queries import active_under


@dataclass(frozen=True)
class LearningCounts(Tally):
    """How many people are on the roster, and how far they are."""

    people: int = 0
    attended: int = 0
    passed: int = 0
    repeat: int = 0

    @property
    def missing(self) -> int:
        """Return how many never passed."""
        return self.people - self.passed - self.repeat

    @property
    def share(self) -> float:
        """Return the share that passed what holds now, 0 to 1."""
        return share_of(self.passed, self.people)

    @property
    def share_attended(self) -> float:
        """Return the share that came to a session, 0 to 1."""
        return share_of(self.attended, self.people)


def with_standing(people: QuerySet[AsnPerson], edition: QuizEdition) -> QuerySet[Any]:
    """Add to people whether each came to a session, and how far she is with the quiz of an edition."""
    attempts = Attempt.objects.filter(person=OuterRef("pk")).order_by()
    current = attempts.filter(stage=edition.stage, catalogue=edition.catalogue)
    return people.annotate(
        attended=Exists(Attendance.objects.filter(person=OuterRef("pk"), undone_at=None)),
        standing=Case(
            When(Exists(current.filter(passed=True)), then=Value(Standing.PASSED)),
            When(Exists(attempts.filter(passed=True)), then=Value(Standing.REPEAT)),
            When(Exists(current.filter(finished_at=None)), then=Value(Standing.WORKING)),
            When(Exists(current), then=Value(Standing.FAILED)),
            default=Value(Standing.MISSING),
            output_field=CharField(),
        ),
    )


def people_of(government: Institution, edition: QuizEdition) -> QuerySet[Any]:
    """Return everybody on a government's roster with how far she is, and when what happened last."""
    came = Attendance.objects.filter(person=OuterRef("pk"), undone_at=None).order_by("-recorded_at")
    passed = Attempt.objects.filter(person=OuterRef("pk"), passed=True).order_by("-finished_at")
    reminded = Reminder.objects.filter(invitation__person=OuterRef("pk")).order_by("-reminded_at")
    people = with_standing(active_under(government.path), edition).select_related("unit").order_by("name", "nip")
    found: QuerySet[Any] = people.annotate(
        attended_at=Subquery(came.values("recorded_at")[:1]),
        passed_at=Subquery(passed.values("finished_at")[:1]),
        certificate=Subquery(passed.filter(document__isnull=False).values("document__code")[:1]),
        reminded_at=Subquery(reminded.values("reminded_at")[:1]),
    )
    return found


def coverage_by_unit(government: Institution, edition: QuizEdition) -> list[UnitCoverage[LearningCounts]]:
    """Return how far each unit of a government is, by name: numbers only, nobody's data."""
    with elevated("numbers per unit, nobody's data"):
        people = with_standing(active_under(government.path), edition).order_by()
        grouped = people.values_list("unit_id", "unit__name", "attended", "standing").annotate(people=Count("pk"))
        return coverage_of(
            government.pk,
            ((unit, name, _counts(attended, standing, people)) for unit, name, attended, standing, people in grouped),
        )


def total(rows: Iterable[UnitCoverage[LearningCounts]]) -> LearningCounts:
    """Add up the units of a government."""
    return sum((row.counts for row in rows), LearningCounts())


def _counts(attended: bool, standing: str, people: int) -> LearningCounts:
    return LearningCounts(
        people=people,
        attended=people if attended else 0,
        passed=people if standing == Standing.PASSED else 0,
        repeat=people if standing == Standing.REPEAT else 0,
    )
