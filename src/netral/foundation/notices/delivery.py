"""Handing one message to the mail server."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.notices.actions import mark_failed, mark_sent
from netral.foundation.notices.domain import is_permanent
from netral.foundation.notices.links import PLACE, SecretLink
from netral.foundation.notices.models import Notice


def deliver(notice: Notice) -> None:
    """Send a message and record what became of it.

    Raises:
        OSError: the mail server could not be reached or refused for now (smtplib's errors are OSErrors).
    """
    if notice.is_settled:
        return
    try:
        _message(notice).send()
    except OSError as error:
        permanent = is_permanent(error)
        mark_failed(notice=notice, error=f"{type(error).__name__}: {error}", permanent=permanent, by=SYSTEM)
        if not notice.is_settled:
            raise
    else:
        mark_sent(notice=notice, by=SYSTEM)


def _message(notice: Notice) -> EmailMessage:
    # The same identifier at every try lets mail programs drop a copy that a crash caused to be sent again.
    _, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    headers = {"Message-ID": f"<{notice.pk}@{sender.rpartition('@')[2]}>", "Auto-Submitted": "auto-generated"}
    body = notice.body
    if notice.link is not None:
        route, *says = notice.link
        body = body.replace(PLACE, SecretLink(route, tuple(says)).signed())
    return EmailMessage(notice.subject, body, settings.DEFAULT_FROM_EMAIL, [notice.address], headers=headers)
