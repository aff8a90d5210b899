"""The outbox: every message to a person, from the moment it was owed to the moment it went out."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.models import LedgeredModel


class Channel(models.TextChoices):
    """How a message travels; one without address is only kept, to be read in Netral."""

    EMAIL = "email", _("E-mail")
    NONE = "none", _("Hanya di Netral")


class Notice(LedgeredModel):
    """One message to one person."""

    key = models.CharField(max_length=200, unique=True)
    template = models.CharField(max_length=80)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="notices")
    address = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    # What a secret link in the body says; whoever reads the table cannot sign it.
    link = models.JSONField(null=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(channel=Channel.NONE, address="") | (Q(channel=Channel.EMAIL) & ~Q(address="")),
                name="notice_email_has_address",
            ),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(given_up_at=None), name="notice_sent_or_given_up"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["user", "-created_at"], name="notice_user"),
            models.Index(
                fields=["created_at"],
                condition=Q(sent_at=None, given_up_at=None, channel=Channel.EMAIL),
                name="notice_waiting",
            ),
        ]

    class Privacy:
        personal = ("key", "user", "address", "subject", "body", "link", "last_error")

    def __str__(self) -> str:
        return self.subject

    @property
    def is_settled(self) -> bool:
        """Say whether nothing remains to be sent."""
        return self.channel == Channel.NONE or self.sent_at is not None or self.given_up_at is not None
