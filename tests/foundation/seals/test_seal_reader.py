"""The fast way and pyHanko agree on our documents, and whatever is not one of ours goes to pyHanko."""

from __future__ import annotations

import io
import secrets
import zipfile
from dataclasses import replace

import pytest

from netral.engines.seal.result import Result
from netral.engines.seal.verification import verify_pdf
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger.actors import PUBLIC, SYSTEM
from netral.foundation.ledger.clock import now
from netral.foundation.seals import batches
from netral.foundation.seals.actions.documents import seal_printed, withdraw_document
from netral.foundation.seals.archives import Archive
from netral.foundation.seals.domain import Verdict
from netral.foundation.seals.models import SealedDocument, SealKey
from netral.foundation.seals.queries import pdf_of, trust_roots, verify_pdf as check
from netral.foundation.seals.seal_reader import read, read_fast
from tests.foundation.seals.samples import form, printed, sealed_letter

pytestmark = pytest.mark.django_db


def pressed(institution: Institution, names: list[str]) -> list[SealedDocument]:
    letters = [printed(institution, name) for name in names]
    return seal_printed(institution=institution, form=form(institution), documents=letters, by=SYSTEM)


def test_both_ways_say_the_same_of_pressed_documents(key: SealKey, bengkalis: Institution) -> None:
    for document in pressed(bengkalis, ["Siti Aminah", "Budi", "Ńguyễn " * 8, "x"]):
        pdf = pdf_of(document)
        fast, slow = read_fast(pdf, trust_roots()), verify_pdf(pdf, trust_roots(), at=now())
        assert fast is not None
        assert fast.result is Result.SEALED
        assert replace(fast, certificate=None) == replace(slow, certificate=None)


def test_no_changed_bit_passes_either_way(key: SealKey, bengkalis: Institution) -> None:
    (document,) = pressed(bengkalis, ["Siti Aminah"])
    pdf = pdf_of(document)
    # Behind the container lie zeros that only fill it up; a bit changed there changes no content, but the file.
    for number in range(300):
        changed = bytearray(pdf)
        place = secrets.randbelow(len(pdf))
        changed[place] ^= 1 << secrets.randbelow(8)
        assert read_fast(bytes(changed), trust_roots()) is None
        if number % 20 == 0:
            assert check(bytes(changed)).verdict is not Verdict.HOLDS
    for changed_file in (pdf + b"\n", pdf[:-1], pdf + pdf, b"\n" + pdf):
        assert read_fast(changed_file, trust_roots()) is None


def test_other_files_and_other_roots_are_left_to_the_general_way(key: SealKey, bengkalis: Institution) -> None:
    single = pdf_of(sealed_letter(bengkalis))
    assert read_fast(single, trust_roots()) is None
    assert read(single, trust_roots(), now()).result is Result.SEALED
    (document,) = pressed(bengkalis, ["Siti"])
    assert read_fast(pdf_of(document), []) is None
    assert read(pdf_of(document), [], now()).result is Result.UNTRUSTED


def test_a_zip_of_pressed_documents_needs_no_slow_reading(
    key: SealKey, bengkalis: Institution, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = pressed(bengkalis, [f"Pegawai {number}" for number in range(40)])
    withdraw_document(document=documents[7], reason="Salah nama", by=SYSTEM)
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for number, document in enumerate(documents):
            archive.writestr(f"{number:02}.pdf", pdf_of(document))
    monkeypatch.setattr(batches, "SLOW_SECONDS", 0.0)
    with reading_as(PUBLIC), Archive(output) as opened:
        lines = list(batches.check_members(opened.members()))
    assert [line.code for line in lines] == [document.code for document in documents]
    assert {line.outcome for line in lines} == {"holds", "withdrawn"}
    assert lines[7].outcome == "withdrawn"
    assert {line.signer for line in lines} == {"Bawaslu Kabupaten Bengkalis"}
