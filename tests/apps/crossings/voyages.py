"""Three departures of a crossing of Bengkalis with few priority places, and supervisors who want to board."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from netral.apps.crossings.actions.instruments import confirm_instrument, draft_instrument, set_quota
from netral.apps.crossings.actions.network import list_crossing, list_port, list_vessel
from netral.apps.crossings.actions.requests import ask_pass
from netral.apps.crossings.actions.timetables import set_timetable
from netral.apps.crossings.domain.network import VehicleClass
from netral.apps.crossings.inputs import CrossingInput, InstrumentInput, PortInput, QuotaInput, TimetableInput
from netral.apps.crossings.models import Crossing, FerryDeparture, Instrument, PriorityPass, Vessel
from netral.apps.crossings.pass_inputs import PassWish
from netral.apps.supervisors.models import Posting
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM, Actor
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Region
from tests.apps.supervisors.posts import MUNTAI, PostingOffice, ready
from tests.ground import GROUND_LAID, Person, person

DAY = date(2024, 10, 7)
PLACES = {VehicleClass.FOOT: 200, VehicleClass.MOTORCYCLE: 60, VehicleClass.CAR: 24}
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
DISTRICT = "14.03.02"


@action
def sail(*, crossing: Crossing, vessel: Vessel, moments: list[datetime]) -> list[FerryDeparture]:
    """Add departures at some moments."""
    rows = [
        FerryDeparture.objects.create(scopes=crossing.scopes, crossing=crossing, vessel=vessel, departs_at=moment)
        for moment in moments
    ]
    record(GROUND_LAID, subject=("test", "departures"), by=SYSTEM)
    return rows


@dataclass
class Voyages:
    """Who runs the ferry, who asks, and what sails: at 14.00, 16.00 and 18.00, each with `places` for cars."""

    places: int = 2
    by_rule: bool = True
    standing: bool = True
    office: PostingOffice = field(default_factory=ready)
    officer: Person = field(default_factory=lambda: person("ferry_officer", "port.14.03"))
    crossing: Crossing = field(init=False)
    instrument: Instrument = field(init=False)
    departures: list[FerryDeparture] = field(init=False)

    def __post_init__(self) -> None:
        by = self.officer.actor
        with elevated("test"):
            district = Region.objects.get(code=DISTRICT)
            ends = [list_port(inputs=PortInput(name, district), by=by) for name in ("Air Putih", "Sungai Selari")]
            self.crossing = list_crossing(inputs=CrossingInput("AP-SS", ends[0], ends[1], 45, "SS-AP"), by=by)[0]
            vessel = list_vessel(name="KMP Rekaan", places=PLACES, by=by)
            last = DAY + timedelta(60)
            # A timetable of a day that never comes in these tests, so that the ferry's places are known.
            sunday = TimetableInput(self.crossing, vessel, (7,), time(23, 30), DAY + timedelta(40), last)
            set_timetable(inputs=sunday, by=by)
            self.instrument = self.put_in_force()
            zone = self.crossing.zone
            moments = [datetime.combine(DAY, time(hour), zone) for hour in (14, 16, 18)]
            self.departures = sail(crossing=self.crossing, vessel=vessel, moments=moments)

    def put_in_force(self) -> Instrument:
        """Return an instrument that one official drafted and another put in force."""
        first = person("grants_officer", "pemda.14.03", name="Penyusun Rekaan").actor
        second = person("grants_officer", "pemda.14.03", name="Pengesah Rekaan").actor
        inputs = InstrumentInput(
            number="551/DISHUB/2024",
            title="Prioritas pengawas di kapal penyeberangan",
            issuer="Bupati Rekaan",
            issued_on=date(2024, 10, 1),
            valid_from=date(2024, 10, 1),
            valid_until=date(2024, 11, 30),
            roles=["village", "district"],
            standing=self.standing,
            by_rule=self.by_rule,
            must_carry="Kartu pengawas",
            scan=SimpleUploadedFile("surat.pdf", PDF, "application/pdf"),
        )
        row = draft_instrument(inputs=inputs, by=first)
        set_quota(instrument=row, inputs=QuotaInput(self.crossing, {VehicleClass.CAR: self.places}), by=first)
        return confirm_instrument(instrument=row, by=second)

    def posted(self, name: str = "Siti Rahma", village: str = MUNTAI, *, email: str = "") -> Posting:
        """Return the posting of somebody new; villages take one each, so a district serves for many."""
        return self.office.post(self.office.who(name, email=email), self.office.term(village))

    def wish(self, departure: FerryDeparture | None, *, plate: str = "BM 1234 XY") -> PassWish:
        """Return what somebody with a car asks for."""
        return PassWish(
            crossing=self.crossing,
            departure=departure,
            vehicle=VehicleClass.CAR,
            plate=plate,
            companions=("Rina Rekaan",),
            purpose="Mengawasi kampanye di Bukit Batu",
        )

    def ask(self, posting: Posting, departure: FerryDeparture | None, by: Actor | None = None) -> PriorityPass:
        """Ask for a pass as the office does."""
        with elevated("test"):
            return ask_pass(posting=posting, wish=self.wish(departure), by=by or self.office.officer.actor)


def fresh(row: PriorityPass) -> PriorityPass:
    """Return a pass as it now stands."""
    with elevated("test"):
        found: PriorityPass = PriorityPass.objects.select_related(
            "departure", "instrument", "posting", "crossing__operator__region"
        ).get(pk=row.pk)
        return found


@action
def lay_villages_of(*, count: int) -> list[str]:
    """Add villages with their institutions, for as many supervisors; return their codes."""
    panel = Institution.objects.get(path=f"bawaslu.{DISTRICT}")
    codes = [f"{DISTRICT}.{2100 + number}" for number in range(count)]
    for code in codes:
        region = Region.objects.create(code=code, name=f"Desa {code[-4:]}", tier="village", parent_id=DISTRICT)
        path = f"bawaslu.{code}"
        Institution.objects.create(
            code=path, path=path, name=f"Pengawas {region}", kind="village_supervisor", region=region, parent=panel
        )
    record(GROUND_LAID, subject=("test", "villages"), by=SYSTEM)
    return codes
