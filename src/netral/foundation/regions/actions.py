"""The only way to change the territory: as a whole, from one file."""

from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.domain import counts
from netral.foundation.regions.events import REGIONS_LOADED
from netral.foundation.regions.merge import Merged, merge
from netral.foundation.regions.progress import Progress, quietly
from netral.foundation.regions.sources import Territory, shipped


@action
def load_regions(
    *, territory: Territory | None = None, keep_used: bool = False, progress: Progress = quietly, by: Actor
) -> Merged:
    """Make the regions those of a territory (the one Netral ships when left out); running it again changes nothing.

    Raises:
        RegionsInUse: a region the territory no longer has is referred to, and `keep_used` is not set.
    """
    source = territory or shipped()
    merged = merge(source.rows, keep_used=keep_used, progress=progress)
    record(
        REGIONS_LOADED,
        subject=("regions.region", source.version[:80]),
        by=by,
        data={
            "version": source.version,
            "sha256": source.sha256,
            "counts": counts(row.code for row in source.rows),
            "added": merged.added,
            "changed": merged.changed,
            "removed": merged.removed,
            "kept": merged.kept,
        },
    )
    return merged
