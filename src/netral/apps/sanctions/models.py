"""Tables of the follow-up: the recommendation on one person, its proceedings, and the sanction decided."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from netral.apps.cases import api as cases
from netral.apps.sanctions.domain import State
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.clock import now
from netral.foundation.regions.queries import day_in, today_in


class Recommendation(ScopedModel):
    """What a supervisor recommends about one person; holds nothing of the report or of who reported."""

    case_id = models.CharField(max_length=64)
    person_id = models.CharField(max_length=64, unique=True)
    number = models.CharField(max_length=80, unique=True)
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    ppk = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    # A code of the catalogue's statuses; blank in what was sent before cases knew it.
    status = models.CharField(max_length=20, blank=True)
    act_date = models.DateField()
    norm_id = models.CharField(max_length=20)
    norm_title = models.CharField(max_length=300)
    basis = models.CharField(max_length=500)
    sanction_range = models.JSONField()
    catalogue_version = models.CharField(max_length=64)
    state = models.CharField(max_length=16, default=State.SENT)
    sent_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    carried_out_at = models.DateTimeField(null=True)
    carried_out_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closing_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["sent_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "sent_at"], name="recommendation_state"),
            models.Index(fields=["region", "state"], name="recommendation_region"),
            models.Index(fields=["case_id"], name="recommendation_case"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[*State]), name="recommendation_state_known"),
            models.CheckConstraint(
                condition=Q(carried_out_at=None, carried_out_on=None)
                | Q(carried_out_at__isnull=False, carried_out_on__isnull=False, decided_at__isnull=False),
                name="recommendation_carried_out_wholly",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closing_reason="") | (Q(closed_at__isnull=False) & ~Q(closing_reason="")),
                name="recommendation_closed_with_reason",
            ),
        ]

    class Privacy:
        personal = ("person", "office", "unit", "status", "closing_reason")

    def __str__(self) -> str:
        return self.number

    @property
    def offered(self) -> dict[str, str]:
        """Return the sanctions of the norm's range by their code."""
        return {row["code"]: row["title"] for row in self.sanction_range}

    @property
    def addressees(self) -> str:
        """Return the names of those who receive it, each once."""
        return "; ".join(dict.fromkeys([self.receiver.name, self.ppk.name]))

    @property
    def levels(self) -> tuple[cases.Level, ...]:
        """Return the levels of the range in words, with how surely each is known."""
        return cases.levels_of(self.sanction_range)

    @property
    def sent_on(self) -> date:
        """Return the calendar day, in its region, on which it was sent."""
        return day_in(self.region_id, self.sent_at)

    @property
    def today(self) -> date:
        """Return the calendar day it now is in its region."""
        return today_in(self.region_id)

    @property
    def age_days(self) -> int:
        """Return for how many days it has been, or was, open."""
        ended = self.carried_out_at or self.closed_at or now()
        return (ended - self.sent_at).days


class RecommendationPart(ScopedModel):
    """Base of what belongs to a recommendation; carries its scopes, so that the database protects it too."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT)

    class Meta:
        abstract = True


class Proceeding(RecommendationPart):
    """The examination of one person: who examines, when she is summoned, and what came of it."""

    opened_at = models.DateTimeField()
    team = models.TextField()
    summoned_for = models.DateField()
    examined_on = models.DateField(null=True)
    attended = models.BooleanField(null=True)
    minutes = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recommendation"], name="proceeding_once"),
            models.CheckConstraint(
                condition=Q(examined_on=None, attended=None) | Q(examined_on__isnull=False, attended__isnull=False),
                name="proceeding_examined_wholly",
            ),
        ]

    class Privacy:
        personal = ("team", "minutes")

    def __str__(self) -> str:
        return f"{self.recommendation_id}"


class SanctionDecision(RecommendationPart):
    """The sanction the appointing official decided: one of the norm's range, with number, date and document."""

    number = models.CharField(max_length=100)
    decided_on = models.DateField()
    sanction_code = models.CharField(max_length=40)
    sanction_title = models.CharField(max_length=300)
    # Which source of the level it follows, where sources disagree; blank where they do not.
    level_source = models.CharField(max_length=400, blank=True)
    official = models.CharField(max_length=200)
    document = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recommendation"], name="sanction_decided_once"),
            models.CheckConstraint(condition=~Q(number=""), name="sanction_has_number"),
        ]

    class Privacy:
        personal = ("official",)

    def __str__(self) -> str:
        return self.number
