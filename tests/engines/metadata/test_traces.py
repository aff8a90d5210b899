"""No corner of a document carries a name into its copy, known to anybody or not."""

from __future__ import annotations

import io
import posixpath
import zipfile

import pikepdf
import pytest
from openpyxl import load_workbook
from openpyxl.xml.functions import fromstring
from PIL import Image

from netral.engines.metadata.damage import Uncleanable
from netral.engines.metadata.removal import clean
from tests.engines.metadata import traces

# Where programs put pictures, and the endings they give them.
PICTURES = {
    "media/image1.jpg": traces.photo(),
    "word/pictures/a.tmp": traces.photo(),
    "word/media/b": traces.photo(),
    "word/media/c.img": traces.photo(),
    "word/media/d.gif": traces.photo("GIF"),
    "word/media/e.bmp": traces.photo("BMP"),
    "word/media/f.avif": traces.photo("AVIF"),
    "word/media/g.jp2": traces.photo("JPEG2000"),
    "word/media/h.png": traces.photo("PNG"),
    "word/media/i.tiff": traces.photo("TIFF"),
    "word/media/j.emf": b"\x01\0\0\0" + traces.MARK.encode("utf-16-le"),
    "word/media/k.svg": f"<svg><desc>{traces.MARK}</desc></svg>".encode(),
}


def dangling(content: bytes) -> list[str]:
    """Relationships of a package that lead nowhere, and parts that have no type."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = set(file.namelist())
        typed = {each.get("PartName", "")[1:] for each in fromstring(file.read("[Content_Types].xml"))}
        targets = []
        for name in [name for name in names if name.endswith(".rels")]:
            folder = posixpath.dirname(posixpath.dirname(name))
            targets += [
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))[1:]
                for each in fromstring(file.read(name))
                if each.get("TargetMode") != "External"
            ]
    parts = {name for name in names if not name.endswith(".rels")} - {"[Content_Types].xml"}
    return [*({*targets} - names), *(parts - typed)]


def test_a_letter_carries_no_name_out_of_any_of_its_parts() -> None:
    sent = traces.letter(PICTURES)
    places = {place.rpartition(":")[0] for place in traces.told(sent)}
    assert {*PICTURES} - {"word/media/i.tiff"} <= places
    copy = clean(sent, "docx").content
    assert traces.told(copy) == []
    assert dangling(copy) == []
    with zipfile.ZipFile(io.BytesIO(copy)) as file:
        assert file.testzip() is None
        text = file.read("word/document.xml").decode()
        media = [file.read(name) for name in file.namelist() if "/media/" in name]
    for kept in ("Isi yang tetap", "Isian", "Penulis"):
        assert kept in text
    assert text.count(":blip ") == len(media) == len(PICTURES)
    # What is no picture of points becomes a grey field; all others show what they showed.
    assert [Image.open(io.BytesIO(each)).size for each in media].count((64, 32)) == len(PICTURES) - 2


def test_a_workbook_carries_no_name_out_of_any_of_its_parts() -> None:
    sent = traces.workbook()
    assert len(traces.told(sent)) >= 7
    copy = clean(sent, "xlsx").content
    assert traces.told(copy) == []
    assert dangling(copy) == []
    sheet = load_workbook(io.BytesIO(copy)).active
    assert sheet is not None
    assert (sheet["A1"].value, sheet["A2"].value) == ("Isi yang tetap", "=SUM(B1:B2)")


def test_a_pdf_carries_no_name_out_of_pictures_layers_or_signatures() -> None:
    sent = traces.pdf()
    assert len(traces.told(sent)) >= 4
    copy = clean(sent, "pdf").content
    assert traces.told(copy) == []
    with pikepdf.open(io.BytesIO(copy)) as document:
        assert len(document.pages) == 1


@pytest.mark.parametrize("kind", ["oleObject", "aFChunk", "package"])
def test_a_file_inside_a_letter_makes_it_uncleanable_wherever_it_lies(kind: str) -> None:
    relation = f'<Relationship Id="a" Type="http://x/{kind}" Target="page.htm"/>'
    with pytest.raises(Uncleanable, match="embedded"):
        clean(traces.letter({}, relation), "docx")
