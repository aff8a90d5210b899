"""What a thief has under way when the owner takes her address back, and passwords that are guessed all at once."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from django.db import connection, connections, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from netral.foundation.account_security.actions import restore_email
from netral.foundation.account_security.links import restored_by
from netral.foundation.accounts.models import SignInFailures, User
from netral.foundation.accounts.queries import actor_without_role
from netral.foundation.ledger.models import Event
from tests.foundation.account_security.test_grave_changes import link_to, signed_in
from tests.foundation.account_security.test_taking_back import ANOTHER, FIRST, SECOND, changed, reset_link
from tests.ground import lay_ground, person
from tests.keys import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
Send = Callable[[], HttpResponseBase]
T = TypeVar("T")
GUESSES, JUDGED = 12, 5
LOOKS = 1200


def officer() -> User:
    lay_ground()
    return person("personnel_officer", "pemda.14.03.bkpsdm").membership.user


def on_a_connection_of_its_own(send: Callable[[], T]) -> T:
    try:
        return send()
    finally:
        connections.close_all()


def waiting() -> int:
    with connection.cursor() as cursor:
        # A transaction would go on seeing what it saw first.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return int(cursor.fetchone()[0])


def under_way(user: User) -> list[Send]:
    """Return what a thief sends: a factor of hers, a new password, one more by mail, and another address."""
    factor, password, mailed = signed_in(user), signed_in(user), Client()
    secret = factor.get(reverse("mfa_activate_totp")).context["form"].secret
    code = f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"
    new = {"password1": ANOTHER, "password2": ANOTHER}
    factor.post(reverse("account_email"), {"email": SECOND})
    pending, reset = link_to(SECOND, "account_confirm_address"), reset_link(user.email)
    assert reset
    form = mailed.get(reset, follow=True).request["PATH_INFO"]
    return [
        lambda: factor.post(reverse("mfa_activate_totp"), {"code": code}),
        lambda: password.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new}),
        lambda: mailed.post(form, new),
        lambda: Client().post(pending),
    ]


def test_what_is_under_way_when_the_address_is_taken_back_comes_too_late() -> None:
    user = officer()
    old = user.email
    change = restored_by(changed(user, FIRST).split("/")[-2])
    assert change is not None
    sent = under_way(user)
    with ThreadPoolExecutor(len(sent)) as threads:
        with transaction.atomic():
            restore_email(change=change, by=actor_without_role(user))
            answers: list[Future[HttpResponseBase]] = [
                threads.submit(on_a_connection_of_its_own, each) for each in sent
            ]
            for _ in range(LOOKS):
                if waiting() == len(sent):
                    break
                assert not wait(answers, timeout=0.05).done, "a change did not wait for the one that takes back"
            else:
                pytest.fail("not every change came to where it waits")
        statuses = [answer.result().status_code for answer in answers]
    assert statuses == [302, 302, 403, 410]
    user.refresh_from_db()
    assert (user.email, user.has_usable_password()) == (old, False)
    assert not Authenticator.objects.filter(user=user).exists()


def test_of_many_guesses_at_once_no_more_are_judged_than_one_after_another() -> None:
    user = officer()
    start = threading.Barrier(GUESSES)

    def is_held() -> bool:
        start.wait(60)
        answer = Client().post(reverse("account_login"), {"login": user.email, "password": "tebakan-orang-lain"})
        return "ditahan" in answer.content.decode()

    with ThreadPoolExecutor(GUESSES) as threads:
        answers = [threads.submit(on_a_connection_of_its_own, is_held) for _ in range(GUESSES)]
        held = sum(answer.result() for answer in answers)
    assert held == GUESSES - JUDGED
    assert SignInFailures.objects.get().count == JUDGED
    assert Event.objects.filter(kind__startswith="account.sign_in_").count() == JUDGED
