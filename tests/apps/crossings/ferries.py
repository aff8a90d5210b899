"""An operator of Bengkalis with two ports, a crossing each way and a ferry, and the instrument of its government."""

from datetime import date, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from netral.apps.crossings.actions.instruments import confirm_instrument, draft_instrument, set_quota
from netral.apps.crossings.actions.network import list_crossing, list_port, list_vessel
from netral.apps.crossings.actions.timetables import set_timetable
from netral.apps.crossings.domain.network import VehicleClass
from netral.apps.crossings.inputs import CrossingInput, InstrumentInput, PortInput, QuotaInput, TimetableInput
from netral.apps.crossings.models import Crossing, Instrument, Timetable, Vessel
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.models import Region
from tests.ground import Person, person

DAY = date(2024, 10, 7)
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
PLACES = {VehicleClass.FOOT: 200, VehicleClass.MOTORCYCLE: 60, VehicleClass.CAR: 24, VehicleClass.TRUCK: 6}
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def operator(name: str = "") -> Person:
    """Return somebody who runs the ferries."""
    return person("ferry_officer", "port.14.03", name=name)


def official(name: str = "", path: str = "pemda.14.03") -> Person:
    """Return somebody of the government who records instruments."""
    return person("grants_officer", path, name=name)


def crossing(by: Actor, code: str = "AP-SS", back: str = "SS-AP") -> Crossing:
    """Return a crossing between two new ports."""
    with elevated("test"):
        district = Region.objects.get(code="14.03.02")
        ends = [list_port(inputs=PortInput(f"{name} {code}", district), by=by) for name in ("Air Putih", "Selari")]
        return list_crossing(inputs=CrossingInput(code, ends[0], ends[1], 45, back), by=by)[0]


def ferry(by: Actor, name: str = "KMP Rekaan") -> Vessel:
    """Return a ferry."""
    with elevated("test"):
        return list_vessel(name=name, places=PLACES, by=by)


def timetable(
    by: Actor, way: Crossing, vessel: Vessel, *, at: time = time(16, 30), first: date = DAY, days: int = 60
) -> Timetable:
    """Return a timetable of every day."""
    with elevated("test"):
        last = first + timedelta(days)
        return set_timetable(inputs=TimetableInput(way, vessel, EVERY_DAY, at, first, last), by=by)


def letter(number: str = "551/DISHUB/2024") -> InstrumentInput:
    """Return an instrument as it is filled in."""
    return InstrumentInput(
        number=number,
        title="Prioritas pengawas pemilihan di kapal penyeberangan",
        issuer="Bupati Rekaan",
        issued_on=date(2024, 10, 1),
        valid_from=date(2024, 10, 1),
        valid_until=date(2024, 11, 30),
        roles=["village", "district"],
        standing=True,
        by_rule=True,
        must_carry="Kartu pengawas",
        scan=SimpleUploadedFile("surat.pdf", PDF, "application/pdf"),
    )


def drafted(by: Actor, way: Crossing, *, cars: int = 2, number: str = "551/DISHUB/2024") -> Instrument:
    """Return a draft with a quota of cars on a crossing."""
    with elevated("test"):
        row = draft_instrument(inputs=letter(number), by=by)
        set_quota(instrument=row, inputs=QuotaInput(way, {VehicleClass.CAR: cars}), by=by)
        return row


def in_force(drafter: Actor, second: Actor, way: Crossing, *, cars: int = 2) -> Instrument:
    """Return an instrument that a second person put in force."""
    with elevated("test"):
        return confirm_instrument(instrument=drafted(drafter, way, cars=cars), by=second)
