"""Tables of postings: the supervisors, where each serves until when, leave, dismissal, and lists that were imported."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from netral.apps.supervisors.domain.applications import Sex
from netral.apps.supervisors.domain.postings import DismissalState, EndCause, PostingState
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.models.recruitment import PollingStation
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.models import LedgeredModel


class Supervisor(ScopedModel):
    """One person who is or was posted; of the code for her phone only a digest is kept, with its end and its tries."""

    name = models.CharField(max_length=150)
    nik = models.CharField(max_length=16, unique=True)
    birth_date = models.DateField()
    sex = models.CharField(max_length=1)
    phone = models.CharField(max_length=20, blank=True)
    phone_confirmed_at = models.DateTimeField(null=True)
    phone_code_digest = models.CharField(max_length=64, blank=True)
    phone_code_until = models.DateTimeField(null=True)
    phone_code_tries = models.PositiveSmallIntegerField(default=0)
    email = models.CharField(max_length=150, blank=True)
    village = models.ForeignKey("regions.Region", null=True, on_delete=models.PROTECT, related_name="+")
    photo = models.OneToOneField("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.AsnPerson", null=True, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(nik__regex=r"^\d{16}$"), name="supervisor_nik_16_digits"),
            models.CheckConstraint(condition=Q(sex__in=[*Sex]), name="supervisor_sex_known"),
        ]

    class Privacy:
        personal = (
            "name",
            "nik",
            "birth_date",
            "sex",
            "phone",
            "phone_confirmed_at",
            "phone_code_digest",
            "phone_code_until",
            "phone_code_tries",
            "email",
            "village",
            "photo",
            "person",
            "account",
        )

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Her e-mail; that of her account, which she may have changed herself, comes first."""
        return self.account.email if self.account else self.email

    def change_phone(self, phone: str) -> None:
        """Take another phone number, which nobody has confirmed yet; the same one changes nothing."""
        if phone != self.phone:
            self.phone, self.phone_confirmed_at = phone, None
            self.phone_code_digest, self.phone_code_until, self.phone_code_tries = "", None, 0


class Posting(ScopedModel):
    """A supervisor's term in one area; `ended_on` is her last day where it came before the end of the term.

    One that was withdrawn before it began ended the day before its first, so that it holds no day.

    `above` is whom she answers to, `covers` the posting whose area she looks after for a while. No supervisor has two
    postings on one day, except covers: the database refuses them (migration 0002).
    """

    supervisor = models.ForeignKey(Supervisor, on_delete=models.PROTECT, related_name="postings")
    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=16)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    polling_station = models.ForeignKey(PollingStation, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=60, unique=True)
    token_digest = models.BinaryField(max_length=32, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    ended_on = models.DateField(null=True)
    state = models.CharField(max_length=10, default=PostingState.ACTIVE)
    end_cause = models.CharField(max_length=10, blank=True)
    end_reason = models.CharField(max_length=500, blank=True)
    above = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    covers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="coverings")
    membership = models.ForeignKey("accounts.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    posted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["region", "-starts_on", "id"]
        indexes: ClassVar = [models.Index(fields=["region", "post", "starts_on"], name="posting_area")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(post__in=[*Post]), name="posting_post_known"),
            models.CheckConstraint(condition=Q(state__in=[*PostingState]), name="posting_state_known"),
            models.CheckConstraint(condition=Q(end_cause__in=["", *EndCause]), name="posting_end_cause_known"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="posting_days_in_order"),
            models.CheckConstraint(
                condition=Q(ended_on=None)
                | Q(ended_on__gte=F("starts_on"), ended_on__lte=F("ends_on"))
                | Q(ended_on__lt=F("starts_on"), end_cause=EndCause.WITHDRAWN),
                name="posting_ended_within_term",
            ),
            models.CheckConstraint(
                condition=Q(state=PostingState.ACTIVE, end_cause="") | ~Q(end_cause=""), name="posting_end_has_cause"
            ),
        ]

    class Privacy:
        personal = ("end_reason",)

    def __str__(self) -> str:
        return f"{self.supervisor.name}, {self.place}"

    @property
    def last_day(self) -> date:
        """Her last day in office, as far as it is known."""
        return self.ended_on or self.ends_on

    @property
    def place(self) -> str:
        """The area she serves."""
        station = f"TPS {self.polling_station.number:03d} " if self.polling_station else ""
        return f"{station}{self.region.name}"

    def in_office(self, day: date) -> bool:
        """Say whether she serves on a day."""
        return self.starts_on <= day <= self.last_day


class Tenure(LedgeredModel):
    """The days on which an area is held, without anybody's name, so that public totals need nobody's rows."""

    posting = models.OneToOneField(Posting, on_delete=models.PROTECT, related_name="tenure")
    post = models.CharField(max_length=16)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    is_cover = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["post", "region", "last", "first"], name="tenure_area", include=["is_cover"])
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.region_id} {self.first} {self.last}"


class Absence(ScopedModel):
    """A leave of a supervisor; `returned_on` is the day she came back before its end.

    It is withdrawn where her posting ended before it began.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField()
    returned_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500)

    class Meta:
        ordering: ClassVar = ["-starts_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="absence_days_in_order")
        ]

    class Privacy:
        personal = ("reason",)

    def __str__(self) -> str:
        return f"{self.posting_id} {self.starts_on}"


class Dismissal(ScopedModel):
    """A proceeding that may end in a dismissal: opened with reasons, her statement heard, decided."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="dismissals")
    state = models.CharField(max_length=8, default=DismissalState.OPENED)
    reasons = models.CharField(max_length=2000)
    hearing_on = models.DateField()
    attended = models.BooleanField(null=True)
    statement = models.CharField(max_length=4000, blank=True)
    upheld = models.BooleanField(null=True)
    decision = models.CharField(max_length=2000, blank=True)
    last_day = models.DateField(null=True)
    opened_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-opened_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[*DismissalState]), name="dismissal_state_known"),
            models.UniqueConstraint(
                fields=["posting"], condition=~Q(state=DismissalState.DECIDED), name="dismissal_once_at_a_time"
            ),
        ]

    class Privacy:
        personal = ("reasons", "attended", "statement", "upheld", "decision")

    def __str__(self) -> str:
        return str(self.posting)


class SupervisorList(ScopedModel):
    """A list of supervisors that was uploaded: its heads, which column holds what, and what became of its rows."""

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="+")
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    bad_rows = models.OneToOneField("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    headers = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    good = models.PositiveIntegerField(null=True)
    bad = models.PositiveIntegerField(null=True)
    uploaded_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-uploaded_at"]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return str(self.file)
