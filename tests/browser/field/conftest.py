"""A phone, and an office whose mood the test sets."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings

from tests.browser.field import office as offices
from tests.browser.field.office import Office
from tests.browser.field.phone import PATIENCE, Phone, phone_of

# A machine that does much else at once is slow, and nothing else is wrong with it.
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def office(settings: Settings) -> Office:
    """Let the test's own office answer the app."""
    settings.ROOT_URLCONF = "tests.browser.field.office"
    return offices.start_anew()


@pytest.fixture
def phone(browser: Browser, office: Office, small_site: str) -> Iterator[Phone]:
    """Hand the supervisor a phone."""
    with phone_of(browser, small_site) as held:
        yield held
