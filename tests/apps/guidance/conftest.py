"""Offices that ask and answer, on ground with a calendar."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.apps.guidance.desk import Desk, load_calendar


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path: Path) -> None:
    """Let every test keep its files and keys apart."""
    settings.NETRAL_STORE = str(tmp_path / "files")
    settings.NETRAL_KEYS = str(tmp_path / "keys")


@pytest.fixture
def desk(ground: None) -> Desk:
    """Return those who ask and answer in Bengkalis."""
    load_calendar()
    return Desk()
