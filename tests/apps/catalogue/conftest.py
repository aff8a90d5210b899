"""The documents of the catalogue, free to be spoiled."""

from importlib.resources import files
from typing import Any

import pytest
import yaml


@pytest.fixture
def documents() -> dict[str, Any]:
    """Every shipped document, parsed anew for each test."""
    folder = files("netral.apps.catalogue") / "data"
    return {
        file.name.removesuffix(".yaml"): yaml.safe_load(file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".yaml") and file.name != "joint_leave.yaml"
    }
