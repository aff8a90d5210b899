"""A store that is full says so and loses nothing: drafts have a quota, the disk a floor, and both hold under load."""

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from pytest_django import Settings

from netral.apps.reports import draft_store
from netral.apps.reports.draft_store import DraftFull, OpenDraft
from netral.apps.reports.models import Evidence
from netral.foundation.drafts.models import Draft, DraftFile
from netral.foundation.files.capacity import StoreFull
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from tests.apps.reports.reporter import Reporter, photo

SIZE = 4096
FULL = "Penyimpanan sedang penuh"


def picture() -> SimpleUploadedFile:
    """Return a JPEG of `SIZE` bytes."""
    content = photo().read()
    return SimpleUploadedFile("foto.jpg", content + bytes(SIZE - len(content)), "image/jpeg")


def on_disk(store: Path) -> int:
    return len(list((store / "drafts").glob("*")))


def evidence_sent() -> int:
    with elevated("test"):
        return Evidence.objects.count()


def attach(draft: OpenDraft) -> bool:
    """Attach a picture in a thread of its own; say whether it was taken."""
    try:
        draft_store.attach(draft, picture())
    except StoreFull:
        return False
    finally:
        connections.close_all()
    return True


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_all_drafts_together_never_hold_more_than_their_room(settings: Settings, own_store: Path, ground: None) -> None:
    settings.DRAFT_STORE_BYTES = 5 * SIZE + 100
    drafts = [draft_store.begin()[1] for _ in range(12)]
    with ThreadPoolExecutor(12) as pool:
        taken = list(pool.map(attach, drafts))
    assert sum(taken) == 5
    assert (DraftFile.objects.count(), on_disk(own_store)) == (5, 5)
    draft_store.discard(drafts[taken.index(True)])
    assert attach(drafts[taken.index(False)])


@pytest.mark.django_db
def test_a_full_store_says_so_and_the_report_goes_without_the_file(settings: Settings, reporter: Reporter) -> None:
    reporter.answer()
    settings.DRAFT_STORE_BYTES = SIZE
    page = reporter.post("report_evidence", {"files": [picture()], "links": "https://contoh.test/bukti"})
    assert FULL in page.content.decode()
    assert "https://contoh.test/bukti" in page.content.decode()
    assert "foto.jpg" in page.content.decode()
    assert reporter.send()
    assert evidence_sent() == 1


@pytest.mark.django_db
def test_under_the_floor_no_upload_is_taken_and_what_was_taken_is_sent(settings: Settings, reporter: Reporter) -> None:
    reporter.answer()
    settings.FREE_DISK_FLOOR = 2**62
    page = reporter.post("report_evidence", {"files": [photo()], "links": ""}).content.decode()
    assert FULL in page
    code = reporter.send()
    assert evidence_sent() == 1
    reporter.open(code)
    page = reporter.post("report_add", {"files": [photo()], "text": "Ada saksi lain.", "links": ""}).content.decode()
    assert FULL in page
    assert "Ada saksi lain." in page


@pytest.mark.django_db
def test_a_disk_that_runs_full_while_sending_keeps_the_draft(
    reporter: Reporter, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reporter.answer()

    def out_of_space(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", out_of_space)
        page = reporter.post("report_check")
    assert page.status_code == 503
    assert "laporan belum terkirim" in page.content.decode()
    assert on_disk(own_store) == 1
    assert reporter.send()


@pytest.mark.django_db
@pytest.mark.usefixtures("ground")
def test_one_draft_holds_no_more_than_its_own_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_store, "MOST_BYTES", 2 * SIZE)
    draft = draft_store.begin()[1]
    draft = draft_store.attach(draft_store.attach(draft, picture()), picture())
    with pytest.raises(DraftFull):
        draft_store.attach(draft, picture())
    draft_store.purge_expired(clock.now() + draft_store.LIFE)
    assert not DraftFile.objects.exists()


@pytest.mark.django_db
def test_empty_drafts_make_room_and_written_ones_stay(settings: Settings, reporter: Reporter) -> None:
    settings.MOST_DRAFTS = 2
    written = Reporter().begin()
    written.post("report_what", {"act": "media-sosial", "account": "Lurah membagikan kaus."})
    Reporter().begin()
    third = Reporter().begin()
    assert Draft.objects.count() == 2
    third.post("report_what", {"act": "media-sosial", "account": "Camat membagikan topi."})
    assert "Lurah membagikan kaus." in written.get("report_what").content.decode()
    refused = reporter.post("report_start")
    assert refused.status_code == 503
    assert "Terlalu banyak laporan sedang ditulis" in refused.content.decode()


@pytest.mark.django_db
def test_a_draft_holds_no_more_people_than_its_form_shows_and_keeps_what_was_typed(reporter: Reporter) -> None:
    reporter.begin()
    crowd = {f"orang-{number}-name": f"Orang Rekaan {number}" for number in range(11)}
    page = reporter.post("report_who", {"orang-TOTAL_FORMS": "11", "orang-INITIAL_FORMS": "0", **crowd})
    assert "Paling banyak 10 orang" in page.content.decode()
    assert "Orang Rekaan 10" in page.content.decode()


@pytest.mark.django_db
def test_text_of_a_draft_and_of_all_drafts_has_its_room(settings: Settings, reporter: Reporter) -> None:
    reporter.begin()
    long = {"act": "media-sosial", "account": "\U0001f600" * 8000}
    settings.DRAFT_TEXT_BYTES = 20_000
    refused = reporter.post("report_what", long)
    assert refused.status_code == 507
    assert "setujui pengiriman ulang" in refused.content.decode()
    settings.DRAFT_TEXT_BYTES = 40_000
    assert reporter.post("report_what", long).status_code == 302
    draft = draft_store.begin()[1]
    with pytest.raises(StoreFull):
        draft_store.change(draft, account="a" * draft_store.MOST_TEXT_BYTES)
