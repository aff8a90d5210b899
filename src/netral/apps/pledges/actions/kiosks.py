"""What a valid confirmation from a kiosk does to a pledge."""

from netral.apps.pledges import events
from netral.apps.pledges.domain import Manner, PledgeStatus
from netral.apps.pledges.models import Pledge
from netral.foundation.ceremonies.confirmations import CheckedConfirmation
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record


@action
def sign_at_kiosk(*, participant: Pledge, confirmation: CheckedConfirmation, by: Actor) -> None:
    """Count a pledge as signed at the moment it was confirmed; it is sealed afterwards."""
    pledge, at = participant, confirmation.at
    pledge.status, pledge.signed_at, pledge.manner = PledgeStatus.SIGNED, at, Manner.KIOSK
    pledge.opened_at = pledge.opened_at or at
    pledge.confirmed, pledge.objections = list(confirmation.entry.points), []
    pledge.declined_at, pledge.decline_reason = None, ""
    pledge.wrong_tries, pledge.paused_until = 0, None
    pledge.save()
    data = {"manner": Manner.KIOSK.value, "entry": str(confirmation.entry.id), "ceremony": str(pledge.ceremony_id)}
    record(events.PLEDGE_SIGNED, subject=pledge, by=by, data=data)


@action
def object_at_kiosk(*, participant: Pledge, confirmation: CheckedConfirmation, by: Actor) -> None:
    """Keep an objection to some points, or to all, with its reason."""
    pledge, at = participant, confirmation.at
    pledge.status, pledge.declined_at = PledgeStatus.DECLINED, at
    pledge.opened_at = pledge.opened_at or at
    pledge.decline_reason, pledge.objections = confirmation.entry.reason, list(confirmation.entry.points)
    pledge.save()
    data = {"reason": pledge.decline_reason, "points": pledge.objections}
    record(events.PLEDGE_DECLINED, subject=pledge, by=by, data=data)
