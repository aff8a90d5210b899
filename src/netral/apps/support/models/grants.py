"""Tables of grants: what is asked and agreed by line, its instalments, and the money that came, went and went back."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from netral.apps.support.domain.grants import GrantState, LineKind
from netral.apps.support.domain.terms import TermReminder
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.regions.queries import day_in, today_in

_REMINDERS = [reminder.value for reminder in TermReminder]


class Grant(ScopedModel):
    """What one government gives one supervising institution for one election; sums in whole rupiah.

    `paid`, `spent` and `returned` are the sums of its rows, kept here so that the database itself refuses to spend or
    return more than came.
    """

    number = models.CharField(max_length=40, unique=True)
    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="+")
    government = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, default=GrantState.ASKED)
    asked_at = models.DateTimeField()
    asked = models.PositiveBigIntegerField()
    agreed = models.PositiveBigIntegerField(null=True)
    agreed_at = models.DateTimeField(null=True)
    agreement_number = models.CharField(max_length=100, blank=True)
    signed_on = models.DateField(null=True)
    agreement = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    paid = models.PositiveBigIntegerField(default=0)
    spent = models.PositiveBigIntegerField(default=0)
    returned = models.PositiveBigIntegerField(default=0)
    proposed_on = models.DateField(null=True)
    return_due_on = models.DateField(null=True)
    return_told = models.CharField(max_length=9, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["region", "state"], name="grant_region")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "government", "receiver"], name="grant_once_an_election"),
            models.CheckConstraint(condition=Q(state__in=[*GrantState]), name="grant_state_known"),
            models.CheckConstraint(condition=Q(return_told__in=_REMINDERS), name="grant_return_told_known"),
            models.CheckConstraint(condition=Q(agreed=None) | Q(agreed__lte=F("asked")), name="grant_agreed_of_asked"),
            models.CheckConstraint(condition=Q(paid=0) | Q(paid__lte=F("agreed")), name="grant_paid_of_agreed"),
            models.CheckConstraint(
                condition=Q(paid__gte=F("spent") + F("returned")), name="grant_spent_and_returned_of_paid"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[GrantState.ASKED, GrantState.AGREED], signed_on=None, agreement=None, agreement_number=""
                )
                | (
                    Q(state__in=[GrantState.SIGNED, GrantState.PAYING, GrantState.SETTLED])
                    & Q(signed_on__isnull=False, agreement__isnull=False)
                    & ~Q(agreement_number="")
                ),
                name="grant_signed_wholly",
            ),
            models.CheckConstraint(
                condition=Q(proposed_on=None, return_due_on=None)
                | Q(proposed_on__isnull=False, return_due_on__isnull=False),
                name="grant_return_has_a_term",
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.number

    @property
    def available(self) -> int:
        """Return what came and was neither spent nor returned."""
        return self.paid - self.spent - self.returned

    @property
    def asked_on(self) -> date:
        """Return the calendar day, in its region, on which it was asked for."""
        return day_in(self.region_id, self.asked_at)

    @property
    def today(self) -> date:
        """Return the calendar day it now is in its region."""
        return today_in(self.region_id)


class GrantPart(ScopedModel):
    """Base of what belongs to a grant; carries its scopes, so that the database protects it too."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class BudgetLine(GrantPart):
    """What is asked for, agreed to and spent of one line of the budget."""

    kind = models.CharField(max_length=12)
    asked = models.PositiveBigIntegerField()
    agreed = models.PositiveBigIntegerField(null=True)
    spent = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["grant", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["grant", "kind"], name="budget_line_once"),
            models.CheckConstraint(condition=Q(kind__in=[*LineKind]), name="budget_line_kind_known"),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.kind

    @property
    def balance(self) -> int:
        """Return what is left of what was agreed to; below zero where more was spent than planned."""
        return (self.agreed or 0) - self.spent


class Instalment(GrantPart):
    """One step of payment, made at signing by the rule in force that day; the rule's words are kept as they were."""

    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=100)
    share = models.DecimalField(max_digits=5, decimal_places=4)
    amount = models.PositiveBigIntegerField()
    due_on = models.DateField()
    reference = models.CharField(max_length=200)
    verification = models.CharField(max_length=10)
    note = models.TextField(blank=True)
    paid = models.PositiveBigIntegerField(default=0)
    told = models.CharField(max_length=9, blank=True)

    class Meta:
        ordering: ClassVar = ["grant", "position"]
        indexes: ClassVar = [models.Index(fields=["due_on"], name="instalment_due")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["grant", "position"], name="instalment_once"),
            models.CheckConstraint(condition=Q(paid__lte=F("amount")), name="instalment_paid_of_amount"),
            models.CheckConstraint(condition=Q(told__in=_REMINDERS), name="instalment_told_known"),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.title

    @property
    def outstanding(self) -> int:
        """Return what of it was not paid yet."""
        return self.amount - self.paid


class GrantEntry(GrantPart):
    """Base of money that came or went back; an entry that was wrong stays, with when, by whom and why it was struck."""

    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def is_withdrawn(self) -> bool:
        """Say whether it was struck."""
        return self.withdrawn_at is not None


class GrantPayment(GrantEntry):
    """Money that came from the government, with its proof; the letter that makes it institutional where it is flagged.

    `key` is that of the form it was entered by, so that a second press of the button enters nothing.
    """

    instalment = models.ForeignKey(Instalment, on_delete=models.PROTECT, related_name="+")
    paid_on = models.DateField()
    amount = models.PositiveBigIntegerField()
    proof = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    instrument_number = models.CharField(max_length=100, blank=True)
    instrument_on = models.DateField(null=True)
    key = models.UUIDField(unique=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["grant", "paid_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="grant_payment_of_something"),
            models.CheckConstraint(
                condition=Q(instrument_number="", instrument_on=None)
                | (~Q(instrument_number="") & Q(instrument_on__isnull=False)),
                name="grant_payment_instrument_wholly",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="grant_payment_withdrawn_with_reason",
            ),
        ]

    class Privacy:
        personal = ("withdrawn_by", "withdrawal_reason")

    def __str__(self) -> str:
        return f"{self.grant_id} {self.paid_on}"


class GrantSpending(GrantPart):
    """Money spent on a line; an entry that was wrong stays, and another of the same sum below zero takes it back."""

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="+")
    spent_on = models.DateField()
    amount = models.BigIntegerField()
    note = models.CharField(max_length=300)
    proof = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="correction")
    key = models.UUIDField(unique=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["grant", "-spent_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(corrects=None, amount__gt=0) | Q(corrects__isnull=False, amount__lt=0),
                name="grant_spending_or_correction",
            ),
        ]

    class Privacy:
        personal = ("note",)

    def __str__(self) -> str:
        return f"{self.grant_id} {self.spent_on}"


class GrantReturn(GrantEntry):
    """Money that went back to the treasury of the region, with its proof."""

    returned_on = models.DateField()
    amount = models.PositiveBigIntegerField()
    proof = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["grant", "returned_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="grant_return_of_something"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="grant_return_withdrawn_with_reason",
            ),
        ]

    class Privacy:
        personal = ("withdrawn_by", "withdrawal_reason")

    def __str__(self) -> str:
        return f"{self.grant_id} {self.returned_on}"
