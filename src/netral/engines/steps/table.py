"""A state machine as a table: from which state, by which verb, to which state, with which permission."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)
V = TypeVar("V", bound=StrEnum)


class StepRefused(ValueError):
    """A step that may not be taken now; says in Indonesian what happened, why, and what to do."""

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template % values if values else template)
        self.template = template
        self.values = values


class StepRepeated(StepRefused):
    """The same form was sent twice: what it says stands already, and was recorded once."""


def gettext_noop(text: str) -> str:
    """Mark a text for the translators, for modules that do not know Django; pages translate it when they show it."""
    return text


@dataclass(frozen=True)
class Transition(Generic[S, V]):
    """One row of the table."""

    origin: S
    verb: V
    target: S
    permission: str


class Table(Generic[S, V]):
    """Every transition of a machine; a state and a verb lead to one row or to none.

    `elsewhere` is what a step is refused with that the table does not hold; `known` has better words for some of them.
    """

    def __init__(
        self, rows: Iterable[Transition[S, V]], elsewhere: str, known: Mapping[tuple[S, V], str] | None = None
    ) -> None:
        self.rows = tuple(rows)
        self._elsewhere, self._known = elsewhere, known or {}
        self._by_step = {(row.origin, row.verb): row for row in self.rows}
        if len(self._by_step) != len(self.rows):
            raise ValueError("two rows of the table start from the same state by the same verb")

    def transition(self, state: S, verb: V) -> Transition[S, V]:
        """Return the row of a step.

        Raises:
            StepRefused: the verb is not possible in this state.
        """
        row = self._by_step.get((state, verb))
        if row is None:
            raise StepRefused(self._known.get((state, verb), self._elsewhere))
        return row

    def check_step(self, state: S, verb: V, permissions: Collection[str]) -> Transition[S, V]:
        """Return the row of a step to one who holds its permission.

        Raises:
            StepRefused: the verb is not possible in this state, or needs another permission.
        """
        row = self.transition(state, verb)
        check_permission(row.permission, permissions)
        return row

    def verbs(self, state: S) -> tuple[V, ...]:
        """Return what can be done in a state."""
        return tuple(row.verb for row in self.rows if row.origin == state)


def moves(ways: Mapping[S, Collection[S]], elsewhere: str) -> Table[S, S]:
    """Return the table of a machine whose steps are named by the state they lead to.

    It asks for no permission: the access rule of the page, or another key, does.
    """
    return Table(
        (Transition(origin, to, to, "") for origin, targets in ways.items() for to in sorted(targets)), elsewhere
    )


def check_permission(permission: str, permissions: Collection[str]) -> None:
    """Refuse one who does not hold a permission.

    Raises:
        StepRefused: she does not.
    """
    if permission not in permissions:
        raise StepRefused(
            gettext_noop("Peran Anda tidak berwenang melakukan langkah ini. Minta petugas yang berwenang.")
        )
