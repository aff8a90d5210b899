"""Tables of the facilities a government has to lend, and of their loans."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from netral.apps.support.domain.facilities import TAKEN, Harm, LoanState, PhotoStage, Ware, is_overdue
from netral.foundation.institutions.queries import zone_at
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.clock import today

_BEGUN = (LoanState.HANDED_OVER, LoanState.RETURNED, LoanState.CLOSED)


class Facility(ScopedModel):
    """A room, vehicle, boat, helper or device that a government has to lend."""

    government = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    ware = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    # The plate of a vehicle, the serial number of a device; blank where there is none.
    mark = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=200)
    listed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["ware", "name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ware__in=[*Ware]), name="facility_ware_known"),
            models.UniqueConstraint(
                fields=["government", "ware", "mark"], condition=~Q(mark=""), name="facility_mark_once"
            ),
        ]

    class Privacy:
        # A helper is listed by her name.
        personal = ("name",)

    def __str__(self) -> str:
        return f"{self.name} ({self.mark})" if self.mark else self.name


class Loan(ScopedModel):
    """One facility lent, or asked for, for a period; sums are whole rupiah."""

    number = models.CharField(max_length=80, unique=True)
    borrower = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    facility = models.ForeignKey(Facility, null=True, on_delete=models.PROTECT, related_name="loans")
    ware = models.CharField(max_length=16)
    starts_on = models.DateField()
    ends_on = models.DateField()
    place = models.CharField(max_length=200)
    purpose = models.TextField()
    load = models.TextField(blank=True)
    terms = models.TextField(blank=True)
    state = models.CharField(max_length=16, default=LoanState.REQUESTED)
    asked_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True)
    agreed_on = models.DateField(null=True)
    handed_on = models.DateField(null=True)
    handed_by = models.CharField(max_length=200, blank=True)
    taken_by = models.CharField(max_length=200, blank=True)
    condition_out = models.TextField(blank=True)
    returned_on = models.DateField(null=True)
    returned_by = models.CharField(max_length=200, blank=True)
    accepted_by = models.CharField(max_length=200, blank=True)
    condition_back = models.TextField(blank=True)
    harm = models.CharField(max_length=16, default=Harm.NONE)
    harm_words = models.TextField(blank=True)
    harm_estimate = models.PositiveBigIntegerField(null=True)
    settled_on = models.DateField(null=True)
    settlement = models.TextField(blank=True)
    reminded_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-starts_on", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "ends_on"], name="loan_state_end"),
            models.Index(fields=["giver", "starts_on"], name="loan_giver_start"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[*LoanState]), name="loan_state_known"),
            models.CheckConstraint(condition=Q(ware__in=[*Ware]), name="loan_ware_known"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="loan_period_in_order"),
            models.CheckConstraint(
                condition=~Q(state__in=[*_BEGUN]) | Q(handed_on__gte=F("agreed_on")), name="loan_handed_after_agreed"
            ),
            models.CheckConstraint(
                condition=Q(returned_on=None) | Q(returned_on__gte=F("handed_on")), name="loan_returned_after_handed"
            ),
            models.CheckConstraint(
                condition=Q(harm=Harm.NONE, harm_words="", harm_estimate=None)
                | (~Q(harm=Harm.NONE) & ~Q(harm_words="") & Q(harm_estimate__gt=0)),
                name="loan_harm_told_wholly",
            ),
            models.CheckConstraint(
                condition=Q(state=LoanState.REQUESTED)
                | Q(facility__isnull=False)
                | Q(state__in=[LoanState.REFUSED, LoanState.WITHDRAWN]),
                name="loan_offered_names_facility",
            ),
            models.UniqueConstraint(
                fields=["facility"], condition=Q(state=LoanState.HANDED_OVER), name="facility_out_once"
            ),
            ExclusionConstraint(
                name="facility_lent_once_a_day",
                expressions=[
                    ("facility", RangeOperators.EQUAL),
                    (Func("starts_on", "ends_on", Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=sorted(TAKEN)),
            ),
        ]

    class Privacy:
        personal = (
            "handed_by",
            "taken_by",
            "condition_out",
            "returned_by",
            "accepted_by",
            "condition_back",
            "harm_words",
            "settlement",
            "purpose",
            "load",
            "terms",
            "reason",
        )

    def __str__(self) -> str:
        return self.number

    @property
    def today(self) -> date:
        """Return the calendar day it now is where the borrower is."""
        return today(zone_at(self.borrower))

    @property
    def is_late(self) -> bool:
        """Say whether the facility should have come back."""
        return is_overdue(self.state, self.ends_on, self.today)


class LoanPhoto(ScopedModel):
    """A photo of a facility when it was handed over or came back."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="photos")
    stage = models.CharField(max_length=8)
    position = models.PositiveSmallIntegerField()
    stored = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["stage", "position"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(stage__in=[*PhotoStage]), name="loan_photo_stage_known"),
            models.UniqueConstraint(fields=["loan", "stage", "position"], name="loan_photo_place_once"),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.loan_id} {self.stage} {self.position}"
