"""Tables of the roster: the civil servants of each government, and the imports that brought them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.registry import domain, labels
from netral.foundation.ui.choices import choices_of


class RosterImport(ScopedModel):
    """One roster file on its way in: what was uploaded, how it is read, what was found, what was done."""

    government = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    is_full = models.BooleanField(default=False)
    sheets = models.JSONField(default=list)
    sheet = models.CharField(max_length=100, blank=True)
    head_row = models.PositiveIntegerField()
    headers = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    remembered = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=[(status.value, status.value) for status in domain.Status])
    row_count = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    samples = models.JSONField(default=dict)
    missing = ArrayField(models.UUIDField(), default=list)
    bad_csv = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    bad_xlsx = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    failure = models.CharField(max_length=300, blank=True)
    requested_by = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    class Privacy:
        personal = ("samples", "missing", "requested_by")

    def __str__(self) -> str:
        return self.file.name

    @property
    def stands(self) -> domain.Status:
        """Return where the import stands."""
        return domain.Status(self.status)

    @property
    def needs_sheet(self) -> bool:
        """Say whether a person has yet to choose among the sheets of the workbook."""
        return len(self.sheets) > 1 and not self.sheet

    @property
    def is_running(self) -> bool:
        """Say whether a job is at work on it."""
        return self.stands in (domain.Status.CHECKING, domain.Status.IMPORTING)

    @property
    def columns(self) -> dict[domain.Field, int]:
        """Return the column of each field."""
        return {domain.Field(field): column for field, column in self.mapping.items()}


class AsnPerson(ScopedModel):
    """One civil servant, seen by the unit she works in and the institutions above it."""

    nip = models.CharField(max_length=18, unique=True)
    name = models.CharField(max_length=150)
    employment = models.CharField(max_length=4, choices=choices_of(labels.EMPLOYMENTS))
    birth_date = models.DateField()
    sex = models.CharField(max_length=1, choices=choices_of(labels.SEXES))
    unit = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    position = models.CharField(max_length=150, blank=True)
    email = models.CharField(max_length=150, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    village = models.ForeignKey("regions.Region", null=True, on_delete=models.PROTECT, related_name="+")
    active = models.BooleanField(default=True)
    roster = models.ForeignKey(RosterImport, null=True, on_delete=models.PROTECT, related_name="people")

    class Meta:
        ordering: ClassVar = ["name", "nip"]
        indexes: ClassVar = [
            models.Index(fields=["unit", "active"], name="asn_unit_active"),
            models.Index(fields=["name", "nip"], name="asn_name"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(nip__regex=r"^\d{18}$"), name="asn_nip_18_digits")
        ]

    class Privacy:
        personal = ("nip", "name", "birth_date", "sex", "position", "email", "phone", "village")

    def __str__(self) -> str:
        return self.name
