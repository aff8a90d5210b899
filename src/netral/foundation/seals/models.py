"""Keys that institutions seal with, and the documents sealed by them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from netral.foundation.institutions.scoping import ScopedModel
from netral.foundation.ledger.models import LedgeredModel
from netral.foundation.seals.domain import KeyState, show_code


class KeyKind(models.TextChoices):
    """What a key is for and where it lies."""

    ROOT = "root", "Akar (berkas lokal)"
    LOCAL = "local", "Segel lembaga (berkas lokal)"


class SealKey(LedgeredModel):
    """A key pair with its certificate; the private key lies encrypted in a file outside the database."""

    kind = models.CharField(max_length=10, choices=KeyKind.choices)
    institution = models.ForeignKey(
        "institutions.Institution", null=True, on_delete=models.PROTECT, related_name="seal_keys"
    )
    certificates = models.TextField()
    fingerprint = models.CharField(max_length=64, unique=True)
    key_file = models.CharField(max_length=100)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revocation_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["valid_from", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=KeyKind.ROOT, institution=None)
                | (~Q(kind=KeyKind.ROOT) & Q(institution__isnull=False)),
                name="seal_key_root_has_no_institution",
            ),
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="seal_key_period_in_order"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revocation_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revocation_reason="")),
                name="seal_key_revoked_with_reason",
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.institution or self.get_kind_display()} · {self.fingerprint[:16]}"

    @property
    def state(self) -> KeyState:
        """Return what a verdict needs to know of the key."""
        return KeyState(self.revoked_at)


class SealedDocument(ScopedModel):
    """One document sealed here: its code, its hash, where it lies, and what its public page may show."""

    code = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="sealed_documents"
    )
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    path = models.CharField(max_length=120)
    wrapped_key = models.BinaryField(max_length=200)
    issued_at = models.DateTimeField()
    key = models.ForeignKey(SealKey, on_delete=models.PROTECT, related_name="documents")
    facts = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["issued_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["sha256"], name="sealed_document_sha256"),
            models.Index(fields=["subject_type", "subject_id"], name="sealed_document_subject"),
        ]

    class Privacy:
        personal = ("title", "subject_id", "facts")

    def __str__(self) -> str:
        return f"{self.title} · {self.shown_code}"

    @property
    def shown_code(self) -> str:
        """Return the code as people read it."""
        return show_code(self.code)

    @property
    def address(self) -> str:
        """Return the full address of the page that verifies this document, as in its QR symbol."""
        return address_of(self.code)


def address_of(code: str) -> str:
    """Return the full address of the page that verifies the document with a code."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('verify_code', args=[show_code(code)])}"
