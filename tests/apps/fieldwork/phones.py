"""An office in Bengkalis with somebody in office, groups of monitors, and phones that speak to the two doors."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import Element

import httpx
from defusedxml.ElementTree import fromstring
from django.test import Client
from django.urls import reverse

from netral.apps.fieldwork.actions.devices import enrol_device, invite_device
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

SITE = "http://testserver"
RESPONSE = "{http://openrosa.org/http/response}"
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


def app_headers(device: Device, secret: str = "") -> dict[str, str]:
    """Return what the web app proves itself by, or tries to."""
    return {"Authorization": f"Device {device.login}:{secret or secret_of(device)}"}


class Collect:
    """A client as ODK Collect behaves: digest, the protocol's version in every request, several posts of one form.

    A library that nobody here wrote answers the challenge.
    """

    def __init__(self, device: Device, *, login: str = "", secret: str = "") -> None:
        self.http = httpx.Client(
            transport=httpx.MockTransport(_handled),
            base_url=SITE,
            auth=httpx.DigestAuth(login or device.login, secret or secret_of(device)),
            headers={"X-OpenRosa-Version": "1.0"},
        )

    def fetched(self, url: str) -> Element:
        """Return the XML at an address."""
        answer = self.http.get(url.replace("http://localhost:8000", SITE))
        assert answer.status_code == 200, answer.text
        assert answer.headers["X-OpenRosa-Version"] == "1.0"
        root: Element = fromstring(answer.content)
        return root

    def post(self, xml: bytes, **files: bytes) -> tuple[int, str]:
        """Send an observation with files, and return the status and what the person at the phone is told."""
        parts = {"xml_submission_file": ("submission.xml", xml, "text/xml")}
        parts |= {name: (name, content, "image/jpeg") for name, content in files.items()}
        answer = self.http.post(reverse("openrosa_submission"), files=parts)
        return answer.status_code, fromstring(answer.content).findtext(f"{RESPONSE}message", "")


def _handled(request: httpx.Request) -> httpx.Response:
    """Hand a request of the real client to the site, over the test's own connection to the database."""
    answer = Client().generic(
        request.method,
        request.url.raw_path.decode(),
        request.read(),
        request.headers.get("Content-Type", "application/octet-stream"),
        headers=dict(request.headers),
    )
    return httpx.Response(answer.status_code, headers=dict(answer.headers), content=answer.content)


def form_list(device: Device) -> httpx.Response:
    """Let ODK Collect ask for the list of forms."""
    return Collect(device).http.get(reverse("openrosa_forms"))


def page(who: Person, route: str, *place: UUID) -> str:
    """Return what a page shows somebody."""
    return who.client.get(reverse(route, args=place)).content.decode()
