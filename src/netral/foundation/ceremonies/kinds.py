"""One kind of ceremony: all that the kiosk and its pages ask of the app whose ceremony it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.functional import Promise

from netral.foundation.ceremonies.codes import CeremonyCodes
from netral.foundation.ceremonies.confirmations import CheckedConfirmation
from netral.foundation.ceremonies.domain import KioskText, Participant
from netral.foundation.ceremonies.labels import REFUSALS
from netral.foundation.ceremonies.protocol import EntryRefusal
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.kinds import EventKind


class TakingAction(Protocol):
    """The app's own action by which a valid confirmation counts."""

    def __call__(self, *, participant: Any, confirmation: CheckedConfirmation, by: Actor) -> None:
        """Write and record what was confirmed or objected to; the row is locked."""


@dataclass(frozen=True)
class CeremonyTables:
    """The app's own tables on the bases of `models`, and the name of the foreign key of an entry to who takes part.

    `related` is what the pages read of a ceremony: a kiosk's request can read nothing that did not come with its row.
    """

    ceremony: type[Any]
    witness: type[Any]
    kiosk: type[Any]
    entry: type[Any]
    participant: str
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class CeremonyEvents:
    """The app's own kinds of events."""

    planned: EventKind
    prepared: EventKind
    printed: EventKind
    opened: EventKind
    done: EventKind
    witness_confirmed: EventKind
    kiosk_opened: EventKind
    kiosk_revoked: EventKind
    kiosk_loaded: EventKind
    kiosk_seen: EventKind
    kiosk_refused: EventKind


@dataclass(frozen=True)
class KioskWords:
    """What differs in words: on the kiosk, then what somebody is told whose code, confirmation or step is refused."""

    title: Promise
    without_script: Promise
    agree: Promise
    witness: Promise
    thanks: Promise
    reader: Promise
    back_to_points: Promise
    unknown_code: Promise
    code_over: Promise
    confirmed_before: Promise
    closed_before: Promise
    # Marked for the translators, and translated when it is shown.
    moved: str
    not_opened: Promise
    nothing_to_print: Promise
    units: Promise


@dataclass(frozen=True)
class CeremonyKind:
    """One kind of ceremony: its tables, codes, events and words, who takes part, and what a confirmation does.

    `called` are the rows of who takes part, in the order of slips and kiosk, with all that `participant` reads; they
    have the columns `token_digest` and `pin_verifier`. `slip_link_of` is what the QR symbol of a slip holds and ends
    with the token; `object_to` is none where nobody can object; `settle` leaves the job for what follows.
    """

    codes: CeremonyCodes
    tables: CeremonyTables
    events: CeremonyEvents
    words: KioskWords
    called: Callable[[Any], QuerySet[Any]]
    participant: Callable[[Any], Participant]
    token_of: Callable[[UUID], str]
    slip_link_of: Callable[[UUID], str]
    text: Callable[[Any], KioskText]
    is_open: Callable[[Any], bool]
    closed_at: Callable[[Any], datetime | None]
    zone: Callable[[Any], ZoneInfo]
    accept: TakingAction
    object_to: TakingAction | None
    settle: Callable[[Any], None]
    # Before the names of the routes, where another app has the bare ones.
    prefix: str = ""

    def route(self, name: str) -> str:
        """Return the name of a route of this kind."""
        return f"{self.prefix}{name}"

    def why(self, refusal: str) -> str:
        """Return why a confirmation was refused, in words; empty when it was not."""
        words: dict[str, Promise | str] = {
            **REFUSALS,
            EntryRefusal.SIGNED_BEFORE: self.words.confirmed_before,
            EntryRefusal.CAMPAIGN_OVER: self.words.closed_before,
        }
        return str(words.get(refusal, ""))
