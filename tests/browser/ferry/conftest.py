"""Keys and files of these tests lie apart."""

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from tests.browser.field.phone import PATIENCE

# A machine that does much else at once is slow, and nothing else is wrong with it.
expect.set_options(timeout=PATIENCE)


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep each test's files and keys apart."""
    settings.NETRAL_STORE = str(tmp_path_factory.mktemp("files"))
    settings.NETRAL_KEYS = str(tmp_path_factory.mktemp("keys"))
