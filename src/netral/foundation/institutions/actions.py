"""The only way to change institutions: from the territory and the data files."""

from collections import Counter
from collections.abc import Iterable

from netral.foundation.institutions.events import INSTITUTIONS_SEEDED, UNITS_SEEDED
from netral.foundation.institutions.merge import Merged, merge
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.seed_rows import InstitutionRow, national, port, regional, units
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Region, Tier
from netral.foundation.regions.progress import Progress, quietly


class NoGovernmentThere(LookupError):
    """A region has no government of its own, so it has no offices."""


@action
def seed_institutions(*, progress: Progress = quietly, by: Actor) -> Merged:
    """Make the institutions of the country and of every region; running it again adds only what is new and renames."""
    regions = Region.objects.exclude(tier=Tier.ISLAND).order_by("code").values_list("code", "name")
    rows = [*national(), *regional(regions, now().date())]
    merged = merge(rows, progress=progress)
    _record(INSTITUTIONS_SEEDED, "all", rows, merged, by)
    return merged


@action
def seed_units(*, region_code: str, by: Actor) -> Merged:
    """Make the usual offices of a region's government, and who runs its ports where it has islands.

    Raises:
        Region.DoesNotExist: no region has the code.
        NoGovernmentThere: the region has no government of its own.
    """
    region = Region.objects.get(code=region_code)
    if not Institution.objects.filter(region=region, kind=Kind.GOVERNMENT).exists():
        raise NoGovernmentThere(f"{region.name} ({region_code}) has no government of its own, so it has no offices")
    inside = Region.objects.filter(code__startswith=f"{region_code}.").order_by("code")
    regency = region.tier == Tier.REGENCY
    offices = inside.filter(tier__in=[Tier.DISTRICT, Tier.VILLAGE]) if regency else inside.none()
    place = (region.code, region.name)
    rows = units(place, offices.values_list("code", "name"), now().date())
    if regency and inside.filter(tier=Tier.ISLAND).exists():
        rows.append(port(place))
    merged = merge(rows, progress=quietly)
    _record(UNITS_SEEDED, region_code, rows, merged, by)
    return merged


def _record(kind: EventKind, subject: str, rows: Iterable[InstitutionRow], merged: Merged, by: Actor) -> None:
    counts = dict(sorted(Counter(row.kind for row in rows).items()))
    data = {"counts": counts, "added": merged.added, "changed": merged.changed}
    record(kind, subject=("institutions.institution", subject), by=by, data=data)
