"""One served demo and one Chromium for the tests of this folder, which one worker runs."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser import served
from tests.browser.devices import Devices
from tests.browser.wayfarer import Crowd
from tests.settings import TEST_DATABASE

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=id",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one worker own the served site, and let these tests alone reach it."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.enable_socket)


@pytest.fixture(scope="session")
def site(worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small demo and give its address; NETRAL_SITE names one that runs already, to work on the pages."""
    if running := os.environ.get("NETRAL_SITE"):
        yield running
        return
    notes = tmp_path_factory.mktemp("site") / "demo.log"
    with served.database(f"{TEST_DATABASE}_site_{worker_id}") as name, served.demo(name, notes) as address:
        yield address


@pytest.fixture(scope="module")
def small_site(live_server: LiveServer) -> Iterator[str]:
    """Serve the rows of each test from this process, so that the clock of the test moves the pages too."""
    with pytest.MonkeyPatch.context() as patch:
        # Playwright leaves an event loop running in this thread, but nothing of Django's is ever awaited in it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield live_server.url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser of the machine; it ends with the module, because Django bears no event loop beside it."""
    assert Path(CHROMIUM).is_file(), f"{CHROMIUM} is missing: apt-get install chromium, or name another with CHROMIUM"
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def devices(browser: Browser, site: str) -> Iterator[Devices]:
    """Give phones and desks to people; what went wrong on any of them fails the test."""
    everyone = Devices(browser, site)
    yield everyone
    everyone.put_away()


@pytest.fixture
def crowd(browser: Browser, small_site: str, settings: Settings, tmp_path: Path) -> Iterator[Crowd]:
    """Let everybody go one way through the small site, whose files and keys lie apart."""
    settings.NETRAL_STORE = str(tmp_path / "files")
    settings.NETRAL_KEYS = str(tmp_path / "keys")
    everyone = Devices(browser, small_site)
    yield Crowd(everyone)
    everyone.put_away()
