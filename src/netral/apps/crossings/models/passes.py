"""Tables of passes, of the keys that sign them, and of the lists of those revoked."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from netral.apps.crossings.domain.network import WITH_PLATE, VehicleClass
from netral.apps.crossings.domain.passes import LIVE, PassKind, PassState
from netral.foundation.institutions.scopes import ScopedModel


class PriorityPass(ScopedModel):
    """The priority of one supervisor on a crossing: for one departure, or standing while it is valid.

    `text` is what the QR symbol holds, empty until it is granted; it is made anew when the pass moves. `serial` is its
    place in the list of revoked passes. `companions` are the names of who travels with her.
    """

    number = models.CharField(max_length=40, unique=True)
    serial = models.PositiveIntegerField(unique=True)
    token_digest = models.BinaryField(max_length=32, unique=True)
    instrument = models.ForeignKey("crossings.Instrument", on_delete=models.PROTECT, related_name="passes")
    posting = models.ForeignKey("supervisors.Posting", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    crossing = models.ForeignKey("crossings.Crossing", on_delete=models.PROTECT, related_name="passes")
    departure = models.ForeignKey(
        "crossings.FerryDeparture", null=True, on_delete=models.PROTECT, related_name="passes"
    )
    vehicle_class = models.CharField(max_length=12)
    plate = models.CharField(max_length=12, blank=True)
    companions = models.JSONField(default=list)
    purpose = models.CharField(max_length=300)
    state = models.CharField(max_length=12, default=PassState.ASKED)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    asked_at = models.DateTimeField()
    granted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    moved_from = models.ForeignKey("crossings.FerryDeparture", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    text = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["departure", "state"], name="pass_by_departure"),
            models.Index(fields=["state", "asked_at"], name="pass_by_state"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[*PassState]), name="pass_state_known"),
            models.CheckConstraint(condition=Q(kind__in=[*PassKind]), name="pass_kind_known"),
            models.CheckConstraint(condition=Q(vehicle_class__in=[*VehicleClass]), name="pass_class_known"),
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_until")), name="pass_times_in_order"),
            models.CheckConstraint(
                condition=Q(kind=PassKind.STANDING, departure=None) | Q(kind=PassKind.TRIP, departure__isnull=False),
                name="pass_trip_names_departure",
            ),
            models.CheckConstraint(
                condition=Q(vehicle_class__in=sorted(WITH_PLATE)) ^ Q(plate=""), name="pass_vehicle_with_plate"
            ),
            models.CheckConstraint(
                condition=~Q(state=PassState.GRANTED) | ~Q(text="") & Q(granted_at__isnull=False),
                name="pass_granted_with_text",
            ),
            models.UniqueConstraint(
                fields=["posting", "departure"], condition=Q(state__in=sorted(LIVE)), name="pass_once_a_departure"
            ),
            models.UniqueConstraint(
                fields=["posting", "crossing", "instrument"],
                condition=Q(state__in=sorted(LIVE), kind=PassKind.STANDING),
                name="pass_standing_once",
            ),
        ]

    class Privacy:
        personal = ("posting", "plate", "companions", "purpose", "reason", "text")

    def __str__(self) -> str:
        return self.number


class PassSigner(ScopedModel):
    """A key with which a government signs passes; the private half lies encrypted in a file beside the seal keys."""

    government = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    key_identifier = models.CharField(max_length=16, unique=True)
    public_key = models.BinaryField(max_length=200)
    key_file = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    signs_until = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["government"], condition=Q(signs_until=None), name="pass_signer_one_at_a_time"
            )
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.key_identifier


class RevocationIssue(ScopedModel):
    """One signed list of the passes of a government that were revoked; each newer one has the next sequence."""

    government = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["-sequence"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["government", "sequence"], name="revocation_issue_numbered_once")
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.sequence}"
