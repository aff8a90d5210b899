"""Table of the lists of polling stations that were uploaded."""

from typing import ClassVar

from django.db import models

from netral.foundation.institutions.scopes import ScopedModel


class StationList(ScopedModel):
    """One uploaded list of polling stations, with what became of its rows; `refused` holds the bad ones to correct."""

    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    imported_at = models.DateTimeField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    bad = models.PositiveIntegerField()
    refused = models.OneToOneField("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-imported_at", "-id"]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.name
