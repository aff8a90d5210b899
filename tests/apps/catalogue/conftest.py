"""The documents of the catalogue, free to be spoiled."""

from importlib.resources import files
from typing import Any

import pytest

from netral.apps.catalogue.dataset import read_documents


@pytest.fixture
def documents() -> dict[str, Any]:
    """Every shipped document, parsed anew for each test."""
    return read_documents(files("netral.apps.catalogue") / "data")
