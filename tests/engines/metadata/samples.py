"""Small files that say too much: a phone and a place in pictures, authors and macros in documents."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pillow_heif
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Drawing
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

# Each of these is told by some sample, and must be in no copy.
SECRETS = (b"PABRIK-REKAAN", b"PENULIS-REKAAN", b"JUDUL-REKAAN", b"LAMPIRAN-REKAAN", b"app.alert", b"<script>")
CORNER = (220, 30, 30)


def exif(orientation: int) -> Image.Exif:
    told = Image.Exif()
    told[0x0112], told[0x010F] = orientation, "PABRIK-REKAAN"
    told.get_ifd(0x8825).update({1: "N", 2: (1.0, 28.0, 0.0), 3: "E", 4: (102.0, 6.0, 0.0)})
    told.get_ifd(0x8769)[0x927C] = b"PABRIK-REKAAN"
    return told


def drawn() -> Image.Image:
    """A white field, twice as wide as high, whose upper left quarter is red."""
    field = Image.new("RGB", (64, 32), "white")
    field.paste(CORNER, (0, 0, 24, 16))
    return field


def lying(orientation: int) -> Image.Image:
    """The field as a camera held that way stores it."""
    undo = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    return drawn() if undo is None else drawn().transpose(undo)


def picture(form: str, orientation: int = 1) -> bytes:
    pillow_heif.register_heif_opener()
    output = io.BytesIO()
    told = {"exif": exif(orientation)} | ({} if form == "PNG" else {"xmp": b"<x:xmpmeta>PENULIS-REKAAN</x:xmpmeta>"})
    lying(orientation).save(output, form, **told)
    return output.getvalue()


def pdf() -> bytes:
    document = Pdf.new()
    page = document.add_blank_page(page_size=(200, 200))
    photo = Stream(document, picture("JPEG"), Type=Name.XObject, Subtype=Name.Image, Filter=Name.DCTDecode)
    photo.update({"/Width": 64, "/Height": 32, "/ColorSpace": Name.DeviceRGB, "/BitsPerComponent": 8})
    page.Resources = Dictionary(XObject=Dictionary(Foto=photo))
    page.Contents = document.make_stream(b"q 64 0 0 32 0 0 cm /Foto Do Q")
    page.PieceInfo = Dictionary(App=Dictionary(Private="PENULIS-REKAAN"))
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, T="PENULIS-REKAAN", Contents="Catatan", Rect=[0, 0, 9, 9])
    start = Dictionary(S=Name.Launch, F="LAMPIRAN-REKAAN.exe")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=start)
    page.Annots = Array([document.make_indirect(note), link])
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
        told["dc:creator"] = ["PENULIS-REKAAN"]
    document.docinfo["/Title"] = "JUDUL-REKAAN"
    document.attachments["LAMPIRAN-REKAAN.txt"] = b"LAMPIRAN-REKAAN"
    document.Root.OpenAction = script
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def unpacked_pdf(content: bytes) -> bytes:
    """The same PDF with everything readable as bytes."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        plain = pikepdf.ObjectStreamMode.disable
        document.save(output, object_stream_mode=plain, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    return output.getvalue()


def workbook() -> bytes:
    book = Workbook()
    book.properties.creator, book.properties.title = "PENULIS-REKAAN", "JUDUL-REKAAN"
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Isi yang tetap"
    sheet["A1"].comment = Comment("Catatan yang tetap", "PENULIS-REKAAN")
    sheet.add_image(Drawing(io.BytesIO(picture("JPEG"))), "C3")
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_DOCX = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
    '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="a" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="b" Type="{_PACKAGE}/core" Target="docProps/core.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    '<Relationship Id="m" Type="vbaProject" Target="vbaProject.bin"/>'
    '<Relationship Id="l" Type="hyperlink" TargetMode="External" Target="file:///C:/PENULIS-REKAAN/surat.docx"/>'
    "</Relationships>",
    "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body><w:p w:rsidR="00A1B2C3">'
    '<w:ins w:id="1" w:author="PENULIS-REKAAN" w:date="2024-10-05T09:00:00Z">'
    "<w:r><w:t>Isi yang tetap</w:t></w:r></w:ins></w:p></w:body></w:document>",
    "word/vbaProject.bin": "app.alert",
    "docProps/core.xml": "<a>PENULIS-REKAAN JUDUL-REKAAN</a>",
}


def letter(**more: str) -> bytes:
    """A Word file, with more parts if asked; a slash in a name is written `__`."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as file:
        file.comment = b"PENULIS-REKAAN"
        for name, text in {**_DOCX, **{key.replace("__", "/"): text for key, text in more.items()}}.items():
            file.writestr(name, text)
    return output.getvalue()


def unpacked_zip(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return b"\n".join(
            [file.comment, *(entry.filename.encode() + b"\n" + file.read(entry) for entry in file.infolist())]
        )
