"""The door at which a phone proves itself by its secret, and what is noted of each that comes."""

import contextlib
import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from netral.engines.json_reader import read_json
from netral.engines.steps.table import StepRepeated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.phones.domain import DeviceState
from netral.foundation.phones.models import EnrolledPhone

P = ParamSpec("P")
PhoneT = TypeVar("PhoneT", bound=EnrolledPhone)
GuardedView = Callable[Concatenate[HttpRequest, PhoneT, P], HttpResponse]
PlainView = Callable[Concatenate[HttpRequest, P], HttpResponse]

# A phone is noted as seen at most this often, so that one that asks all day writes little.
_NOTED_EVERY = timedelta(minutes=15)


class BadRequest(ValueError):
    """A request of another shape than the app sends; its text says so."""


class NotesSeen(Protocol):
    """The action by which an app notes that a phone was seen, and how its clock ran."""

    def __call__(self, *, device: Any, told: datetime | None, by: Actor) -> None: ...


class NotesWiped(Protocol):
    """The action by which an app notes that a revoked phone came back and was told so."""

    def __call__(self, *, device: Any, by: Actor) -> None: ...


@dataclass(frozen=True)
class PhoneDoor(Generic[PhoneT]):
    """The door of one kind of phones: how one is found, which secret it has, and what the app notes of it."""

    by_login: Callable[[str], PhoneT | None]
    secret_of: Callable[[PhoneT], str]
    actor_behind: Callable[[PhoneT], Actor]
    note_seen: NotesSeen
    note_wiped: NotesWiped

    def with_secret(self, view: GuardedView[PhoneT, P]) -> PlainView[P]:
        """Hand a view the phone that sent its name and secret."""

        @functools.wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            scheme, _space, rest = request.headers.get("Authorization", "").partition(" ")
            login, _colon, secret = rest.partition(":")
            phone = self.by_login(login) if scheme == "Device" else None
            if phone is None or not constant_time_compare(secret, self.secret_of(phone)):
                return refused(401, _("Perangkat ini tidak dikenal. Minta kode baru kepada kantor Anda."))
            if phone.state == DeviceState.REVOKED:
                self.note_return(phone)
                return refused(410, _("Perangkat ini sudah dicabut kantor Anda."), revoked=True)
            return view(request, phone, *args, **kwargs)

        return guarded

    def note_return(self, phone: PhoneT) -> None:
        """Note the first time that a revoked phone came back and was told so."""
        if phone.wiped_at is None:
            with contextlib.suppress(StepRepeated):
                self.note_wiped(device=phone, by=self.actor_behind(phone))

    def note_contact(self, phone: PhoneT, told: datetime | None) -> None:
        """Note that a phone was seen, and how its clock ran, where that was not noted a moment ago."""
        if phone.seen_at is None or now() - phone.seen_at > _NOTED_EVERY:
            self.note_seen(device=phone, told=told, by=self.actor_behind(phone))


def refused(status: int, words: str, **more: Any) -> JsonResponse:
    """Return why something is not taken."""
    return JsonResponse({"error": words, **more}, status=status)


def read_object(body: bytes | str) -> dict[str, Any]:
    """Return the JSON object that was sent.

    Raises:
        BadRequest: it is none.
    """
    try:
        found = read_json(body)
    except ValueError as error:
        raise BadRequest(_("Kiriman ini tidak terbaca. Muat ulang aplikasinya, lalu coba lagi.")) from error
    if not isinstance(found, dict):
        raise BadRequest(_("Kiriman ini tidak terbaca. Muat ulang aplikasinya, lalu coba lagi."))
    return found


def device_moment(told: str) -> datetime | None:
    """Return the moment a phone tells; None where it tells none, one without zone, or one of another age."""
    try:
        found = parse_datetime(told)
    except ValueError:
        return None
    plausible = found is not None and found.tzinfo is not None and 1970 < found.year < 2200
    return found if plausible else None
