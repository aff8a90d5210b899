"""Copies show what the file shows, and tell nothing else."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from openpyxl import load_workbook
from PIL import Image

from netral.engines.metadata.damage import Uncleanable
from netral.engines.metadata.removal import CLEANABLE, Cleaned, clean
from tests.engines.metadata import samples
from tests.engines.metadata.samples import SECRETS

FORMS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}


def told(content: bytes) -> list[bytes]:
    return [secret for secret in SECRETS if secret in content]


def shown(copy: Cleaned) -> Image.Image:
    image = Image.open(io.BytesIO(copy.content))
    assert not image.getexif()
    assert not set(image.info) & {"exif", "xmp", "icc_profile", "comment", "XML:com.adobe.xmp"}
    return image.convert("RGB")


def is_red(image: Image.Image, x: int, y: int) -> bool:
    point = image.getpixel((x, y))
    assert isinstance(point, tuple)
    return all(abs(one - other) < 40 for one, other in zip(point, samples.CORNER, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_picture_is_turned_upright_and_tells_nothing(kind: str, orientation: int) -> None:
    sent = samples.picture(FORMS[kind], orientation) + b"<script>app.alert(1)</script>"
    assert told(sent)
    copy = clean(sent, kind)
    assert (copy.kind, told(copy.content)) == (kind, [])
    image = shown(copy)
    assert image.size == (64, 32)
    assert [is_red(image, x, y) for x, y in ((4, 4), (59, 4), (4, 27), (59, 27))] == [True, False, False, False]


def test_a_photo_of_a_phone_becomes_a_jpeg_that_everybody_can_open() -> None:
    copy = clean(samples.picture("HEIF"), "heic")
    assert (copy.kind, told(copy.content)) == ("jpeg", [])
    assert is_red(shown(copy), 4, 4)
    assert Image.open(io.BytesIO(copy.content)).format == "JPEG"


def test_colours_of_a_profile_become_common_ones_and_what_is_clear_stays_clear() -> None:
    output = io.BytesIO()
    Image.new("LA", (8, 8), (0, 0)).save(output, "PNG", icc_profile=b"no profile")
    image = Image.open(io.BytesIO(clean(output.getvalue(), "png").content))
    assert (image.mode, image.getpixel((1, 1))) == ("RGBA", (0, 0, 0, 0))


def test_a_pdf_becomes_pictures_of_its_pages() -> None:
    sent = samples.pdf()
    assert told(samples.unpacked_pdf(sent)) == [each for each in SECRETS if each != b"<script>"]
    copy = clean(sent + b"\n<script>", "pdf")
    assert told(samples.unpacked_pdf(copy.content)) == []
    with pikepdf.open(io.BytesIO(copy.content)) as document:
        (page,) = document.pages
        assert set(document.Root.keys()) == {"/Type", "/Pages"}
        assert {str(key) for key in document.trailer} == {"/Root", "/Size", "/ID"}
        assert set(page.obj.keys()) == {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}
        assert [float(side) for side in page.mediabox] == [0, 0, 200, 200]
        (photo,) = page.obj["/Resources"]["/XObject"].values()
        assert isinstance(photo, pikepdf.Stream)
        image = pikepdf.PdfImage(photo).as_pil_image()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert is_red(image, image.width * 4 // 200, image.height - image.height * 28 // 200)


def book(pages: int) -> bytes:
    output = io.BytesIO()
    with pikepdf.Pdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(20, 20))
        document.save(output)
    return output.getvalue()


def test_a_workbook_keeps_its_cells_notes_and_pictures() -> None:
    copy = clean(samples.workbook(), "xlsx")
    assert told(samples.unpacked_zip(copy.content)) == []
    sheet = load_workbook(io.BytesIO(copy.content)).active
    assert sheet is not None
    assert (sheet["A1"].value, sheet["A1"].comment.text) == ("Isi yang tetap", "Catatan yang tetap")
    with zipfile.ZipFile(io.BytesIO(copy.content)) as file:
        assert [name for name in file.namelist() if "/media/" in name]
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(entry.extra or entry.comment for entry in file.infolist())


def test_a_letter_loses_its_authors_and_macros() -> None:
    sent = samples.letter()
    assert told(samples.unpacked_zip(sent))
    plain = samples.unpacked_zip(clean(sent, "docx").content)
    assert told(plain) == []
    assert b"Isi yang tetap" in plain
    for gone in (b"vbaProject", b"macroEnabled", b"docProps", b"rsid", b"2024-10-05"):
        assert gone not in plain
    assert b'Target="surat.docx"' in plain


def animated() -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (8, 8)).save(output, "WEBP", save_all=True, append_images=[Image.new("RGB", (8, 8), "red")])
    return output.getvalue()


def locked() -> bytes:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(samples.pdf())) as document:
        document.save(output, encryption=pikepdf.Encryption(owner="rekaan", user="rekaan"))
    return output.getvalue()


def huge() -> bytes:
    output = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(output, "PNG")
    return output.getvalue()


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (samples.picture("JPEG")[:400], "jpeg", "damaged"),
        (b"%PDF-1.7\nrusak", "pdf", "damaged"),
        (b"PK\x03\x04rusak", "docx", "damaged"),
        (animated(), "webp", "animated"),
        (locked(), "pdf", "locked"),
        (huge(), "png", "too large"),
        (book(201), "pdf", "many pages"),
        (samples.letter(word__embeddings__lain="PENULIS-REKAAN"), "docx", "embedded"),
    ],
    ids=["cut picture", "no pdf", "no zip", "moving picture", "locked pdf", "bomb", "long book", "file inside"],
)
def test_what_cannot_be_cleaned_says_why(content: bytes, kind: str, reason: str) -> None:
    with pytest.raises(Uncleanable, match=reason):
        clean(content, kind)


def test_every_kind_that_is_cleaned_is_tried_here() -> None:
    assert {*FORMS, "pdf", "docx", "xlsx"} == CLEANABLE
