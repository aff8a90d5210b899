"""A thief with a session and the password changes the address; the owner's link is the last word, in every order."""

import re
from itertools import permutations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from netral.foundation.accounts.models import User
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from tests.foundation.account_security.test_grave_changes import link_to, signed_in
from tests.keys import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]
FIRST, SECOND, THIRD = "pencuri.satu@contoh.test", "pencuri.dua@contoh.test", "pencuri.tiga@contoh.test"
ANOTHER = "sandi-lain-yang-baru-2024"
OK, GONE = 302, 410


def changed(user: User, address: str, password: str = PASSWORD) -> str:
    """Change the address as somebody who knows the password; return the link that the former address got."""
    before = user.email
    browser = Client()
    browser.post(reverse("account_login"), {"login": before, "password": password})
    browser.post(reverse("account_reauthenticate"), {"password": password})
    browser.post(reverse("account_email"), {"email": address})
    assert Client().post(link_to(address, "account_confirm_address")).status_code == OK
    user.refresh_from_db()
    assert user.email == address
    return link_to(before, "account_restore_address")


def reset_link(address: str) -> str | None:
    """Return where the last mailed link for a new password leads, when the address got one."""
    mail.outbox.clear()
    Client().post(reverse("account_reset_password"), {"email": address})
    found = re.search(r"https?://testserver(/akun/password/reset/key/\S+)", str(mail.outbox[-1].body))
    return found[1] if found else None


def new_password(link: str) -> None:
    browser = Client()
    form = browser.get(link, follow=True)
    browser.post(form.request["PATH_INFO"], {"password1": ANOTHER, "password2": ANOTHER})


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_whoever_had_the_account_first_has_the_last_word(owner: User, order: tuple[int, ...]) -> None:
    addresses = [owner.email, FIRST, SECOND]
    links = [changed(owner, to) for to in (FIRST, SECOND, THIRD)]
    oldest = len(links)
    for number in order:
        works = number < oldest
        assert Client().get(links[number]).status_code == (200 if works else GONE)
        assert Client().post(links[number]).status_code == (OK if works else GONE)
        oldest = min(oldest, number)
        owner.refresh_from_db()
        assert owner.email == addresses[oldest]
    assert [Client().post(link).status_code for link in links] == [GONE] * 3
    assert (owner.email, owner.address_changes) == (addresses[0], [])


def test_no_link_of_the_thief_outlives_the_owners(owner: User) -> None:
    old = owner.email
    hers = changed(owner, FIRST)
    thief = signed_in(owner)
    thief.post(reverse("account_email"), {"email": SECOND})
    pending, reset = link_to(SECOND, "account_confirm_address"), reset_link(FIRST)
    assert reset
    assert Client().post(hers).status_code == OK
    assert Client().post(pending).status_code == GONE
    new_password(reset)
    owner.refresh_from_db()
    assert (owner.email, owner.has_usable_password()) == (old, False)
    assert reset_link(FIRST) is None
    mine = reset_link(old)
    assert mine
    new_password(mine)
    # After it the account is an ordinary one: its next change can be undone, and nothing of before can.
    later = changed(owner, THIRD, ANOTHER)
    assert Client().post(hers).status_code == GONE
    assert Client().post(later).status_code == OK
    owner.refresh_from_db()
    assert owner.email == old


def test_a_confirmation_does_not_come_back_to_life_with_the_old_address(owner: User) -> None:
    old, browser = owner.email, signed_in(owner)
    browser.post(reverse("account_email"), {"email": FIRST})
    used = link_to(FIRST, "account_confirm_address")
    Client().post(used)
    owner.refresh_from_db()
    changed(owner, old)
    assert Client().post(used).status_code == GONE
    owner.refresh_from_db()
    assert owner.email == old


def test_no_second_factor_survives_and_the_owner_sets_up_her_own(owner: User, settings: Settings) -> None:
    old = owner.email
    hers = changed(owner, FIRST)
    TOTP.activate(owner, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(owner)
    Authenticator.objects.create(user=owner, type=Authenticator.Type.WEBAUTHN, data={})
    assert "verifikasi dua langkah" in Client().get(hers).content.decode()
    Client().post(hers)
    assert not Authenticator.objects.filter(user=owner).exists()
    assert Event.objects.filter(kind="account.factor_removed", subject_id=str(owner.pk)).count() == 1
    letters = Notice.objects.filter(address=old, template="account_security/email_restored")
    assert "verifikasi dua langkah" in letters.get().body
    mine = reset_link(old)
    assert mine
    new_password(mine)
    settings.SECOND_FACTOR_REQUIRED = True
    browser = Client()
    browser.post(reverse("account_login"), {"login": old, "password": ANOTHER})
    assert browser.get(reverse("desk")).headers["Location"] == reverse("mfa_index")
