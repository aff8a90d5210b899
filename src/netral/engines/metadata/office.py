"""Word and Excel files packed anew: the text and its pictures stay, their makers, macros and history do not."""

import io
import posixpath
import re
import zipfile
import zlib
from typing import Any

from openpyxl.xml.functions import fromstring, tostring

from netral.engines.metadata.damage import Uncleanable
from netral.engines.metadata.images import clean as clean_picture
from netral.engines.metadata.images import repaint

_MOST_PARTS = 5_000
_MOST_BYTES = 200 * 1024 * 1024
_EARLIEST = (1980, 1, 1, 0, 0, 0)
# Properties, previews, people, saved settings of printers and servers, macros, and what programs add for themselves.
_LEFT_OUT = re.compile(
    r"docProps/|customXml/|docMetadata/|customUI/|_xmlsignatures/|word/people\.xml|word/comments(Ids|Extensible)\.xml"
    r"|word/glossary/|xl/persons/|xl/threadedComments/|xl/printerSettings/|xl/revisions/|xl/webextensions/"
    r"|(.*/)?(vbaProject\.bin|vbaData\.xml|vbaProjectSignature.*\.bin|thumbnail\.[a-z]+)$",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(r"(word|xl)/(embeddings|activeX)/", re.IGNORECASE)
_CHARTS_TABLES = (".xlsx", ".docx")
_CONTENT_TYPES = "[Content_Types].xml"
_MACRO_TYPE = re.compile(
    r"application/vnd\.ms-(word\.document|word\.template|excel\.sheet|excel\.template)\.macroEnabled"
)
_PLAIN_TYPE = {
    "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "exce": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
_TELLING_ATTRIBUTES = re.compile(r"(?:^|\})(author|initials|userId|userName|lastEdited\w*|rsid\w*)$|\}(date|dateUtc)$")
# Paths on the author's disk, names of who reserved or last read a workbook, numbers of each time it was saved.
_TELLING_ELEMENTS = frozenset({"absPath", "fileSharing", "attachedTemplate", "rsids", "docVars", "mailMerge"})
_TEXTS_OF_PEOPLE = frozenset({"author"})
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, SyntaxError, KeyError, EOFError, NotImplementedError)


def clean(content: bytes, kind: str) -> bytes:
    """Return a Word or Excel file without properties, names of authors, macros and data of pictures.

    The tables behind its charts are cleaned like it; other files inside it cannot be.

    Raises:
        Uncleanable: it is damaged, locked, too large, or holds other files.
    """
    return _rebuilt(content, _CHARTS_TABLES)


def _rebuilt(content: bytes, tables: tuple[str, ...]) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            return _packed(_parts(source, tables))
    except Uncleanable:
        raise
    except RuntimeError as error:
        raise Uncleanable("locked") from error
    except _BROKEN as error:
        raise Uncleanable("damaged") from error


def _parts(source: zipfile.ZipFile, tables: tuple[str, ...]) -> dict[str, bytes]:
    entries = [entry for entry in source.infolist() if not entry.is_dir()]
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise Uncleanable("too large")
    if any(_EMBEDDED.match(entry.filename) and not entry.filename.lower().endswith(tables) for entry in entries):
        raise Uncleanable("embedded")
    kept = [entry for entry in entries if not _LEFT_OUT.match(entry.filename) and _is_inside(entry.filename)]
    present = {entry.filename for entry in kept}
    return {entry.filename: _cleaned(entry.filename, source.read(entry), present) for entry in kept}


def _is_inside(name: str) -> bool:
    return not name.startswith(("/", "\\")) and ".." not in name.split("/")


def _packed(parts: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(parts, key=lambda name: (name != _CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, parts[name])
    return output.getvalue()


def _cleaned(name: str, content: bytes, present: set[str]) -> bytes:
    lower = name.lower()
    if name == _CONTENT_TYPES:
        return _types(content, present)
    if lower.endswith(".rels"):
        return _relations(name, content, present)
    if lower.endswith((".xml", ".vml")):
        return _text(content)
    if "/media/" in lower:
        return _picture(lower, content)
    if lower.endswith(_CHARTS_TABLES):
        # A table inside a table is no chart's, and could go on for ever.
        return _rebuilt(content, ("\0",))
    if lower.endswith((".bin", ".exe", ".js", ".vbs", ".ole")):
        raise Uncleanable("embedded")
    return content


def _picture(name: str, content: bytes) -> bytes:
    # Office shows pictures as they lie, so that they are not turned here.
    if name.endswith((".jpg", ".jpeg", ".jpe", ".jfif")):
        return repaint(content)[0]
    if name.endswith(".png"):
        return clean_picture(content, "png")
    if name.endswith(".webp"):
        return clean_picture(content, "webp")
    if name.endswith((".tif", ".tiff", ".heic", ".mp4", ".mov", ".m4a", ".mp3", ".wav")):
        raise Uncleanable("embedded")
    return content


def _types(content: bytes, present: set[str]) -> bytes:
    root = fromstring(content)
    for child in list(root):
        if (part := child.get("PartName")) and part.lstrip("/") not in present:
            root.remove(child)
        elif found := _MACRO_TYPE.match(child.get("ContentType") or ""):
            child.set("ContentType", _PLAIN_TYPE[found.group(1)[:4]])
    return _as_bytes(root)


def _relations(name: str, content: bytes, present: set[str]) -> bytes:
    folder = posixpath.dirname(posixpath.dirname(name))
    root = fromstring(content)
    for child in list(root):
        target = child.get("Target") or ""
        if child.get("TargetMode") == "External":
            if not _leads_somewhere(child, target):
                root.remove(child)
        elif posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") not in present:
            root.remove(child)
    return _as_bytes(root)


def _leads_somewhere(relation: Any, target: str) -> bool:
    """Keep links on the web; of a path on the author's disk only the file's name; drop templates."""
    if (relation.get("Type") or "").endswith("/attachedTemplate"):
        return False
    if not target.lower().startswith(("http://", "https://", "mailto:", "#")):
        relation.set("Target", re.split(r"[/\\]", target)[-1] or "#")
    return True


def _text(content: bytes) -> bytes:
    root = fromstring(content)
    for element in [each for each in root.iter() if _is_element(each)]:
        for key in list(element.attrib):
            if _TELLING_ATTRIBUTES.search(key):
                _forget(element, key)
        _without_telling_children(element)
    return _as_bytes(root)


def _is_element(node: Any) -> bool:
    """Tell an element from a comment or an instruction, whose tag is a function."""
    return isinstance(node.tag, str)


def _forget(element: Any, key: str) -> None:
    """Empty what the format demands, drop what it does not."""
    if key.endswith(("author", "userId", "userName")):
        element.set(key, "")
    else:
        del element.attrib[key]


def _without_telling_children(element: Any) -> None:
    local = element.tag.rpartition("}")[2]
    if local in _TEXTS_OF_PEOPLE:
        element.text = ""
    if local == "pageSetup":
        for key in [key for key in element.attrib if key.endswith("}id")]:
            del element.attrib[key]
    for child in list(element):
        if _is_element(child) and child.tag.rpartition("}")[2] in _TELLING_ELEMENTS:
            element.remove(child)


def _as_bytes(root: Any) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + bytes(tostring(root))
