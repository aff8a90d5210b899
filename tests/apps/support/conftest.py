"""Files and keys of each test apart, and the two sides of a grant."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.apps.cases.desk import load_calendar
from tests.apps.support.grants import Sides


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path: Path) -> None:
    """Let every test keep its files and keys apart."""
    settings.NETRAL_STORE = str(tmp_path / "files")
    settings.NETRAL_KEYS = str(tmp_path / "keys")


@pytest.fixture
def sides(ground: None) -> Sides:
    """Return the people of both sides, in the election of 2024."""
    load_calendar()
    return Sides()
