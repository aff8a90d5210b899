"""A later release of the software ships other rules: what was judged under the earlier one can be judged again."""

import shutil
from collections.abc import Iterator
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections

from netral.apps.catalogue import api, dataset, queries
from netral.apps.catalogue.actions.overlays import OverlayInput, add_overlay
from netral.apps.catalogue.actions.rulesets import keep_rulesets
from netral.apps.catalogue.editions import current
from netral.apps.catalogue.judging import books
from netral.apps.catalogue.models import Ruleset
from netral.apps.catalogue.reactions import keep_release
from netral.engines.rules.evaluation import Verdict
from netral.engines.rules.receipt import canonical
from netral.foundation.elections.domain import Phase
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.regions.models import Region
from tests.apps.catalogue.test_overlays import STRICTER, WATCHING

DAY = date(2024, 10, 7)
LIKED = {"status": "pns", "objek_akun": "calon", "tindakan_medsos": "berinteraksi"}
OLD, NEW = "- id: media-sosial.1\n", "- id: media-sosial.1b\n"


class Release:
    """The programme, whose shipped folder can be replaced by that of another release."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.monkeypatch, self.folder = monkeypatch, folder
        with as_file(files("netral.apps.catalogue") / "data") as shipped:
            shutil.copytree(shipped, folder)

    def upgrade(self) -> None:
        """Start the programme anew with other rules."""
        rules = self.folder / "rules" / "media-sosial.yaml"
        text = rules.read_text(encoding="utf-8")
        assert OLD in text
        rules.write_text(text.replace(OLD, NEW), encoding="utf-8")
        self.monkeypatch.setattr(dataset, "_shipped_folder", lambda: self.folder)
        forget()


def forget() -> None:
    dataset.shipped.cache_clear()
    books._opened.cache_clear()
    current._opened.cache_clear()
    current.forget()


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Release]:
    with monkeypatch.context() as patched:
        yield Release(patched, tmp_path / "data")
    forget()


def migrated() -> None:
    keep_release(using="default", plan=[])


@pytest.mark.django_db
def test_a_receipt_of_an_earlier_release_is_judged_again_byte_for_byte(release: Release) -> None:
    migrated()
    judgement = api.judge("media-sosial", LIKED, DAY, phase=Phase.CAMPAIGN)
    before = canonical(judgement.receipt())
    assert judgement.verdict is Verdict.VIOLATION

    release.upgrade()
    assert api.catalogue_version() != judgement.edition
    assert canonical(api.replay(judgement.receipt()).receipt()) == before
    assert b"media-sosial.1:" in before
    now = api.judge("media-sosial", LIKED, DAY, phase=Phase.CAMPAIGN)
    assert b"media-sosial.1b:" in canonical(now.receipt())

    migrated()
    assert Ruleset.objects.count() == 2


@pytest.mark.django_db
def test_without_the_migration_the_earlier_release_would_be_lost(release: Release) -> None:
    receipt = api.judge("media-sosial", LIKED, DAY, phase=Phase.CAMPAIGN).receipt()
    release.upgrade()
    with pytest.raises(api.UnknownEdition):
        api.replay(receipt)


@pytest.mark.django_db
def test_a_release_is_kept_once_and_recorded_once() -> None:
    migrated()
    migrated()
    kept = Ruleset.objects.get()
    assert kept.version == api.catalogue_version()
    event = Event.objects.get(kind="catalogue.ruleset_kept")
    assert (event.subject_id, event.data) == (str(kept.pk), {"version": kept.version})
    assert queries.documents_not_kept() == []


@pytest.mark.usefixtures("ground")
def test_what_a_region_made_of_the_new_law_judges_after_the_upgrade(release: Release) -> None:
    place = Region.objects.get(code="14.03")
    add_overlay(inputs=OverlayInput(place, "Aturan Bengkalis", "Perbup 12/2024", STRICTER), by=SYSTEM)
    release.upgrade()
    migrated()
    current.watch()
    judgement = api.judge("media-sosial", WATCHING, DAY, phase=Phase.CAMPAIGN, region="14.03")
    assert judgement.verdict is Verdict.VIOLATION


@pytest.mark.django_db
def test_emptying_a_database_or_making_another_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_release(using="default")
    monkeypatch.setitem(connections["owner"].settings_dict, "NAME", "another")
    keep_release(using="owner", plan=[])
    assert not Ruleset.objects.exists()


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_migrating_keeps_the_release() -> None:
    call_command("migrate", database="owner", verbosity=0)
    assert Ruleset.objects.get().version == api.catalogue_version()


@pytest.mark.django_db
def test_keeping_again_changes_nothing() -> None:
    first = keep_rulesets(documents=[current.documents_of(None)], by=SYSTEM)
    assert keep_rulesets(documents=[current.documents_of(None)], by=SYSTEM) == first
