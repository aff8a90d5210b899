"""Tables of passes, of the keys that sign them, and of the lists of those revoked."""

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q

from netral.apps.crossings.domain.network import WITH_PLATE, VehicleClass
from netral.apps.crossings.domain.passes import LIVE, PassKind, PassState
from netral.foundation.institutions.scopes import ScopedModel


class PriorityPass(ScopedModel):
    """The priority of one supervisor on a crossing: for one departure, or standing while it is valid.

    `text` is what the QR symbol holds, empty until it is granted. `serial` is its place in the list of revoked passes
    and `number` the same for people; a pass that moves gets new ones, and its old ones are revoked. `holder` and `post`
    are as they were when it was asked for: the operator, who sees no posting, reads them here. `companions` are the
    names of who travels with her.
    """

    number = models.CharField(max_length=40, unique=True)
    serial = models.PositiveIntegerField(unique=True)
    token_digest = models.BinaryField(max_length=32, unique=True)
    instrument = models.ForeignKey("crossings.Instrument", on_delete=models.PROTECT, related_name="passes")
    posting = models.ForeignKey("supervisors.Posting", on_delete=models.PROTECT, related_name="+")
    holder = models.CharField(max_length=150, default="")
    post = models.CharField(max_length=16, default="")
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
        personal = ("posting", "holder", "post", "plate", "companions", "purpose", "reason", "text")

    def __str__(self) -> str:
        return self.number

    @property
    def is_trip(self) -> bool:
        """Say whether it is for one departure."""
        return self.kind == PassKind.TRIP

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone its times are told in."""
        return self.crossing.zone

    def over(self, moment: datetime) -> bool:
        """Say whether its time has passed."""
        return self.valid_until < moment


class RevokedSerial(ScopedModel):
    """A serial that boards nobody any more: its pass was revoked, taken back, or moved and got another.

    It stands in the lists of revoked passes until `valid_until`, after which it is refused as expired anyway.
    """

    government = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    priority_pass = models.ForeignKey(PriorityPass, on_delete=models.PROTECT, related_name="revoked_serials")
    serial = models.PositiveIntegerField(unique=True)
    revoked_at = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["serial"]
        indexes: ClassVar = [models.Index(fields=["government", "valid_until"], name="revoked_serial_listed")]

    class Privacy:
        personal = ("priority_pass",)

    def __str__(self) -> str:
        return f"{self.serial}"


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
