"""Every address of django-allauth is known to the table of gates, and the grave ones ask again who she is."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.urls import urlpatterns as allauth_patterns
from django.urls import URLResolver, get_resolver, reverse

from netral.foundation.accounts.gates import ROUTES, Gate
from tests.ground import person

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
# Pages of ours that ask in the same way.
OURS = {"account_email"}


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
    for name in sorted(GRAVE | OURS):
        address = reverse(name, args=[1] if name in numbered else [])
        json = {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}
        for answer in (browser.get(address), browser.post(address), browser.post(address, headers=json)):
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith(reverse("account_reauthenticate")), name


def test_what_is_closed_is_not_among_the_addresses() -> None:
    left = set(names(get_resolver().url_patterns)) & behind(Gate.CLOSED)
    assert left <= OURS
