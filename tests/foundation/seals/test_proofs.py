"""The page tells where the ledger has a document, and gives a proof that holds without us."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from nacl.signing import SigningKey

from netral.engines.merkle.cosignatures import cosign, cosigner_key
from netral.engines.merkle.note import NoteError, Verifier, with_signatures
from netral.engines.merkle.proofs import ProofRefused
from netral.engines.merkle.tlogproof import TlogProof
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger import folder
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.canonical import Opening
from netral.foundation.ledger.clock import at, now
from netral.foundation.ledger.erasure import erase_personal
from netral.foundation.ledger.identity import log_verifier
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.sequencer import sequence_pending
from netral.foundation.ledger.witnesses import accept
from netral.foundation.seals.actions.documents import (
    ReasonMissing,
    WithdrawnAlready,
    seal_printed,
    withdraw_document,
)
from netral.foundation.seals.actions.keys import revoke_key
from netral.foundation.seals.domain import make_code, show_code
from netral.foundation.seals.models import SealedDocument, SealKey
from netral.foundation.seals.queries import pdf_of
from tests.foundation.seals.samples import form, printed, sealed_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(key: SealKey, bengkalis: Institution) -> SealedDocument:
    return sealed_letter(bengkalis)


def page_of(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def check(pdf: bytes) -> str:
    upload = SimpleUploadedFile("surat.pdf", pdf, "application/pdf")
    response = Client().post(reverse("verify"), {"berkas": upload})
    assert isinstance(response, HttpResponse)
    return page_of(response)


def page(document: SealedDocument) -> str:
    response = Client().get(reverse("verify_code", args=[document.shown_code]))
    assert isinstance(response, HttpResponse)
    return page_of(response)


def proof(document: SealedDocument) -> HttpResponse:
    response = Client().get(reverse("verify_proof", args=[document.shown_code]))
    assert isinstance(response, HttpResponse)
    return response


def test_before_its_place_the_page_asks_for_patience(document: SealedDocument) -> None:
    shown = check(pdf_of(document))
    assert "belum mendapat nomor urut. Coba lagi sebentar." in shown
    assert reverse("verify_proof", args=[document.shown_code]) not in shown
    response = proof(document)
    assert response.status_code == 404
    assert "Coba lagi sebentar" in page_of(response)


def test_afterwards_it_tells_place_and_size(document: SealedDocument) -> None:
    size = sequence_pending()
    for shown in (check(pdf_of(document)), page(document)):
        assert f"Nomor urut {size} dari {size} catatan yang sudah ditandatangani" in shown
        assert "Belum ada saksi luar" in shown
        assert reverse("verify_proof", args=[document.shown_code]) in shown
        assert log_verifier().written() in shown


def test_witnesses_are_counted_with_their_time(document: SealedDocument, settings: SimpleNamespace) -> None:
    key = SigningKey.generate()
    settings.LEDGER_WITNESSES = [cosigner_key("saksi.example", key.verify_key)]
    sequence_pending()
    note = folder.published()
    assert note is not None
    line = cosign(note, "saksi.example", key, int(now().timestamp()))
    accept(with_signatures(note, [line]))
    assert "Ikut ditandatangani 1 saksi luar, terakhir pada 7 Oktober 2024 pukul 10.12 WIB." in page(document)


def test_the_proof_holds_without_us_and_names_exactly_this_file(key: SealKey, bengkalis: Institution) -> None:
    (document,) = seal_printed(
        institution=bengkalis, form=form(bengkalis), documents=[printed(bengkalis, "Siti Aminah")], by=SYSTEM
    )
    sealed_letter(bengkalis)
    size = sequence_pending()
    response = proof(document)
    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="bukti-{document.shown_code}.tlog-proof"'
    found = TlogProof.parse(response.content.decode())
    opening = Opening.from_bytes(found.extra)
    head = found.check(opening.entry(), log_verifier())
    assert (found.index, head.size) == (size - 2, size)
    assert opening.event["data"]["sha256"] == hashlib.sha256(pdf_of(document)).hexdigest()
    assert "Siti" not in str(opening.event)
    another = Opening(opening.salt, {**opening.event, "data": {**opening.event["data"], "sha256": "0" * 64}})
    with pytest.raises(ProofRefused):
        found.check(another.entry(), log_verifier())
    with pytest.raises(NoteError):
        found.check(opening.entry(), Verifier(head.origin, SigningKey.generate().verify_key))


def test_a_document_whose_row_was_given_another_file_has_no_proof(document: SealedDocument) -> None:
    sequence_pending()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE seals_sealeddocument SET sha256 = %s WHERE id = %s", ["0" * 64, document.pk])
    response = proof(document)
    assert response.status_code == 404
    assert "tidak memuat penyegelan berkas ini" in page_of(response)


def test_after_erasure_the_seal_holds_but_there_is_no_proof(document: SealedDocument) -> None:
    sequence_pending()
    erase_personal(subject=document, reason="Permintaan hapus data", by=SYSTEM)
    response = proof(document)
    assert response.status_code == 404
    assert "sudah dihapus" in page_of(response)


def test_proofs_of_unknown_codes_are_not_found(db: None) -> None:
    for code in (show_code(make_code(b"1234567")), "salah"):
        assert Client().get(reverse("verify_proof", args=[code])).status_code == 404


def test_a_withdrawn_document_says_when_and_why(document: SealedDocument) -> None:
    pdf = pdf_of(document)
    withdraw_document(document=document, reason=" Nama salah ", by=SYSTEM)
    for shown in (check(pdf), page(document)):
        assert "Dokumen ini asli, tetapi sudah dicabut" in shown
        assert "Dicabut pada 7 Oktober 2024 pukul 10.12 WIB. Alasan: Nama salah" in shown
        assert "Dokumen ini asli dan tidak berubah" not in shown
    event = Event.objects.get(kind="seal.document_withdrawn")
    assert event.data == {"sha256": document.sha256, "reason": "Nama salah"}
    with pytest.raises(WithdrawnAlready):
        withdraw_document(document=document, reason="lagi", by=SYSTEM)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_withdrawal_needs_a_reason_that_fits(reason: str, document: SealedDocument) -> None:
    with pytest.raises(ReasonMissing):
        withdraw_document(document=document, reason=reason, by=SYSTEM)
    document.refresh_from_db()
    assert document.withdrawn_at is None


def test_a_key_revoked_later_leaves_the_document_and_says_so(document: SealedDocument, key: SealKey) -> None:
    sequence_pending()
    with at(now() + timedelta(days=1)):
        revoke_key(key=key, reason="Komputer hilang", by=SYSTEM)
        sequence_pending()
        shown = check(pdf_of(document))
    assert "Dokumen ini asli dan tidak berubah" in shown
    assert "catatan publik menunjukkan segel ini lebih dulu" in shown


def test_a_key_revoked_before_refuses_pressed_documents_too(key: SealKey, bengkalis: Institution) -> None:
    letters = [printed(bengkalis, "Siti Aminah")]
    with at(now() + timedelta(minutes=5)):
        (document,) = seal_printed(institution=bengkalis, form=form(bengkalis), documents=letters, by=SYSTEM)
    revoke_key(key=key, reason="Komputer hilang", by=SYSTEM)
    shown = check(pdf_of(document))
    assert "Kunci segel dokumen ini sudah dicabut" in shown
    assert "tidak terbukti dokumen ini disegel sebelum itu" in shown
