"""Tables of a case: the case, those it accuses, its clocks, and what each step left behind."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from netral.apps.cases.domain import Finding, Outcome, State
from netral.foundation.institutions.scopes import ScopedModel


class Case(ScopedModel):
    """One report or finding on its way from initial review to a decision of the plenary."""

    report_id = models.UUIDField(unique=True, null=True)
    # Of the observation that was decided to be a finding.
    observation_id = models.UUIDField(unique=True, null=True)
    reference = models.CharField(max_length=40)
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=24, default=State.INITIAL_REVIEW)
    title = models.CharField(max_length=200)
    act_date = models.DateField(null=True)
    filed_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    year = models.PositiveSmallIntegerField(null=True)
    sequence = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=60, blank=True)
    registered_at = models.DateTimeField(null=True)
    proposed_by = models.CharField(max_length=64, blank=True)
    norm_id = models.CharField(max_length=20, blank=True)
    catalogue_version = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering: ClassVar = ["-opened_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "opened_at"], name="case_state"),
            models.Index(fields=["region", "state"], name="case_region"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "year", "sequence"], name="case_number_once"),
            models.CheckConstraint(
                condition=Q(report_id=None) ^ Q(observation_id=None), name="case_of_report_or_observation"
            ),
            models.CheckConstraint(condition=Q(state__in=[*State]), name="case_state_known"),
            models.CheckConstraint(
                condition=Q(number="", registered_at=None, sequence=None)
                | (~Q(number="") & Q(registered_at__isnull=False, sequence__isnull=False)),
                name="case_registered_wholly",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.DECIDED, decided_at__isnull=False) & ~Q(finding=""))
                | (~Q(state=State.DECIDED) & Q(decided_at=None, finding="")),
                name="case_decided_wholly",
            ),
        ]

    class Privacy:
        # The title is written by the officer or the reporter, and may name somebody.
        personal = ("title", "proposed_by")

    def __str__(self) -> str:
        return self.number or self.reference

    @property
    def is_open(self) -> bool:
        """Say whether work on the case remains."""
        return self.state not in {State.DECIDED, State.REFUSED}


class CasePart(ScopedModel):
    """Base of what belongs to a case; carries the case's scopes, so that the database protects it too."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)

    class Meta:
        abstract = True


class CasePerson(CasePart):
    """Somebody the case accuses, and what the plenary found of her."""

    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    # A code of the catalogue's statuses; blank while nobody knows it.
    status = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "position"], name="case_person_once"),
            models.CheckConstraint(condition=Q(outcome__in=["", *Outcome]), name="case_person_outcome_known"),
        ]

    class Privacy:
        personal = ("name", "office", "unit", "status", "outcome")

    def __str__(self) -> str:
        return self.name


class Clock(CasePart):
    """One legal term that runs, or ran, on a case."""

    code = models.CharField(max_length=20)
    title = models.CharField(max_length=100)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, blank=True)
    explanation = models.TextField()
    basis = models.CharField(max_length=200)
    verification = models.CharField(max_length=12)
    late_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["started_at", "id"]
        indexes: ClassVar = [models.Index(fields=["due_at"], condition=Q(ended_at=None), name="clock_running_due")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="clock_one_running"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="clock_ended_wholly",
            ),
        ]

    class Privacy:
        personal = ("late_reason",)

    def __str__(self) -> str:
        return self.title

    def overdue_at(self, moment: datetime) -> bool:
        """Say whether the clock had run out at a moment, or when it was stopped."""
        return (self.ended_at or moment) > self.due_at


class Review(CasePart):
    """One initial review: each formal and material condition, and its conclusion."""

    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=64)
    conclusion = models.CharField(max_length=20)
    conditions = models.JSONField()
    reason_code = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["written_at", "id"]

    class Privacy:
        personal = ("written_by", "conditions", "words")

    def __str__(self) -> str:
        return f"{self.case_id} {self.conclusion}"


class Invitation(CasePart):
    """An invitation for clarification, and what came of it."""

    invited = models.CharField(max_length=200)
    capacity = models.CharField(max_length=12)
    scheduled_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    attended = models.BooleanField(null=True)
    minutes = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["scheduled_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(attended=None, recorded_at=None) | Q(attended__isnull=False, recorded_at__isnull=False),
                name="invitation_recorded_wholly",
            )
        ]

    class Privacy:
        personal = ("invited", "minutes")

    def __str__(self) -> str:
        return self.invited


class Study(CasePart):
    """The study of a case: its facts, their analysis, the norm judged and the finding proposed."""

    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=64)
    facts = models.TextField()
    analysis = models.TextField()
    norm_id = models.CharField(max_length=20, blank=True)
    catalogue_version = models.CharField(max_length=64)
    proposed = models.CharField(max_length=20)

    class Meta:
        ordering: ClassVar = ["written_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], name="study_once"),
            models.CheckConstraint(condition=Q(proposed__in=[*Finding]), name="study_finding_known"),
        ]

    class Privacy:
        personal = ("written_by", "facts", "analysis")

    def __str__(self) -> str:
        return f"{self.case_id} {self.proposed}"


class Plenary(CasePart):
    """A plenary meeting on a case: when, its members, and how many votes it needs. The last one counts."""

    held_at = models.DateTimeField()
    members = models.JSONField()
    quorum = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["held_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(quorum__gte=2), name="plenary_never_alone"),
        ]

    class Privacy:
        personal = ("members",)

    def __str__(self) -> str:
        return f"{self.case_id}"


class Vote(CasePart):
    """One member's vote, with the reason when it dissents."""

    plenary = models.ForeignKey(Plenary, on_delete=models.PROTECT, related_name="votes")
    member_id = models.CharField(max_length=64)
    member = models.CharField(max_length=200)
    finding = models.CharField(max_length=20)
    dissent = models.TextField(blank=True)
    cast_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["cast_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plenary", "member_id"], name="vote_once"),
            models.CheckConstraint(condition=Q(finding__in=[*Finding]), name="vote_finding_known"),
        ]

    class Privacy:
        personal = ("member_id", "member", "dissent")

    def __str__(self) -> str:
        return f"{self.member}: {self.finding}"


class Decision(CasePart):
    """What the plenary decided, with the law exactly as it judged by."""

    finding = models.CharField(max_length=20)
    words = models.TextField()
    norm_id = models.CharField(max_length=20, blank=True)
    norm_title = models.CharField(max_length=300, blank=True)
    basis = models.CharField(max_length=500, blank=True)
    sanction_range = models.JSONField(default=list)
    catalogue_version = models.CharField(max_length=64)
    decided_at = models.DateTimeField()
    document_id = models.CharField(max_length=64, blank=True)
    # Why nobody received the decision, and what to do instead; blank where somebody did.
    unsent = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], name="decision_once"),
            models.CheckConstraint(condition=Q(finding__in=[*Finding]), name="decision_finding_known"),
        ]

    class Privacy:
        personal = ("words",)

    def __str__(self) -> str:
        return f"{self.case_id} {self.finding}"
