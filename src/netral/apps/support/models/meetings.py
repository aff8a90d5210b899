"""Tables of the meetings of Bawaslu and a government, and of what they agreed."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from netral.apps.support.domain.meetings import AgreedOutcome, MeetingState
from netral.foundation.institutions.queries import zone_at
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.clock import today


class Meeting(ScopedModel):
    """One meeting of the chair of a supervisor and the head of a government."""

    number = models.CharField(max_length=80, unique=True)
    supervisor = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    government = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    called_by = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    place = models.CharField(max_length=200)
    participants = models.TextField()
    agenda = models.TextField()
    state = models.CharField(max_length=16, default=MeetingState.PLANNED)
    planned_at = models.DateTimeField()
    minutes = models.TextField(blank=True)
    minuted_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-day", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[*MeetingState]), name="meeting_state_known"),
            models.CheckConstraint(condition=Q(state=MeetingState.HELD) ^ Q(minutes=""), name="meeting_held_minuted"),
            models.CheckConstraint(
                condition=Q(state=MeetingState.CALLED_OFF) ^ Q(reason=""), name="meeting_called_off_with_reason"
            ),
        ]

    class Privacy:
        personal = ("participants", "agenda", "minutes", "reason")

    def __str__(self) -> str:
        return self.number

    @property
    def today(self) -> date:
        """Return the calendar day it now is where the supervisor is."""
        return today(zone_at(self.supervisor))


class AgreedAction(ScopedModel):
    """What one side took on at a meeting, by when, and what became of it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agreed")
    owner = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=200)
    what = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=16, default=AgreedOutcome.OPEN)
    note = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[*AgreedOutcome]), name="agreed_action_outcome_known"),
            models.CheckConstraint(
                condition=~Q(state=AgreedOutcome.NOT_DONE) | ~Q(note=""), name="agreed_action_missed_with_note"
            ),
        ]

    class Privacy:
        personal = ("office", "what", "note")

    def __str__(self) -> str:
        return self.what[:80]

    @property
    def is_late(self) -> bool:
        """Say whether it should be done by now."""
        return self.state == AgreedOutcome.OPEN and self.due_on < self.meeting.today
