"""Signing in, being held back, and what a guesser elsewhere cannot do to the owner."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from netral.foundation.accounts.models import SignInFailures, User
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from tests.ground import person
from tests.keys import PASSWORD, prove

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]
OFFICER = "personnel_officer.pemda-14-03-bkpsdm@contoh.test"


def sign_in(browser: Client, password: str = PASSWORD, email: str = OFFICER) -> bool:
    browser.post(reverse("account_login"), {"login": email, "password": password})
    return "_auth_user_id" in browser.session


@pytest.fixture
def officer(ground: None) -> User:
    return person("personnel_officer", "pemda.14.03.bkpsdm").membership.user


@pytest.mark.usefixtures("officer")
def test_the_right_password_signs_in_and_is_recorded() -> None:
    assert sign_in(Client())
    assert Event.objects.filter(kind="account.password_accepted").count() == 1


@pytest.mark.usefixtures("officer")
def test_five_wrong_passwords_hold_the_account_back_for_a_while() -> None:
    browser = Client()
    for _ in range(5):
        assert not sign_in(browser, "salah-sekali-2024")
    assert not sign_in(browser)
    answer = browser.post(reverse("account_login"), {"login": OFFICER, "password": PASSWORD})
    assert "ditahan" in answer.content.decode()
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert sign_in(browser)


@pytest.mark.usefixtures("officer")
def test_a_guesser_elsewhere_does_not_shut_out_a_device_the_owner_used() -> None:
    hers, guesser = Client(), Client()
    assert sign_in(hers)
    hers.post(reverse("account_logout"))
    for _ in range(6):
        sign_in(guesser, "tebakan-orang-lain")
    assert not sign_in(guesser)
    assert sign_in(hers)


def test_one_held_account_holds_no_other() -> None:
    first = person("personnel_officer", "pemda.14.03.bkpsdm").membership.user
    second = person("ppk_secretary", "pemda.14.03.ppk").membership.user
    guesser = Client()
    for _ in range(6):
        sign_in(guesser, "tebakan-orang-lain", first.email)
    assert not sign_in(guesser, email=first.email)
    assert sign_in(guesser, email=second.email)


@pytest.mark.usefixtures("officer")
def test_nobody_can_make_herself_an_account() -> None:
    assert "tutup" in Client().get(reverse("account_signup")).content.decode().lower()
    assert User.objects.count() == 1


def test_staff_without_a_second_factor_are_sent_to_set_one_up(officer: User, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    browser = Client()
    assert sign_in(browser)
    assert browser.get(reverse("desk")).headers["Location"] == reverse("mfa_index")
    TOTP.activate(officer, "JBSWY3DPEHPK3PXP")
    assert browser.get(reverse("desk")).status_code == 200


def test_a_second_factor_is_asked_for(officer: User) -> None:
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(officer, secret)
    browser = Client()
    assert not sign_in(browser)
    code = hotp_value(secret, next(iter(yield_hotp_counters_from_time())))
    browser.post(reverse("mfa_authenticate"), {"code": f"{code:06d}"})
    assert "_auth_user_id" in browser.session


@pytest.mark.usefixtures("officer")
def test_signing_out_everywhere_ends_the_other_sessions() -> None:
    here, elsewhere = Client(), Client()
    assert sign_in(here)
    assert sign_in(elsewhere)
    assert here.get(reverse("usersessions_list")).status_code == 200
    here.post(reverse("usersessions_list"))
    assert elsewhere.get(reverse("desk")).status_code == 302
    assert here.get(reverse("desk")).status_code == 200


def test_an_administrator_adds_a_colleague_who_makes_her_own_password() -> None:
    admin = person("administrator", "pemda.14.03.bkpsdm")
    answer = prove(admin.client).post(
        reverse("accounts_add_person"),
        {"name": "Siti Rahmah", "email": "siti@contoh.test", "role_code": "personnel_officer"},
    )
    assert answer.headers["Location"] == reverse("accounts_people")
    link = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[-1].body))
    assert link
    browser = Client()
    form_page = browser.get(link[1], follow=True)
    browser.post(form_page.request["PATH_INFO"], {"password1": "ombak-selat-baru-9", "password2": "ombak-selat-baru-9"})
    assert sign_in(browser, "ombak-selat-baru-9", "siti@contoh.test")
    assert "Siti Rahmah" in admin.client.get(reverse("accounts_people")).content.decode()


def test_an_administrator_cannot_give_a_role_of_another_kind_of_institution() -> None:
    admin = person("administrator", "pemda.14.03.bkpsdm")
    answer = prove(admin.client).post(
        reverse("accounts_add_person"),
        {"name": "Siti Rahmah", "email": "siti@contoh.test", "role_code": "supervisor_member"},
    )
    assert answer.status_code == 200
    assert not User.objects.filter(email="siti@contoh.test").exists()


def test_a_person_with_two_roles_works_in_one_at_a_time() -> None:
    first = person("administrator", "pemda.14.03.bkpsdm")
    user = first.membership.user
    assert "accounts.manage" in first.client.get(reverse("desk")).context["actor"].permissions
    second = person("ppk_secretary", "pemda.14.03.ppk")
    assert second.client.get(reverse("accounts_people")).status_code == 403
    assert first.client.post(reverse("accounts_use_role", args=[second.membership.pk])).status_code == 404
    assert user.memberships.count() == 1


def test_an_ended_role_opens_nothing() -> None:
    admin = person("administrator", "pemda.14.03.bkpsdm")
    colleague = person("personnel_officer", "pemda.14.03.bkpsdm")
    day = clock.now().date()
    prove(admin.client).post(
        reverse("accounts_end_role", args=[colleague.membership.pk]),
        {"valid_to_day": day.day, "valid_to_month": day.month, "valid_to_year": day.year},
    )
    with clock.at(clock.now() + timedelta(days=1)):
        actor = colleague.client.get(reverse("desk")).context["actor"]
    assert (actor.paths, actor.permissions) == ((), frozenset())


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("address", [OFFICER, "tidak-ada@contoh.test"])
def test_nobody_is_flooded_with_links_for_a_new_password(address: str) -> None:
    asked = [Client().post(reverse("account_reset_password"), {"email": address}) for _ in range(6)]
    assert [answer.status_code for answer in asked] == [302] * 5 + [429]
    assert "Terlalu banyak kiriman sekarang" in asked[-1].content.decode()
    assert len(mail.outbox) == 5
    with clock.at(clock.now() + timedelta(hours=1, minutes=1)):
        assert Client().post(reverse("account_reset_password"), {"email": address}).status_code == 302


def test_wrong_passwords_of_long_ago_leave_no_rows() -> None:
    for number in range(3):
        sign_in(Client(), "salah-sekali-2024", f"orang{number}@contoh.test")
    assert SignInFailures.objects.count() == 3
    with clock.at(clock.now() + timedelta(minutes=31)):
        sign_in(Client(), "salah-sekali-2024", "orang9@contoh.test")
    assert SignInFailures.objects.count() == 1
