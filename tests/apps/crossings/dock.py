"""A ferry port in Bengkalis: its crossing, two departures, an instrument with quota, passes, and officers' phones."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from netral.apps.crossings.actions.phones import enrol_port_phone, invite_port_phone
from netral.apps.crossings.domain.departures import BOARDING_AFTER, BOARDING_BEFORE
from netral.apps.crossings.domain.instruments import InstrumentState
from netral.apps.crossings.domain.passes import PassKind, PassState
from netral.apps.crossings.models import (
    Crossing,
    FerryDeparture,
    Instrument,
    InstrumentQuota,
    PassSigner,
    Port,
    PortPhone,
    PriorityPass,
    RevocationIssue,
    Vessel,
)
from netral.apps.crossings.queries.phones import actor_behind, secret_of
from netral.apps.supervisors.models import Posting
from netral.engines.passes.claims import Boarding, PassClaims
from netral.engines.passes.numbers import pass_number
from netral.engines.passes.passes import issue
from netral.engines.passes.revocations import write_revocations
from netral.foundation.accounts.links import digest_of
from netral.foundation.files.actions import store_file
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Region
from tests.apps.supervisors.posts import PostingOffice, ready
from tests.engines.passes.samples import KEY
from tests.ground import Person, person

DOCK_LAID = EventKind("test.dock_laid", "Dermaga uji dibuat")
OPERATOR = "pelabuhan.14.03"
FERRY = "AP-SS"
CAR = "car"
# The least that is a picture for whoever reads first bytes.
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@dataclass
class Dock:
    """The port with its people."""

    office: PostingOffice
    officer: Person
    port: Port
    crossing: Crossing
    first: FerryDeparture
    second: FerryDeparture
    instrument: Instrument
    government: Institution
    serials: list[int] = field(default_factory=lambda: [1_000])

    @cached_property
    def posting(self) -> Posting:
        """Post the supervisor who travels."""
        return self.office.post()

    def phone(self, label: str = "Ponsel dermaga") -> PortPhone:
        """Enrol a phone of the port."""
        invited, _code = self.code()
        return enrol_port_phone(phone=invited, label=label, by=actor_behind(invited))

    def code(self) -> tuple[PortPhone, str]:
        """Make a code for a phone of the port."""
        with reading_as(self.officer.actor):
            return invite_port_phone(port=self.port, by=self.officer.actor)

    def a_pass(self, departure: FerryDeparture | None = None, **changes: Any) -> PriorityPass:
        """Give a pass to somebody who is posted, for a departure or standing."""
        self.serials[0] += 1
        return give(self, self.posting, departure, self.serials[0], **changes)


@action
def give(dock: Dock, posting: Posting, departure: FerryDeparture | None, serial: int, **changes: Any) -> PriorityPass:
    """Write a pass that the engine signed."""
    at = departure.departs_at if departure else now()
    begins = (at - BOARDING_BEFORE).replace(microsecond=0)
    ends = at + BOARDING_AFTER if departure else at + timedelta(days=30)
    claims = PassClaims(
        serial=serial,
        name="Siti Rekaan",
        crossing=dock.crossing.code,
        valid_from=begins,
        valid_until=ends.replace(microsecond=0),
        boarding=Boarding.CAR,
        plate="BM1234XY",
        departs_at=departure.departs_at if departure else None,
    )
    row = PriorityPass.objects.create(
        scopes=dock.instrument.scopes,
        number=pass_number(serial),
        serial=serial,
        token_digest=digest_of(f"token {serial}"),
        instrument=dock.instrument,
        posting=posting,
        kind=PassKind.TRIP if departure else PassKind.STANDING,
        crossing=dock.crossing,
        departure=departure,
        vehicle_class=CAR,
        plate="BM1234XY",
        purpose="Mengawasi kampanye",
        state=PassState.GRANTED,
        valid_from=begins,
        valid_until=ends,
        asked_at=now(),
        granted_at=now(),
        text=issue(claims._replace(**changes), KEY),
    )
    record(DOCK_LAID, subject=row, by=SYSTEM)
    return row


@action
def revoke(dock: Dock, *serials: int, sequence: int = 1) -> RevocationIssue:
    """Issue a list of revoked passes."""
    issued = now().replace(microsecond=0)
    row = RevocationIssue.objects.create(
        scopes=dock.instrument.scopes,
        government=dock.government,
        sequence=sequence,
        issued_at=issued,
        content=write_revocations(serials, sequence=sequence, issued_at=issued, key=KEY),
    )
    record(DOCK_LAID, subject=row, by=SYSTEM)
    return row


def dock() -> Dock:
    """Lay the port."""
    office = ready()
    with elevated("the test lays its ground"):
        laid = _laid(office)
    laid.officer = person("ferry_officer", OPERATOR)
    return laid


@action
def _laid(office: PostingOffice) -> Dock:
    region = Region.objects.get(code="14.03")
    operator = Institution.objects.create(
        code=OPERATOR, path=OPERATOR, name="Pengelola Rekaan", kind=Kind.PORT, region=region
    )
    government = Institution.objects.get(path="pemda.14.03")
    scopes = ["bawaslu.14.03", government.path, operator.path]
    origin, far = (
        Port.objects.create(scopes=scopes, operator=operator, name=name, region=region)
        for name in ("Air Putih", "Sungai Selari")
    )
    crossing = Crossing.objects.create(
        scopes=scopes, operator=operator, code=FERRY, origin=origin, destination=far, minutes=45
    )
    vessel = Vessel.objects.create(scopes=scopes, operator=operator, name="KMP Rekaan")
    start = _hour(now())
    first, second = (
        FerryDeparture.objects.create(scopes=scopes, crossing=crossing, vessel=vessel, departs_at=start + wait)
        for wait in (timedelta(hours=1), timedelta(hours=2))
    )
    instrument = _instrument(office, government, scopes, start)
    InstrumentQuota.objects.create(scopes=scopes, instrument=instrument, crossing=crossing, vehicle_class=CAR, places=2)
    PassSigner.objects.create(
        scopes=scopes,
        government=government,
        key_identifier=KEY.public.identifier.hex(),
        public_key=KEY.public.der,
        key_file="uji",
        made_at=now(),
    )
    record(DOCK_LAID, subject=instrument, by=SYSTEM)
    return Dock(office, office.officer, origin, crossing, first, second, instrument, government)


def _instrument(office: PostingOffice, government: Institution, scopes: list[str], start: datetime) -> Instrument:
    scan = store_file(upload=ContentFile(PDF, name="surat.pdf"), purpose="decision", scopes=scopes, by=SYSTEM)
    return Instrument.objects.create(
        scopes=scopes,
        government=government,
        number="1/REKAAN/2024",
        title="Prioritas rekaan",
        issuer="Bupati rekaan",
        issued_on=start.date() - timedelta(days=5),
        valid_from=start.date() - timedelta(days=5),
        valid_until=start.date() + timedelta(days=60),
        roles=["village"],
        standing=True,
        scan=scan,
        state=InstrumentState.IN_FORCE,
        drafted_by=office.officer.membership.user,
        drafted_at=now(),
        confirmed_at=now(),
    )


def headers(phone: PortPhone, secret: str = "") -> dict[str, str]:
    """Return what the app proves itself by, or tries to."""
    return {"Authorization": f"Device {phone.login}:{secret or secret_of(phone)}"}


def held(phone: PortPhone) -> Any:
    """Return what a phone is told to hold."""
    return Client().get(reverse("port_held"), headers=headers(phone)).json()


def send(phone: PortPhone, *scans: dict[str, Any], sent_at: datetime | None = None) -> Any:
    """Send scans as the app does."""
    body = {"scans": [*scans], "sent_at": (sent_at or now()).isoformat()}
    return Client().post(reverse("port_scans"), body, content_type="application/json", headers=headers(phone))


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
