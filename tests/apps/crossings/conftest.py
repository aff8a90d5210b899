"""Files and keys of each test apart."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path: Path) -> None:
    """Let every test keep its files and keys apart."""
    settings.NETRAL_STORE = str(tmp_path / "files")
    settings.NETRAL_KEYS = str(tmp_path / "keys")
