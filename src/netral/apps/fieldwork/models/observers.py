"""Tables of those who observe: supervisors in a posting, and people of accredited groups of monitors."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from netral.apps.fieldwork.domain.monitors import GroupKind, GroupState
from netral.apps.supervisors import api as supervisors
from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.regions.models import Region


class MonitorGroup(ScopedModel):
    """One group of monitors: an accredited institution, or students or academics; `accreditation` is its number.

    `token_digest` is of the code by which the group itself comes back to its registration.
    """

    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=150)
    accreditation = models.CharField(max_length=80, blank=True)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    contact_name = models.CharField(max_length=150)
    contact_email = models.CharField(max_length=150, blank=True)
    contact_phone = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default=GroupState.APPLIED)
    token_digest = models.BinaryField(max_length=32, unique=True)
    applied_at = models.DateTimeField()
    checked_by_id = models.CharField(max_length=64, blank=True)
    checked_by = models.CharField(max_length=200, blank=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=[*GroupKind]), name="monitor_group_kind_known"),
            models.CheckConstraint(condition=Q(state__in=[*GroupState]), name="monitor_group_state_known"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="monitor_group_days_in_order"),
            models.CheckConstraint(
                condition=~Q(state=GroupState.ACCEPTED) | Q(accepted_at__isnull=False),
                name="monitor_group_accepted_when",
            ),
        ]

    class Privacy:
        personal = ("contact_name", "contact_email", "contact_phone", "checked_by_id", "checked_by", "accepted_by")

    def __str__(self) -> str:
        return self.name


class Observer(ScopedModel):
    """One who observes: a supervisor in a posting, or somebody of a group of monitors, who then has a name here.

    `left_on` is the last day of a monitor who left before the days of her group were over.
    """

    posting = models.OneToOneField("supervisors.Posting", null=True, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(MonitorGroup, null=True, on_delete=models.PROTECT, related_name="monitors")
    monitor_name = models.CharField(max_length=150, blank=True)
    left_on = models.DateField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(posting__isnull=False, group=None, monitor_name="")
                | (Q(posting=None, group__isnull=False) & ~Q(monitor_name="")),
                name="observer_serves_or_monitors",
            )
        ]

    class Privacy:
        personal = ("monitor_name",)

    def __str__(self) -> str:
        return f"{self.name}, {self.region}"

    @property
    def name(self) -> str:
        """Her name."""
        return self.posting.supervisor.name if self.posting else self.monitor_name

    @property
    def role(self) -> str:
        """As what she observes, in words."""
        if self.posting:
            return str(supervisors.POSTS[self.posting.post])
        return _("Pemantau, %(group)s") % {"group": self.group}

    @property
    def region(self) -> Region:
        """The area that she observes."""
        return self._held.region

    @property
    def last_day(self) -> date:
        """Her last day, as far as it is known."""
        last = self.posting.last_day if self.posting else self._held.ends_on
        return min(last, self.left_on) if self.left_on else last

    def in_office(self, day: date) -> bool:
        """Say whether she observes on a day."""
        accepted = self.group is None or self.group.state == GroupState.ACCEPTED
        return accepted and self._held.starts_on <= day <= self.last_day

    @property
    def _held(self) -> "supervisors.Posting | MonitorGroup":
        held = self.posting or self.group
        if held is None:
            raise ValueError(f"observer {self.pk} neither serves nor monitors")
        return held
