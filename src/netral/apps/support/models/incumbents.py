"""The heads of governments who are candidates, until candidates have an app of their own."""

from typing import ClassVar

from django.db import models

from netral.foundation.institutions.scopes import ScopedModel


class Incumbent(ScopedModel):
    """The head of a government, in office since a day, who is a candidate in an election, and where that was read."""

    government = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    since = models.DateField()
    source = models.CharField(max_length=400)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-recorded_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["government", "election"], name="incumbent_once_an_election")
        ]

    class Privacy:
        personal = ("name", "source")

    def __str__(self) -> str:
        return self.name
