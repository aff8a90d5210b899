"""Whether this thread is inside an action: the guard that models ask before they write."""

from contextvars import ContextVar
from dataclasses import dataclass


class WriteOutsideAction(RuntimeError):
    """A row was to be written outside an action."""


class ActionNotRecorded(RuntimeError):
    """An action ended without recording an event, so its writes were rolled back."""


@dataclass
class Action:
    """The action now running, and how many events it recorded so far."""

    name: str
    recorded: int = 0


current_action: ContextVar[Action | None] = ContextVar("current_action", default=None)


def require_action(model: type) -> None:
    """Refuse a write outside an action.

    Raises:
        WriteOutsideAction: always, unless an action is running.
    """
    if current_action.get() is None:
        raise WriteOutsideAction(
            f"{model.__name__} may only be written inside an @action, so that the ledger records it. "
            "Call the action of that app, or write one in its actions.py."
        )
