"""An office in Bengkalis with somebody in office, groups of monitors, and phones that speak to the two doors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse
from httpx import DigestAuth, Request, Response

from netral.apps.fieldwork.actions.devices import enrol_device, invite_device, invite_supervisor
from netral.apps.fieldwork.actions.monitors import accept_group, add_monitors, check_group, register_group
from netral.apps.fieldwork.domain.monitors import GroupKind
from netral.apps.fieldwork.inputs import GroupEntry
from netral.apps.fieldwork.models import Device, MonitorGroup, Observer
from netral.apps.fieldwork.queries.devices import actor_behind, secret_of
from netral.apps.fieldwork.queries.monitors import registration_code
from netral.apps.supervisors.models import Posting
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import PUBLIC
from netral.foundation.regions.models import Region
from tests.apps.supervisors.posts import MUNTAI, PostingOffice, ready
from tests.ground import Person, person

FIRST, LAST = date(2024, 9, 25), date(2024, 12, 15)
NAMES = "Dewi Anggraini\nRudi Hartono\n"


@dataclass
class FieldOffice:
    """Who posts, who accredits and who accepts in Bengkalis, and two supervisors in office."""

    office: PostingOffice
    officer: Person
    checker: Person
    acceptor: Person
    siti: Posting
    ani: Posting


def field_office() -> FieldOffice:
    """Lay villages and calendar, and post two supervisors who are in office."""
    office = ready()
    return FieldOffice(
        office=office,
        officer=office.officer,
        checker=person("supervisor_officer", "bawaslu.14.03"),
        acceptor=person("supervisor_member", "bawaslu.14.03"),
        siti=office.post(),
        ani=office.post(office.who("Ani Lestari"), office.term(MUNTAI)),
    )


def code_for(posting: Posting, officer: Person) -> tuple[Device, str]:
    """Let an officer make a code for a supervisor."""
    with reading_as(officer.actor):
        return invite_supervisor(posting=posting, by=officer.actor)


def phone_of(posting: Posting, officer: Person) -> Device:
    """Enrol a phone of a supervisor."""
    device, _code = code_for(posting, officer)
    return enrol_device(device=device, label="Ponsel uji", by=actor_behind(device))


def stored(device: Device) -> Device:
    """Return a device as it is kept now."""
    with elevated("the test reads what was written"):
        return Device.objects.get(pk=device.pk)


def entry(**changes: Any) -> GroupEntry:
    """Return what a group writes of itself."""
    said: dict[str, Any] = {
        "kind": GroupKind.INSTITUTION,
        "name": "Lembaga Pemantau Rekaan",
        "accreditation": "12/PM.05/2024",
        "region": Region.objects.get(code="14.03"),
        "starts_on": FIRST,
        "ends_on": LAST,
        "contact_name": "Joko Rekaan",
        "contact_phone": "081234567890",
        "contact_email": "",
    }
    return GroupEntry(**{**said, **changes})


def registered(mark: str = "formulir-uji", **changes: Any) -> tuple[MonitorGroup, str]:
    """Register a group as the public does."""
    group = register_group(entry=entry(**changes), form_mark=mark, by=PUBLIC)
    return group, registration_code(mark)


def accepted(checker: Person, acceptor: Person, mark: str = "formulir-uji", **changes: Any) -> MonitorGroup:
    """Register a group and let two accept it and add its people."""
    group, _code = registered(mark, **changes)
    with reading_as(checker.actor):
        check_group(group=group, by=checker.actor)
    with reading_as(acceptor.actor):
        accept_group(group=group, by=acceptor.actor)
        add_monitors(group=group, typed=NAMES, by=acceptor.actor)
        return MonitorGroup.objects.get(pk=group.pk)


def monitor_of(group: MonitorGroup) -> Observer:
    """Return the first of a group's people."""
    with elevated("the test reads what was written"):
        return Observer.objects.select_related("group__region").filter(group=group).order_by("monitor_name")[0]


def monitor_phone(group: MonitorGroup, officer: Person) -> Device:
    """Enrol a phone of one of a group's people."""
    with reading_as(officer.actor):
        device, _code = invite_device(observer=monitor_of(group), by=officer.actor)
    return enrol_device(device=device, label="Ponsel pemantau", by=actor_behind(device))


def app_headers(device: Device) -> dict[str, str]:
    """Return what the web app proves itself by."""
    return {"Authorization": f"Device {device.login}:{secret_of(device)}"}


@dataclass
class Collect:
    """A client of OpenRosa that answers the digest challenge with a library that nobody here wrote."""

    login: str
    password: str

    def send(self, method: str, path: str, *, answer_for: str = "", data: Mapping[str, Any] | None = None) -> Any:
        """Ask without proof, then with the answer to the challenge, or with an answer for another path."""
        client = Client()
        asked = Request(method, f"http://testserver{answer_for or path}")
        flow = DigestAuth(self.login, self.password).auth_flow(asked)
        next(flow)
        first = client.generic(method, path)
        proved = flow.send(
            Response(401, headers={"WWW-Authenticate": first.headers["WWW-Authenticate"]}, request=asked)
        )
        headers = {"Authorization": proved.headers["Authorization"]}
        return client.post(path, data, headers=headers) if data else client.generic(method, path, headers=headers)


def form_list(device: Device) -> Any:
    """Let ODK Collect ask for the list of forms."""
    return Collect(device.login, secret_of(device)).send("GET", reverse("openrosa_forms"))


def page(who: Person, route: str, *place: UUID) -> str:
    """Return what a page shows somebody."""
    return who.client.get(reverse(route, args=place)).content.decode()
