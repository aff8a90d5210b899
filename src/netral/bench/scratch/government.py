"""A government that does not exist, with its units and a roster of fictional people, in the scratch database."""

import csv
from pathlib import Path

from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Region, Tier
from netral.foundation.registry.fiction import fictional_roster

UNITS = 40
VILLAGES = 150
GROUND_LAID = EventKind("bench.ground_laid", "Landasan uji dibuat")


@action
def seed() -> Institution:
    """Create a regency with villages, its government with a personnel office, and units; return the government."""
    Region.objects.create(code="14", name="Riau", tier=Tier.PROVINCE)
    Region.objects.create(code="14.03", name="Kabupaten Bengkalis", tier=Tier.REGENCY, parent_id="14")
    Region.objects.create(code="14.03.01", name="Bengkalis", tier=Tier.DISTRICT, parent_id="14.03")
    for number in range(VILLAGES):
        code = f"14.03.01.{2001 + number}"
        Region.objects.create(code=code, name=f"Desa {number}", tier=Tier.VILLAGE, parent_id="14.03.01")
    government = _institution("pemda.14.03", "Pemerintah Kabupaten Bengkalis", Kind.GOVERNMENT, None)
    _institution("pemda.14.03.bkpsdm", "BKPSDM Kabupaten Bengkalis", Kind.BKPSDM, government)
    for number in range(UNITS):
        _institution(f"pemda.14.03.opd_dinas_{number}", f"Dinas {number}", Kind.UNIT, government)
    record(GROUND_LAID, subject=government, by=SYSTEM)
    return government


def write_roster(path: Path, government: Institution, size: int) -> Path:
    """Write a roster file of so many people and return its path."""
    units = [unit.name for unit in Institution.objects.filter(parent=government, kind=Kind.UNIT)]
    villages = list(Region.objects.filter(tier=Tier.VILLAGE).values_list("code", flat=True))
    rows = list(fictional_roster(1, units, villages, size))
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def _institution(path: str, name: str, kind: Kind, parent: Institution | None) -> Institution:
    return Institution.objects.create(code=path, path=path, name=name, kind=kind, region_id="14.03", parent=parent)
