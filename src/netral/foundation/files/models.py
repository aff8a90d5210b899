"""Files that people uploaded; their content lies encrypted outside the database."""

from typing import ClassVar

from django.db import models

from netral.foundation.institutions.scoping import ScopedModel


class StoredFile(ScopedModel):
    """One uploaded file: what it is, for what, and where its encrypted content lies."""

    purpose = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
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
