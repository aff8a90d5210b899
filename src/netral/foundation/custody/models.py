"""Institutions' keys in generations, members' own keys, and which of these open which of those."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.models import LedgeredModel


class InstitutionKey(LedgeredModel):
    """One generation of an institution's key pair: anybody seals to its public key, its members open.

    A generation has doors of its own (the installation's, members' grants, the code on paper), or it was carried: its
    private key is then sealed to a later generation alone.
    """

    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="custody_keys")
    generation = models.PositiveIntegerField()
    public = models.BinaryField(max_length=32)
    # Wrapped by the master key, which lies outside the database; nothing once members have taken over.
    entrusted = models.BinaryField(null=True)
    paper_public = models.BinaryField(max_length=32, null=True)
    recovery_sealed = models.BinaryField(null=True)
    carried = models.BinaryField(null=True)
    carried_to = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="carries")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["institution", "generation"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "generation"], name="institution_key_generation_once"),
            models.UniqueConstraint(
                fields=["institution"], condition=Q(retired_at=None), name="institution_key_one_in_use"
            ),
            models.CheckConstraint(
                condition=Q(retired_at=None, entrusted__isnull=False)
                | Q(retired_at=None, recovery_sealed__isnull=False)
                | Q(retired_at__isnull=False),
                name="institution_key_in_use_has_a_door",
            ),
            models.CheckConstraint(
                condition=Q(entrusted=None) | Q(recovery_sealed=None, retired_at=None),
                name="institution_key_entrusted_or_taken_over",
            ),
            models.CheckConstraint(
                condition=Q(carried=None, carried_to=None)
                | Q(
                    carried__isnull=False,
                    carried_to__isnull=False,
                    retired_at__isnull=False,
                    entrusted=None,
                    recovery_sealed=None,
                ),
                name="institution_key_carried_has_one_door",
            ),
            models.CheckConstraint(
                condition=Q(recovery_sealed=None) | Q(paper_public__isnull=False),
                name="institution_key_paper_is_known",
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.institution_id} {self.generation}"

    @property
    def is_entrusted(self) -> bool:
        """Say whether the installation still keeps the private key."""
        return self.entrusted is not None


class MemberKey(LedgeredModel):
    """A person's own key pair; the private key is locked by her password."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="member_keys")
    public = models.BinaryField(max_length=32)
    locked = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user"], condition=Q(replaced_at=None), name="member_key_one_in_use"),
            models.CheckConstraint(
                condition=Q(replaced_at=None, locked__isnull=False) | Q(replaced_at__isnull=False, locked=None),
                name="member_key_replaced_is_empty",
            ),
        ]

    class Privacy:
        personal = ("user",)

    def __str__(self) -> str:
        return str(self.pk)


class KeyGrant(ScopedModel):
    """An institution's private key, sealed to one member."""

    key = models.ForeignKey(InstitutionKey, on_delete=models.PROTECT, related_name="grants")
    member_key = models.ForeignKey(MemberKey, on_delete=models.PROTECT, related_name="grants")
    sealed = models.BinaryField()
    granted_by = models.CharField(max_length=200)
    granted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["granted_at", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "member_key"], name="key_grant_once")]

    class Privacy:
        personal = ("member_key", "granted_by")

    def __str__(self) -> str:
        return f"{self.key_id} {self.member_key_id}"
