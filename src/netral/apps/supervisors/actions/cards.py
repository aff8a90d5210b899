"""Issuing the sealed card of a supervisor."""

from netral.apps.supervisors.actions.postings import POSTINGS
from netral.apps.supervisors.cards import seal_card
from netral.apps.supervisors.domain.postings import PostingVerb
from netral.apps.supervisors.events import SUPERVISOR_CARD_ISSUED
from netral.apps.supervisors.models import Posting
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record
from netral.foundation.seals.models import SealedDocument


@action
def issue_card(*, posting: Posting, by: Actor) -> SealedDocument:
    """Seal a card with what stands now: name, post, area, term, photo.

    Raises:
        StepRefused: the posting is over.
        NoSealKey: Bawaslu of the regency has no key that may seal.
        UnprintableText: the name holds characters that the typeface lacks.
    """
    row = POSTINGS.begin(posting, PostingVerb.ISSUE_CARD, by).subject
    document = seal_card(row, by)
    record(SUPERVISOR_CARD_ISSUED, subject=row, by=by, data={"document": document.shown_code})
    return document
