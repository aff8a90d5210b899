"""Reads of port officers' phones: an actor's, one by its code or its name, and the ports one may be invited for."""

from dataclasses import replace
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from netral.apps.crossings.models import Port, PortPhone
from netral.foundation.accounts.links import digest_of, token_for
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor, holder_of_link
from netral.foundation.ledger.kinds import KINDS
from netral.foundation.ledger.models import Event
from netral.foundation.phones.domain import DeviceState

_USE = "port phone"
_WHERE = ("port", "operator")


def secret_of(phone: PortPhone) -> str:
    """Return the secret that a phone proves itself by."""
    return token_for(_USE, phone.pk)


def actor_behind(phone: PortPhone) -> Actor:
    """Return the actor that a phone is: its officers share it and have no account there."""
    return replace(holder_of_link(str(phone.pk)), label=f"Ponsel {phone.login}")


def phones_of(actor: Actor) -> QuerySet[PortPhone]:
    """Return the phones an actor may see, with how many scans came and when the last one was made."""
    rows: QuerySet[PortPhone] = PortPhone.objects.visible_to(actor)
    return rows.select_related(*_WHERE).annotate(scanned=Count("scans"), last_at=Max("scans__told_at"))


def phone_for(actor: Actor, ident: UUID) -> PortPhone:
    """Return one phone an actor may see.

    Raises:
        PortPhone.DoesNotExist: there is none with this identifier in her scope.
    """
    return phones_of(actor).get(pk=ident)


def ports_of(actor: Actor) -> QuerySet[Port]:
    """Return the ports of the operator an actor works for."""
    rows: QuerySet[Port] = Port.objects.visible_to(actor)
    return rows.filter(operator=actor.institution_id)


def phone_by_code(code: str) -> PortPhone | None:
    """Return the phone a code was made for; whoever holds the code may use it."""
    with elevated("the code is the key"):
        return PortPhone.objects.select_related(*_WHERE).filter(token_digest=digest_of(code)).first()


def phone_by_login(login: str) -> PortPhone | None:
    """Return the phone of a name; whoever asks still has to prove that she holds its secret."""
    with elevated("the phone's secret is the key"):
        rows = PortPhone.objects.select_related(*_WHERE).exclude(state=DeviceState.INVITED)
        return rows.filter(login=login).first()


def history_of(phone: PortPhone) -> list[dict[str, object]]:
    """Return what happened with a phone, the newest first, in the form the timeline takes."""
    events = Event.objects.filter(subject_id=str(phone.pk), kind__startswith="port_phone.")
    return [
        {"at": event.at, "title": KINDS.label(event.kind), "by": event.actor_label}
        for event in events.exclude(kind="port_phone.seen").order_by("-at", "-id")
    ]
