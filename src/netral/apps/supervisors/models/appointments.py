"""Tables of appointments: decrees with whom they name, oath ceremonies, and who was there."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from netral.apps.supervisors.domain.appointments import AppointeeState, DecreeState, OathState
from netral.apps.supervisors.models.applications import ApplicationPart
from netral.apps.supervisors.models.postings import Posting
from netral.apps.supervisors.models.recruitment import Recruitment
from netral.foundation.institutions.scopes import ScopedModel


class Decree(ScopedModel):
    """A decree that appoints everybody in its annex; a correcting one names the decree it replaces, and why."""

    recruitment = models.ForeignKey(Recruitment, on_delete=models.PROTECT, related_name="decrees")
    number = models.CharField(max_length=80, unique=True)
    signed_on = models.DateField()
    place = models.CharField(max_length=100)
    signer = models.CharField(max_length=150)
    signer_title = models.CharField(max_length=150)
    ends_on = models.DateField()
    state = models.CharField(max_length=10, default=DecreeState.ISSUED)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    correction = models.CharField(max_length=500, blank=True)
    issued_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-issued_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[*DecreeState]), name="decree_state_known"),
            models.CheckConstraint(
                condition=Q(corrects=None, correction="") | (Q(corrects__isnull=False) & ~Q(correction="")),
                name="decree_corrects_with_reason",
            ),
        ]

    class Privacy:
        personal = ("signer",)

    def __str__(self) -> str:
        return self.number


class OathCeremony(ScopedModel):
    """A ceremony at which those named by a decree take their oath; `closed_by` is in whose name they are posted."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="ceremonies")
    number = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    place = models.CharField(max_length=300)
    officiant = models.CharField(max_length=150)
    officiant_title = models.CharField(max_length=150)
    witnesses = models.JSONField(default=list)
    state = models.CharField(max_length=10, default=OathState.PLANNED)
    planned_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[*OathState]), name="oath_state_known"),
            models.UniqueConstraint(
                fields=["decree"], condition=Q(state=OathState.PLANNED), name="oath_one_planned_a_decree"
            ),
            models.CheckConstraint(
                condition=~Q(state=OathState.CLOSED) | Q(closed_at__isnull=False), name="oath_closed_at_a_moment"
            ),
        ]

    class Privacy:
        personal = ("officiant", "witnesses", "closed_by")

    def __str__(self) -> str:
        return self.number or f"{self.decree}, {self.place}"


class Appointee(ApplicationPart):
    """Somebody named by a decree, in the order of its annex; sworn in at one ceremony, and posted from that day on.

    `hindrance` is why her posting was refused, for a person to settle.
    """

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="appointees")
    order = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=AppointeeState.NAMED)
    dropped_because = models.CharField(max_length=500, blank=True)
    ceremony = models.ForeignKey(OathCeremony, null=True, on_delete=models.PROTECT, related_name="sworn")
    certificate = models.OneToOneField("seals.SealedDocument", null=True, on_delete=models.PROTECT, related_name="+")
    posting = models.OneToOneField(Posting, null=True, on_delete=models.PROTECT, related_name="appointee")
    hindrance = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[*AppointeeState]), name="appointee_state_known"),
            models.UniqueConstraint(fields=["decree", "order"], name="appointee_order_once"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=[AppointeeState.NAMED, AppointeeState.SWORN]),
                name="appointee_named_once",
            ),
            models.CheckConstraint(
                condition=Q(state=AppointeeState.SWORN, ceremony__isnull=False)
                | Q(ceremony=None, certificate=None, posting=None) & ~Q(state=AppointeeState.SWORN),
                name="appointee_sworn_at_a_ceremony",
            ),
        ]

    class Privacy:
        personal = ("dropped_because", "hindrance")

    def __str__(self) -> str:
        return f"{self.application.name}, {self.decree}"


class OathAttendance(ScopedModel):
    """Whether somebody named by the decree came to its ceremony, and why she did not."""

    ceremony = models.ForeignKey(OathCeremony, on_delete=models.PROTECT, related_name="attendance")
    appointee = models.ForeignKey(Appointee, on_delete=models.PROTECT, related_name="attendance")
    present = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["appointee__order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ceremony", "appointee"], name="oath_attendance_once"),
            models.CheckConstraint(condition=Q(present=False) | Q(reason=""), name="oath_reason_of_the_absent"),
        ]

    class Privacy:
        personal = ("present", "reason")

    def __str__(self) -> str:
        return str(self.pk)
