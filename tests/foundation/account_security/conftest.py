"""Whose account it is."""

import pytest

from netral.foundation.accounts.models import User
from tests.ground import person


@pytest.fixture
def owner(ground: None) -> User:
    return person("personnel_officer", "pemda.14.03.bkpsdm").membership.user
