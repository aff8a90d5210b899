"""Downloads go to the right institutions, as attachments, and are recorded."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from netral.foundation.files.actions import store_file
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import PUBLIC
from netral.foundation.ledger.models import Event
from tests.foundation.files.samples import ACCEPTED
from tests.ground import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(ground: None, settings: SimpleNamespace, tmp_path: Path) -> StoredFile:
    settings.NETRAL_STORE = str(tmp_path)
    upload = ContentFile(ACCEPTED["pdf"], 'bukti "Žuković".pdf')
    return store_file(upload=upload, purpose="evidence", scopes=["bawaslu.14.03"], by=PUBLIC)


def test_an_officer_of_the_scope_downloads_it(stored: StoredFile) -> None:
    officer = person("supervisor_officer", "bawaslu.14.03")
    response = officer.client.get(reverse("file_download", args=[stored.pk]))
    assert response.status_code == 200
    assert response.getvalue() == ACCEPTED["pdf"]
    assert response["Content-Disposition"].startswith("attachment;")
    assert "%C5%BDukovi%C4%87" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Length"] == str(len(ACCEPTED["pdf"]))
    assert Event.objects.get(kind="file.opened").actor_label == officer.actor.label


def test_an_officer_of_another_region_finds_nothing(stored: StoredFile) -> None:
    stranger = person("supervisor_officer", "bawaslu.33.74")
    assert stranger.client.get(reverse("file_download", args=[stored.pk])).status_code == 404
    assert not Event.objects.filter(kind="file.opened").exists()


def test_the_public_is_sent_to_sign_in(stored: StoredFile) -> None:
    assert Client().get(reverse("file_download", args=[stored.pk])).status_code == 302
