"""How long the whole territory and its institutions take to load into an empty database."""

import time

from netral.bench.scratch.place import durability, place
from netral.foundation.institutions.actions import seed_institutions
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.regions.actions import load_regions
from netral.foundation.regions.models import Region

REGIONS = 108_972
LIMIT_SECONDS = 15


def run() -> dict[str, object]:
    """Load the regions, then the institutions, and measure both with their commits."""
    with place():
        begun = time.perf_counter()
        load_regions(by=SYSTEM)
        regions = time.perf_counter() - begun
        seed_institutions(by=SYSTEM)
        institutions = time.perf_counter() - begun - regions
        if Region.objects.count() != REGIONS:
            raise RuntimeError(f"{Region.objects.count()} regions came in instead of {REGIONS}")
        return {
            "regions": REGIONS,
            "regions_seconds": round(regions, 2),
            "limit_s": LIMIT_SECONDS,
            "institutions": Institution.objects.count(),
            "institutions_seconds": round(institutions, 2),
            **durability(),
        }
