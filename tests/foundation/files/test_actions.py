"""Files are stored encrypted, refused in plain words, and never outlive their row."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction

from netral.engines.vault.lazy import LazySecret
from netral.foundation.accounts.roles import all_permissions
from netral.foundation.files import storage
from netral.foundation.files.actions import remove_file, store_file
from netral.foundation.files.intake import FileRefused
from netral.foundation.files.models import StoredFile
from netral.foundation.files.queries import check_file, check_files, content_of, open_file
from netral.foundation.files.tasks import PATIENCE, sweep_files
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import PUBLIC, Actor
from netral.foundation.ledger.models import Event
from tests.foundation.files.samples import ACCEPTED, REFUSED

BENGKALIS = Actor("staff", "1", "Petugas", paths=("bawaslu.14.03",))
SEMARANG = Actor("staff", "3", "Petugas lain", paths=("bawaslu.33.74",))
Commit = Callable[..., AbstractContextManager[list[Callable[[], None]]]]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings: SimpleNamespace, tmp_path: Path) -> Path:
    settings.NETRAL_STORE = str(tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture(autouse=True)
def reader() -> Iterator[None]:
    with reading_as(BENGKALIS):
        yield


def kept(content: bytes = ACCEPTED["pdf"], name: str = "surat.pdf", purpose: str = "evidence") -> StoredFile:
    return store_file(upload=ContentFile(content, name), purpose=purpose, scopes=["bawaslu.14.03"], by=PUBLIC)


def on_disk(store: Path) -> list[Path]:
    return sorted(path for path in store.rglob("*") if path.is_file())


def test_a_stored_file_comes_back_and_lies_encrypted(store: Path, django_capture_on_commit_callbacks: Commit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        stored = kept()
    assert b"".join(content_of(stored)) == ACCEPTED["pdf"]
    assert (stored.size, stored.media_type, stored.name) == (len(ACCEPTED["pdf"]), "application/pdf", "surat.pdf")
    (file,) = on_disk(store)
    assert b"%PDF" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


def test_the_ledger_knows_the_hash_but_not_the_name() -> None:
    stored = kept(name="Budi bersama calon.pdf")
    event = Event.objects.get(kind="file.stored")
    assert event.data["sha256"] == stored.sha256
    assert "Budi" not in str(event.data)


@pytest.mark.parametrize("purpose", ["evidence", "no_longer_known"])
def test_a_file_that_belongs_to_nothing_the_actor_sees_is_opened_by_nobody(purpose: str) -> None:
    stored = kept()
    stored.purpose = purpose
    everything = replace(BENGKALIS, permissions=frozenset(all_permissions()))
    for actor in (everything, BENGKALIS, SEMARANG, PUBLIC):
        with reading_as(actor), pytest.raises(PermissionDenied):
            open_file(stored, actor)


def test_the_database_itself_hides_it_from_others() -> None:
    kept()
    with reading_as(SEMARANG):
        assert not StoredFile.objects.exists()
    with reading_as(BENGKALIS):
        assert StoredFile.objects.exists()


@pytest.mark.parametrize("what", REFUSED)
def test_other_kinds_are_refused_with_what_is_accepted(what: str, store: Path) -> None:
    with pytest.raises(FileRefused, match=r"Jenis berkas ini tidak diterima.*JPEG.*PDF"):
        kept(REFUSED[what])
    assert on_disk(store) == []


def test_a_kind_accepted_elsewhere_is_refused_here() -> None:
    with pytest.raises(FileRefused, match="PDF"):
        kept(ACCEPTED["png"], purpose="decision")


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(FileRefused, match="kosong"):
        kept(b"")


@pytest.mark.parametrize("length", [201, 255, 400])
def test_a_long_name_is_shortened_and_keeps_its_ending(length: int) -> None:
    stored = kept(name="x" * (length - 4) + ".hta")
    assert stored.name == "x" * 196 + ".pdf"
    assert stored.claimed == "hta"


def test_a_file_without_name_gets_one() -> None:
    assert kept(name="").name == "tanpa nama.pdf"


class Endless:
    """An upload that lies about its size and never stops."""

    name = "video.mp4"
    size = 10
    sent = 0

    def chunks(self) -> Iterator[bytes]:
        yield ACCEPTED["mp4"]
        while True:
            self.sent += 2**20
            yield bytes(2**20)


def test_a_file_too_large_is_refused_while_it_arrives(store: Path) -> None:
    upload = Endless()
    with pytest.raises(FileRefused, match="batasnya 200 MB"):
        store_file(upload=upload, purpose="evidence", scopes=["bawaslu.14.03"], by=PUBLIC)
    assert upload.sent <= 201 * 2**20
    assert on_disk(store) == []


def test_a_file_of_a_rolled_back_transaction_is_swept(store: Path) -> None:
    undone = transaction.savepoint()
    kept()
    transaction.savepoint_rollback(undone)
    assert len(on_disk(store)) == 2
    assert storage.sweep(PATIENCE) == 0
    for mark in (store / "pending").iterdir():
        os.utime(mark, (0, 0))
    assert sweep_files(0) == 1
    assert on_disk(store) == []


def test_the_sweep_spares_files_that_have_a_row(store: Path) -> None:
    stored = kept()
    assert storage.sweep(timedelta(0)) == 0
    assert len(on_disk(store)) == 1
    assert check_file(stored).result == "intact"


def test_a_removed_file_is_gone_after_commit(store: Path, django_capture_on_commit_callbacks: Commit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        stored = kept()
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(stored=stored, reason="Masa simpan habis", by=BENGKALIS)
        assert len(on_disk(store)) == 1
    assert on_disk(store) == []
    assert not StoredFile.objects.exists()
    assert Event.objects.get(kind="file.removed").data["reason"] == "Masa simpan habis"


def damage(path: Path, how: str) -> None:
    content = path.read_bytes()
    if how == "missing":
        path.unlink()
    elif how == "cut":
        path.write_bytes(content[:-1])
    else:
        path.write_bytes(content[:60] + bytes([content[60] ^ 1]) + content[61:])


@pytest.mark.parametrize("how", ["missing", "cut", "changed"])
def test_the_check_names_every_damaged_file(how: str, store: Path) -> None:
    good, bad = kept(), kept()
    damage(store / bad.path, how)
    with reading_as(PUBLIC):
        results = {check.id: check.result for check in check_files()}
    assert results == {good.pk: "intact", bad.pk: "broken"}


def test_contents_exchanged_between_two_rows_are_noticed(store: Path) -> None:
    first, second = kept(), kept(ACCEPTED["png"])
    one, two = (store / first.path).read_bytes(), (store / second.path).read_bytes()
    (store / first.path).write_bytes(two)
    (store / second.path).write_bytes(one)
    assert {check.result for check in check_files()} == {"broken"}


def test_a_row_with_another_hash_is_called_different() -> None:
    stored = kept()
    stored.sha256 = "0" * 64
    assert check_file(stored).result == "different"


def test_another_master_key_opens_nothing(settings: SimpleNamespace) -> None:
    stored = kept()
    settings.NETRAL_MASTER_KEY = LazySecret(lambda: "another")
    with pytest.raises(storage.StorageBroken), elevated("uji"):
        b"".join(content_of(stored))
