"""Table of the versions of observation forms."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from netral.apps.fieldwork.domain.form_versions import DROPPED, FormState
from netral.foundation.institutions.scopes import ScopedModel


class FormVersion(ScopedModel):
    """One version of an observation form, as its XLSForm was read; what was published never changes.

    `content` holds the questions as `form_content` dumps them, `xml` the XForm that devices are handed, `digest` the
    MD5 by which OpenRosa clients know that they hold it.
    """

    code = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    title = models.CharField(max_length=150)
    sheet = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    xml = models.TextField()
    digest = models.CharField(max_length=32)
    content = models.JSONField()
    state = models.CharField(max_length=10, default=FormState.DRAFT)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    drafted_at = models.DateTimeField()
    drafted_by_id = models.CharField(max_length=64)
    drafted_by = models.CharField(max_length=200)
    proposed_at = models.DateTimeField(null=True)
    proposed_by_id = models.CharField(max_length=64, blank=True)
    proposed_by = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["code", "-drafted_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code", "version"], condition=~Q(state__in=[*DROPPED]), name="form_version_once"
            ),
            models.CheckConstraint(condition=Q(state__in=[*FormState]), name="form_state_known"),
            models.CheckConstraint(
                condition=~Q(state=FormState.PUBLISHED) | Q(published_at__isnull=False, valid_from__isnull=False),
                name="form_published_wholly",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from__lte=F("valid_to")), name="form_days_in_order"
            ),
        ]

    class Privacy:
        personal = ("drafted_by_id", "drafted_by", "proposed_by_id", "proposed_by", "published_by")

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    def valid_on(self, day: date) -> bool:
        """Say whether the version is published and valid on a day."""
        begun = self.valid_from is not None and self.valid_from <= day
        return self.state == FormState.PUBLISHED and begun and (self.valid_to is None or day <= self.valid_to)
