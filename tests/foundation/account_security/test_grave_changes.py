"""An open session alone changes nothing about signing in, and the owner hears of everything that changes."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client
from django.urls import reverse

from netral.foundation.accounts.models import User
from netral.foundation.ledger.models import Event
from netral.foundation.notices.delivery import deliver
from netral.foundation.notices.links import PLACE
from netral.foundation.notices.models import Notice
from tests.foundation.account_security.passkey import registration
from tests.ground import person
from tests.keys import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]
NEW = "alamat.baru@contoh.test"
SECRET = "JBSWY3DPEHPK3PXP"


def signed_in(user: User, *, proven: bool = True) -> Client:
    browser = Client()
    browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert "_auth_user_id" in browser.session
    if proven:
        browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


def link_to(address: str, route: str) -> str:
    """Return the link of the last message to an address, as its mailbox has it."""
    notice = Notice.objects.filter(address=address, body__contains=PLACE).latest("created_at")
    deliver(notice)
    prefix = reverse(route, args=["x"]).removesuffix("x/")
    found = re.search(rf"{prefix}(\S+)/", str(mail.outbox[-1].body))
    assert found
    # What the table keeps is no key: the token stands nowhere in it.
    assert found[1] not in str(Notice.objects.values().get(pk=notice.pk))
    return f"{prefix}{found[1]}/"


def kinds() -> set[str]:
    return set(Event.objects.values_list("kind", flat=True))


def told(user: User) -> list[str]:
    return list(Notice.objects.filter(address=user.email).values_list("template", flat=True))


def test_an_address_changes_only_at_the_new_one_and_the_old_one_hears_it_twice(owner: User) -> None:
    old, browser, elsewhere = owner.email, signed_in(owner), signed_in(owner)
    browser.post(reverse("account_email"), {"email": NEW.upper()})
    owner.refresh_from_db()
    assert owner.email == old
    assert told(owner) == ["account_security/email_requested"]
    link = link_to(NEW, "account_confirm_address")
    assert Client().get(link).status_code == 200
    owner.refresh_from_db()
    assert owner.email == old
    Client().post(link)
    owner.refresh_from_db()
    assert owner.email == NEW
    assert Client().post(link).status_code == 410
    assert elsewhere.get(reverse("desk")).status_code == 302
    assert Notice.objects.filter(address=old, template="account_security/email_changed").count() == 1
    assert {"account.email_change_requested", "account.email_changed"} <= kinds()
    assert not any("@" in str(event.data) for event in Event.objects.filter(kind__startswith="account."))
    signed_in(owner)


def test_the_old_address_takes_a_change_back_and_voids_the_password(owner: User) -> None:
    old = owner.email
    signed_in(owner).post(reverse("account_email"), {"email": NEW})
    Client().post(link_to(NEW, "account_confirm_address"))
    owner.refresh_from_db()
    thief = signed_in(owner)
    back = link_to(old, "account_restore_address")
    Client().post(back)
    owner.refresh_from_db()
    assert (owner.email, owner.has_usable_password()) == (old, False)
    assert thief.get(reverse("desk")).status_code == 302
    assert Client().post(back).status_code == 410
    assert "account.email_restored" in kinds()


def test_a_new_password_voids_a_pending_address(owner: User) -> None:
    browser, another = signed_in(owner), "sandi-lain-yang-baru-2024"
    browser.post(reverse("account_email"), {"email": NEW})
    passwords = {"oldpassword": PASSWORD, "password1": another, "password2": another}
    browser.post(reverse("account_change_password"), passwords)
    assert Client().post(link_to(NEW, "account_confirm_address")).status_code == 410
    assert "account.password_changed" in kinds()
    assert told(owner)[-1] == "account_security/changed"


def test_an_address_of_somebody_else_gets_no_link_and_the_page_does_not_tell(owner: User) -> None:
    other = person("ppk_secretary", "pemda.14.03.ppk").membership.user
    browser = signed_in(owner)
    answer = browser.post(reverse("account_email"), {"email": other.email}, follow=True)
    assert "Buka tautan" in answer.content.decode()
    assert told(other) == []


def test_a_second_factor_comes_and_goes_with_an_event_and_a_letter(owner: User) -> None:
    browser = signed_in(owner)
    page = browser.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = hotp_value(secret, next(iter(yield_hotp_counters_from_time())))
    browser.post(reverse("mfa_activate_totp"), {"code": f"{code:06d}"})
    browser.get(reverse("mfa_view_recovery_codes"))
    browser.post(reverse("mfa_generate_recovery_codes"))
    browser.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=owner).exists()
    changes = {"factor_added", "recovery_codes_seen", "recovery_codes_made", "factor_removed"}
    assert {f"account.{change}" for change in changes} <= kinds()
    assert told(owner) == ["account_security/changed"] * 4


def test_ended_sessions_are_told(owner: User) -> None:
    browser = signed_in(owner, proven=False)
    browser.post(reverse("usersessions_list"))
    assert told(owner) == ["account_security/changed"]
    assert "account.sessions_ended" in kinds()


def test_a_password_made_by_mail_is_told_and_ends_the_other_sessions(owner: User) -> None:
    thief, another = signed_in(owner), "sandi-lain-yang-baru-2024"
    Client().post(reverse("account_reset_password"), {"email": owner.email})
    link = re.search(r"https?://testserver(/\S+)", str(mail.outbox[-1].body))
    assert link
    browser = Client()
    form = browser.get(link[1], follow=True)
    browser.post(form.request["PATH_INFO"], {"password1": another, "password2": another})
    assert "account.password_reset" in kinds()
    letter = Notice.objects.get(address=owner.email)
    assert letter.template == "account_security/changed"
    assert "Sandi dibuat lewat tautan e-mail" in letter.body
    assert thief.get(reverse("desk")).status_code == 302


def test_a_passkey_comes_is_renamed_and_goes_with_an_event_and_a_letter_each(owner: User) -> None:
    browser = signed_in(owner)
    options = browser.get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]
    passkey = {"name": "Ponsel", "credential": registration(options, "https://testserver")}
    browser.post(reverse("mfa_add_webauthn"), passkey)
    added = Authenticator.objects.get(user=owner, type=Authenticator.Type.WEBAUTHN)
    browser.post(reverse("mfa_edit_webauthn", args=[added.pk]), {"name": "Ponsel kantor"})
    added.refresh_from_db()
    assert added.wrap().name == "Ponsel kantor"
    browser.post(reverse("mfa_remove_webauthn", args=[added.pk]))
    assert not Authenticator.objects.filter(user=owner).exists()
    changes = ["factor_added", "factor_renamed", "factor_removed"]
    happened = Event.objects.filter(kind__startswith="account.factor").order_by("at", "id")
    assert list(happened.values_list("kind", flat=True)) == [f"account.{change}" for change in changes]
    assert told(owner) == ["account_security/changed"] * 3


def test_a_code_of_the_second_factor_proves_who_she_is(owner: User) -> None:
    TOTP.activate(owner, SECRET)
    browser = Client()
    browser.force_login(owner)
    right = [hotp_value(SECRET, counter) for counter in yield_hotp_counters_from_time()]
    wrong = next(code for code in range(1_000_000) if code not in right)
    for code, opened in (wrong, 302), (right[0], 200):
        browser.post(reverse("mfa_reauthenticate"), {"code": f"{code:06d}"})
        assert browser.get(reverse("account_email")).status_code == opened
    browser.post(reverse("mfa_deactivate_totp"))
    assert "account.factor_removed" in kinds()


def test_a_stale_session_keeps_its_second_factor(owner: User) -> None:
    TOTP.activate(owner, SECRET)
    browser = Client()
    browser.force_login(owner)
    for headers in ({}, {"X-Requested-With": "XMLHttpRequest"}, {"Accept": "application/json"}):
        answer = browser.post(reverse("mfa_deactivate_totp"), headers=headers)
        assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert Authenticator.objects.filter(user=owner, type=Authenticator.Type.TOTP).exists()
    assert told(owner) == []
