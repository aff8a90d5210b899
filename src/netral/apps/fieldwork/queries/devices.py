"""Reads of devices: an actor's, one by its code or its name, and what came from it."""

from dataclasses import replace
from uuid import UUID

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Coalesce

from netral.apps.fieldwork.models import Device
from netral.apps.fieldwork.queries.observers import own_observers
from netral.foundation.accounts.links import digest_of, token_for
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor, holder_of_link
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import KINDS
from netral.foundation.ledger.models import Event
from netral.foundation.phones.domain import SECOND_SENDING, DeviceState
from netral.foundation.regions.queries import zone_of

_USE = "fieldwork device"
HOLDER = tuple(f"observer__{each}" for each in ("posting__supervisor", "posting__region", "group__region"))


def secret_of(device: Device) -> str:
    """Return the secret that a device proves itself by."""
    return token_for(_USE, device.pk)


def actor_behind(device: Device) -> Actor:
    """Return the actor that a device is: its holder has no account here, the row stands for her.

    Events name the device as offices list it; the name that its holder gave it may be anybody's.
    """
    return replace(holder_of_link(str(device.pk)), label=f"Ponsel {device.login}")


def devices_of(actor: Actor) -> QuerySet[Device]:
    """Return the devices an actor may see, with how many observations came and when the last one did."""
    rows: QuerySet[Device] = Device.objects.visible_to(actor)
    return rows.select_related(*HOLDER).annotate(
        observations=Count("observation"),
        last_at=Max("observation__received_at"),
        holder=Coalesce("observer__posting__supervisor__name", "observer__monitor_name"),
        area=Coalesce("observer__posting__region__name", "observer__group__region__name"),
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
        found: Device | None = Device.objects.select_related(*HOLDER).filter(token_digest=digest_of(code)).first()
        return found


def sent_twice(device: Device, label: str) -> bool:
    """Say whether a code was sent a moment ago from the same door, and the device has not spoken since.

    Whoever presses twice, or lost the answer on the way, is shown again what she was shown.
    """
    at = device.enrolled_at
    fresh = at is not None and now() - at <= SECOND_SENDING and device.seen_at == at
    return fresh and device.state == DeviceState.ENROLLED and device.label == label


def device_by_login(login: str) -> Device | None:
    """Return the device of a name; whoever asks still has to prove that she holds its secret."""
    with elevated("the device's secret is the key"):
        rows = Device.objects.select_related(*HOLDER).exclude(state=DeviceState.INVITED)
        found: Device | None = rows.filter(login=login).first()
        return found


def own_devices_of(actor: Actor) -> QuerySet[Device]:
    """Return the devices of the actor herself."""
    return devices_of(actor).filter(observer__in=own_observers(actor))


def own_device_for(actor: Actor, ident: UUID) -> Device:
    """Return one device of the actor herself.

    Raises:
        Device.DoesNotExist: she has none with this identifier.
    """
    return own_devices_of(actor).get(pk=ident)


def monitor_device_for(actor: Actor, ident: UUID) -> Device:
    """Return one device of somebody of a group an actor may see.

    Raises:
        Device.DoesNotExist: there is none with this identifier in her scope.
    """
    return devices_of(actor).exclude(observer__group=None).get(pk=ident)


def history_of(device: Device) -> list[dict[str, object]]:
    """Return what happened with a device, the newest first, in the form the timeline takes."""
    events = Event.objects.filter(subject_id=str(device.pk), kind__startswith="device.").exclude(kind="device.seen")
    zone = zone_of(device.observer.region.code).key
    return [
        {"at": event.at, "title": KINDS.label(event.kind), "by": event.actor_label, "zone": zone}
        for event in events.order_by("-at", "-id")
    ]
