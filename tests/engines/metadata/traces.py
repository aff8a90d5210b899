"""One name hidden in every corner of a file, and a search that looks into all of them."""

from __future__ import annotations

import io
import zipfile
import zlib

import pikepdf
from openpyxl import Workbook
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from tests.engines.metadata import samples

MARK = "SULASTRI-REKAAN"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def told(content: bytes) -> list[str]:
    """Where a name still stands: the file itself and whatever lies packed or compressed inside."""
    found = ["bytes"] if _holds(content) else []
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            for entry in file.infolist():
                inner = told(file.read(entry)) + (["name"] if MARK in entry.filename else [])
                found += [f"{entry.filename}: {each}" for each in inner]
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as document:
            if _holds(samples.unpacked_pdf(content)):
                found.append("unpacked")
            streams = [each for each in document.objects if isinstance(each, Stream)]
            found += [f"{each.objgen}" for each in streams if _holds(each.read_raw_bytes())]
    return found


def _holds(content: bytes) -> bool:
    forms = (MARK.encode(), MARK.encode("utf-16-le"), MARK.encode("utf-16-be"), MARK.encode().hex().encode())
    return any(form in content for form in forms)


def photo(form: str = "JPEG") -> bytes:
    """A picture that tells the name before, between and behind what it shows."""
    told_by = Image.Exif()
    told_by[0x013B] = MARK
    output = io.BytesIO()
    more = {"comment": MARK} if form in ("JPEG", "GIF") else {"exif": told_by}
    samples.drawn().save(output, form, **({} if form == "BMP" else more))
    content = output.getvalue()
    if form == "JPEG":
        segment = MARK.encode() + b"\0"
        extra = b"\xff\xee" + (len(segment) + 2).to_bytes(2, "big") + segment
        content = content[:2] + b"\xff\xe0\x00\x18JFXX\0" + MARK.encode().ljust(17, b"\0") + extra + content[2:]
    return content + MARK.encode() + content[:200]


def letter(pictures: dict[str, bytes], relation: str = "") -> bytes:
    """A Word file that shows these pictures, wherever they lie, with one more relationship if asked."""
    relations = "".join(
        f'<Relationship Id="p{number}" Type="{_OFFICE}/image" Target="/{name}"/>'
        for number, name in enumerate(pictures)
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><!--{MARK}--></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="{MARK}" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="c" Type="{_PACKAGE}/relationships/metadata/core-properties"'
        f' Target="package/services/metadata/core-properties/1.psmdcp"/></Relationships>',
        "package/services/metadata/core-properties/1.psmdcp": f"<a><creator>{MARK}</creator></a>",
        "word/document.xml": f'<?{MARK}?><w:document xmlns:w="{_W}" xmlns:r="{_OFFICE}" xmlns:a="{_A}" xmlns:wp="{_WP}"'
        f' xmlns:pic="{_PIC}" xmlns:q="urn:{MARK}"><w:body><!-- {MARK} -->'
        f'<w:p w:rsidR="{MARK}" by="{MARK}" q:by="{MARK}">'
        f"<w:r><w:t>Isi yang<!--{MARK}--> tetap</w:t></w:r><q:x>{MARK}</q:x>{MARK}</w:p>"
        f'<w:sdt><w:sdtPr><w:alias w:val="{MARK}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Isian</w:t></w:r></w:p>'
        f'</w:sdtContent></w:sdt><w:p><w:fldSimple w:instr="AUTHOR {MARK}"><w:r><w:t>Penulis</w:t></w:r></w:fldSimple>'
        f'<w:r><w:instrText>INCLUDEPICTURE "C:\\{MARK}"</w:instrText></w:r></w:p>{_shown(len(pictures))}'
        "</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}{relation}'
        f'<Relationship Id="s" Type="{_OFFICE}/settings" Target="settings.xml"/>'
        f'<Relationship Id="x" Type="{_OFFICE}/attachedTemplate" TargetMode="External" Target="file:///{MARK}"/>'
        f'<Relationship Id="y" Type="{_OFFICE}/font" Target="fonts/{MARK}.odttf"/></Relationships>',
        "word/settings.xml": f'<w:settings xmlns:w="{_W}" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        f'<w:zoom w:percent="100"/><w:rsids><w:rsid w:val="{MARK}"/></w:rsids><w15:docId w15:val="{MARK}"/>'
        "</w:settings>",
        f"word/fonts/{MARK}.odttf": MARK,
        "META-INF/container.xml": f"<a>{MARK}</a>",
        "word/page.htm": MARK,
        "data.dat": MARK,
        **pictures,
    }
    return _zipped(parts)


def _shown(count: int) -> str:
    """Paragraphs that show so many pictures, each with a name where programs keep the file's."""
    return "".join(
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="{number}" name="{MARK}"'
        f' descr="C:\\{MARK}\\a.jpg" title="{MARK}"/>'
        f'<a:graphic><a:graphicData uri="{_PIC}"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="{MARK}.jpg"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="p{number}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        for number in range(count)
    )


def workbook() -> bytes:
    """An Excel file whose every part besides its cells tells a name."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"] = "Isi yang tetap", "=SUM(B1:B2)"
    output = io.BytesIO()
    book.save(output)
    with zipfile.ZipFile(output) as file:
        parts: dict[str, bytes | str] = {entry.filename: file.read(entry) for entry in file.infolist()}
    _add(parts, "xl/workbook.xml", "</workbook>", _history())
    _add(
        parts,
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        "".join(
            f'<Relationship Id="z{number}" Type="{_OFFICE}/{kind}" Target="/xl/{target}"/>'
            for number, (kind, target) in enumerate(_PARTS.items())
        ),
    )
    for kind, target in _PARTS.items():
        parts[f"xl/{target}"] = f'<{kind} xmlns="{_S}" refreshedBy="{MARK}" user="{MARK}">{MARK}</{kind}>'
    _add(
        parts, "xl/worksheets/sheet1.xml", "</worksheet>", f'<scenarios><scenario name="a" user="{MARK}"/></scenarios>'
    )
    return _zipped(parts)


_PARTS = {
    "pivotCacheDefinition": "pivotCache/pivotCacheDefinition1.xml",
    "usernames": "users.xml",
    "connections": "connections.xml",
    "externalLink": "externalLinks/externalLink1.xml",
    "person": "persons/person.xml",
}


def _history() -> str:
    return (
        f'<fileSharing userName="{MARK}"/><pivotCaches><pivotCache cacheId="1" r:id="z0" xmlns:r="{_OFFICE}"/>'
        f'</pivotCaches><customWorkbookViews><customWorkbookView name="{MARK}"/></customWorkbookViews>'
    )


def _add(parts: dict[str, bytes | str], name: str, before: str, text: str) -> None:
    old = parts[name]
    assert isinstance(old, bytes)
    plain = old.decode()
    assert before in plain
    parts[name] = plain.replace(before, text + before)


def _zipped(parts: dict[str, bytes | str]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return output.getvalue()


def pdf() -> bytes:
    """A PDF that tells a name in its pictures, layers, signature and root."""
    document = Pdf.new()
    page = document.add_blank_page(page_size=(200, 200))
    output = io.BytesIO()
    samples.drawn().save(output, "JPEG2000")
    box = MARK.encode()
    jpx = output.getvalue() + (len(box) + 24).to_bytes(4, "big") + b"uuid" + bytes(16) + box
    profile = document.make_stream(MARK.encode(), N=3)
    pictures = {
        "/A": Stream(document, zlib.compress(photo()), Filter=Array([Name.FlateDecode, Name.DCTDecode])),
        "/B": Stream(document, jpx, Filter=Name.JPXDecode),
        "/C": Stream(document, photo(), Filter=Name.DCTDecode),
    }
    for picture in pictures.values():
        picture.update({"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 64, "/Height": 32})
        picture.update({"/BitsPerComponent": 8, "/ColorSpace": Array([Name.ICCBased, profile])})
    page.Resources = Dictionary(XObject=Dictionary(pictures))
    page.Contents = document.make_stream(b"q 64 0 0 32 0 0 cm /C Do Q q 64 0 0 32 0 99 cm /A Do Q")
    usage = Dictionary(CreatorInfo=Dictionary(Creator=MARK), User=Dictionary(Name=MARK))
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name="Lapisan", Usage=usage))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())
    document.Root.Author = MARK
    parent = document.make_indirect(Dictionary(FT=Name.Sig, T=MARK))
    value = Dictionary(Type=Name.Sig, Name=MARK, ContactInfo=pikepdf.String(MARK))
    field = document.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 0, 0], Parent=parent, V=value)
    )
    parent.Kids = Array([field])
    page.Annots = Array([field])
    document.Root.AcroForm = Dictionary(Fields=Array([parent]))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()
