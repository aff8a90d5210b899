"""How long a roster of 50,000 civil servants takes, from the file on disk to rows that survive a power cut."""

import csv
import time
from pathlib import Path

from netral.bench.scratch.place import durability, place
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.ledger.actors import SYSTEM, Actor
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Region, Tier
from netral.foundation.registry.fiction import fictional_roster
from netral.foundation.registry.running import import_file

ROWS = 50_000
LIMIT_SECONDS = 60
UNITS = 40
VILLAGES = 150
GROUND_LAID = EventKind("bench.ground_laid", "Landasan uji dibuat")


def run() -> dict[str, object]:
    """Import the roster for the first time and measure it, in a database of its own that is dropped afterwards."""
    with place() as folder:
        government = _lay_ground()
        roster = _write_roster(folder / "roster.csv", government)
        by = Actor("system", "bench", "Ukur", government.pk, (government.path,))
        begun = time.perf_counter()
        done = import_file(roster, government, by, is_full=True)
        seconds = time.perf_counter() - begun
        if done.counts["new"] != ROWS:
            raise RuntimeError(f"{done.counts['new']} people came in instead of {ROWS}: {done.counts}")
        return {
            "rows": ROWS,
            "seconds": round(seconds, 2),
            "rows_per_s": round(ROWS / seconds),
            "limit_s": LIMIT_SECONDS,
            **durability(),
        }


@action
def _lay_ground() -> Institution:
    Region.objects.create(code="14", name="Riau", tier=Tier.PROVINCE)
    Region.objects.create(code="14.03", name="Kabupaten Bengkalis", tier=Tier.REGENCY, parent_id="14")
    Region.objects.create(code="14.03.01", name="Bengkalis", tier=Tier.DISTRICT, parent_id="14.03")
    for number in range(VILLAGES):
        code = f"14.03.01.{2001 + number}"
        Region.objects.create(code=code, name=f"Desa {number}", tier=Tier.VILLAGE, parent_id="14.03.01")
    government = _institution("pemda.14.03", "Pemerintah Kabupaten Bengkalis", Kind.GOVERNMENT, None)
    for number in range(UNITS):
        _institution(f"pemda.14.03.opd_dinas_{number}", f"Dinas {number}", Kind.UNIT, government)
    record(GROUND_LAID, subject=government, by=SYSTEM)
    return government


def _institution(path: str, name: str, kind: Kind, parent: Institution | None) -> Institution:
    made: Institution = Institution.objects.create(
        code=path, path=path, name=name, kind=kind, region_id="14.03", parent=parent
    )
    return made


def _write_roster(path: Path, government: Institution) -> Path:
    units = [unit.name for unit in Institution.objects.filter(parent=government)]
    villages = list(Region.objects.filter(tier=Tier.VILLAGE).values_list("code", flat=True))
    rows = list(fictional_roster(1, units, villages, ROWS))
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path
