"""Writing messages, and recording what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from netral.foundation.accounts.models import User
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.notices.domain import is_last, one_line
from netral.foundation.notices.events import (
    NOTICE_FAILED,
    NOTICE_GIVEN_UP,
    NOTICE_QUEUED,
    NOTICE_REPEATED,
    NOTICE_SENT,
    NOTICES_QUEUED,
)
from netral.foundation.notices.links import SecretLink
from netral.foundation.notices.models import Channel, Notice

DELIVER_TASK = "notices.deliver"
QUEUE = "notices"
# Letters to thousands wait for a letter to one, and for everything else that the worker has to do.
MASS_PRIORITY = -10
LONGEST_SUBJECT = 200
LONGEST_ERROR = 300


@action
def notify(*, to: User | str | None, template: str, context: Mapping[str, Any], key: str, by: Actor) -> Notice:
    """Owe somebody a message, sent once the running transaction has committed.

    `to` is a user, a bare address, or None for a message that is only kept. `template` names
    `notices/<template>.txt`, whose first line is the subject. The same `key` is never sent twice. A `SecretLink` in the
    context is signed only when the message is sent.

    Raises:
        TemplateDoesNotExist: there is no such template.
    """
    known = Notice.objects.filter(key=key).first()
    if known is not None:
        record(NOTICE_REPEATED, subject=known, by=by, data={"template": template})
        return known
    subject, body = _written(template, context)
    link = next((value for value in context.values() if isinstance(value, SecretLink)), None)
    user = to if isinstance(to, User) else None
    address = user.email if user else (to if isinstance(to, str) else "")
    notice = Notice.objects.create(
        key=key,
        template=template,
        channel=Channel.EMAIL if address else Channel.NONE,
        user=user,
        address=address,
        subject=subject,
        body=body,
        link=None if link is None else [link.route, *link.says],
        created_at=now(),
    )
    record(NOTICE_QUEUED, subject=notice, by=by, data={"template": template, "channel": notice.channel})
    if address:
        _enqueue(notice.pk)
    return notice


@dataclass(frozen=True)
class Letter:
    """One message of many: to an address, under a key that is never used twice."""

    address: str
    template: str
    context: Mapping[str, Any]
    key: str


@action
def notify_many(*, letters: Sequence[Letter], by: Actor) -> int:
    """Owe many people a message each, with one entry in the ledger; return how many were not owed before.

    Raises:
        TemplateDoesNotExist: there is no such template.
    """
    known = set(Notice.objects.filter(key__in=[letter.key for letter in letters]).values_list("key", flat=True))
    notices = [_notice(letter) for letter in letters if letter.key not in known]
    Notice.objects.bulk_create(notices)
    record(NOTICES_QUEUED, subject=("notices.notice", ""), by=by, data={"notices": len(notices)})
    if notices:
        waiting: list[dict[str, JSONValue]] = [{"notice_id": str(notice.pk)} for notice in notices]
        app.configure_task(DELIVER_TASK, queue=QUEUE, priority=MASS_PRIORITY).batch_defer(*waiting)
    return len(notices)


@action
def mark_sent(*, notice: Notice, by: Actor) -> None:
    """Record that the mail server took a message."""
    notice.sent_at, notice.attempts, notice.last_error = now(), notice.attempts + 1, ""
    notice.save(update_fields=["sent_at", "attempts", "last_error"])
    record(NOTICE_SENT, subject=notice, by=by, data={"attempts": notice.attempts})


@action
def mark_failed(*, notice: Notice, error: str, permanent: bool, by: Actor) -> None:
    """Record a failed try, and give up when it was the last one or can never succeed."""
    notice.attempts, notice.last_error = notice.attempts + 1, one_line(error, LONGEST_ERROR)
    given_up = permanent or is_last(notice.attempts)
    if given_up:
        notice.given_up_at = now()
    notice.save(update_fields=["attempts", "last_error", "given_up_at"])
    # The words of a mail server often repeat the address, so they stay out of the ledger.
    kind = NOTICE_GIVEN_UP if given_up else NOTICE_FAILED
    record(kind, subject=notice, by=by, data={"attempts": notice.attempts, "permanent": permanent})


def _notice(letter: Letter) -> Notice:
    subject, body = _written(letter.template, letter.context)
    return Notice(
        key=letter.key,
        template=letter.template,
        channel=Channel.EMAIL,
        address=letter.address,
        subject=subject,
        body=body,
        created_at=now(),
    )


def _written(template: str, context: Mapping[str, Any]) -> tuple[str, str]:
    # Messages are in Indonesian whatever language the page was in that caused them.
    with translation.override("id"):
        text = render_to_string(f"notices/{template}.txt", dict(context))
    subject, _, body = text.strip().partition("\n")
    return one_line(subject, LONGEST_SUBJECT), body.strip() + "\n"


def _enqueue(ident: UUID) -> None:
    # By name, because tasks stand above actions; in this transaction, because the queue is a table beside ours.
    task = app.configure_task(DELIVER_TASK, queue=QUEUE, lock=f"notice-{ident}")
    task.defer(notice_id=str(ident))
