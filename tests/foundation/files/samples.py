"""Small real files of every accepted kind, and a few that must not pass."""

from __future__ import annotations

import io
import zipfile

from openpyxl import Workbook
from PIL import Image
from reportlab.pdfgen.canvas import Canvas


def picture(form: str) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (8, 8), "purple").save(output, form)
    return output.getvalue()


def pdf() -> bytes:
    output = io.BytesIO()
    canvas = Canvas(output)
    canvas.drawString(72, 720, "Surat keputusan")
    canvas.save()
    return output.getvalue()


def workbook() -> bytes:
    output = io.BytesIO()
    book = Workbook()
    book.create_sheet("Pegawai", 0).append(["NIP", "Nama"])
    book.save(output)
    return output.getvalue()


def archive(*names: str) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as file:
        for name in names:
            file.writestr(name, "<xml/>")
    return output.getvalue()


def boxed(brand: bytes, *others: bytes) -> bytes:
    brands = b"ftyp" + brand + bytes(4) + b"".join(others)
    return (len(brands) + 4).to_bytes(4, "big") + brands + bytes(64)


ACCEPTED = {
    "jpeg": picture("JPEG"),
    "png": picture("PNG"),
    "webp": picture("WEBP"),
    "heic": boxed(b"heic", b"mif1"),
    "mp4": boxed(b"isom", b"iso2", b"mp41"),
    "mov": boxed(b"qt  ", b"qt  "),
    "3gp": boxed(b"3gp4", b"3gp4"),
    "m4a": boxed(b"M4A ", b"mp42"),
    "mp3": b"ID3\x04\x00\x00" + bytes(64),
    "ogg": b"OggS\x00\x02" + bytes(64),
    "pdf": pdf(),
    "docx": archive("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
    "xlsx": workbook(),
    "csv": b"NIP;Nama\n198403172009012004;Siti\n",
}
REFUSED = {
    "program": b"\x7fELF\x02\x01\x01" + bytes(64),
    "windows program": b"MZ\x90\x00" + bytes(64),
    "archive": archive("payload.exe"),
    "page": b"<!doctype html><script>alert(1)</script>",
    "drawing": b'\xef\xbb\xbf <svg xmlns="http://www.w3.org/2000/svg"/>',
    "gif": picture("GIF"),
    "noise": bytes(range(256)) * 4,
}
