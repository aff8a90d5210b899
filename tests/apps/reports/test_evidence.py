"""Evidence on its way to the officer: named for what it is, without metadata, the original only with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from netral.apps.reports.models import Evidence
from netral.foundation.files.models import CirculatingCopy, StoredFile
from netral.foundation.files.queries import check_files
from netral.foundation.files.tasks import copy_file, copy_waiting_files
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.models import Event
from tests.apps.reports.reporter import Reporter, only_report
from tests.engines.metadata import samples
from tests.ground import Person, person

pytestmark = pytest.mark.django_db

PHOTO = samples.picture("JPEG", 6) + b"<script>app.alert(1)</script>"


@pytest.fixture
def officer(ground: None) -> Person:
    """Return the officer of Bengkalis."""
    return person("supervisor_officer", "bawaslu.14.03")


def sent(reporter: Reporter, *files: tuple[str, bytes]) -> list[StoredFile]:
    """File a report with these files, and return what was stored."""
    reporter.answer(evidence={"files": [SimpleUploadedFile(name, content) for name, content in files]}).send()
    with elevated("test"):
        return [row.file for row in Evidence.objects.select_related("file") if row.file]


def taken(who: Person, stored: StoredFile) -> Any:
    return who.client.get(reverse("file_download", args=[stored.pk]))


def seen(who: Person) -> str:
    """Return the page of the report as somebody sees it."""
    page: str = who.client.get(reverse("report_detail", args=[only_report().pk])).content.decode()
    return page


def original(who: Person, stored: StoredFile, **data: str) -> Any:
    return who.client.post(reverse("file_original", args=[stored.pk]), data)


def test_an_officer_is_handed_a_copy_without_metadata(reporter: Reporter, officer: Person) -> None:
    (stored,) = sent(reporter, ("Bukti Žuković.hta", PHOTO))
    assert (stored.name, stored.claimed) == ("Bukti Žuković.jpg", "hta")
    waiting = taken(officer, stored)
    assert "sedang disiapkan" in waiting.content.decode()
    assert copy_waiting_files(0) == 1
    response = taken(officer, stored)
    content = response.getvalue()
    assert not [secret for secret in samples.SECRETS if secret in content]
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Disposition"].endswith(".jpg")
    assert (response["X-Content-Type-Options"], response["Content-Length"]) == ("nosniff", str(len(content)))
    assert Event.objects.get(kind="file.opened").actor_label == officer.actor.label
    page = seen(officer)
    assert "Nama aslinya berakhiran .hta, tetapi isinya JPEG." in page


def test_the_copy_says_in_the_ledger_what_it_derives_from(reporter: Reporter) -> None:
    (stored,) = sent(reporter, ("foto.jpg", PHOTO))
    for _ in range(2):
        copy_file(str(stored.pk))
    assert copy_waiting_files(0) == 0
    with elevated("test"):
        copy = CirculatingCopy.objects.get()
    event = Event.objects.get(kind="file.copied")
    assert (event.data["sha256"], event.data["of"]) == (copy.sha256, stored.sha256)
    assert {check.id: check.result for check in check_files()} == {stored.pk: "intact", copy.pk: "intact"}


def test_the_original_is_opened_with_a_reason_that_is_recorded(reporter: Reporter, officer: Person) -> None:
    (stored,) = sent(reporter, ("foto.jpg", PHOTO))
    assert "Ada kesalahan" in original(officer, stored, alasan=" ").content.decode()
    assert not Event.objects.filter(kind="file.original_opened").exists()
    assert original(officer, stored, alasan="Memeriksa keaslian foto").getvalue() == PHOTO
    event = Event.objects.get(kind="file.original_opened")
    assert (event.data["reason"], event.actor_label) == ("Memeriksa keaslian foto", officer.actor.label)


def test_a_damaged_file_is_never_handed_out_in_place_of_its_copy(reporter: Reporter, officer: Person) -> None:
    (stored,) = sent(reporter, ("foto.jpg", PHOTO[:300]))
    copy_waiting_files(0)
    page = taken(officer, stored).content.decode()
    assert "tidak bisa dibuat" in page
    assert "Berkas ini rusak." in page
    assert reverse("file_original", args=[stored.pk]) in page
    assert original(officer, stored, alasan="Mencoba membacanya").getvalue() == PHOTO[:300]


def test_what_is_not_cleaned_is_said_to_circulate_as_sent(reporter: Reporter, officer: Person) -> None:
    sound = b"ID3\x04\x00\x00" + bytes(64)
    (stored,) = sent(reporter, ("rekaman.mp3", sound))
    assert copy_waiting_files(0) == 0
    assert taken(officer, stored).getvalue() == sound
    page = seen(officer)
    assert "Beredar seperti dikirim" in page


def test_a_document_is_said_to_circulate_as_pictures_of_its_pages(reporter: Reporter, officer: Person) -> None:
    (stored,) = sent(reporter, ("surat.pdf", samples.pdf()))
    assert copy_waiting_files(0) == 1
    assert not [secret for secret in samples.SECRETS if secret in taken(officer, stored).getvalue()]
    assert "Salinan berupa gambar halaman." in seen(officer)


def test_the_reporter_is_told_that_a_name_does_not_fit(reporter: Reporter) -> None:
    reporter.answer(evidence={"files": [SimpleUploadedFile("x" * 240 + ".hta", PHOTO)]})
    page = reporter.get("report_evidence", "?ubah=1").content.decode()
    assert "Nama aslinya berakhiran .hta, tetapi isinya JPEG. Disimpan sebagai .jpg." in page
    reporter.send()
    with elevated("test"):
        assert StoredFile.objects.get().claimed == "hta"


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("supervisor_member", "bawaslu.14.03", 200),
        ("supervisor_officer", "bawaslu.14", 200),
        ("supervisor_officer", "bawaslu.33.74", 404),
        ("catalogue_editor", "bawaslu", 403),
        ("administrator", "bawaslu.14.03", 403),
    ],
)
def test_evidence_is_opened_by_who_reads_the_report(reporter: Reporter, role: str, path: str, status: int) -> None:
    (stored,) = sent(reporter, ("foto.jpg", PHOTO))
    somebody = person(role, path)
    assert taken(somebody, stored).status_code == status
    if role != "supervisor_officer":
        assert original(somebody, stored, alasan="Ingin tahu").status_code == 403
    assert not Event.objects.filter(kind="file.original_opened").exists()
