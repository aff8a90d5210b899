"""Editions of the law as they were published and adopted, what regions added, and who confirmed what."""

import json
import zlib
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.models import LedgeredModel


class Ruleset(LedgeredModel):
    """A data set that judged here, kept for good, so that what was judged under it can be judged again."""

    version = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    kept_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["kept_at", "id"]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.version[:12]

    @property
    def documents(self) -> dict[str, Any]:
        """The documents, parsed."""
        found: dict[str, Any] = json.loads(zlib.decompress(bytes(self.content)))
        return found


class Edition(LedgeredModel):
    """One numbered publication of the centre, with the manifest exactly as it was signed."""

    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    notes = models.TextField(blank=True)
    published_at = models.DateTimeField()
    received_at = models.DateTimeField()
    origin = models.CharField(max_length=300)
    ruleset = models.ForeignKey(Ruleset, on_delete=models.PROTECT, related_name="+")
    manifest = models.BinaryField()
    manifest_hash = models.CharField(max_length=64, unique=True)
    signature = models.BinaryField(max_length=64)
    key_id = models.CharField(max_length=16)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(number__gte=1), name="edition_counted_from_one")]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.number}"


class Acknowledgement(ScopedModel):
    """That a unit has read what an edition changes."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    acknowledged_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["acknowledged_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "institution"], name="edition_acknowledged_once")
        ]

    class Privacy:
        personal = ("by_id", "by_name")

    def __str__(self) -> str:
        return f"{self.edition_id} {self.institution_id}"


class Adoption(LedgeredModel):
    """That this installation judges by an edition from a moment on; the newest adoption that has begun counts."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="adoption")
    effective_at = models.DateTimeField()
    adopted_at = models.DateTimeField()
    reason = models.TextField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["effective_at", "id"]

    class Privacy:
        personal = ("by_id", "by_name")

    def __str__(self) -> str:
        return f"{self.edition_id} {self.effective_at}"


class Overlay(LedgeredModel):
    """Norms and rules a region adds, which may only tighten those of the centre, until it withdraws them."""

    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    reference = models.CharField(max_length=300)
    document = models.JSONField()
    added_at = models.DateTimeField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="overlay_withdrawn_with_reason",
            )
        ]

    class Privacy:
        personal = ("by_id", "by_name")

    def __str__(self) -> str:
        return self.title


class Confirmation(LedgeredModel):
    """That somebody named read a row of law in its legal text; it holds for the row exactly as it was then.

    An officer reads a norm with its document on its page, for her institution. A lawyer reads any row in a worksheet,
    on the day of `read_on`; the document kept is the worksheet then.
    """

    row_kind = models.CharField(max_length=20, default="norms")
    norm_id = models.CharField(max_length=40)
    row_hash = models.CharField(max_length=64)
    version = models.CharField(max_length=64)
    citation = models.CharField(max_length=300)
    page = models.CharField(max_length=40, blank=True)
    document = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, null=True, related_name="+")
    by_id = models.CharField(max_length=64, blank=True)
    by_name = models.CharField(max_length=200)
    read_on = models.DateField(null=True)
    confirmed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawal_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["confirmed_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["row_hash"], condition=Q(withdrawn_at=None), name="norm_confirmed_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="", withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="") & ~Q(withdrawal_reason="")),
                name="confirmation_withdrawn_with_reason",
            ),
        ]

    class Privacy:
        # Who vouches for a norm does so in public, by office and name.
        personal = ("by_id", "by_name", "withdrawn_by")

    def __str__(self) -> str:
        return f"{self.norm_id} {self.row_hash[:12]}"
