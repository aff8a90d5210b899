"""Reads of devices: an actor's, one by its code or its name, and what came from it."""

from uuid import UUID

from django.db.models import Count, Max, QuerySet

from netral.apps.fieldwork.domain.devices import DeviceState
from netral.apps.fieldwork.models import Device
from netral.foundation.accounts.links import digest_of, token_for
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor, holder_of_link

_USE = "fieldwork device"
_WITH = tuple(f"observer__{each}" for each in ("posting__supervisor", "posting__region", "group__region"))


def secret_of(device: Device) -> str:
    """Return the secret that a device proves itself by."""
    return token_for(_USE, device.pk)


def actor_behind(device: Device) -> Actor:
    """Return the actor that a device is: its holder has no account here, the row stands for her."""
    return holder_of_link(str(device.pk))


def devices_of(actor: Actor) -> QuerySet[Device]:
    """Return the devices an actor may see, with how many observations came and when the last one did."""
    rows: QuerySet[Device] = Device.objects.visible_to(actor)
    return rows.select_related(*_WITH).annotate(
        observations=Count("observation"), last_at=Max("observation__received_at")
    )


def device_for(actor: Actor, ident: UUID) -> Device:
    """Return one device an actor may see.

    Raises:
        Device.DoesNotExist: there is none with this identifier in her scope.
    """
    return devices_of(actor).get(pk=ident)


def device_by_code(code: str) -> Device | None:
    """Return the device a code was made for; whoever holds the code may use it."""
    with elevated("the code is the key"):
        found: Device | None = Device.objects.select_related(*_WITH).filter(token_digest=digest_of(code)).first()
        return found


def device_by_login(login: str) -> Device | None:
    """Return the device of a name; whoever asks still has to prove that she holds its secret."""
    with elevated("the device's secret is the key"):
        rows = Device.objects.select_related(*_WITH).exclude(state=DeviceState.INVITED)
        found: Device | None = rows.filter(login=login).first()
        return found
