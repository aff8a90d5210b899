"""Keys that institutions seal with, and the documents sealed by them."""

from functools import lru_cache
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.models import LedgeredModel
from netral.foundation.seals.domain import show_code

_ANY = "KODE"


class KeyKind(models.TextChoices):
    """What a key is for and where it lies."""

    ROOT = "root", _("Akar (berkas lokal)")
    LOCAL = "local", _("Segel lembaga (berkas lokal)")
    PKCS11 = "pkcs11", _("Segel lembaga (perangkat PKCS#11)")


class SealKey(LedgeredModel):
    """A key pair with its certificate; the private key lies encrypted in a file, or in a device.

    `key_file` is the file's name, or the label of the key inside the device; `replaces` the key it was rotated from.
    """

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
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="successors")

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


class SealedDocument(ScopedModel):
    """One document sealed here: its code, its hash, where it lies, and what its public page may show.

    It lies in a file of its own (`path`), or in a segment of many (`segment`, `offset`). `key` is none when a service
    outside sealed it, whose certificate names the `signer`.
    """

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
    path = models.CharField(max_length=120, blank=True)
    wrapped_key = models.BinaryField(max_length=200, default=bytes)
    segment = models.CharField(max_length=64, blank=True)
    offset = models.BigIntegerField(null=True)
    issued_at = models.DateTimeField()
    key = models.ForeignKey(SealKey, null=True, on_delete=models.PROTECT, related_name="documents")
    signer = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=500, blank=True)
    facts = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["issued_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["sha256"], name="sealed_document_sha256"),
            models.Index(fields=["subject_type", "subject_id"], name="sealed_document_subject"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(segment="", offset=None) & ~Q(path=""))
                | (Q(path="", offset__isnull=False) & ~Q(segment="")),
                name="sealed_document_lies_in_one_place",
            ),
            models.CheckConstraint(condition=Q(key__isnull=False) | ~Q(signer=""), name="sealed_document_has_a_maker"),
        ]

    class Privacy:
        personal = ("title", "subject_id", "facts", "signer", "withdrawal_reason")

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
    before, after = _around_code(settings.SITE_URL)
    return f"{before}{show_code(code)}{after}"


@lru_cache(maxsize=4)
def _around_code(site: str) -> tuple[str, str]:
    # Asking for the address of each of 50,000 documents would cost as much as their signatures.
    before, after = reverse("verify_code", args=[_ANY]).split(_ANY)
    return f"{site.rstrip('/')}{before}", after
