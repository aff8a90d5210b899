"""Trying an action without leaving anything behind, to learn before it is confirmed whether it would be refused."""

from collections.abc import Callable
from contextvars import ContextVar

from django.db import transaction

_rehearsing: ContextVar[bool] = ContextVar("rehearsing", default=False)


class RehearsalOver(Exception):
    """What comes next cannot be taken back by the database, so a rehearsal ends before it."""


def rehearse(run: Callable[[], object]) -> None:
    """Run an action up to where it would leave the database, and take back all of it.

    What an action refuses it refuses here too, unless it refuses only after it stored a file or sealed a document.
    """
    token = _rehearsing.set(True)
    try:
        with transaction.atomic():
            try:
                run()
            except RehearsalOver:
                return
            finally:
                transaction.set_rollback(True)
    finally:
        _rehearsing.reset(token)


def end_rehearsal() -> None:
    """Stand before whatever a rollback cannot take back: a file on the disk, a signature, a letter.

    Raises:
        RehearsalOver: the action is only rehearsed.
    """
    if _rehearsing.get():
        raise RehearsalOver
