"""Tables of the ledger, and the base of every model that may only be written inside an action."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any, ClassVar, TypeVar

from django.db import models

from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.write_guard import require_action

M = TypeVar("M", bound=models.Model)


class Event(models.Model):
    """One recorded act; the row keeps the salt, the public log only the commitment."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    kind = models.CharField(max_length=80)
    actor = models.CharField(max_length=120)
    actor_label = models.CharField(max_length=200)
    institution_id = models.UUIDField(null=True)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=80)
    data = models.JSONField(default=dict)
    # Without salt the event was erased: its commitment stays in the log, what it said can no longer be proven.
    salt = models.BinaryField(max_length=16, null=True)
    commitment = models.BinaryField(max_length=32)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_id", "at"], name="event_subject"),
            models.Index(fields=["kind", "at"], name="event_kind"),
        ]

    class Privacy:
        personal = ("actor", "actor_label", "subject_id", "data")

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type}:{self.subject_id}"

    def body(self) -> dict[str, Any]:
        """Return everything the commitment covers, the time in UTC to the microsecond."""
        return {
            "id": str(self.id),
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "kind": self.kind,
            "actor": self.actor,
            "actor_label": self.actor_label,
            "institution": str(self.institution_id) if self.institution_id else None,
            "subject": [self.subject_type, self.subject_id],
            "data": self.data,
        }


class Waiting(models.Model):
    """One event that has no place yet; a trigger on the events fills this table, so that none is forgotten."""

    event_id = models.UUIDField(primary_key=True)
    commitment = models.BinaryField(max_length=32)

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return str(self.event_id)


class Leaf(models.Model):
    """One position of the public log: the commitment of one event."""

    position = models.BigIntegerField(primary_key=True)
    event_id = models.UUIDField(unique=True)
    commitment = models.BinaryField(max_length=32)

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return str(self.position)


class Checkpoint(models.Model):
    """A signed tree head as a C2SP checkpoint, with the tree's right edge so that it can grow from here."""

    size = models.BigIntegerField(primary_key=True)
    frontier = models.BinaryField()
    note = models.TextField()
    # Empty for those signed before this was kept. It is for people to read: nobody proves a time by it.
    signed_at = models.DateTimeField(null=True)

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.size}"


class Cosignature(models.Model):
    """One line by which a witness vouches that the log of a checkpoint grew out of the last one it saw."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    size = models.BigIntegerField()
    witness = models.CharField(max_length=200)
    line = models.TextField()
    received_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["size", "witness"], name="one_line_of_each_witness")]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"{self.witness} {self.size}"


class LedgeredQuerySet(models.QuerySet[M]):
    """A query set whose writes are refused outside an action."""

    def create(self, **kwargs: Any) -> M:
        require_action(self.model)
        return super().create(**kwargs)

    def update(self, **kwargs: Any) -> int:
        require_action(self.model)
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        require_action(self.model)
        return super().delete()

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        require_action(self.model)
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Iterable[M], fields: Iterable[str], batch_size: int | None = None) -> int:
        # Without this, Django opens a transaction before update() refuses, and leaves the outer one broken.
        require_action(self.model)
        return super().bulk_update(objs, fields, batch_size=batch_size)


class LedgeredModel(models.Model):
    """Base of every model of the house: its rows change only inside an action."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    objects: ClassVar = models.Manager.from_queryset(LedgeredQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        require_action(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        require_action(type(self))
        return super().delete(*args, **kwargs)
