"""Drafts that nobody can read but who writes them, and where the content of their files lies."""

from django.db import models

from netral.foundation.ledger.identifiers import uuid7


class Draft(models.Model):
    """A form being written: found by a hash of its token, readable with that token alone.

    It is no `LedgeredModel`: to record each page somebody wrote would leave the very trace a reporter must not leave.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # Which form it belongs to; the store of another form finds nothing.
    form = models.CharField(max_length=16)
    lookup = models.BinaryField(max_length=32, unique=True)
    sealed = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)
    # Whether any question was answered; where too many drafts lie, the empty ones make room.
    answered = models.BooleanField(default=False)

    class Privacy:
        personal = ("sealed",)

    def __str__(self) -> str:
        return str(self.pk)


class DraftFile(models.Model):
    """Where the encrypted content of a draft's file lies, so that it can be removed without the token."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    # Counted from before the first byte is written, so that files on their way in have their room too.
    size = models.BigIntegerField(default=0)

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return str(self.pk)
