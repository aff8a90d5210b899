"""Ceremonies at which people pledge, and their kiosks."""

from datetime import date

from netral.apps.pledges.actions import ceremonies as steps
from netral.apps.pledges.ceremonies.kind import INAUGURATION
from netral.apps.pledges.models import Campaign, Ceremony, Pledge
from netral.foundation.ceremonies.actions.ceremonies import begin_ceremony, plan_ceremony
from netral.foundation.ceremonies.domain import CeremonyInput, WitnessInput
from netral.foundation.institutions.scopes import reading_as
from tests.foundation.ceremonies.devices import KioskDevice
from tests.ground import Person

WITNESSES = (
    WitnessInput("Rina Marlina", "197001012000012001", "Asisten Administrasi"),
    WitnessInput("Joko Santoso", "", "Tokoh masyarakat"),
)


def planned(campaign: Campaign, officer: Person) -> Ceremony:
    """Plan a ceremony with two witnesses."""
    inputs = CeremonyInput("Pelantikan pengawas", "Aula", date(2024, 10, 7), "Dewi", "Sekretaris Daerah", WITNESSES)
    with reading_as(officer.actor):
        ceremony = Ceremony(campaign=campaign, scopes=list(campaign.scopes))
        plan_ceremony(kind=INAUGURATION, ceremony=ceremony, inputs=inputs, by=officer.actor)
        return ceremony


def begun(campaign: Campaign, officer: Person) -> Ceremony:
    """Begin a ceremony to which everybody of the campaign is called."""
    ceremony = planned(campaign, officer)
    with reading_as(officer.actor):
        everyone = list(Pledge.objects.filter(campaign=campaign).values_list("pk", flat=True))
        steps.call_people(ceremony=ceremony, pledges=everyone, by=officer.actor)
        begin_ceremony(kind=INAUGURATION, ceremony=ceremony, by=officer.actor)
    return ceremony


class Device(KioskDevice):
    """One kiosk at which people pledge."""

    def __init__(self, ceremony: Ceremony, officer: Person, *, label: str = "Meja 1", ahead_s: int = 0) -> None:
        super().__init__(INAUGURATION, ceremony, officer, label=label, ahead_s=ahead_s)
