"""What a valid confirmation from a kiosk does to an oath."""

from netral.apps.supervisors.events import OATH_CONFIRMED
from netral.apps.supervisors.models import OathAttendance, RollCallSlip
from netral.foundation.ceremonies.confirmations import CheckedConfirmation
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record


@action
def swear_at_kiosk(*, participant: RollCallSlip, confirmation: CheckedConfirmation, by: Actor) -> None:
    """Write down that somebody was there and swore, at the moment she confirmed it."""
    participant.confirmed_at = confirmation.at
    participant.save(update_fields=["confirmed_at"])
    oath = participant.ceremony.oath
    OathAttendance.objects.update_or_create(
        ceremony=oath,
        appointee=participant.appointee,
        defaults={"scopes": list(participant.scopes), "present": True, "reason": ""},
    )
    record(OATH_CONFIRMED, subject=participant, by=by, data={"oath": oath.pk, "entry": confirmation.entry.id})
