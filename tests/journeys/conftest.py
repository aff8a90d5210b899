"""Ground with a calendar, keys to seal with, and a cast."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from pytest_django import Settings

from netral.foundation.elections.actions import load_election
from netral.foundation.elections.schedules import shipped
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.seals.actions.keys import create_seal_key
from tests.journeys.cast import Cast

SITE = "https://netral.example.go.id"


@pytest.fixture(autouse=True)
def places(settings: Settings, tmp_path: Path) -> Path:
    """Let every journey keep its files, its keys and its checkpoint apart, on a site with an address."""
    settings.NETRAL_STORE = str(tmp_path / "files")
    settings.NETRAL_KEYS = str(tmp_path / "keys")
    settings.LEDGER_FOLDER = str(tmp_path / "ledger")
    settings.SITE_URL = SITE
    return tmp_path


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Let requests keep the connection that the test's transaction is open on, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def cast(ground: None) -> Cast:
    """Return the people of the story, on ground with a calendar."""
    load_election(schedule=shipped(), by=SYSTEM)
    return Cast()


@pytest.fixture
def sealing(cast: Cast) -> None:
    """Give the institutions that issue documents their keys."""
    for path in ("bawaslu.14.03", "pemda.14.03.bkpsdm"):
        create_seal_key(institution=Institution.objects.get(path=path), by=SYSTEM)
