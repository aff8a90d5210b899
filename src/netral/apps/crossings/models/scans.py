"""Tables of the port officers' phones and of what they scanned."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from netral.apps.crossings.domain.scans import Answer
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.phones.models import EnrolledPhone


class PortPhone(EnrolledPhone):
    """One phone of an operator's officers at a port."""

    operator = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    port = models.ForeignKey("crossings.Port", on_delete=models.PROTECT, related_name="phones")

    class Privacy:
        personal = ("label", "seen_at", "revocation_reason")


class Scan(ScopedModel):
    """One pass that a phone looked at: what it answered, and when by its own clock.

    `number` is what the pass said, blank where it could not be read; `priority_pass` is the row it is of, if there is
    one. `ident` is given by the phone, so that a scan sent twice is one. `ahead_s` is by how many seconds the phone's
    clock ran fast when the scan came.
    """

    ident = models.UUIDField(unique=True)
    phone = models.ForeignKey("crossings.PortPhone", on_delete=models.PROTECT, related_name="scans")
    number = models.CharField(max_length=40, blank=True)
    priority_pass = models.ForeignKey(
        "crossings.PriorityPass", null=True, on_delete=models.PROTECT, related_name="scans"
    )
    departure = models.ForeignKey("crossings.FerryDeparture", null=True, on_delete=models.PROTECT, related_name="scans")
    answer = models.CharField(max_length=20)
    boarded = models.BooleanField(default=False)
    told_at = models.DateTimeField()
    received_at = models.DateTimeField()
    ahead_s = models.IntegerField(default=0)
    plate_photo = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-told_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["departure", "boarded"], name="scan_by_departure"),
            models.Index(fields=["number", "departure"], name="scan_by_number"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(answer__in=[*Answer]), name="scan_answer_known"),
            models.CheckConstraint(
                condition=Q(boarded=False) | Q(departure__isnull=False) & ~Q(number=""),
                name="scan_boarded_on_departure",
            ),
        ]

    class Privacy:
        personal = ("number", "priority_pass", "plate_photo")

    def __str__(self) -> str:
        return f"{self.answer} {self.number}"
