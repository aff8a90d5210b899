"""A state machine as a table: from which state, by which verb, to which state, with which permission."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from netral.engines.steps.refusal import StepRefused
from netral.engines.steps.refusal import marked as _

S = TypeVar("S", bound=StrEnum)
V = TypeVar("V", bound=StrEnum)


@dataclass(frozen=True)
class Transition(Generic[S, V]):
    """One row of the table."""

    origin: S
    verb: V
    target: S
    permission: str


class Table(Generic[S, V]):
    """Every transition of a machine; a state and a verb lead to one row or to none."""

    def __init__(self, rows: Iterable[Transition[S, V]]) -> None:
        self.rows = tuple(rows)
        self._by_step = {(row.origin, row.verb): row for row in self.rows}
        if len(self._by_step) != len(self.rows):
            raise ValueError("two rows of the table start from the same state by the same verb")

    def find(self, state: S, verb: V) -> Transition[S, V] | None:
        """Return the row of a step, if there is one."""
        return self._by_step.get((state, verb))

    def verbs(self, state: S) -> tuple[V, ...]:
        """Return what can be done in a state."""
        return tuple(row.verb for row in self.rows if row.origin == state)


def check_permission(row: Transition[S, V], permissions: Collection[str]) -> Transition[S, V]:
    """Return the row to one who holds its permission.

    Raises:
        StepRefused: she does not.
    """
    if row.permission not in permissions:
        raise StepRefused(_("Peran Anda tidak berwenang melakukan langkah ini. Minta petugas yang berwenang."))
    return row
