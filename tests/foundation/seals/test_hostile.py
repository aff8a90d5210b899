"""Hostile files get an honest answer on the public pages, and everybody else's are still checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from netral.engines.sandbox import pool
from netral.engines.sandbox.pool import Sandbox
from netral.foundation.seals import batches
from netral.foundation.seals.archives import Member
from netral.foundation.seals.domain import Verdict
from tests.engines.sandbox.hostile import occupied
from tests.engines.seal.hostile_pdfs import many_objects

pytestmark = pytest.mark.django_db


def send(content: bytes) -> HttpResponseBase:
    upload = SimpleUploadedFile("surat.pdf", content, "application/pdf")
    return Client().post(reverse("verify"), {"berkas": upload})


def test_a_pdf_of_too_many_objects_is_named_so() -> None:
    response = send(many_objects(60_000))
    assert response.status_code == 200
    assert "terlalu rumit" in b"".join(response).decode()


def test_a_busy_reader_says_so_and_when_to_come_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sandbox = Sandbox(waiting=0)
    monkeypatch.setattr(pool, "_OF_THIS_PROCESS", sandbox)
    with occupied(sandbox, tmp_path):
        response = send(many_objects(10))
        members = [Member(f"{number}.pdf", many_objects(10)) for number in range(3)]
        lines = list(batches.check_members(members))
    sandbox.close()
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert [line.outcome for line in lines] == [Verdict.BUSY] * 3


def test_a_zip_is_read_no_further_after_three_costly_files() -> None:
    costly, plain = many_objects(60_000), many_objects(10)
    members = [Member("dulu.pdf", plain), *(Member(f"{n}.pdf", costly) for n in range(4)), Member("akhir.pdf", plain)]
    lines = list(batches.check_members(members))
    assert [line.outcome for line in lines] == [
        Verdict.UNSEALED,
        *[Verdict.TOO_COSTLY] * 3,
        batches.UNCHECKED,
        batches.UNCHECKED,
    ]
