"""Sealing in bulk: signed pledges without a document, thousands in one transaction."""

from uuid import UUID

from netral.apps.pledges import events
from netral.apps.pledges.sealing.queue import Wanted, mark_sealed, take
from netral.engines.seal.documents.fonts import UnprintableText
from netral.engines.seal.pdf_template.forms import SlotOverflow
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record
from netral.foundation.seals.actions.documents import seal_printed


class NothingWaits(Exception):
    """No signed pledge waits for its seal, or another sealer holds those that do."""


class Unfit(Exception):
    """Some text of these pledges cannot be printed; none of them was sealed."""

    def __init__(self, pledges: tuple[UUID, ...], why: str) -> None:
        super().__init__(why)
        self.pledges = pledges


@action
def seal_next(*, wanted: Wanted, by: Actor) -> int:
    """Seal the next signed pledges of one form and return how many; all of them or none.

    Raises:
        NothingWaits: there is nothing to seal.
        Unfit: a name or a position among them cannot be printed.
        NoSealKey: the institution has no valid key.
        StorageBroken: the disk does not take them.
    """
    with elevated("signed pledges of every unit are sealed"):
        taken = take(wanted)
        if taken is None:
            raise NothingWaits
        pledges = tuple(row.id for row in taken.rows)
        try:
            sealed = seal_printed(
                institution=taken.campaign.institution, form=taken.form, documents=taken.printed(), by=by
            )
        except (SlotOverflow, UnprintableText) as error:
            raise Unfit(pledges, str(error)) from error
        mark_sealed(pledges, [document.pk for document in sealed])
        data = {"sealed": len(sealed), "ceremony": str(taken.ceremony.pk) if taken.ceremony else ""}
        record(events.PLEDGES_SEALED, subject=taken.campaign, by=by, data=data)
        return len(sealed)
