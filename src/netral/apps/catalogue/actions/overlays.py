"""What regions add to the law of the centre, and take back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from netral.apps.catalogue import queries
from netral.apps.catalogue.editions.current import active_overlays, overlays_over, watch
from netral.apps.catalogue.editions.documents import EditionRefused, plain
from netral.apps.catalogue.editions.overlays import check_overlay
from netral.apps.catalogue.editions.ruleset_store import keep_local
from netral.apps.catalogue.events import OVERLAY_ADDED, OVERLAY_WITHDRAWN
from netral.apps.catalogue.models import Overlay
from netral.engines.steps.table import gettext_noop as _
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Region


@dataclass(frozen=True)
class OverlayInput:
    """What a region wants to add: for which region, under which legal basis, which rows."""

    region: Region
    title: str
    reference: str
    document: Mapping[str, Any]


@action
def add_overlay(*, inputs: OverlayInput, by: Actor) -> Overlay:
    """Add norms and rules of a region, once it is proved that they loosen nothing.

    Raises:
        EditionRefused: they cannot be read, change rows of the centre, or are milder than the centre somewhere.
    """
    document = plain(inputs.document)
    laws = [queries.documents_in_use(), *queries.documents_to_come()]
    for central in laws:
        _check(central, inputs.region.code, document)
    made = Overlay.objects.create(
        region=inputs.region,
        title=inputs.title,
        reference=inputs.reference,
        document=document,
        added_at=now(),
        by_id=by.id,
        by_name=by.label,
    )
    for central in laws:
        keep_local(central, active_overlays())
    record(OVERLAY_ADDED, subject=made, by=by, data={"region": inputs.region.code, "reference": inputs.reference})
    transaction.on_commit(watch)
    return made


@action
def withdraw_overlay(*, overlay: Overlay, reason: str, by: Actor) -> Overlay:
    """End what a region added; what was judged under it can still be judged again.

    Raises:
        EditionRefused: it was withdrawn before.
    """
    locked = Overlay.objects.select_for_update().get(pk=overlay.pk)
    if locked.withdrawn_at is not None:
        raise EditionRefused(_("Aturan daerah ini sudah dicabut sebelumnya."))
    locked.withdrawn_at, locked.withdrawal_reason = now(), reason
    locked.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    for central in (queries.documents_in_use(), *queries.documents_to_come()):
        keep_local(central, active_overlays())
    record(OVERLAY_WITHDRAWN, subject=locked, by=by, data={"region": locked.region_id, "reason": reason})
    transaction.on_commit(watch)
    return locked


def _check(central: Mapping[str, Any], region: str, document: Mapping[str, Any]) -> None:
    others = active_overlays()
    above = [each.document for each in overlays_over(region, others)]
    check_overlay(central, above, document)
    for below in (each for each in others if each.region_id.startswith(f"{region}.")):
        # What a region below added has to hold beside it too.
        check_overlay(central, [*above, document], below.document)
