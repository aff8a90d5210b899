"""Elections and the stages of their schedules."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from netral.engines.rules.dated import Verification
from netral.foundation.elections.domain import StageRow
from netral.foundation.ledger.models import LedgeredModel


class Election(LedgeredModel):
    """One election with its polling day."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    polling_day = models.DateField()

    class Meta:
        ordering: ClassVar = ["-polling_day"]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.name


class Stage(LedgeredModel):
    """One stage of an election, first and last day included; a date the regulation does not give is null."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    reference = models.CharField(max_length=200)
    verification = models.CharField(max_length=10, choices=[(v.value, v.value) for v in Verification])
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["election", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "code"], name="stage_code_once_per_election"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                name="stage_days_in_order",
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.name

    def as_row(self) -> StageRow:
        """The stage as the pure part of the app knows it."""
        return StageRow(
            code=self.code,
            name=self.name,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            reference=self.reference,
            verification=Verification(self.verification),
            note=self.note,
        )
