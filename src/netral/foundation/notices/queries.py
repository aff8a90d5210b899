"""Reading the outbox."""

from django.db.models import QuerySet

from netral.foundation.accounts.models import User
from netral.foundation.notices.models import Channel, Notice


def notices_for(user: User) -> QuerySet[Notice]:
    """Return everything a user was told, newest first."""
    return Notice.objects.filter(user=user).order_by("-created_at", "-id")


def waiting() -> QuerySet[Notice]:
    """Return the messages still to be sent, oldest first."""
    return Notice.objects.filter(channel=Channel.EMAIL, sent_at=None, given_up_at=None)


def undeliverable() -> QuerySet[Notice]:
    """Return the messages nobody could be reached by, for someone to take up by other means."""
    return Notice.objects.filter(given_up_at__isnull=False)
