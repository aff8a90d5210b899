"""Tables of the selection: checks, comments, scores, interviews with their marks, and the panel's decision."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from netral.apps.supervisors.domain.checks import Verdict
from netral.apps.supervisors.domain.comments import Weight
from netral.apps.supervisors.domain.decisions import PanelOutcome
from netral.apps.supervisors.models.applications import ApplicationPart
from netral.apps.supervisors.models.recruitment import Vacancy
from netral.foundation.institutions.scopes import ScopedModel


class AdministrativeCheck(ApplicationPart):
    """What one officer found about every requirement; `place` 1 and 2 are the two who check, 3 is who settles.

    Checks of documents that were completed later are `superseded`.
    """

    place = models.PositiveSmallIntegerField()
    officer_id = models.CharField(max_length=64)
    officer = models.CharField(max_length=300)
    judged = models.JSONField()
    verdict = models.CharField(max_length=12)
    reason = models.TextField(blank=True)
    checked_at = models.DateTimeField()
    superseded = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["checked_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "officer_id"], condition=Q(superseded=False), name="check_never_twice_by_one"
            ),
            models.UniqueConstraint(
                fields=["application", "place"], condition=Q(superseded=False), name="check_by_two_and_a_settler"
            ),
            models.CheckConstraint(condition=Q(place__in=[1, 2, 3]), name="check_place_known"),
            models.CheckConstraint(condition=Q(verdict__in=[*Verdict]), name="check_verdict_known"),
            models.CheckConstraint(condition=~Q(place=3, reason=""), name="check_settled_with_reason"),
        ]

    class Privacy:
        personal = ("officer_id", "officer", "judged", "verdict", "reason")

    def __str__(self) -> str:
        return str(self.pk)


class CompletionRequest(ApplicationPart):
    """What an applicant is asked to complete, and until when."""

    text = models.TextField()
    last_day = models.DateField()
    asked_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-asked_at"]

    class Privacy:
        personal = ("text",)

    def __str__(self) -> str:
        return str(self.pk)


class PublicComment(ApplicationPart):
    """What somebody of the public says about an announced name, the applicant's answer, and how it was weighed.

    Who wrote it is shown to officers, never to the applicant.
    """

    number = models.CharField(max_length=80, unique=True)
    author = models.CharField(max_length=150)
    contact = models.CharField(max_length=150)
    text = models.TextField()
    sent_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    weight = models.CharField(max_length=12, blank=True)
    weighed_reason = models.TextField(blank=True)
    weighed_by = models.CharField(max_length=300, blank=True)
    weighed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["sent_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(weight__in=["", *Weight]), name="comment_weight_known"),
            models.CheckConstraint(
                condition=Q(weight="", weighed_reason="", weighed_at=None)
                | (~Q(weight="") & ~Q(weighed_reason="") & Q(weighed_at__isnull=False)),
                name="comment_weighed_with_reason",
            ),
        ]

    class Privacy:
        personal = ("author", "contact", "text", "answer", "weighed_reason", "weighed_by")

    def __str__(self) -> str:
        return self.number


class CommentEvidence(ScopedModel):
    """A file that came with a comment."""

    comment = models.ForeignKey(PublicComment, on_delete=models.PROTECT, related_name="evidence")
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return str(self.pk)


class WrittenScore(ApplicationPart):
    """A score of the written test, 0 to 100; a corrected one stays, with when it was replaced."""

    score = models.DecimalField(max_digits=5, decimal_places=2)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["recorded_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application"], condition=Q(replaced_at=None), name="written_score_once"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=100), name="written_score_in_range"),
        ]

    class Privacy:
        personal = ("score",)

    def __str__(self) -> str:
        return str(self.pk)


class Interview(ApplicationPart):
    """When and where one applicant is interviewed, and whether she did not come."""

    at = models.DateTimeField()
    place = models.CharField(max_length=300)
    scheduled_at = models.DateTimeField()
    absent_at = models.DateTimeField(null=True)
    absence = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application"], name="interview_once"),
            models.CheckConstraint(
                condition=Q(absent_at=None, absence="") | (Q(absent_at__isnull=False) & ~Q(absence="")),
                name="interview_absence_told",
            ),
        ]

    class Privacy:
        personal = ("absence",)

    def __str__(self) -> str:
        return str(self.pk)


class InterviewAssessment(ScopedModel):
    """One assessor of an interview, and her marks once she gave them, which never change again."""

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="assessments")
    assessor_id = models.CharField(max_length=64)
    assessor = models.CharField(max_length=300)
    marks = models.JSONField(default=list)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    marked_at = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["marked_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interview", "assessor_id"], name="assessment_once"),
            models.CheckConstraint(
                condition=Q(score=None, marked_at=None) | Q(score__isnull=False, marked_at__isnull=False),
                name="assessment_marked_wholly",
            ),
        ]

    class Privacy:
        personal = ("assessor_id", "assessor", "marks", "score")

    def __str__(self) -> str:
        return str(self.pk)


class Recusal(ApplicationPart):
    """Somebody who stands aside from an applicant: she neither marks her nor decides about her vacancy."""

    member_id = models.CharField(max_length=64)
    member = models.CharField(max_length=300)
    reason = models.CharField(max_length=500)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "member_id"], name="recusal_once"),
        ]

    class Privacy:
        personal = ("member_id", "member", "reason")

    def __str__(self) -> str:
        return str(self.pk)


class VacancyDecision(ScopedModel):
    """What the panel decided about a vacancy: who was present, and the lot's seed, by which its ties can be redrawn."""

    vacancy = models.OneToOneField(Vacancy, on_delete=models.PROTECT, related_name="decision")
    number = models.CharField(max_length=80, unique=True)
    members = models.JSONField()
    seed = models.CharField(max_length=64)
    digests = models.JSONField()
    rules = models.JSONField()
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["-decided_at"]

    class Privacy:
        personal = ("members", "decided_by")

    def __str__(self) -> str:
        return self.number


class DecidedPlace(ApplicationPart):
    """What the panel decided about one application, beside the place that its scores gave it."""

    decision = models.ForeignKey(VacancyDecision, on_delete=models.PROTECT, related_name="places")
    rank = models.PositiveSmallIntegerField(null=True)
    test = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    interview = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    total = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    tie = models.CharField(max_length=12, blank=True)
    outcome = models.CharField(max_length=12)
    order = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = [F("rank").asc(nulls_last=True), "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application"], name="place_once"),
            models.UniqueConstraint(fields=["decision", "order"], name="place_reserve_order_once"),
            models.CheckConstraint(condition=Q(outcome__in=[*PanelOutcome]), name="place_outcome_known"),
            models.CheckConstraint(
                condition=Q(outcome=PanelOutcome.RESERVE, order__gte=1)
                | (~Q(outcome=PanelOutcome.RESERVE) & Q(order=None)),
                name="place_reserve_has_order",
            ),
        ]

    class Privacy:
        personal = ("rank", "test", "interview", "total", "tie", "outcome", "order", "reason")

    def __str__(self) -> str:
        return str(self.pk)
