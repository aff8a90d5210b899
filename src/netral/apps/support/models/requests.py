"""Table of what Bawaslu and a government ask each other."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from netral.apps.support.domain.requests import LetterState
from netral.foundation.institutions.queries import zone_at
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.clock import today


class SupportRequest(ScopedModel):
    """One numbered request of one side to the other, and its answer."""

    number = models.CharField(max_length=80, unique=True)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    asker = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    answerer = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=16, default=LetterState.OPEN)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="support_request_due")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["asker", "year", "sequence"], name="support_request_numbered_once"),
            models.CheckConstraint(condition=Q(state__in=[*LetterState]), name="support_request_state_known"),
            models.CheckConstraint(
                condition=Q(state=LetterState.ANSWERED) ^ Q(answer=""), name="support_request_answered_in_words"
            ),
            models.CheckConstraint(
                condition=Q(state=LetterState.WITHDRAWN) ^ Q(reason=""), name="support_request_withdrawn_with_reason"
            ),
        ]

    class Privacy:
        personal = ("subject", "text", "answer", "reason")

    def __str__(self) -> str:
        return self.number

    @property
    def today(self) -> date:
        """Return the calendar day it now is where the answer is owed."""
        return today(zone_at(self.answerer))

    @property
    def is_late(self) -> bool:
        """Say whether the answer is overdue."""
        return self.state == LetterState.OPEN and self.due_on < self.today
