"""An institution with a seal key, and a way to have a letter sealed by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.seals.actions.keys import create_seal_key
from netral.foundation.seals.models import SealKey
from tests.foundation.seals.samples import OFFICER


@pytest.fixture(autouse=True)
def places(settings: SimpleNamespace, tmp_path: Path) -> Path:
    settings.NETRAL_STORE = str(tmp_path / "store")
    settings.NETRAL_KEYS = str(tmp_path / "keys")
    settings.SITE_URL = "https://netral.example.go.id/"
    return tmp_path


@pytest.fixture
def bengkalis(ground: None) -> Iterator[Institution]:
    with reading_as(OFFICER):
        yield Institution.objects.get(path="bawaslu.14.03")


@pytest.fixture
def key(bengkalis: Institution) -> SealKey:
    return create_seal_key(institution=bengkalis, by=SYSTEM)
