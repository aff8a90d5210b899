"""What was changed in a single bit is refused; what is accepted, pyHanko accepts; and every value is read back."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast
from unicodedata import normalize

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import example, given, reject, settings, strategies as st
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from netral.engines.seal.certificates import Credential, Holder, issue_root, issue_seal
from netral.engines.seal.documents.fonts import UnprintableText
from netral.engines.seal.pdf_template.line_fit import plain_signs
from netral.engines.seal.pdf_template.template_signer import Pressed, TemplateSigner
from netral.engines.seal.pdf_template.verification import SkeletonShelf, judge, strictly, verify
from netral.engines.seal.result import Result, Verification
from netral.engines.seal.signers import LocalSigner
from netral.engines.seal.verification import verify_pdf
from tests.engines.seal.pdf_template.samples import URL, VALUES, form
from tests.engines.seal.samples import PERIOD, SEALED_AT

SIGNS = "".join(sorted(plain_signs() - {" "}))
CODES = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=12, max_size=12)


def flipped(pdf: bytes, bit: int) -> bytes:
    changed = bytearray(pdf)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_an_unaltered_document_says_who_when_and_what(
    pressed: Pressed, shelf: SkeletonShelf, credential: Credential, root: Credential
) -> None:
    checked = verify(pressed.pdf, shelf)
    assert checked
    assert checked.certificate == credential.certificate
    assert checked.signed_at == SEALED_AT
    assert checked.values == {**VALUES, "url": URL}
    assert (checked.url, checked.body, checked.skeleton) == (URL, pressed.body, pressed.skeleton)
    assert checked.trusted([root.certificate])
    judged = judge(pressed.pdf, [root.certificate])
    assert judged == verify_pdf(pressed.pdf, [root.certificate], at=SEALED_AT)


def test_every_bit_of_what_varies_counts(pressed: Pressed, shelf: SkeletonShelf, root: Credential) -> None:
    pdf = pressed.pdf
    begin = 8 * len(pressed.skeleton.prefix)
    accepted = [bit for bit in range(begin, 8 * len(pdf)) if verify(flipped(pdf, bit), shelf)]
    assert accepted == []
    assert [bit for bit in range(begin, 8 * len(pdf), 11) if judge(flipped(pdf, bit), [root.certificate])] == []


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_any_bit_of_the_whole_file_counts(
    pressed: Pressed, shelf: SkeletonShelf, root: Credential, data: st.DataObject
) -> None:
    changed = flipped(pressed.pdf, data.draw(st.integers(0, 8 * len(pressed.pdf) - 1)))
    assert verify(changed, shelf) is None
    assert judge(changed, [root.certificate]) is None


@settings(max_examples=80, deadline=None)
@given(
    name=st.lists(st.text(SIGNS, min_size=1, max_size=40), min_size=1, max_size=6).map(" ".join),
    position=st.text(SIGNS, max_size=150),
    code=CODES,
)
@example(name="W" * 150, position="i" * 150, code="0" * 12)
@example(name="Ngọc-Ánh Žuković", position="", code="ZZZZZZZZZZZZ")
def test_every_value_is_read_back_and_pyhanko_agrees(
    press: TemplateSigner, root: Credential, name: str, position: str, code: str
) -> None:
    url = f"https://netral.example.go.id/verifikasi/{code}/"
    values = {**VALUES, "name": normalize("NFC", name)[:150].strip(), "position": position, "code": code}
    try:
        pressed = press.seal(values, url=url, at=SEALED_AT)
    except UnprintableText:
        # Letter and mark make up a letter together that the typeface lacks, by the general path too.
        reject()
    checked = verify(pressed.pdf, SkeletonShelf.of([pressed.skeleton]))
    assert checked
    assert checked.body == pressed.body
    assert checked.values == {**{slot: normalize("NFC", value) for slot, value in values.items()}, "url": url}
    judged = verify_pdf(pressed.pdf, [root.certificate], at=SEALED_AT)
    assert judged.holds
    assert judged.covers_whole_file


def container_of(pdf: bytes) -> range:
    start = pdf.rindex(b"/Contents<") + len(b"/Contents<")
    return range(start, pdf.index(b">", start))


def test_what_other_verifiers_overlook_is_not_overlooked(pressed: Pressed, root: Credential) -> None:
    pdf, place = pressed.pdf, container_of(pressed.pdf)
    embedded = root.certificate.public_bytes(Encoding.DER).hex().encode()
    in_the_root, letter = pdf.index(embedded, place.start) + 120, pdf.index(b"a", place.start)
    for at, bit in ((in_the_root, 0), (letter, 5)):
        changed = flipped(pdf, 8 * at + bit)
        found = verify_pdf(changed, [root.certificate], at=SEALED_AT)
        assert found.holds
        strict = strictly(found, changed, [root.certificate])
        assert (strict.result, strict.holds, strict.intact) == (Result.ALTERED, False, False)
    honest = verify_pdf(pdf, [root.certificate], at=SEALED_AT)
    assert strictly(honest, pdf, [root.certificate]) == honest


def test_no_bit_of_the_container_changes_unnoticed(pressed: Pressed, root: Credential) -> None:
    pdf, chance = pressed.pdf, random.SystemRandom()
    place = container_of(pdf)
    for at in chance.sample(place, 250):
        changed = flipped(pdf, 8 * at + chance.randrange(8))
        assert judge(changed, [root.certificate]) is None
        found = verify_pdf(changed, [root.certificate], at=SEALED_AT)
        assert not strictly(found, changed, [root.certificate]).holds, f"byte {at - place.start} of the container"


def test_a_revision_added_by_others_is_judged_by_the_first(pressed: Pressed, root: Credential) -> None:
    later = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(pressed.pdf))
    writer.root["/Later"] = pdf_name("/Yes")
    update, write = cast("Callable[[], None]", writer.update_root), cast("Callable[[io.BytesIO], None]", writer.write)
    update()
    write(later)
    holding = Verification(Result.SEALED)
    assert strictly(holding, later.getvalue(), [root.certificate]) == holding
    spelt = flipped(later.getvalue(), 8 * pressed.pdf.index(b"a", container_of(pressed.pdf).start) + 5)
    assert strictly(holding, spelt, [root.certificate]).result is Result.ALTERED
    assert strictly(holding, b"%PDF-1.7\nof others", [root.certificate]) == holding


def test_a_document_of_another_form_is_not_known(signer: LocalSigner, shelf: SkeletonShelf) -> None:
    other = TemplateSigner(form(pages=2), signer).seal(VALUES, url=URL, at=SEALED_AT)
    assert verify(other.pdf, shelf) is None
    assert verify(b"", shelf) is None
    assert verify(b"%PDF-1.7\n", shelf) is None


def test_a_symbol_of_another_address_is_refused(press: TemplateSigner, signer: LocalSigner) -> None:
    symbol = press.seal(VALUES, url=URL.replace("7K3M", "AAAA"), at=SEALED_AT)
    honest = press.seal(VALUES, url=URL, at=SEALED_AT)
    skeleton = honest.skeleton
    _, wrong, _ = skeleton.parted(symbol.body)
    signature, _, text = skeleton.parted(honest.body)
    forged = bytes([len(signature)]) + signature + wrong + text.encode()
    unsigned = skeleton.assemble(forged)
    digest = skeleton.digest_of(unsigned)
    before, after = skeleton.container.to_sign
    truly = signer.sign(before + digest + after)
    pdf = skeleton.assemble(bytes([len(truly)]) + truly + wrong + text.encode())
    assert verify(pdf, SkeletonShelf.of([skeleton])) is None


def test_a_foreign_root_is_not_trusted(pressed: Pressed, shelf: SkeletonShelf, root: Credential) -> None:
    stranger = issue_root("Akar Segel Netral", PERIOD)
    checked = verify(pressed.pdf, shelf)
    assert checked
    assert not checked.trusted([stranger.certificate])
    assert not checked.trusted([])
    assert judge(pressed.pdf, [stranger.certificate]) is None
    assert judge(pressed.pdf, [stranger.certificate, root.certificate])


def test_the_same_form_signed_with_another_key_is_not_known(
    root: Credential, press: TemplateSigner, shelf: SkeletonShelf, pressed: Pressed
) -> None:
    other = LocalSigner(issue_seal(root, Holder("Lain", "x"), PERIOD))
    assert verify(TemplateSigner(press.form, other).seal(VALUES, url=URL, at=SEALED_AT).pdf, shelf) is None
    _, symbol, text = pressed.skeleton.parted(pressed.body)
    before, after = pressed.skeleton.container.to_sign
    forged = other.sign(before + pressed.skeleton.digest_of(pressed.pdf) + after)
    pdf = pressed.skeleton.assemble(bytes([len(forged)]) + forged + symbol + text.encode())
    assert verify(pdf, shelf) is None
    assert judge(pdf, [root.certificate]) is None


@pytest.mark.parametrize("moment", [PERIOD.start - timedelta(days=1), PERIOD.end + timedelta(days=1)])
def test_a_seal_outside_the_time_of_its_certificate_is_left_to_the_general_path(
    moment: datetime, press: TemplateSigner, root: Credential
) -> None:
    pdf = press.seal(VALUES, url=URL, at=moment).pdf
    assert judge(pdf, [root.certificate]) is None
    assert not verify_pdf(pdf, [root.certificate], at=SEALED_AT).holds


def test_a_second_revision_is_left_to_the_general_path(
    pressed: Pressed, shelf: SkeletonShelf, root: Credential
) -> None:
    (start,) = re.findall(rb"startxref\n(\d+)\n", pressed.pdf)
    longer = pressed.pdf + b"startxref\n%b\n%%%%EOF\n" % start
    assert judge(longer, [root.certificate]) is None
    assert verify(longer, shelf) is None
