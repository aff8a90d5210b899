"""Public pages without a form of their own leave no cookie, are told apart by a tag, and are alike for every reader."""

import gzip
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.house.test_routes import ROUTES, rule

FORM = re.compile(r"<form[^>]*method=\"post\"[^>]*>", re.IGNORECASE)
LONGEST_SECONDS = 5
ADDRESSES = [
    f"/{address}"
    for address, pattern in ROUTES
    if not re.search(r"[<(]", address) and str(rule(pattern)) == "public" and not address.startswith("akun/")
]
# The least that must be among them, so that this never looks at nothing.
KNOWN = {"home", "norms", "acts", "guidance_library", "learning_posters", "openness_country", "ledger_about"}


@pytest.fixture
def alike(ground: None) -> dict[str, Client]:
    """Find the public pages that ask for nothing, each with the browser that opened it."""
    found = {}
    for address in ADDRESSES:
        client = Client()
        answer = client.get(address)
        if answer.status_code == 200 and not _own_forms(answer.content.decode()):
            found[address] = client
    assert {reverse(name) for name in KNOWN} <= set(found)
    return found


def _own_forms(page: str) -> list[str]:
    switch = reverse("set_language")
    return [form for form in FORM.findall(page) if f'action="{switch}"' not in form]


def test_they_set_no_cookie_and_do_not_vary_by_any(alike: dict[str, Client]) -> None:
    assert {address: list(client.cookies) for address, client in alike.items() if client.cookies} == {}
    varying = {address for address, client in alike.items() if "Cookie" in client.get(address).get("Vary", "")}
    assert varying == set()


def test_they_carry_a_tag_and_are_kept_for_seconds_only(alike: dict[str, Client]) -> None:
    for address, client in alike.items():
        answer = client.get(address)
        caching = answer["Cache-Control"]
        kept = re.fullmatch(r"public, max-age=(\d+)", caching)
        assert caching == "no-cache" or (kept and int(kept[1]) <= LONGEST_SECONDS), address
        assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304, address


def test_they_are_compressed(alike: dict[str, Client]) -> None:
    for address, client in alike.items():
        plain, packed = client.get(address), client.get(address, headers={"accept-encoding": "gzip"})
        if packed.get("Content-Encoding"):
            assert len(packed.content) < len(plain.content), address
            assert gzip.decompress(packed.content) == plain.content, address
        else:
            assert not plain["Content-Type"].startswith("text/html"), address
