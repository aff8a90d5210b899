"""Every page of every role, on a phone and at a desk: sound, quiet, and none forgotten."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from netral.cli.demo.people import one_per_role
from tests.browser.devices import Devices
from tests.browser.walking import NOT_PAGES, Walk, names_under

PEOPLE = {post.role: post.key for _label, post in one_per_role()}
PUBLIC = "public"
ROOMS = {PUBLIC: ("/",), "administrator": ("/petugas/", "/akun/")}


class Walks:
    """The walk of each role, taken when first asked for."""

    def __init__(self, devices: Devices) -> None:
        self._devices = devices
        self._taken: dict[str, Walk] = {}

    def of(self, role: str) -> Walk:
        """Return a role's walk through all it can reach."""
        if role not in self._taken:
            device = self._devices.give(key=PEOPLE.get(role, ""))
            rooms = ROOMS.get(role, ("/petugas/",))
            self._taken[role] = Walk(device, rooms).go("/" if role == PUBLIC else "/petugas/")
        return self._taken[role]


@pytest.fixture(scope="module")
def walks(browser: Browser, site: str) -> Iterator[Walks]:
    """Give the walks of all roles, which one module shares."""
    devices = Devices(browser, site)
    yield Walks(devices)
    devices.put_away()


@pytest.mark.parametrize("role", [PUBLIC, *PEOPLE])
def test_every_page_of_a_role_is_sound(walks: Walks, role: str) -> None:
    walk = walks.of(role)
    assert walk.wrong == {}
    assert walk.device.complaints == []


def test_no_page_is_forgotten(walks: Walks) -> None:
    met = {name for role in (PUBLIC, *PEOPLE) for name in walks.of(role).met}
    assert sorted(names_under("/") - met - NOT_PAGES) == []
