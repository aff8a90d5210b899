"""A check tells apart what is genuine, changed, foreign, revoked and unknown."""

from __future__ import annotations

from datetime import timedelta

import pytest

from netral.engines.seal.certificates import Holder, Period, issue_root, issue_seal
from netral.engines.seal.documents.render import render
from netral.engines.seal.pades import Mark, PadesSealer
from netral.engines.seal.signers import LocalSigner, Signer
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger.actors import PUBLIC, SYSTEM
from netral.foundation.ledger.clock import at, now
from netral.foundation.seals.actions.keys import revoke_key
from netral.foundation.seals.domain import LARGEST_FILE, CodeMistyped, Verdict, make_code
from netral.foundation.seals.issue import Issue
from netral.foundation.seals.keyfiles import signer_of
from netral.foundation.seals.models import SealKey
from netral.foundation.seals.queries import (
    document_by_code,
    documents_about,
    pdf_of,
    verify_document,
    verify_pdf,
)
from netral.foundation.seals.report import VerificationReport
from tests.foundation.seals.samples import STRANGER, letter, sealed_letter

pytestmark = pytest.mark.django_db


def as_public(pdf: bytes) -> VerificationReport:
    with reading_as(PUBLIC):
        return verify_pdf(pdf)


def unregistered(institution: Institution, signer: Signer) -> bytes:
    plain = render(letter(Issue(make_code(b"1234567"), now(), institution)))
    return PadesSealer(signer).seal(plain, Mark(now()))


def test_a_genuine_file_holds_for_anyone(key: SealKey, bengkalis: Institution) -> None:
    document = sealed_letter(bengkalis)
    report = as_public(pdf_of(document))
    assert report.verdict is Verdict.HOLDS
    assert report.document == document
    assert report.institution == bengkalis
    assert report.tone == "good"
    assert "sama persis" in report.sentences[0]
    assert verify_document(document).verdict is Verdict.HOLDS


def test_a_changed_file_is_altered_and_says_what_to_do(key: SealKey, bengkalis: Institution) -> None:
    sealed = pdf_of(sealed_letter(bengkalis))
    place = sealed.index(b"/MediaBox") + 12
    report = as_public(sealed[:place] + b"9" + sealed[place + 1 :])
    assert report.verdict is Verdict.ALTERED
    assert report.document is None
    # Anyone can put an institution's certificate beside a false signature, so its name proves nothing here.
    assert report.institution is None
    assert any("Minta salinan baru" in sentence for sentence in report.sentences)
    assert as_public(sealed + b"\n% tambahan").sentences[0] == "Ada yang ditambahkan ke berkas setelah disegel."


def test_a_seal_of_another_installation_is_foreign(key: SealKey, bengkalis: Institution) -> None:
    period = Period(now() - timedelta(days=1), now() + timedelta(days=1))
    forged = issue_seal(issue_root("Akar Segel Netral (percobaan)", period), Holder(bengkalis.name, "x"), period)
    report = as_public(unregistered(bengkalis, LocalSigner(forged)))
    assert report.verdict is Verdict.FOREIGN
    assert report.institution is None


def test_a_good_seal_that_nobody_registered_is_no_proof(key: SealKey, bengkalis: Institution) -> None:
    report = as_public(unregistered(bengkalis, signer_of(key)))
    assert report.verdict is Verdict.UNREGISTERED
    assert report.tone == "warning"


def test_after_a_revocation_only_what_was_registered_before_holds(key: SealKey, bengkalis: Institution) -> None:
    document = sealed_letter(bengkalis)
    backdated = unregistered(bengkalis, signer_of(key))
    with at(now() + timedelta(days=1)):
        revoke_key(key=key, reason="Komputer hilang", by=SYSTEM)
        assert verify_document(document).verdict is Verdict.HOLDS
        assert as_public(backdated).verdict is Verdict.REVOKED


@pytest.mark.parametrize(
    ("pdf", "verdict"),
    [
        (b"", Verdict.EMPTY),
        (b"GIF89a", Verdict.UNREADABLE),
        (b"%PDF-1.7 rusak", Verdict.UNREADABLE),
        (bytes(LARGEST_FILE + 1), Verdict.TOO_LARGE),
    ],
)
def test_bad_files_get_an_answer(pdf: bytes, verdict: Verdict) -> None:
    report = as_public(pdf)
    assert report.verdict is verdict
    assert report.headline
    assert report.sentences
    assert "%" not in " ".join(report.sentences)


def test_a_code_finds_its_document_for_anyone(key: SealKey, bengkalis: Institution) -> None:
    document = sealed_letter(bengkalis)
    with reading_as(PUBLIC):
        assert document_by_code(document.shown_code.lower()) == document
        assert document_by_code(make_code(b"7654321")) is None
    with pytest.raises(CodeMistyped):
        document_by_code("7K3M")


def test_documents_about_something_are_listed_to_their_scope(key: SealKey, bengkalis: Institution) -> None:
    first, second = sealed_letter(bengkalis), sealed_letter(bengkalis)
    assert list(documents_about("reports.report", "1")) == [first, second]
    with reading_as(STRANGER):
        assert list(documents_about("reports.report", "1")) == []
