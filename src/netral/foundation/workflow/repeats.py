"""Telling a second press of the same button from a step that cannot be taken."""

from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar

from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import reference
from netral.foundation.workflow.steps import Workflow

R = TypeVar("R", bound=ScopedModel)
V = TypeVar("V", bound=StrEnum)

SECOND_PRESS = timedelta(minutes=1)


def took_just_now(workflow: Workflow[R, Any, V], row: R, verb: V, by: Actor) -> bool:
    """Tell whether the actor took this very step of the row within the last minute, and it led where the row is."""
    moves = {
        (each.origin.value, each.target.value)
        for each in workflow.table.rows
        if each.verb == verb and each.target == workflow.state_of(row)
    }
    # Where another verb makes the same move, the event does not say which of the two was pressed.
    moves -= {(each.origin.value, each.target.value) for each in workflow.table.rows if each.verb != verb}
    kind, ident = reference(row)
    own = Event.objects.filter(subject_type=kind, subject_id=ident, actor=f"{by.kind}:{by.id}")
    recent = own.filter(at__gte=now() - SECOND_PRESS).values_list("data__from", "data__to")
    return any(moved in moves for moved in recent)
