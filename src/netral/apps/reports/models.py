"""Reports as filed, what was added since, and what the reporter was told."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from netral.apps.reports.domain.answers import Route
from netral.apps.reports.domain.statuses import HELD, MEANINGS, Meaning, Status
from netral.foundation.institutions.scopes import ScopedModel

ROUTES = [(Route.FORMAL.value, _("Laporan")), (Route.INITIAL_INFORMATION.value, _("Informasi awal"))]
STATUSES = [(status.value, _(meaning.label)) for status, meaning in MEANINGS.items()]


class Report(ScopedModel):
    """One report by a member of the public, as it was filed."""

    number = models.CharField(max_length=40, unique=True)
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    # What the reporter chose, and what an officer made of it; the first stays as filed.
    act = models.CharField(max_length=40)
    confirmed_act = models.CharField(max_length=40, blank=True)
    account = models.TextField()
    place = models.TextField()
    happened_on = models.DateField()
    happened_at = models.TimeField(null=True)
    known_on = models.DateField()
    filed_at = models.DateTimeField()
    route = models.CharField(max_length=20, choices=ROUTES)
    status = models.CharField(max_length=20, choices=STATUSES)
    # Arrived beyond the rate, and no officer has opened it yet.
    held = models.BooleanField(default=False)
    receipt_hash = models.BinaryField(max_length=32, unique=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["-filed_at"]
        indexes: ClassVar = [
            models.Index(fields=["region", "filed_at"], name="report_region_filed"),
            models.Index(fields=["status", "filed_at"], name="report_status_filed"),
            models.Index(fields=["filed_at", "institution"], name="report_filed_institution"),
            models.Index(fields=["filed_at"], condition=Q(held=True), name="report_held_filed"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(happened_on__lte=F("known_on")), name="report_known_after_it_happened")
        ]

    class Privacy:
        personal = ("account", "place")

    def __str__(self) -> str:
        return self.number

    @property
    def decided_act(self) -> str:
        """The act as an officer confirmed it; until then as the reporter chose it."""
        return self.confirmed_act or self.act

    @property
    def meaning(self) -> Meaning:
        """What the present status means."""
        return HELD if self.held else MEANINGS[Status(self.status)]


class ReportPart(ScopedModel):
    """Base of what belongs to one report; it carries the report's scopes."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


class Accused(ReportPart):
    """A person the report is about, in the reporter's words; no identity number is ever asked."""

    name = models.CharField(max_length=200)
    description = models.TextField()
    unit = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["id"]

    class Privacy:
        personal = ("name", "description", "unit")

    def __str__(self) -> str:
        return str(self.pk)


class ReporterIdentity(ScopedModel):
    """Who reported, if she said so; opening it is recorded."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="identity")
    name = models.CharField(max_length=200)
    address = models.TextField()
    contact = models.CharField(max_length=200)
    given_at = models.DateTimeField()

    class Privacy:
        personal = ("name", "address", "contact")

    def __str__(self) -> str:
        return str(self.pk)


class Evidence(ReportPart):
    """A file or a link that shows what happened."""

    file = models.OneToOneField("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    link = models.URLField(max_length=1000, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(file=None) & ~Q(link="") | Q(file__isnull=False, link=""), name="evidence_file_or_link"
            )
        ]

    class Privacy:
        personal = ("link",)

    def __str__(self) -> str:
        return str(self.pk)


class StatusNote(ReportPart):
    """What the reporter was told, when, by which institution, and until when the next step should come."""

    status = models.CharField(max_length=20, choices=STATUSES)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    until = models.DateTimeField(null=True)
    basis = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]

    class Privacy:
        personal = ("text", "by")

    def __str__(self) -> str:
        return f"{self.status} {self.at:%Y-%m-%d}"

    @property
    def meaning(self) -> Meaning:
        """What this status means."""
        return MEANINGS[Status(self.status)]


class Message(ReportPart):
    """One message between the reporter and the officers."""

    from_reporter = models.BooleanField()
    text = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]

    class Privacy:
        personal = ("text", "by")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
