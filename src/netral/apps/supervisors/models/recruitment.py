"""Tables of recruitment: the recruitment for a post, its vacancies by area, and polling stations."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.domain.recruitment import RecruitmentState
from netral.foundation.institutions.scopes import ScopedModel


class Recruitment(ScopedModel):
    """The recruitment of an institution for one post in an election; `region` is the area its vacancies lie in."""

    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=16)
    number = models.CharField(max_length=60, blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()
    # The window in which the public may comment on the names that were announced.
    comments_from = models.DateField(null=True)
    comments_until = models.DateField(null=True)
    state = models.CharField(max_length=12, default=RecruitmentState.DRAFT)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-opens_on", "-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(opens_on__lte=F("closes_on")), name="recruitment_days_in_order"),
            models.CheckConstraint(condition=Q(state__in=[*RecruitmentState]), name="recruitment_state_known"),
            models.CheckConstraint(condition=Q(post__in=[*Post]), name="recruitment_post_known"),
            models.CheckConstraint(
                condition=Q(comments_from=None, comments_until=None) | Q(comments_from__lte=F("comments_until")),
                name="recruitment_comments_in_order",
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return self.number or _("Draf rekrutmen")


class PollingStation(ScopedModel):
    """One polling station of a village in an election."""

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="+")
    village = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["village", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "village", "number"], name="polling_station_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="polling_station_counts_from_one"),
        ]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return f"TPS {self.number:03d} {self.village}"


class Vacancy(ScopedModel):
    """The seats of one area in a recruitment; where it was extended, until when and by which rules."""

    recruitment = models.ForeignKey(Recruitment, on_delete=models.PROTECT, related_name="vacancies")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    polling_station = models.ForeignKey(PollingStation, null=True, on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveSmallIntegerField()
    extended_until = models.DateField(null=True)
    extended_by = ArrayField(models.CharField(max_length=20), default=list)
    extension_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["region", "polling_station"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["recruitment", "region", "polling_station"],
                name="vacancy_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="vacancy_has_seats"),
        ]
        indexes: ClassVar = [models.Index(fields=["region"], name="vacancy_region")]

    class Privacy:
        personal = ()

    def __str__(self) -> str:
        return str(self.polling_station or self.region)

    @property
    def last_day(self) -> date:
        """The last day on which somebody may apply."""
        return self.extended_until or self.recruitment.closes_on
