"""Messages are written with what they are about, once, and queued in the same transaction."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import transaction
from django.template import TemplateDoesNotExist
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from netral.foundation.accounts.actions import create_account
from netral.foundation.accounts.models import User
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.write_guard import WriteOutsideAction
from netral.foundation.notices.actions import Letter, notify, notify_many
from netral.foundation.notices.domain import MOST_ATTEMPTS
from netral.foundation.notices.models import Channel, Notice
from netral.foundation.notices.queries import notices_for, waiting
from netral.foundation.notices.tasks import Patience, deliver_notice

pytestmark = pytest.mark.django_db
CONTEXT = {"name": "Siti & Budi", "site": "Bengkalis"}


@pytest.fixture
def user() -> User:
    return create_account(email="siti@contoh.test", name="Siti", password=None, by=SYSTEM)


def owed(to: User | str | None = "siti@contoh.test", key: str = "uji-1") -> Notice:
    return notify(to=to, template="test", context=CONTEXT, key=key, by=SYSTEM)


def test_a_message_is_written_in_indonesian_and_plain() -> None:
    notice = owed()
    assert notice.subject == "Uji kirim dari Netral"
    assert notice.body.startswith("Halo Siti & Budi,\n")
    assert (notice.created_at - now()).total_seconds() < 1


def test_it_waits_in_the_queue_of_the_same_transaction() -> None:
    undone = transaction.savepoint()
    notice = owed()
    job = ProcrastinateJob.objects.get(task_name="notices.deliver")
    assert job.args == {"notice_id": str(notice.pk)}
    assert job.lock == f"notice-{notice.pk}"
    assert list(waiting()) == [notice]
    assert mail.outbox == []
    transaction.savepoint_rollback(undone)
    assert not ProcrastinateJob.objects.exists()
    assert not Notice.objects.exists()


def test_the_same_key_is_never_sent_twice() -> None:
    first = owed()
    assert owed() == first
    assert ProcrastinateJob.objects.count() == 1
    assert Event.objects.filter(kind="notice.repeated").count() == 1


def test_a_user_is_reached_at_her_address_and_can_read_it_here(user: User) -> None:
    first, second = owed(user, "a"), owed(user, "b")
    assert first.address == "siti@contoh.test"
    assert list(notices_for(user)) == [second, first]


def test_without_address_it_is_only_kept() -> None:
    notice = owed(None)
    assert notice.channel == Channel.NONE
    assert not ProcrastinateJob.objects.exists()
    deliver_notice(notice_id=str(notice.pk))
    assert mail.outbox == []


def test_the_ledger_holds_neither_address_nor_words() -> None:
    owed()
    data = str(Event.objects.get(kind="notice.queued").data)
    assert "siti@" not in data
    assert "Halo" not in data


def test_an_unknown_template_is_a_mistake() -> None:
    with pytest.raises(TemplateDoesNotExist):
        notify(to=None, template="tidak-ada", context={}, key="x", by=SYSTEM)


def test_a_message_cannot_be_changed_outside_an_action() -> None:
    with pytest.raises(WriteOutsideAction):
        owed().save()


def test_the_task_sends_once() -> None:
    notice = owed()
    deliver_notice(notice_id=str(notice.pk))
    deliver_notice(notice_id=str(notice.pk))
    (sent,) = mail.outbox
    assert sent.to == ["siti@contoh.test"]
    assert Event.objects.filter(kind="notice.sent").count() == 1


def test_the_queue_tries_again_as_often_as_the_outbox_allows() -> None:
    job = Job(
        id=1, queue="notices", lock=None, queueing_lock=None, task_name="notices.deliver", worker_id=None, attempts=0
    )
    first = Patience().get_retry_decision(exception=OSError(), job=job)
    assert first is not None
    assert first.retry_at is not None
    last = Patience().get_retry_decision(exception=OSError(), job=job.evolve(attempts=MOST_ATTEMPTS - 1))
    assert last is None


def test_letters_to_many_wait_for_a_letter_to_one() -> None:
    notify_many(letters=[Letter("budi@contoh.test", "test", CONTEXT, "banyak-1")], by=SYSTEM)
    owed()
    to_many, to_one = ProcrastinateJob.objects.order_by("pk").values_list("priority", flat=True)
    assert to_many < to_one
