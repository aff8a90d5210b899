"""`@action`, the only way to write, and `record`, the entry it owes the ledger."""

import functools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction
from django.utils.module_loading import import_string

from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.canonical import canonical, commitment, new_salt
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.rates import check_rate
from netral.foundation.ledger.series import as_json, events_of, insert
from netral.foundation.ledger.write_guard import Action, ActionNotRecorded, WriteOutsideAction, current_action

P = ParamSpec("P")
R = TypeVar("R")
Subject = models.Model | tuple[str, str]
Reaction = Callable[[Event], None]

# The house tests ask this set whether every function of an actions.py is one.
ACTIONS: set[Callable[..., Any]] = set()
_reactions: dict[str, list[Reaction]] = defaultdict(list)


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run a function in one transaction that commits only when it recorded an event.

    An action called by another joins its transaction and owes its own event.

    Raises:
        ActionNotRecorded: the function recorded nothing; what it wrote is rolled back.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        running = Action(name=f"{function.__module__}.{function.__qualname__}")
        token = current_action.set(running)
        try:
            with transaction.atomic():
                result = function(*args, **kwargs)
                if not running.recorded:
                    raise ActionNotRecorded(f"{running.name} recorded no event, so nothing was saved")
                return result
        finally:
            current_action.reset(token)

    ACTIONS.add(run)
    return run


def record(kind: EventKind, *, subject: Subject, by: Actor, data: Mapping[str, Any] | None = None) -> Event:
    """Record one event of the running action, and let the reactions to it run in the same transaction.

    Raises:
        WriteOutsideAction: no action is running.
        TooManyNow: strangers cause more of this kind than it allows; the action ends without having written.
    """
    running, named = _running(kind), reference(subject)
    check_rate(kind, named, by)
    event = _event(kind, named, by, data or {})
    event.save(force_insert=True)
    running.recorded += 1
    for reaction in _reactions[kind.code]:
        reaction(event)
    return event


def record_many(kind: EventKind, rows: Sequence[tuple[Subject, Mapping[str, Any]]], by: Actor) -> list[Event]:
    """Record one event of a kind for each subject with its data, thousands at a time; reactions run for each of them.

    All carry the same moment. At 25,000 a second this is for closing campaigns and imports; `record` is for one act.

    Raises:
        WriteOutsideAction: no action is running.
        TypeError: the data of a row holds a float.
    """
    running = _running(kind)
    if not rows:
        return []
    events = events_of(kind, [(reference(subject), data) for subject, data in rows], by, now())
    insert(events)
    running.recorded += len(events)
    if reactions := _reactions[kind.code]:
        for event in events:
            for reaction in reactions:
                reaction(event)
    return events


def on(kind: EventKind) -> Callable[[Reaction], Reaction]:
    """Subscribe a function to a kind of event; it runs inside the transaction of the action that recorded it."""

    def subscribe(reaction: Reaction) -> Reaction:
        if reaction not in _reactions[kind.code]:
            _reactions[kind.code].append(reaction)
        return reaction

    return subscribe


def subscribe(code: str, reaction: str) -> None:
    """Subscribe a function named by its place to a kind of event; it is loaded when the first such event is recorded.

    What an app does on news from below needs most of its code, and few programs that start ever record the news.
    """

    def react(event: Event) -> None:
        import_string(reaction)(event)

    _reactions[code].append(react)


def _running(kind: EventKind) -> Action:
    running = current_action.get()
    if running is None:
        raise WriteOutsideAction(f"{kind.code} may only be recorded inside an @action")
    return running


def reference(subject: Subject) -> tuple[str, str]:
    """Return the type and identifier by which events name a subject."""
    if isinstance(subject, models.Model):
        return subject._meta.label_lower, str(subject.pk)
    return subject


def _event(kind: EventKind, subject: tuple[str, str], by: Actor, data: Mapping[str, Any]) -> Event:
    salt = new_salt()
    event = Event(
        id=uuid7(),
        at=now(),
        kind=kind.code,
        actor=f"{by.kind}:{by.id}",
        actor_label=by.label,
        institution_id=by.institution_id,
        subject_type=subject[0],
        subject_id=subject[1],
        data=as_json(data),
        salt=salt,
    )
    event.commitment = commitment(salt, canonical(event.body()))
    return event
