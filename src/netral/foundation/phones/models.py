"""The base of every table of phones that work without an account: invited by a code, enrolled, revoked when lost."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.phones.domain import DeviceState


class EnrolledPhone(ScopedModel):
    """One phone: invited by a code, enrolled with a secret, revoked when lost.

    `login` is the name it goes by. Of the code only a digest is kept; the secret is made from the row's identifier and
    stored nowhere, because whoever checks a digest answer (RFC 7616) has to know it. `ahead_s` is by how many seconds
    its clock ran fast when it was last seen.
    """

    login = models.CharField(max_length=20, unique=True)
    label = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, default=DeviceState.INVITED)
    token_digest = models.BinaryField(max_length=32, unique=True)
    code_until = models.DateTimeField()
    invited_at = models.DateTimeField()
    enrolled_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    ahead_s = models.IntegerField(default=0)
    revoked_at = models.DateTimeField(null=True)
    revocation_reason = models.CharField(max_length=500, blank=True)
    # When a revoked phone came back and was told, so that its keys are gone.
    wiped_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["-invited_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[*DeviceState]), name="%(class)s_state_known"),
            models.CheckConstraint(
                condition=Q(state=DeviceState.REVOKED, revoked_at__isnull=False)
                | (~Q(state=DeviceState.REVOKED) & Q(revoked_at=None)),
                name="%(class)s_revoked_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeviceState.ENROLLED) | Q(enrolled_at__isnull=False), name="%(class)s_enrolled_when"
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.login
