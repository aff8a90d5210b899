"""Messages reach a real mail server over SMTP, and its refusals are borne with patience."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.notices.actions import notify
from netral.foundation.notices.domain import MOST_ATTEMPTS
from netral.foundation.notices.models import Notice
from netral.foundation.notices.queries import undeliverable, waiting
from netral.foundation.notices.tasks import deliver_notice

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]


class Mailbox:
    """A mail server that keeps what it takes, and answers as told."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answer_to_recipient = "250 OK"
        self.answer_to_data = "250 OK"
        # The names by which the server finds what answers each SMTP command.
        self.handle_RCPT = self.take_recipient
        self.handle_DATA = self.take_message

    async def take_recipient(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.answer_to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_recipient

    async def take_message(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answer_to_data.startswith("250"):
            self.recipients += envelope.rcpt_tos
            content = envelope.content
            assert isinstance(content, bytes)
            self.taken.append(email.message_from_bytes(content, policy=email.policy.default))
        return self.answer_to_data


@pytest.fixture
def port(settings: SimpleNamespace) -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = number
    settings.EMAIL_TIMEOUT = 5
    settings.DEFAULT_FROM_EMAIL = "Netral <netral@bengkalis.contoh.test>"
    return number


@pytest.fixture
def mailbox(port: int) -> Iterator[Mailbox]:
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box
    controller.stop()


def owed(key: str = "uji") -> Notice:
    context = {"name": "Žuković", "site": "Bengkalis"}
    return notify(to="siti@contoh.test", template="test", context=context, key=key, by=SYSTEM)


def attempt(notice: Notice) -> Notice:
    deliver_notice(notice_id=str(notice.pk))
    return Notice.objects.get(pk=notice.pk)


def test_a_message_arrives_with_its_words(mailbox: Mailbox) -> None:
    notice = attempt(owed())
    (message,) = mailbox.taken
    assert mailbox.recipients == ["siti@contoh.test"]
    assert message["Subject"] == "Uji kirim dari Netral"
    assert message["From"] == "Netral <netral@bengkalis.contoh.test>"
    assert message["Message-ID"] == f"<{notice.pk}@bengkalis.contoh.test>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert "Halo Žuković," in message.get_content()
    assert notice.sent_at is not None
    assert notice.attempts == 1


def test_a_server_that_is_down_is_tried_again(port: int) -> None:
    notice = owed()
    with pytest.raises(ConnectionRefusedError):
        attempt(notice)
    notice = Notice.objects.get(pk=notice.pk)
    assert (notice.attempts, notice.sent_at, notice.given_up_at) == (1, None, None)
    assert notice.last_error.startswith("ConnectionRefusedError")
    assert list(waiting()) == [notice]


def test_a_server_that_is_busy_takes_it_later(mailbox: Mailbox) -> None:
    mailbox.answer_to_data = "451 Busy"
    notice = owed()
    with pytest.raises(OSError, match="Busy"):
        attempt(notice)
    mailbox.answer_to_data = "250 OK"
    notice = attempt(notice)
    assert (notice.attempts, notice.last_error) == (2, "")
    assert len(mailbox.taken) == 1


def test_an_address_that_does_not_exist_is_given_up_at_once(mailbox: Mailbox) -> None:
    mailbox.answer_to_recipient = "550 No such user siti@contoh.test"
    notice = attempt(owed())
    assert notice.given_up_at is not None
    assert list(undeliverable()) == [notice]
    event = Event.objects.get(kind="notice.given_up")
    assert event.data == {"attempts": 1, "permanent": True}


def test_after_the_last_try_it_is_given_up(port: int) -> None:
    notice = owed()
    for _ in range(MOST_ATTEMPTS - 1):
        with pytest.raises(ConnectionRefusedError):
            attempt(notice)
    notice = attempt(notice)
    assert notice.given_up_at is not None
    assert notice.attempts == MOST_ATTEMPTS
    assert attempt(notice).attempts == MOST_ATTEMPTS
