"""A rehearsal refuses what the action would refuse, and leaves nothing behind."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.db import transaction

from netral.engines.steps.table import StepRefused
from netral.foundation.files.actions import store_file
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import action, record
from netral.foundation.ledger.rehearsal import rehearse

pytestmark = pytest.mark.django_db
NAMED = EventKind("test.rehearsed", "Dinamai")


@action
def name_institution(*, then: Callable[[], object]) -> None:
    institution = Institution.objects.create(code="bkn", name="bkn", kind=Kind.BKN, path="bkn")
    record(NAMED, subject=institution, by=SYSTEM, data={})
    then()


def refuse() -> None:
    raise StepRefused("tidak boleh")


def store() -> None:
    store_file(upload=ContentFile(b"%PDF-1.7", "surat.pdf"), purpose="decision", scopes=["bkn"], by=SYSTEM)
    refuse()


def test_nothing_stays_of_what_would_go_well() -> None:
    committed: list[str] = []
    rehearse(lambda: name_institution(then=lambda: transaction.on_commit(lambda: committed.append("told"))))
    assert not Institution.objects.exists()
    assert not Event.objects.exists()
    assert not committed


def test_what_is_refused_is_refused_here_too() -> None:
    with pytest.raises(StepRefused, match="tidak boleh"):
        rehearse(lambda: name_institution(then=refuse))
    assert not Institution.objects.exists()


def test_it_ends_before_anything_reaches_the_disk(settings: SimpleNamespace, tmp_path: Path) -> None:
    settings.NETRAL_STORE = tmp_path
    rehearse(lambda: name_institution(then=store))
    assert not [*tmp_path.rglob("*")]
    assert not Institution.objects.exists()
