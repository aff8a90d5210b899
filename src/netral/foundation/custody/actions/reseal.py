"""Keeping what was sealed anew."""

from collections.abc import Sequence

from netral.foundation.custody.events import SLIPS_RESEALED
from netral.foundation.custody.models import InstitutionKey
from netral.foundation.custody.sealed_stores import Slip, SlipSource
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record


@action
def keep_resealed(
    *, source: SlipSource, old: InstitutionKey, new: InstitutionKey, slips: Sequence[Slip], unreadable: int, by: Actor
) -> None:
    """Let an app keep slips that were sealed anew; those that did not open stay as they were, and are counted."""
    source.replace(key_id=new.pk, slips=slips)
    data = {"from": old.generation, "to": new.generation, "slips": len(slips), "unreadable": unreadable}
    record(SLIPS_RESEALED, subject=new, by=by, data=data)
