"""Tables of guidance: requests and what belongs to them, seen by those concerned, and answers published to everyone."""

from datetime import date, datetime
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from netral.apps.guidance.domain.answers import Choice, Stand
from netral.apps.guidance.domain.states import OPEN, Position, State, Urgency
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.models import LedgeredModel

# PostgreSQL's own stemmer of Indonesian.
LANGUAGE = "indonesian"


class GuidanceRequest(ScopedModel):
    """A question of a regional government to the supervisor of its tier; a concept is seen by its writers alone."""

    asker = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    government = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("institutions.Institution", null=True, on_delete=models.PROTECT, related_name="+")
    answerer = models.ForeignKey("institutions.Institution", null=True, on_delete=models.PROTECT, related_name="+")
    question = models.TextField()
    act = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    act_date = models.DateField()
    urgency = models.CharField(max_length=10, default=Urgency.NORMAL)
    urgency_reason = models.TextField(blank=True)
    state = models.CharField(max_length=12, default=State.CONCEPT)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=64)
    asked_by = models.CharField(max_length=200)
    sent_at = models.DateTimeField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    sequence = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=60, blank=True)
    due_at = models.DateTimeField(null=True)
    due_explanation = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closing_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_at"], name="guidance_state_due"),
            models.Index(fields=["answerer", "state"], name="guidance_answerer"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["receiver", "year", "sequence"], name="guidance_number_once"),
            models.CheckConstraint(condition=Q(state__in=[*State]), name="guidance_state_known"),
            models.CheckConstraint(condition=Q(urgency__in=[*Urgency]), name="guidance_urgency_known"),
            models.CheckConstraint(
                condition=Q(number="", sent_at=None, sequence=None, receiver=None, answerer=None, due_at=None)
                | (
                    ~Q(number="")
                    & Q(
                        sent_at__isnull=False,
                        sequence__isnull=False,
                        receiver__isnull=False,
                        answerer__isnull=False,
                        due_at__isnull=False,
                    )
                ),
                name="guidance_sent_wholly",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.CONCEPT, State.WITHDRAWN]) | ~Q(number=""), name="guidance_open_is_sent"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.PUBLISHED, State.REFUSED, State.WITHDRAWN], closed_at__isnull=False)
                | (~Q(state__in=[State.PUBLISHED, State.REFUSED, State.WITHDRAWN]) & Q(closed_at=None)),
                name="guidance_closed_wholly",
            ),
        ]

    class Privacy:
        personal = ("question", "urgency_reason", "created_by", "asked_by", "closing_reason")

    def __str__(self) -> str:
        return self.number or "–"

    @property
    def is_open(self) -> bool:
        """Say whether an answer is still owed."""
        return self.state in OPEN

    @property
    def is_passed_up(self) -> bool:
        """Say whether another than its first receiver holds it."""
        return self.answerer_id != self.receiver_id

    def overdue_at(self, moment: datetime) -> bool:
        """Say whether its answer was late at a moment, or when it was closed."""
        return self.due_at is not None and (self.closed_at or moment) > self.due_at


class RequestPart(ScopedModel):
    """Base of what belongs to a request; carries scopes of its own, so that the database protects it too."""

    request = models.ForeignKey(GuidanceRequest, on_delete=models.PROTECT)

    class Meta:
        abstract = True


class RequestFile(RequestPart):
    """A letter or picture sent with a request."""

    stored = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.stored_id}"


class ConcernedUnit(RequestPart):
    """A unit that asked, and who in it confirmed that the answer was read, and when."""

    unit = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    contact = models.EmailField(blank=True)
    published_at = models.DateTimeField(null=True)
    remind_from = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    reader_name = models.CharField(max_length=200, blank=True)
    reader_office = models.CharField(max_length=200, blank=True)
    token_digest = models.BinaryField(max_length=32, unique=True)

    class Meta:
        ordering: ClassVar = ["unit__path"]
        indexes: ClassVar = [
            models.Index(
                fields=["remind_from"], condition=Q(read_at=None, published_at__isnull=False), name="guidance_unread"
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "unit"], name="guidance_unit_once"),
            models.CheckConstraint(
                condition=Q(read_at=None, reader_name="")
                | (Q(read_at__isnull=False, published_at__isnull=False) & ~Q(reader_name="")),
                name="guidance_read_wholly",
            ),
        ]

    class Privacy:
        personal = ("contact", "reader_name", "reader_office")

    def __str__(self) -> str:
        return f"{self.unit_id}"


class Answer(RequestPart):
    """One version of an answer: written by one person, approved or sent back by another."""

    version = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=64)
    written_label = models.CharField(max_length=200)
    act = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    position = models.CharField(max_length=16)
    norms = models.JSONField(default=list)
    text = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    catalogue_version = models.CharField(max_length=64)
    catalogue_verdict = models.CharField(max_length=16)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=64, blank=True)
    approved_label = models.CharField(max_length=200, blank=True)
    returned_at = models.DateTimeField(null=True)
    returned_label = models.CharField(max_length=200, blank=True)
    return_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["request", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "version"], name="guidance_answer_version_once"),
            models.CheckConstraint(condition=Q(position__in=[*Position]), name="guidance_answer_position_known"),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by="")
                | (Q(approved_at__isnull=False) & ~Q(approved_by="") & ~Q(approved_by=F("written_by"))),
                name="guidance_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, return_reason="") | (Q(returned_at__isnull=False) & ~Q(return_reason="")),
                name="guidance_returned_wholly",
            ),
        ]

    class Privacy:
        personal = (
            "text", "written_by", "written_label", "approved_by", "approved_label", "returned_label", "return_reason",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.request_id} {self.version}"

    @property
    def stand(self) -> Stand:
        """Return what it says, for comparing."""
        return _stand(self)


class PublishedAnswer(LedgeredModel):
    """An answer everyone may read. It holds nothing of who asked; what it replaced stays readable and says so."""

    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=60, unique=True)
    act = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    position = models.CharField(max_length=16)
    norms = models.JSONField(default=list)
    question = models.CharField(max_length=500)
    text = models.TextField()
    differs_because = models.TextField(blank=True)
    judged_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    published_at = models.DateTimeField()
    catalogue_version = models.CharField(max_length=64)
    checked_version = models.CharField(max_length=64)
    checked_at = models.DateTimeField()
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaces")
    replaced_at = models.DateTimeField(null=True)
    search = models.GeneratedField(
        expression=SearchVector("question", "text", config=LANGUAGE),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering: ClassVar = ["-published_at", "-id"]
        indexes: ClassVar = [
            GinIndex(fields=["search"], name="guidance_search"),
            GinIndex(fields=["norms"], name="guidance_norms"),
            models.Index(fields=["act", "published_at"], name="guidance_act"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "year", "sequence"], name="guidance_answer_number_once"),
            models.CheckConstraint(condition=Q(position__in=[*Position]), name="guidance_position_known"),
            models.CheckConstraint(
                condition=Q(replaced_by=None, replaced_at=None)
                | Q(replaced_by__isnull=False, replaced_at__isnull=False),
                name="guidance_replaced_wholly",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from__lte=F("valid_to")), name="guidance_validity_in_order"
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.number

    @property
    def stand(self) -> Stand:
        """Return what it says, for comparing."""
        return _stand(self)

    @property
    def is_replaced(self) -> bool:
        """Say whether a later answer stands in its place."""
        return self.replaced_at is not None

    def ended_by(self, day: date) -> bool:
        """Say whether its validity is over on a day."""
        return self.valid_to is not None and self.valid_to < day


class Discrepancy(RequestPart):
    """A contradiction decided before publication: with which earlier answer or the catalogue, how, by whom, why."""

    published = models.ForeignKey(PublishedAnswer, on_delete=models.PROTECT, related_name="+")
    earlier = models.ForeignKey(PublishedAnswer, null=True, on_delete=models.PROTECT, related_name="+")
    catalogue_verdict = models.CharField(max_length=16, blank=True)
    choice = models.CharField(max_length=10)
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_label = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["decided_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(choice__in=[*Choice]) & ~Q(reason=""), name="guidance_choice_reasoned"),
            models.CheckConstraint(
                condition=Q(earlier__isnull=False, catalogue_verdict="")
                | (Q(earlier=None) & ~Q(catalogue_verdict="") & ~Q(choice=Choice.SUPERSEDE)),
                name="guidance_contradicts_one_thing",
            ),
        ]

    class Privacy:
        personal = ("reason", "decided_label")

    def __str__(self) -> str:
        return f"{self.published_id} {self.choice}"


class KeptReceipt(LedgeredModel):
    """A receipt of a self-check kept because its holder asked; only her code finds it, and only her code opens it."""

    lookup = models.BinaryField(max_length=32, unique=True)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.pk}"


def _stand(row: Answer | PublishedAnswer) -> Stand:
    return Stand(str(row.pk), row.act, row.facts, Position(row.position), row.valid_from, row.valid_to)
