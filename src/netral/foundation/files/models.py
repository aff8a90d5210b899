"""Files that people uploaded, and the copies that circulate; their content lies encrypted outside the database."""

from typing import ClassVar

from django.db import models

from netral.foundation.institutions.scopes import ScopedModel


class StoredFile(ScopedModel):
    """One uploaded file: what it is, for what, and where its encrypted content lies."""

    purpose = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    # The ending of another kind of file that the sender's name had: worth a warning to whoever opens it.
    claimed = models.CharField(max_length=10, blank=True)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=120)
    wrapped_key = models.BinaryField(max_length=200)
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["uploaded_at", "id"]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="file_sha256")]
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(size__gt=0), name="file_not_empty")]

    class Privacy:
        # The name often says who took a picture of whom.
        personal = ("name",)

    def __str__(self) -> str:
        return self.name


class CirculatingCopy(ScopedModel):
    """What readers of a file are handed: a copy without metadata, or the reason why there is none.

    A file that waits for its copy has no row here yet.
    """

    original = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="copy")
    failure = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    path = models.CharField(max_length=120, blank=True)
    wrapped_key = models.BinaryField(max_length=200, default=b"")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(failure="", size__gt=0) | (~models.Q(failure="") & models.Q(size=0, path="")),
                name="copy_made_or_failed",
            )
        ]

    class Privacy:
        personal = ("name",)

    def __str__(self) -> str:
        return self.name
