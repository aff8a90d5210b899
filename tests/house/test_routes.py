"""Every address has an access rule; addresses and who may open them are frozen in files that a change must touch."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from netral.foundation.accounts.access import Rule, rule_of
from netral.foundation.accounts.roles import all_permissions, roles
from netral.foundation.ledger.actors import PUBLIC, Actor

HERE = Path(__file__).parent
# Pages of django-allauth and Django guard themselves; what each asks for is written down here.
OTHERS = {
    "account_login": Rule("public"),
    "account_logout": Rule("signed_in"),
    "account_signup": Rule("public"),
    "account_reset_password": Rule("public"),
    "account_reset_password_done": Rule("public"),
    "account_reset_password_from_key": Rule("keyed", "password link"),
    "account_reset_password_from_key_done": Rule("public"),
    "account_inactive": Rule("public"),
    "mfa_authenticate": Rule("keyed", "pending sign-in"),
    "mfa_login_webauthn": Rule("public"),
    "set_language": Rule("public"),
}
SIGNED_IN_PREFIXES = ("account_", "mfa_", "usersessions_")


def routes(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern


ROUTES = sorted(routes(get_resolver().url_patterns), key=lambda route: route[0])


def rule(pattern: URLPattern) -> Rule | None:
    name = pattern.name or ""
    if (own := rule_of(pattern.callback)) is not None:
        return own
    if name in OTHERS:
        return OTHERS[name]
    return Rule("signed_in") if name.startswith(SIGNED_IN_PREFIXES) else None


@pytest.mark.parametrize(("address", "pattern"), ROUTES, ids=[address or "/" for address, _ in ROUTES])
def test_every_address_has_an_access_rule(address: str, pattern: URLPattern) -> None:
    assert rule(pattern) is not None, f"{address} has no access rule: decorate its view"


def table() -> str:
    """Return every address with the roles that its rule admits, one line each."""
    people = {"publik": PUBLIC}
    for role in roles().values():
        people[role.code] = Actor(kind="staff", id="1", label="", permissions=role.permissions)
    lines = []
    for address, pattern in ROUTES:
        asked = rule(pattern)
        admitted = [name for name, actor in people.items() if asked is not None and asked.admits(actor)]
        who = "semua" if len(admitted) == len(people) else " ".join(admitted)
        lines.append(f"/{address} [{asked}] {who}")
    return "\n".join(lines) + "\n"


def test_who_may_open_what_is_frozen() -> None:
    frozen = HERE / "permissions.txt"
    assert table() == frozen.read_text(encoding="utf-8"), (
        "Addresses or permissions changed. When that is meant, write the new table: "
        ".venv/bin/python -m tests.house.freeze_permissions"
    )


def test_permissions_asked_for_and_granted_are_the_same() -> None:
    asked = {each.detail for _, pattern in ROUTES if (each := rule(pattern)) is not None and each.kind == "allowed"}
    assert asked - all_permissions() == set()


def test_staff_pages_lie_under_one_address() -> None:
    outside = [address for address, pattern in ROUTES if (each := rule_of(pattern.callback)) and each.kind == "allowed"]
    assert [address for address in outside if not address.startswith("petugas/")] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        address
        for address, pattern in ROUTES
        if "<" not in address and "(" not in address and not {str(rule(pattern)).split()[0]} & {"public", "keyed"}
    ],
)
def test_a_stranger_is_sent_to_sign_in(address: str) -> None:
    answer = Client().get(f"/{address}")
    if answer.status_code == 405:
        # The page takes forms only, and says so before it asks who sends them.
        answer = Client().post(f"/{address}")
    assert answer.status_code == 302, answer.content
    assert urlsplit(answer.headers["Location"]).path in {reverse("account_login"), reverse("home")}
