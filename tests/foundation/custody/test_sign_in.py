"""Signing in opens one's own key, in this session and this browser alone."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client
from django.urls import reverse

from netral.foundation.accounts.models import User
from netral.foundation.custody.models import KeyGrant, MemberKey
from netral.foundation.custody.sessions import COOKIE, KEPT, PATH
from netral.foundation.institutions.scopes import elevated
from tests.ground import PASSWORD, Person, person
from tests.keys import prove

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]
SECRET = "JBSWY3DPEHPK3PXP"
ANOTHER = "sandi-lain-yang-baru-2024"


@pytest.fixture
def officer(ground: None) -> Person:
    return person("supervisor_officer", "bawaslu.14.03")


def signed_in(user: User, password: str = PASSWORD) -> Client:
    browser = Client()
    browser.post(reverse("account_login"), {"login": user.email, "password": password})
    return browser


def reads(browser: Client) -> bool:
    return "Anda dapat membaca laporan" in browser.get(reverse("custody_key")).content.decode()


def test_the_password_opens_the_key_and_the_cookie_is_for_staff_pages_alone(officer: Person) -> None:
    browser = signed_in(officer.membership.user)
    assert reads(browser)
    cookie = browser.cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (PATH, True, "Lax")


def test_a_lost_cookie_closes_the_key_until_the_password_is_given_again(officer: Person) -> None:
    browser = prove(signed_in(officer.membership.user))
    del browser.cookies[COOKIE]
    page = browser.get(reverse("custody_key")).content.decode()
    assert "kuki kuncinya hilang" in page
    closed = browser.post(reverse("custody_paper"))
    assert closed.status_code == 403
    assert "Masukkan sandi" in closed.content.decode()
    assert reads(prove(browser))


def test_another_browsers_cookie_opens_nothing(officer: Person) -> None:
    browser, other = signed_in(officer.membership.user), signed_in(officer.membership.user)
    browser.cookies[COOKIE] = other.cookies[COOKIE].value
    assert not reads(browser)


def test_signing_out_takes_the_key_from_session_and_browser(officer: Person) -> None:
    browser = signed_in(officer.membership.user)
    answer = browser.post(reverse("account_logout"))
    assert KEPT not in browser.session
    assert answer.cookies[COOKIE].value == ""
    browser.force_login(officer.membership.user)
    assert not reads(browser)


def test_the_key_survives_the_second_factor(officer: Person) -> None:
    TOTP.activate(officer.membership.user, SECRET)
    browser = signed_in(officer.membership.user)
    assert not reads(browser)
    code = hotp_value(SECRET, next(iter(yield_hotp_counters_from_time())))
    browser.post(reverse("mfa_authenticate"), {"code": f"{code:06}"})
    assert reads(browser)


def test_a_new_password_keeps_the_key(officer: Person) -> None:
    browser = signed_in(officer.membership.user)
    form = {"oldpassword": PASSWORD, "password1": ANOTHER, "password2": ANOTHER}
    browser.post(reverse("account_change_password"), form)
    assert reads(signed_in(officer.membership.user, ANOTHER))
    assert MemberKey.objects.filter(user=officer.membership.user).count() == 1


def test_a_password_reset_by_mail_loses_the_key_and_colleagues_are_told(officer: Person) -> None:
    colleague = person("supervisor_officer", "bawaslu.14.03", name="Rekan")
    Client().post(reverse("account_reset_password"), {"email": colleague.membership.user.email})
    link = re.search(r"https?://testserver(/\S+)", str(mail.outbox[-1].body))
    assert link is not None
    browser = Client()
    form = browser.get(link[1], follow=True)
    browser.post(form.request["PATH_INFO"], {"password1": ANOTHER, "password2": ANOTHER})
    with elevated("test"):
        assert not KeyGrant.objects.filter(member_key__user=colleague.membership.user).exists()
    again = signed_in(colleague.membership.user, ANOTHER)
    assert "sudah diberi tahu" in again.get(reverse("desk")).content.decode()
    assert officer.membership.user.notices.filter(template="custody/waiting").count() == 1
    assert not reads(again)
    prove(officer.client).post(reverse("custody_grant", args=[colleague.membership.user_id]))
    assert reads(again)


def test_session_and_rows_hold_no_private_key(officer: Person) -> None:
    browser = signed_in(officer.membership.user)
    assert set(browser.session[KEPT][:2]) == {
        str(officer.membership.user_id),
        str(MemberKey.objects.get(user=officer.membership.user).pk),
    }
    assert browser.cookies[COOKIE].value not in str(dict(browser.session))
