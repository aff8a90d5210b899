"""The frame of every step: lock the row, ask the table, and at the end move the row and tell the ledger."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from netral.engines.steps.table import Table, Transition
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import record

R = TypeVar("R", bound=ScopedModel)
S = TypeVar("S", bound=StrEnum)
V = TypeVar("V", bound=StrEnum)


@dataclass(frozen=True)
class Step(Generic[R, S, V]):
    """A step under way: the locked row, its line of the table, and what its event says beyond the move."""

    subject: R
    row: Transition[S, V]
    by: Actor
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Workflow(Generic[R, S, V]):
    """How the rows of one model move: its states, its table, and what else a step needs.

    `further` refuses what the table cannot know, for instance that another institution holds the row.
    """

    model: type[R]
    states: type[S]
    table: Table[S, V]
    further: Callable[[R, V, Actor], None] | None = None

    def check(self, row: R, verb: V, by: Actor) -> Transition[S, V]:
        """Return the line of the table for a step that can be taken now by this actor.

        Raises:
            StepRefused: the step is not possible now, or not hers.
        """
        line = self.table.check_step(self.state_of(row), verb, by.permissions)
        if self.further is not None:
            self.further(row, verb, by)
        return line

    def state_of(self, row: Any) -> S:
        """Return the state a row is in."""
        return self.states(row.state)

    def begin(self, row: R, verb: V, by: Actor) -> Step[R, S, V]:
        """Lock a row and check that the step can be taken.

        Raises:
            ObjectDoesNotExist: the actor may not see the row.
            StepRefused: the step is not possible now, or not hers.
        """
        rows = self.model.objects
        locked = rows.visible_to(by).select_for_update().get(pk=row.pk)
        return Step(subject=locked, row=self.check(locked, verb, by), by=by)


def finish(step: Step[Any, Any, Any], kind: EventKind, **data: Any) -> Event:
    """Move the row to the state the table names and record the step."""
    step.subject.state = step.row.target
    step.subject.save()
    facts = {"from": step.row.origin, "to": step.row.target, **step.said, **data}
    return record(kind, subject=step.subject, by=step.by, data=facts)
