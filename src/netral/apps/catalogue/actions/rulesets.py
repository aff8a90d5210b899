"""Keeping the data set a release brings along, as soon as the installation has it."""

from collections.abc import Iterable

from netral.apps.catalogue.editions.documents import Documents
from netral.apps.catalogue.editions.ruleset_store import keep
from netral.apps.catalogue.events import RULESET_KEPT
from netral.apps.catalogue.models import Ruleset
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record


@action
def keep_rulesets(*, documents: Iterable[Documents], by: Actor) -> list[Ruleset]:
    """Keep data sets that judge from now on, so that their receipts can be judged again under later releases."""
    kept = [keep(each) for each in documents]
    for ruleset in kept:
        record(RULESET_KEPT, subject=ruleset, by=by, data={"version": ruleset.version})
    return kept
