"""A ZIP of anything gets one line for each file, totals, and the same lines as a file, with nothing stored."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from netral.engines.seal.certificates import Holder, Period, issue_root, issue_seal
from netral.engines.seal.documents.render import render
from netral.engines.seal.pades import Mark, PadesSealer
from netral.engines.seal.signers import LocalSigner
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import at, now
from netral.foundation.ledger.models import Event
from netral.foundation.seals import archives, batches, tables
from netral.foundation.seals.actions.documents import withdraw_document
from netral.foundation.seals.actions.keys import revoke_key
from netral.foundation.seals.domain import make_code
from netral.foundation.seals.issue import Issue
from netral.foundation.seals.models import SealedDocument, SealKey
from netral.foundation.seals.queries import pdf_of
from tests.foundation.seals.samples import letter, sealed_letter

pytestmark = pytest.mark.django_db


def packed(files: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return output.getvalue()


def send(content: bytes) -> HttpResponseBase:
    upload = SimpleUploadedFile("arsip.zip", content, "application/zip")
    return Client().post(reverse("verify_archive"), {"zip": upload})


def page_of(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return " ".join(response.content.decode().split())


def lines_of(page: str) -> str:
    found = re.search(r'name="baris" value="([^"]+)"', page)
    assert found
    return found.group(1)


def as_file(lines: str, kind: str) -> bytes:
    response: HttpResponseBase = Client().post(reverse("verify_archive_lines"), {"baris": lines, "bentuk": kind})
    assert isinstance(response, FileResponse)
    return response.getvalue()


def rows_of(content: bytes) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))}


def sealed_elsewhere(institution: Institution) -> bytes:
    period = Period(now() - timedelta(days=1), now() + timedelta(days=1))
    credential = issue_seal(issue_root("Akar lain", period), Holder("Kantor lain", "x"), period)
    plain = render(letter(Issue(make_code(b"1234567"), now(), institution)))
    return PadesSealer(LocalSigner(credential)).seal(plain, Mark(now()))


@pytest.fixture
def mixed(key: SealKey, bengkalis: Institution) -> dict[str, bytes]:
    good, withdrawn = sealed_letter(bengkalis), sealed_letter(bengkalis)
    withdraw_document(document=withdrawn, reason="Salah nama", by=SYSTEM)
    pdf = pdf_of(good)
    return {
        "map/sah.pdf": pdf,
        "dicabut.pdf": pdf_of(withdrawn),
        "berubah.pdf": pdf + b"\n% x",
        "lain.pdf": sealed_elsewhere(bengkalis),
        "polos.pdf": render(letter(Issue(make_code(b"1234567"), now(), bengkalis))),
        "catatan.txt": b"halo",
        "kosong.pdf": b"",
        "dalam.zip": packed({"x": b"y"}),
    }


def test_every_file_gets_its_own_verdict(mixed: dict[str, bytes]) -> None:
    response = send(packed(mixed))
    page = page_of(response)
    assert response.status_code == 200
    assert "Hasil pemeriksaan 8 berkas" in page
    rows = rows_of(as_file(lines_of(page), "csv"))
    document = SealedDocument.objects.get(withdrawn_at=None)
    signer = "Bawaslu Kabupaten Bengkalis"
    assert rows.pop("map/sah.pdf") == ["Sah", signer, "2024-10-07T10:12+07:00", document.shown_code]
    assert rows.pop("dicabut.pdf")[:2] == ["Dicabut penerbit", signer]
    assert rows.pop("lain.pdf")[:2] == ["Penyegel tidak dikenal", "Kantor lain"]
    rows.pop("Berkas")
    assert rows == {
        "berubah.pdf": ["Berubah", "", "", ""],
        "polos.pdf": ["Tidak bersegel", "", "", ""],
        "catatan.txt": ["Bukan PDF", "", "", ""],
        "kosong.pdf": ["Kosong", "", "", ""],
        "dalam.zip": ["Arsip di dalam ZIP, tidak dibuka", "", "", ""],
    }
    assert reverse("verify_code", args=[document.shown_code]) in page
    # What needs a look stands above what holds.
    assert page.index("berubah.pdf") < page.index("polos.pdf") < page.index("catatan.txt") < page.index("map/sah.pdf")


def test_the_workbook_says_the_same(mixed: dict[str, bytes]) -> None:
    lines = lines_of(page_of(send(packed(mixed))))
    sheet = openpyxl.load_workbook(io.BytesIO(as_file(lines, "xlsx"))).active
    assert sheet is not None
    found = {str(row[0]): [str(cell or "") for cell in row[1:]] for row in sheet.iter_rows(values_only=True)}
    assert found == rows_of(as_file(lines, "csv"))


def test_names_are_harmless_in_page_and_spreadsheet(db: None) -> None:
    page = page_of(send(packed({"=cmd|x.pdf": b"x", "<script>.pdf": b"x"})))
    assert "<script>.pdf" not in page
    assert "'=cmd|x.pdf" in rows_of(as_file(lines_of(page), "csv"))


def test_nothing_is_stored(mixed: dict[str, bytes], places: Path) -> None:
    before = sorted((places / "store").rglob("*")), Event.objects.count()
    send(packed(mixed))
    assert (sorted((places / "store").rglob("*")), Event.objects.count()) == before


def test_a_revoked_key_tells_earlier_from_later(key: SealKey, bengkalis: Institution) -> None:
    with at(now() - timedelta(minutes=5)):
        earlier = sealed_letter(bengkalis)
    later = sealed_letter(bengkalis)
    with at(now() - timedelta(minutes=1)):
        revoke_key(key=key, reason="Komputer hilang", by=SYSTEM)
    page = page_of(send(packed({"lama.pdf": pdf_of(earlier), "baru.pdf": pdf_of(later)})))
    rows = rows_of(as_file(lines_of(page), "csv"))
    assert rows["lama.pdf"][0] == "Sah"
    assert rows["baru.pdf"][0] == "Kunci dicabut"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "bukan ZIP"),
        (b"%PDF-1.7", "bukan ZIP"),
        (packed({}), "tidak berisi berkas"),
        (packed({"../../etc/x.pdf": b"x"}), "“../../etc/x.pdf”, nama yang menunjuk ke luar ZIP"),
    ],
    ids=["empty", "a PDF", "a ZIP of nothing", "a ZIP that leads out"],
)
def test_a_refused_archive_is_an_error_beside_the_field(content: bytes, said: str, db: None) -> None:
    response = send(content)
    assert response.status_code == 422
    assert said in page_of(response)


def test_limits_are_said_in_figures(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(archives, "MOST_FILES", 1)
    assert "Batasnya 5.000 berkas" in page_of(send(packed({"a": b"", "b": b""})))
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 10)
    assert "Batasnya 200 MB" in page_of(send(packed({"a": bytes(11)})))
    monkeypatch.setattr(archives, "LARGEST_ARCHIVE", 10)
    assert "Batasnya 50 MB" in page_of(send(packed({"a": bytes(11)})))


def test_no_file_is_an_error_beside_the_field(db: None) -> None:
    response = Client().post(reverse("verify_archive"), {})
    assert response.status_code == 422
    assert "Pilih berkas ZIP" in page_of(response)


def test_a_long_list_is_cut_on_the_page_but_not_in_the_file(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(tables, "SHOWN", 3)
    monkeypatch.setattr("netral.foundation.seals.views.archives.SHOWN", 3)
    page = page_of(send(packed({f"{n}.pdf": b"x" for n in range(10)})))
    assert "7 berkas lain tidak ditampilkan" in page
    assert "3.pdf" not in page
    assert "halaman=" not in page
    assert len(rows_of(as_file(lines_of(page), "csv"))) == 11


def test_when_time_is_up_the_rest_is_named_and_not_judged(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(batches, "SLOW_SECONDS", 0.0)
    assert "Belum diperiksa, waktu habis" in page_of(send(packed({"a.pdf": b"%PDF-1.7 x"})))


@pytest.mark.parametrize(
    "made",
    [
        lambda: "",
        lambda: "bukan",
        lambda: signing.dumps([], salt="seals.batch") + "x",
        lambda: signing.dumps([]),
    ],
    ids=["nothing", "unsigned", "changed", "signed for something else"],
)
def test_lines_that_are_not_ours_become_no_file(made: Callable[[], str], db: None) -> None:
    lines = made()
    response = Client().post(reverse("verify_archive_lines"), {"baris": lines, "bentuk": "csv"})
    assert response.status_code == 422
    assert "tidak bisa diunduh lagi" in page_of(response)


def test_more_files_than_are_looked_up_at_once_keep_their_order(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(batches, "_AT_ONCE", 4)
    names = [f"{n:02}.pdf" for n in range(11)]
    lines = batches.check_members(archives.Member(name, b"x" if n % 3 else b"") for n, name in enumerate(names))
    with elevated("test"):
        assert [line.name for line in lines] == names


def test_the_pages_carry_no_inline_script_or_style(mixed: dict[str, bytes]) -> None:
    for response in (Client().get(reverse("verify_archive")), send(packed(mixed))):
        assert isinstance(response, HttpResponse)
        assert " style=" not in response.content.decode()
        assert "<script>" not in response.content.decode()
