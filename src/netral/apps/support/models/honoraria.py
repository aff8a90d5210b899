"""Tables of honoraria: rates, what is owed for each month, the bank's lists, and letters about missed months."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from netral.foundation.institutions.scopes import ScopedModel


class HonorariumRate(ScopedModel):
    """What an institution pays a post for a month from a day on, in rupiah, by the decision that says so.

    Of two from the same day the one entered later counts, so that a slip is corrected and stays readable.
    """

    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=16)
    monthly = models.BigIntegerField()
    valid_from = models.DateField()
    decision = models.CharField(max_length=200)
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["post", "-valid_from", "-entered_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(monthly__gt=0), name="honorarium_rate_positive"),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.post} {self.valid_from}"


class Honorarium(ScopedModel):
    """What one posting is owed for a month, in rupiah, and how much of it was paid; `basis` says by which rate."""

    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    posting = models.ForeignKey("supervisors.Posting", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    amount = models.BigIntegerField()
    paid = models.BigIntegerField(default=0)
    basis = models.CharField(max_length=300)
    late_from = models.DateField()

    class Meta:
        ordering: ClassVar = ["month", "posting"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["posting", "month"], name="honorarium_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="honorarium_month_is_its_first_day"),
            models.CheckConstraint(condition=Q(paid__gte=0, paid__lte=F("amount")), name="honorarium_paid_in_bounds"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["institution", "month"], name="honorarium_month"),
            models.Index(fields=["late_from"], condition=Q(paid__lt=F("amount")), name="honorarium_unpaid"),
        ]

    class Privacy:
        personal = ("amount", "paid")

    def __str__(self) -> str:
        return f"{self.posting_id} {self.month:%Y-%m}"

    @property
    def unpaid(self) -> int:
        """How much is still owed, in rupiah."""
        return self.amount - self.paid


class BankList(ScopedModel):
    """A bank's list of payments as it was taken: all of its lines, or none."""

    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    lines = models.PositiveIntegerField()
    total = models.BigIntegerField()
    taken_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-taken_at"]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return str(self.file)


class HonorariumPayment(ScopedModel):
    """One payment of an honorarium, under the bank's reference; taken back with a reason where it was none."""

    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    honorarium = models.ForeignKey(Honorarium, on_delete=models.PROTECT, related_name="payments")
    bank_list = models.ForeignKey(BankList, on_delete=models.PROTECT, related_name="payments")
    amount = models.BigIntegerField()
    paid_on = models.DateField()
    reference = models.CharField(max_length=60)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["paid_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "reference"],
                condition=Q(withdrawn_at=None),
                name="honorarium_payment_reference_once",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="honorarium_payment_positive"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="honorarium_payment_withdrawn_with_reason",
            ),
        ]

    class Privacy:
        personal = ("amount", "reference", "withdrawal_reason")

    def __str__(self) -> str:
        return self.reference


class MissedMonthLetter(ScopedModel):
    """A letter to the government about honoraria of a month that were not paid: numbers alone, nobody's name."""

    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    government = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    number = models.CharField(max_length=60, unique=True)
    people = models.PositiveIntegerField()
    unpaid = models.BigIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-sent_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "month"], name="missed_month_letter_once"),
            models.CheckConstraint(condition=Q(people__gt=0, unpaid__gt=0), name="missed_month_letter_of_something"),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.number
