"""First chapter: the territory, the election, the institutions, their seals and their people."""

from netral.demo import custody
from netral.demo.cast.people import hire
from netral.demo.chapter import Bars
from netral.foundation.elections.actions import load_election
from netral.foundation.elections.schedules import shipped
from netral.foundation.institutions.actions import seed_institutions, seed_units
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.regions.actions import load_regions
from netral.foundation.seals.actions.keys import create_seal_key

BENGKALIS, JAWA_TENGAH = "14.03", "33"
WITH_UNITS = (BENGKALIS, JAWA_TENGAH)


def lay(bars: Bars) -> None:
    """Load what every installation starts with, and fill the posts."""
    load_regions(progress=bars.counting("Wilayah Indonesia"), by=SYSTEM)
    load_election(schedule=shipped(), by=SYSTEM)
    seed_institutions(progress=bars.counting("Lembaga"), by=SYSTEM)
    for region_code in bars.over("Unit kerja", WITH_UNITS, len(WITH_UNITS)):
        seed_units(region_code=region_code, by=SYSTEM)
    sealing = _sealing_institutions()
    for institution in bars.over("Kunci segel", sealing, len(sealing)):
        create_seal_key(institution=institution, by=SYSTEM)
    hire()
    custody.take_over(bars)


def _sealing_institutions() -> list[Institution]:
    """Return the institutions of the story that issue sealed documents."""
    supervisors = Institution.objects.filter(path__in=[f"bawaslu.{BENGKALIS}", f"bawaslu.{JAWA_TENGAH}"])
    regencies = Institution.objects.filter(kind="bawaslu_regency", region__parent_id=JAWA_TENGAH)
    personnel = Institution.objects.filter(path__in=[f"pemda.{BENGKALIS}.bkpsdm"])
    return [*supervisors, *regencies, *personnel]
