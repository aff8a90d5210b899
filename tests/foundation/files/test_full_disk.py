"""A disk with no room while an upload comes in: the form is read, the answer is plain, and nothing stays behind."""

import io
import os
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from netral.foundation.files.capacity import StoreFull, write_whole
from tests.ground import person

MEGABYTE = 1024 * 1024
FULL = "Penyimpanan sedang penuh"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]


@contextmanager
def room(size: int) -> Iterator[None]:
    """Let the system refuse every write beyond a size, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give uploads a folder of their own, to see what is left in it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def upload(name: str, size: int = MEGABYTE) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4\n".ljust(size, b"x"))


@pytest.mark.parametrize(
    ("address", "field", "name"),
    [("/verifikasi/", "berkas", "surat.pdf"), ("/verifikasi/zip/", "zip", "arsip.zip")],
)
def test_a_visitor_reads_that_the_store_is_full(address: str, field: str, name: str, temporary: Path) -> None:
    with room(256 * 1024):
        answer = Client().post(address, {field: upload(name)})
    assert (answer.status_code, answer["Retry-After"]) == (507, "300")
    assert FULL in answer.content.decode()
    assert not list(temporary.iterdir())


def test_a_form_that_stores_says_it_beside_the_field(temporary: Path) -> None:
    officer = person("personnel_officer", "pemda.14.03.bkpsdm")
    with room(256 * 1024):
        answer = officer.client.post("/petugas/asn/impor/unggah/", {"berkas": upload("asn.csv"), "cakupan": "penuh"})
    assert FULL in answer.content.decode()
    assert not list(temporary.iterdir())


def test_the_floor_counts_for_the_folder_of_uploads(settings: Settings, temporary: Path) -> None:
    settings.FREE_DISK_FLOOR = 2**62
    assert Client().post("/verifikasi/", {"berkas": upload("surat.pdf", 100)}).status_code == 507
    assert not list(temporary.iterdir())


def test_a_device_without_room_is_told() -> None:
    with io.FileIO("/dev/full", "w") as full, pytest.raises(StoreFull):
        write_whole(full.fileno(), b"x")
    reading, writing = os.pipe()
    write_whole(writing, b"whole")
    assert os.read(reading, 10) == b"whole"
