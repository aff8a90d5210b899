"""Tables of learning: sessions and who came, rounds of quizzes and how they went, texts in local languages."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from netral.apps.learning import labels
from netral.apps.learning.domain import sessions
from netral.apps.learning.domain.quiz import QuizEdition
from netral.apps.learning.links import QUIZ_LINK
from netral.foundation.institutions.fields import LtreeArrayField
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.outreach.models import Call, PersonalInvitation, PersonInUnit
from netral.foundation.ui.choices import choices_of


class Session(ScopedModel):
    """One outreach session for units of a regional government, seen by the government and its supervisor.

    `invited` are the paths of the units called; whoever works below one of them is invited.
    """

    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    government = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=150)
    invited = LtreeArrayField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    speaker = models.CharField(max_length=200, blank=True)
    status = models.CharField(
        max_length=9, choices=choices_of(labels.SESSION_STATUSES), default=sessions.SessionStatus.PLANNED.value
    )
    token_digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    # How often everybody invited was written to: the invitation, each change, the cancellation.
    letters = models.PositiveSmallIntegerField(default=0)
    announced_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-starts_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="session_times_in_order"),
            models.CheckConstraint(
                condition=(
                    Q(status="cancelled", cancelled_at__isnull=False) & ~Q(cancel_reason="")
                    | ~Q(status="cancelled") & Q(cancelled_at=None, cancel_reason="")
                ),
                name="session_cancelled_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(status="held", held_at__isnull=False) | (~Q(status="held") & Q(held_at=None)),
                name="session_held_when",
            ),
        ]

    class Privacy:
        personal = ("speaker",)

    def __str__(self) -> str:
        return self.title

    @property
    def stands(self) -> sessions.SessionStatus:
        """Return where the session stands."""
        return sessions.SessionStatus(self.status)


class Material(ScopedModel):
    """One file handed out at a session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="materials")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["added_at"]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.file.name


class Attendance(PersonInUnit):
    """One civil servant at one session; a wrong entry is undone with a reason and stays readable.

    Its scope is the unit she worked in.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    way = models.CharField(max_length=4, choices=choices_of(labels.WAYS))
    recorded_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)
    undone_at = models.DateTimeField(null=True)
    undo_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["recorded_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "person"], condition=Q(undone_at=None), name="attendance_once_per_session"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undo_reason="") | (Q(undone_at__isnull=False) & ~Q(undo_reason="")),
                name="attendance_undone_with_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "undone_at"], name="attendance_of_person")]

    class Privacy:
        personal = ("person", "undo_reason")

    def __str__(self) -> str:
        return f"{self.person_id} · {self.way}"


class Round(Call):
    """One call to a government's civil servants to take the quiz; certificates are sealed by its institution."""

    class Privacy:
        personal = ()


class Invitation(PersonalInvitation):
    """One civil servant's personal link into a round."""

    link = QUIZ_LINK

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="invitations")

    class Meta:
        ordering: ClassVar = ["round", "unit", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "person"], name="learning_invited_once_per_round")
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="learning_invitation_person")]

    class Privacy:
        personal = ("person", "token_digest")

    def __str__(self) -> str:
        return str(self.person_id)


class Reminder(ScopedModel):
    """One reminder owed to somebody who had not passed: when, and how far she was."""

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="reminders")
    reminded_at = models.DateTimeField()
    standing = models.CharField(max_length=7, choices=choices_of(labels.STANDINGS))

    class Meta:
        ordering: ClassVar = ["-reminded_at"]
        indexes: ClassVar = [models.Index(fields=["invitation", "-reminded_at"], name="learning_reminder_last")]

    class Privacy:
        personal = ("invitation",)

    def __str__(self) -> str:
        return f"{self.invitation_id} · {self.standing}"


class Attempt(ScopedModel):
    """One quiz that somebody took: the questions drawn, the answers so far, the result, the certificate.

    `stage` and `catalogue` say for which part of the election and which edition of the catalogue it holds.
    """

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="attempts")
    person = models.ForeignKey("registry.AsnPerson", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=40)
    catalogue = models.CharField(max_length=100)
    questions = models.JSONField()
    answers = models.JSONField(default=list)
    needed = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    right = models.PositiveSmallIntegerField(default=0)
    passed = models.BooleanField(default=False)
    document = models.ForeignKey("seals.SealedDocument", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["invitation", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invitation", "number"], name="attempt_number_once"),
            models.CheckConstraint(
                condition=Q(passed=False) | Q(finished_at__isnull=False), name="attempt_passed_when"
            ),
            models.CheckConstraint(condition=Q(document=None) | Q(passed=True), name="certificate_after_passing"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "passed", "stage", "catalogue"], name="attempt_of_person"),
        ]

    class Privacy:
        personal = ("person", "questions", "answers", "right", "passed", "document")

    def __str__(self) -> str:
        return f"{self.invitation_id} · {self.number}"

    @property
    def edition(self) -> QuizEdition:
        """Return what the quiz holds for."""
        return QuizEdition(self.stage, self.catalogue)

    @property
    def length(self) -> int:
        """Return how many questions it has."""
        return len(self.questions)

    @property
    def at(self) -> int:
        """Return the number of the question to answer next, counted from 1."""
        return len(self.answers) + 1


class LocalText(ScopedModel):
    """What a region says about an act in its own language, printed on its posters under the Indonesian."""

    government = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=40)
    language = models.CharField(max_length=60)
    text = models.CharField(max_length=400)
    written_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["act", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["government", "act", "language"], name="local_text_once_per_language")
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.language}: {self.text}"
