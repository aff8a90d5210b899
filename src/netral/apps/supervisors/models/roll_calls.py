"""Tables of an oath taken at kiosks: the roll call, its witnesses and kiosks, each person's slip, and what came in."""

from typing import ClassVar

from django.db import models

from netral.apps.supervisors.models.appointments import Appointee, OathCeremony
from netral.foundation.ceremonies.models import CeremonyBase, KioskBase, KioskEntryBase, WitnessBase
from netral.foundation.institutions.scopes import ScopedModel


class OathRollCall(CeremonyBase):
    """The kiosks of one oath ceremony; place, day, officiant and witnesses are those of the ceremony."""

    oath = models.OneToOneField(OathCeremony, on_delete=models.PROTECT, related_name="roll_call")
    place = models.CharField(max_length=300)

    class Privacy:
        personal = ("officiant_name", "officiant_position")


class RollCallWitness(WitnessBase):
    """One who sees the oath taken and says so."""

    ceremony = models.ForeignKey(OathRollCall, on_delete=models.PROTECT, related_name="witnesses")

    class Privacy:
        personal = ("name", "nip", "position", "note")


class RollCallKiosk(KioskBase):
    """One device that takes oaths at a ceremony."""

    ceremony = models.ForeignKey(OathRollCall, on_delete=models.PROTECT, related_name="kiosks")

    class Privacy:
        personal = ()


class RollCallSlip(ScopedModel):
    """The slip of one who is called to swear at this ceremony, and when she confirmed her oath at a kiosk."""

    ceremony = models.ForeignKey(OathRollCall, on_delete=models.PROTECT, related_name="slips")
    appointee = models.ForeignKey(Appointee, on_delete=models.PROTECT, related_name="slips")
    token_digest = models.BinaryField(max_length=32, unique=True)
    pin_verifier = models.BinaryField(max_length=32, null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["ceremony", "appointee__order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ceremony", "appointee"], name="roll_call_slip_once"),
        ]

    class Privacy:
        personal = ("token_digest", "pin_verifier", "confirmed_at")

    def __str__(self) -> str:
        return str(self.pk)


class RollCallEntry(KioskEntryBase):
    """One confirmation as a kiosk sent it: by a slip, of a witness, or of nobody known."""

    kiosk = models.ForeignKey(RollCallKiosk, on_delete=models.PROTECT, related_name="entries")
    slip = models.ForeignKey(RollCallSlip, null=True, on_delete=models.PROTECT, related_name="entries")
    witness = models.ForeignKey(RollCallWitness, null=True, on_delete=models.PROTECT, related_name="entries")

    class Privacy:
        personal = ("slip", "witness", "points")
