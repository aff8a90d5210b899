"""What PDF/A-2b asks of the structure, read with libraries nobody here wrote; no validator of the standard runs."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pytest
from asn1crypto import cms
from fontTools.ttLib import TTFont
from PIL import ImageCms

from netral.engines.seal.certificates import Credential
from netral.engines.seal.pdf_template.template_signer import Pressed, TemplateSigner
from netral.engines.seal.signers import LocalSigner
from tests.engines.seal.pdf_template.samples import URL, VALUES, form
from tests.engines.seal.samples import SEALED_AT


@pytest.fixture
def pdf(pressed: Pressed) -> Any:
    return pikepdf.open(io.BytesIO(pressed.pdf))


@pytest.fixture
def long(signer: LocalSigner) -> Any:
    values = {**VALUES, "unit": "Badan " * 30}
    return pikepdf.open(io.BytesIO(TemplateSigner(form(pages=3), signer).seal(values, url=URL, at=SEALED_AT).pdf))


def fonts_of(pdf: Any) -> list[Any]:
    return [font for page in pdf.pages for font in page.obj.Resources.Font.values()]


def test_header_end_and_identifier(pressed: Pressed, pdf: Any) -> None:
    assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", pressed.pdf)
    assert pressed.pdf.endswith(b"%%EOF\n")
    assert pressed.pdf.count(b"%%EOF") == pressed.pdf.count(b"startxref") == 1
    first, second = pdf.trailer.ID
    assert bytes(first) == bytes(second)
    assert len(bytes(first)) == 16
    assert "/Info" not in pdf.trailer
    assert "/Encrypt" not in pdf.trailer


def test_every_object_lies_where_the_table_says_and_none_is_unused(pressed: Pressed) -> None:
    table = pressed.pdf[int(re.findall(rb"startxref\n(\d+)\n", pressed.pdf)[0]) :]
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n \n", table)]
    for number, place in enumerate(places, start=1):
        assert pressed.pdf[place:].startswith(b"%d 0 obj\n" % number)
    used = {int(number) for number in re.findall(rb"(\d+) 0 R", pressed.pdf)}
    assert set(range(1, len(places) + 1)) <= used


def test_metadata_claim_the_part_and_name_the_document(pdf: Any) -> None:
    packet = pdf.Root.Metadata
    assert "/Filter" not in packet
    with pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "2B"
        assert metadata["dc:title"] == "Ikrar Netralitas Pegawai ASN"
        assert metadata["dc:creator"] == ["Pemerintah Kabupaten Bengkalis"]


def test_the_output_intent_is_srgb(pdf: Any) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.N == 3
    profile = ImageCms.ImageCmsProfile(io.BytesIO(intent.DestOutputProfile.read_bytes()))
    assert profile.profile.xcolor_space.strip() == "RGB"
    assert profile.profile.version < 5
    assert "sRGB" in ImageCms.getProfileDescription(profile)


@pytest.mark.parametrize("which", ["pdf", "long"])
def test_every_character_shown_has_outline_width_and_meaning(which: str, request: pytest.FixtureRequest) -> None:
    document = request.getfixturevalue(which)
    shown: dict[str, set[int]] = {}
    for page in document.pages:
        current = ""
        for instruction in pikepdf.parse_content_stream(page):
            if str(instruction.operator) == "Tf":
                current = str(instruction.operands[0])
            elif str(instruction.operator) == "Tj":
                text = bytes(instruction.operands[0])
                codes = {int.from_bytes(text[at : at + 2], "big") for at in range(0, len(text), 2)}
                shown.setdefault(current, set()).update(codes)
    for name, codes in shown.items():
        check_font(document.pages[0].obj.Resources.Font[name], codes)


def check_font(font: Any, codes: set[int]) -> None:
    (inner,) = font.DescendantFonts
    assert (font.Encoding, inner.Subtype) == ("/Identity-H", "/CIDFontType2")
    assert str(font.BaseFont) == str(inner.BaseFont) == str(inner.FontDescriptor.FontName)
    assert re.match(r"/[A-Z]{6}\+PlusJakartaSans-", str(font.BaseFont))
    program = TTFont(io.BytesIO(inner.FontDescriptor.FontFile2.read_bytes()))
    glyphs, order = inner.CIDToGIDMap.read_bytes(), program.getGlyphOrder()
    widths: dict[int, int] = {}
    for start, found in zip(inner.W[::2], inner.W[1::2], strict=True):
        widths.update({int(start) + place: int(width) for place, width in enumerate(found)})
    ranges = re.findall(rb"<(\w{4})> <(\w{4})> <(\w{4})>\n", font.ToUnicode.read_bytes())
    meaning = {
        code: code - int(start, 16) + int(to, 16)
        for start, end, to in ranges
        for code in range(int(start, 16), int(end, 16) + 1)
    }
    for code in codes:
        glyph = int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")
        assert glyph > 0, chr(code)
        assert widths[code] == program["hmtx"][order[glyph]][0] * 1000 / program["head"].unitsPerEm
        assert meaning[code] == code


def test_nothing_is_transparent_interpolated_or_active(pdf: Any) -> None:
    assert set(pdf.Root.keys()) == {
        "/Type",
        "/Version",
        "/Pages",
        "/Metadata",
        "/Lang",
        "/ViewerPreferences",
        "/OutputIntents",
        "/AcroForm",
    }
    (page,) = pdf.pages
    assert set(page.obj.Resources.keys()) == {"/Font", "/XObject"}
    image = page.obj.Resources.XObject.Q
    assert image.ImageMask
    assert "/Interpolate" not in image
    assert "/SMask" not in image
    operators = {str(instruction.operator) for instruction in pikepdf.parse_content_stream(page)}
    assert not operators & {"gs", "sh", "BI", "ri", "BX", "k", "K", "sc", "scn"}


def test_the_only_annotation_is_the_signature_field(pdf: Any) -> None:
    (field,) = pdf.Root.AcroForm.Fields
    (annotation,) = pdf.pages[0].obj.Annots
    assert field.objgen == annotation.objgen
    assert [int(edge) for edge in field.Rect] == [0, 0, 0, 0]
    assert int(field.F) & 0b100111 == 0b100
    assert not {"/A", "/AA", "/AP"} & set(field.keys())
    assert "/NeedAppearances" not in pdf.Root.AcroForm
    assert field.V.SubFilter == "/ETSI.CAdES.detached"
    assert str(field.V.M) == "D:20241021031200Z"
    assert (str(field.V.Reason), str(field.V.Location)) == ("Ikrar Netralitas", "Bengkalis")


def test_the_container_is_that_of_the_baseline(pdf: Any, credential: Credential) -> None:
    written = bytes(pdf.Root.AcroForm.Fields[0].V.Contents)
    data = cms.ContentInfo.load(written[: 4 + int.from_bytes(written[2:4], "big")], strict=True)["content"]
    (signer,) = data["signer_infos"]
    attributes = signer["signed_attrs"].native
    assert [each["type"] for each in attributes] == ["content_type", "message_digest", "signing_certificate_v2"]
    assert data["encap_content_info"]["content"].native is None
    assert len(data["certificates"]) == len(credential.chain)
    # DER: written anew from its values, the container is the same bytes.
    assert cms.ContentInfo({"content_type": "signed_data", "content": data}).dump(force=True) == written.rstrip(b"\0")
