"""Institutions get keys that lie outside the database, and documents sealed by them."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import zxingcpp
from django.db import IntegrityError, transaction
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from netral.engines.seal.documents.fonts import UnprintableText
from netral.engines.seal.pades import SealingError
from netral.engines.vault.lazy import LazySecret
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import at, now
from netral.foundation.ledger.models import Event
from netral.foundation.seals.actions.documents import NoSealKey, seal_document
from netral.foundation.seals.actions.keys import KeyRevokedAlready, create_seal_key, revoke_key
from netral.foundation.seals.keyfiles import KeyUnavailable, signer_of
from netral.foundation.seals.models import KeyKind, SealedDocument, SealKey
from netral.foundation.seals.queries import active_key, pdf_of
from tests.foundation.seals.samples import STRANGER, draft, letter, sealed_letter

pytestmark = pytest.mark.django_db


def test_the_first_key_brings_the_root_and_lies_outside_the_database(key: SealKey, places: Path) -> None:
    root = SealKey.objects.get(kind=KeyKind.ROOT)
    files = sorted((places / "keys").glob("*.pem"))
    assert [file.stem for file in files] == sorted([root.fingerprint, key.fingerprint])
    assert all(b"ENCRYPTED PRIVATE KEY" in file.read_bytes() for file in files)
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)
    assert "PRIVATE" not in key.certificates
    assert Event.objects.filter(kind="seal.key_created").count() == 2


def test_a_second_institution_shares_the_root(key: SealKey) -> None:
    create_seal_key(institution=Institution.objects.get(path="bawaslu.33.74"), by=SYSTEM)
    assert SealKey.objects.filter(kind=KeyKind.ROOT).count() == 1


def test_a_key_does_not_open_with_another_password(key: SealKey, settings: SimpleNamespace, places: Path) -> None:
    settings.NETRAL_KEYS = str((places / "keys").rename(places / "moved"))
    settings.SEAL_KEY_PASSWORD = LazySecret(lambda: "lain")
    with pytest.raises(KeyUnavailable):
        signer_of(key)


def test_a_missing_key_file_is_named(key: SealKey, settings: SimpleNamespace, places: Path) -> None:
    settings.NETRAL_KEYS = str(places / "nowhere")
    with pytest.raises(KeyUnavailable, match=key.fingerprint):
        signer_of(key)


def test_a_sealed_document_is_registered_and_accepted_by_other_programs(
    key: SealKey, bengkalis: Institution, tmp_path: Path
) -> None:
    document = sealed_letter(bengkalis)
    file = tmp_path / "letter.pdf"
    file.write_bytes(pdf_of(document))
    assert document.size == file.stat().st_size
    report = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in report
    assert "Bawaslu Kabupaten Bengkalis" in report
    subprocess.run(["qpdf", "--check", file], capture_output=True, check=True)
    event = Event.objects.get(kind="seal.document_sealed")
    assert event.data["sha256"] == document.sha256


def test_the_symbol_leads_to_the_page_of_the_code(key: SealKey, bengkalis: Institution, tmp_path: Path) -> None:
    document = sealed_letter(bengkalis)
    (tmp_path / "letter.pdf").write_bytes(pdf_of(document))
    subprocess.run(["pdftoppm", "-r", "150", "-png", "letter.pdf", "page"], cwd=tmp_path, check=True)
    (symbol,) = zxingcpp.read_barcodes(Image.open(tmp_path / "page-1.png").convert("L"))
    assert symbol.text == f"https://netral.example.go.id/verifikasi/{document.shown_code}/" == document.address


def test_a_finished_pdf_may_be_sealed_too(key: SealKey, bengkalis: Institution) -> None:
    output = io.BytesIO()
    canvas = Canvas(output)
    canvas.drawString(72, 720, "Surat")
    canvas.save()
    document = seal_document(draft=draft(bengkalis), pdf=output.getvalue(), by=SYSTEM)
    assert pdf_of(document).startswith(output.getvalue()[:8])


def test_only_its_scope_sees_the_row(key: SealKey, bengkalis: Institution) -> None:
    sealed_letter(bengkalis)
    assert SealedDocument.objects.count() == 1
    with reading_as(STRANGER):
        assert SealedDocument.objects.count() == 0


def test_without_key_the_refusal_says_who_helps(bengkalis: Institution) -> None:
    with pytest.raises(NoSealKey, match="Bawaslu Kabupaten Bengkalis belum punya kunci segel"):
        sealed_letter(bengkalis)


def test_a_key_that_ran_out_seals_no_more(key: SealKey, bengkalis: Institution) -> None:
    with at(key.valid_to + timedelta(days=1)):
        assert active_key(bengkalis, now()) is None


def test_what_cannot_be_sealed_leaves_nothing_behind(key: SealKey, bengkalis: Institution, places: Path) -> None:
    with pytest.raises(SealingError):
        seal_document(draft=draft(bengkalis), pdf=b"no pdf", by=SYSTEM)
    with pytest.raises(UnprintableText):
        seal_document(draft=draft(bengkalis), pdf=lambda issue: replace(letter(issue), title="名前"), by=SYSTEM)
    assert not SealedDocument.objects.exists()
    assert not (places / "store").exists()


def test_a_key_is_revoked_once_with_its_reason(key: SealKey, bengkalis: Institution) -> None:
    revoke_key(key=key, reason="Komputer hilang", by=SYSTEM)
    assert active_key(bengkalis, now()) is None
    assert Event.objects.get(kind="seal.key_revoked").data["reason"] == "Komputer hilang"
    with pytest.raises(KeyRevokedAlready):
        revoke_key(key=key, reason="lagi", by=SYSTEM)


def test_the_newest_key_seals(key: SealKey, bengkalis: Institution) -> None:
    with at(now() + timedelta(days=30)):
        newer = create_seal_key(institution=bengkalis, by=SYSTEM)
        assert active_key(bengkalis, now()) == newer


def test_the_database_refuses_a_revocation_without_reason(key: SealKey) -> None:
    with pytest.raises(IntegrityError, match="seal_key_revoked_with_reason"), transaction.atomic():
        revoke_key(key=key, reason="", by=SYSTEM)
