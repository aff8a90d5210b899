"""Every address of django-allauth is known to the table of gates, and the grave ones ask again who she is."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from allauth.urls import urlpatterns as allauth_patterns
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from netral.foundation.accounts.gates import ROUTES, Gate
from netral.foundation.accounts.urls import staff_urlpatterns as role_patterns
from netral.foundation.custody.urls import staff_urlpatterns as key_patterns
from tests.ground import person
from tests.keys import prove

# Whoever changes this list changes what a thief can do with a session left open.
GRAVE = {
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
}
OWN_FORM, LINK = {"account_change_password"}, {"account_reset_password_from_key"}
# Pages of ours that ask in the same way, by who may open them.
ADDRESS = {"account_email"}
OURS = {
    ("personnel_officer", "pemda.14.03.bkpsdm"): ADDRESS,
    ("administrator", "bawaslu.14.03"): {"accounts_add_person", "accounts_end_role"},
    ("supervisor_member", "bawaslu.14.03"): {"accounts_request"},
    ("supervisor_officer", "bawaslu.14.03"): {
        "custody_confirm",
        "custody_grant",
        "custody_paper",
        "custody_prepare",
        "custody_replace",
        "custody_restore",
        "custody_revoke",
    },
}
# Pages of roles and keys that show, choose among what is hers, or finish what was begun.
HARMLESS = {
    "accounts_people",
    "accounts_requests",
    "accounts_roles",
    "accounts_use_role",
    "custody_key",
    "custody_open",
    "custody_settle",
}


def names(patterns: list[Any]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            yield str(pattern.name)


def behind(gate: Gate) -> set[str]:
    return {name for name, known in ROUTES.items() if known.gate is gate}


def test_every_address_of_allauth_has_a_gate() -> None:
    unknown = set(names(allauth_patterns)) - set(ROUTES)
    assert unknown == set(), "django-allauth has new addresses: decide in accounts/gates.py how grave they are"


def test_what_is_grave_is_frozen() -> None:
    assert (behind(Gate.FRESH), behind(Gate.OWN_FORM), behind(Gate.LINK)) == (GRAVE, OWN_FORM, LINK)


@pytest.mark.django_db
@pytest.mark.usefixtures("ground")
def test_a_stale_session_is_asked_who_she_is() -> None:
    browser = person("personnel_officer", "pemda.14.03.bkpsdm").client
    numbered = {"mfa_edit_webauthn", "mfa_remove_webauthn"}
    for name in sorted(GRAVE):
        expect_question(browser, reverse(name, args=[1] if name in numbered else []))


@pytest.mark.django_db
@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize(("role", "path"), list(OURS))
def test_a_stale_session_is_asked_on_pages_of_ours_and_comes_back_to_a_page(role: str, path: str) -> None:
    browser, addresses = person(role, path).client, [address_of(name) for name in sorted(OURS[role, path])]
    for address in addresses:
        back = parse_qs(urlsplit(expect_question(browser, address)).query)["next"][0]
        assert browser.get(back).status_code != 405, address
    prove(browser)
    for address in addresses:
        assert not is_question(browser.get(address)), address


def test_every_page_of_roles_and_keys_is_known() -> None:
    ours = set(names([*role_patterns, *key_patterns]))
    assert ours == (set().union(*OURS.values()) - ADDRESS) | HARMLESS


def test_what_is_closed_is_not_among_the_addresses() -> None:
    left = set(names(get_resolver().url_patterns)) & behind(Gate.CLOSED)
    assert left <= ADDRESS


def expect_question(browser: Client, address: str) -> str:
    """Expect every way to open or send a page to lead to the question who she is; return where it leads."""
    json = {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}
    read, sent, sent_by_script = browser.get(address), browser.post(address), browser.post(address, headers=json)
    assert is_question(read) or read.status_code == 405, address
    assert is_question(sent), address
    assert is_question(sent_by_script), address
    return sent.headers["Location"]


def is_question(answer: Any) -> bool:
    leads = str(answer.headers.get("Location", ""))
    return answer.status_code == 302 and leads.startswith(reverse("account_reauthenticate"))


def address_of(name: str) -> str:
    """Return the address of a page, of nobody in particular where it is somebody's."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return reverse(name, args=[uuid4()])
