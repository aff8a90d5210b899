"""Bases of the tables of ceremonies: the ceremony, its witnesses, its kiosks, and what they sent.

An app adds the foreign keys between its own tables, by the names written here, and the rows of who takes part.
"""

from typing import Any, ClassVar

from django.db import models

from netral.foundation.ceremonies import labels
from netral.foundation.ceremonies.domain import CeremonyStatus
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ui.choices import choices_of


class CeremonyBase(ScopedModel):
    """Base of one inauguration or roll call at which many confirm at once, at kiosks that work without a network."""

    title = models.CharField(max_length=150)
    place = models.CharField(max_length=200)
    held_on = models.DateField()
    officiant_name = models.CharField(max_length=150)
    officiant_position = models.CharField(max_length=150)
    status = models.CharField(
        max_length=7, choices=choices_of(labels.CEREMONY_STATUSES), default=CeremonyStatus.PLANNED.value
    )
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["-held_on", "-id"]

    def __str__(self) -> str:
        return self.title


class WitnessBase(ScopedModel):
    """Base of one who witnesses a ceremony and says so."""

    ceremony: models.ForeignKey[Any, Any]

    name = models.CharField(max_length=150)
    nip = models.CharField(max_length=18, blank=True)
    position = models.CharField(max_length=150)
    place = models.PositiveSmallIntegerField()
    confirmed_at = models.DateTimeField(null=True)
    # What the officer wrote who confirmed for her; empty when she did it herself at a kiosk.
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["ceremony", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ceremony", "place"], name="%(class)s_place_once"),
        ]

    def __str__(self) -> str:
        return self.name


class KioskBase(ScopedModel):
    """Base of one device that takes confirmations at a ceremony, known by a code that ends with it.

    `waiting` is how many confirmations it, or a file of its queue, said to hold still, `ahead_s` by how many seconds
    its clock runs fast.
    """

    ceremony: models.ForeignKey[Any, Any]

    label = models.CharField(max_length=60)
    token_digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    loaded_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    waiting = models.PositiveIntegerField(default=0)
    ahead_s = models.IntegerField(null=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["ceremony", "label"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ceremony", "label"], name="%(class)s_label_once"),
        ]

    def __str__(self) -> str:
        return self.label


class KioskEntryBase(ScopedModel):
    """Base of one confirmation as a kiosk sent it; its own id makes sending it twice harmless."""

    kiosk: models.ForeignKey[Any, Any]
    witness: models.ForeignKey[Any, Any]

    confirmed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    ahead_s = models.IntegerField(default=0)
    points = models.JSONField(default=list)
    outcome = models.CharField(max_length=8, choices=choices_of(labels.ENTRY_OUTCOMES))
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["received_at", "id"]

    def __str__(self) -> str:
        return f"{self.received_at:%Y-%m-%d %H:%M} · {self.outcome}"
