"""An app of the tests that seals slips to institutions, as reports do."""

from collections.abc import Iterator

import pytest

from netral.foundation.custody.sealed_stores import SOURCES
from netral.foundation.institutions.models import Institution
from tests.foundation.custody.drawer import Drawer


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    """Give an app whose slips are sealed anew with every key."""
    before = list(SOURCES)
    kept = Drawer()
    SOURCES[:] = [kept]
    yield kept
    SOURCES[:] = before


@pytest.fixture
def bengkalis(ground: None) -> Institution:
    """Return the institution of most tests here."""
    return Institution.objects.get(path="bawaslu.14.03")
