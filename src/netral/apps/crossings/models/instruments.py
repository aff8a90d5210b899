"""Tables of the instruments that grant priority, and of their quotas."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from netral.apps.crossings.domain import instruments as domain
from netral.apps.crossings.domain.instruments import InstrumentState
from netral.apps.crossings.domain.network import MAX_PLACES, VehicleClass
from netral.foundation.institutions.scopes import ScopedModel


class Instrument(ScopedModel):
    """A letter or decree that grants supervisors priority: by whom, since when, until when, for which posts.

    `by_rule` grants what is asked for at once where a place is left, else an officer does; `standing` allows passes for
    every departure. `must_carry` is what a holder shows beside the pass, in the words of the instrument.
    """

    government = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    issuer = models.CharField(max_length=120)
    issued_on = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField()
    roles = ArrayField(models.CharField(max_length=16))
    standing = models.BooleanField(default=False)
    by_rule = models.BooleanField(default=False)
    must_carry = models.CharField(max_length=300, blank=True)
    scan = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=InstrumentState.DRAFT)
    drafted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-issued_on", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["government", "number"],
                condition=~Q(state=InstrumentState.WITHDRAWN),
                name="instrument_numbered_once",
            ),
            models.CheckConstraint(condition=Q(state__in=[*InstrumentState]), name="instrument_state_known"),
            models.CheckConstraint(condition=Q(valid_from__lte=F("valid_until")), name="instrument_days_in_order"),
            models.CheckConstraint(
                condition=Q(state__in=[InstrumentState.WITHDRAWN, InstrumentState.REVOKED]) ^ Q(ended_at=None),
                name="instrument_ended_when",
            ),
            models.CheckConstraint(condition=Q(roles__len__gt=0), name="instrument_for_some_post"),
        ]

    class Privacy:
        personal = ("issuer", "drafted_by", "reason")

    def __str__(self) -> str:
        return self.number

    def holds(self, on: date) -> bool:
        """Say whether it grants priority on a day."""
        return domain.holds(self.state, self.valid_from, self.valid_until, on)


class InstrumentQuota(ScopedModel):
    """How many priority places each departure of a crossing has for a class of vehicle, by an instrument."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="quotas")
    crossing = models.ForeignKey("crossings.Crossing", on_delete=models.PROTECT, related_name="quotas")
    vehicle_class = models.CharField(max_length=12)
    places = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["crossing", "vehicle_class"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "crossing", "vehicle_class"], name="instrument_quota_once"),
            models.CheckConstraint(condition=Q(vehicle_class__in=[*VehicleClass]), name="quota_class_known"),
            models.CheckConstraint(condition=Q(places__gt=0, places__lte=MAX_PLACES), name="quota_of_some_places"),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.crossing} {self.vehicle_class}: {self.places}"
