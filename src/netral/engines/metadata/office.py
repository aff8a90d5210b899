"""Word and Excel files packed anew: what they show stays, their makers, macros and history do not.

Starting at the document itself, only parts of known kinds are followed, rewritten and named anew; nothing is passed on
as it lies.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from openpyxl.xml.functions import fromstring

from netral.engines.metadata.damage import Uncleanable
from netral.engines.metadata.images import repaint
from netral.engines.metadata.markup import rewritten

_MOST_PARTS = 5_000
_MOST_BYTES = 200 * 1024 * 1024
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_EMBEDDED = re.compile(r"(word|xl)/(embeddings|activeX)/", re.IGNORECASE)
_TABLES = (".xlsx", ".docx")
# Files inside the file: what they show cannot be looked through here.
_FILES_INSIDE = frozenset({"oleObject", "package", "control", "aFChunk", "video", "audio", "media"})
_OPEN = "application/vnd.openxmlformats-officedocument."
_WORD, _EXCEL = f"{_OPEN}wordprocessingml.", f"{_OPEN}spreadsheetml."
_DRAWN = {
    "theme": f"{_OPEN}theme+xml",
    "themeOverride": f"{_OPEN}themeOverride+xml",
    "chart": f"{_OPEN}drawingml.chart+xml",
    "chartUserShapes": f"{_OPEN}drawingml.chartshapes+xml",
    "diagramData": f"{_OPEN}drawingml.diagramData+xml",
    "diagramLayout": f"{_OPEN}drawingml.diagramLayout+xml",
    "diagramQuickStyle": f"{_OPEN}drawingml.diagramStyle+xml",
    "diagramColors": f"{_OPEN}drawingml.diagramColors+xml",
    "drawing": f"{_OPEN}drawing+xml",
    "vmlDrawing": f"{_OPEN}vmlDrawing",
}
_WORD_PARTS = ["styles", "numbering", "settings", "fontTable", "footnotes", "endnotes", "comments", "header", "footer"]
_EXCEL_PARTS = ["worksheet", "chartsheet", "sharedStrings", "styles", "comments", "table"]
# The parts that are copied, by the relationship that leads there.
_KINDS = {
    "docx": {
        "officeDocument": f"{_WORD}document.main+xml",
        **{kind: f"{_WORD}{kind}+xml" for kind in _WORD_PARTS},
        **_DRAWN,
    },
    "xlsx": {
        "officeDocument": f"{_EXCEL}sheet.main+xml",
        **{kind: f"{_EXCEL}{kind}+xml" for kind in _EXCEL_PARTS},
        **_DRAWN,
    },
}
# Some programs look for these parts by their usual names alone.
_PLACES = {
    "worksheet": "worksheets/sheet",
    "chartsheet": "chartsheets/sheet",
    "theme": "theme/theme",
    "chart": "charts/chart",
    "drawing": "drawings/drawing",
    "vmlDrawing": "drawings/vmlDrawing",
    "table": "tables/table",
}
_ONCE = frozenset(
    {"officeDocument", "styles", "numbering", "settings", "fontTable", "footnotes", "endnotes", "sharedStrings"}
)
_FOLDERS = {"docx": "word", "xlsx": "xl"}
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_LISTS = "application/vnd.openxmlformats-package.relationships+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, SyntaxError, KeyError, EOFError, NotImplementedError)


@dataclass(frozen=True)
class _Relation:
    ident: str
    base: str
    kind: str
    target: str
    is_external: bool


@dataclass
class _Copy:
    """The package being made: its parts, their media types, and which part of the source became which."""

    source: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]
    kind: str
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    named: dict[tuple[str, str], str] = field(default_factory=dict)
    waiting: list[tuple[str, str, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def read(self, name: str) -> bytes:
        """Return a part of the source, whose names are the same in capitals."""
        return self.source.read(self.entries[name.lower()])

    def relations(self, name: str) -> Iterator[_Relation]:
        """Yield where a part of the source leads; the package itself has no name."""
        folder, base = posixpath.split(name)
        listed = posixpath.join(folder, "_rels", f"{base}.rels")
        if listed.lower() not in self.entries:
            return
        for child in fromstring(self.read(listed)):
            if isinstance(child.tag, str):
                base, _, kind = (child.get("Type") or "").rpartition("/")
                external, target = child.get("TargetMode") == "External", child.get("Target") or ""
                if not external:
                    target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                yield _Relation(child.get("Id") or "", base, kind, target, external)

    def place(self, relation: _Relation) -> str | None:
        """Return the name in the copy of the part a relation leads to; None when that part is not copied."""
        if relation.target.lower() not in self.entries:
            return None
        key = (relation.target.lower(), relation.kind)
        if key not in self.named:
            if relation.kind == "image":
                self.named[key] = self._paint(relation.target)
            elif media_type := _KINDS[self.kind].get(relation.kind):
                self.named[key] = self._reserve(relation, media_type)
        return self.named.get(key)

    def _paint(self, target: str) -> str:
        content, form = repaint(self.read(target))
        name = f"{_FOLDERS[self.kind]}/media/image{len(self.named) + 1}.{form}"
        self.parts[name], self.types[name] = content, f"image/{form}"
        return name

    def _reserve(self, relation: _Relation, media_type: str) -> str:
        self.counts[relation.kind] += 1
        number = self.counts[relation.kind]
        stem = _PLACES.get(relation.kind, relation.kind)
        if relation.kind == "officeDocument":
            stem = {"docx": "document", "xlsx": "workbook"}[self.kind]
        shown = "" if number == 1 and relation.kind in _ONCE else str(number)
        name = f"{_FOLDERS[self.kind]}/{stem}{shown}.{'vml' if relation.kind == 'vmlDrawing' else 'xml'}"
        self.types[name] = media_type
        self.waiting.append((relation.target, name, relation.kind))
        return name


def clean(content: bytes, kind: str) -> bytes:
    """Return a Word or Excel file with what it shows alone: text, tables, charts and painted pictures.

    Drawings made of commands (EMF, WMF, SVG) become grey fields; charts keep the figures they show, not the tables
    behind them.

    Raises:
        Uncleanable: it is damaged, locked, too large, or holds other files.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            return _packed(_copied(source, kind))
    except (Uncleanable, RecursionError, NotImplementedError) as error:
        raise error if isinstance(error, Uncleanable) else Uncleanable("damaged") from error
    except RuntimeError as error:
        raise Uncleanable("locked") from error
    except _BROKEN as error:
        raise Uncleanable("damaged") from error


def _copied(source: zipfile.ZipFile, kind: str) -> _Copy:
    entries = [entry for entry in source.infolist() if not entry.is_dir()]
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise Uncleanable("too large")
    if any(_EMBEDDED.match(entry.filename) and not entry.filename.lower().endswith(_TABLES) for entry in entries):
        raise Uncleanable("embedded")
    copy = _Copy(source, {entry.filename.lower(): entry for entry in entries}, kind)
    for relation in copy.relations(""):
        if relation.kind == "officeDocument" and (name := copy.place(relation)):
            copy.parts["_rels/.rels"] = _relation_list([_relation_line("rId1", relation, f"/{name}")])
            break
    else:
        raise Uncleanable("damaged")
    while copy.waiting:
        _follow(copy, *copy.waiting.pop())
    return copy


def _follow(copy: _Copy, source: str, name: str, kind: str) -> None:
    """Rewrite one part, and let the parts it leads to be rewritten after it."""
    ids: dict[str, str] = {}
    lines = []
    for relation in copy.relations(source):
        if relation.kind in _FILES_INSIDE and not relation.is_external and kind != "chart":
            raise Uncleanable("embedded")
        target = _elsewhere(relation) if relation.is_external else copy.place(relation)
        if target is not None:
            ids[relation.ident] = f"rId{len(ids) + 1}"
            lines.append(
                _relation_line(ids[relation.ident], relation, target if relation.is_external else f"/{target}")
            )
    copy.parts[name] = rewritten(copy.read(source), ids)
    if lines:
        folder, base = posixpath.split(name)
        copy.parts[f"{folder}/_rels/{base}.rels"] = _relation_list(lines)


def _elsewhere(relation: _Relation) -> str | None:
    """Keep links on the web; of a path on the author's disk only the file's name; everything else is dropped."""
    if relation.kind != "hyperlink":
        return None
    if relation.target.lower().startswith(("http://", "https://", "mailto:", "#")):
        return relation.target
    return re.split(r"[/\\]", relation.target)[-1] or "#"


def _relation_line(ident: str, relation: _Relation, target: str) -> str:
    base = _STRICT_RELATIONS if relation.base == _STRICT_RELATIONS else _RELATIONS
    mode = ' TargetMode="External"' if relation.is_external else ""
    return f'<Relationship Id="{ident}" Type="{base}/{relation.kind}" Target={quoteattr(target)}{mode}/>'


def _relation_list(lines: list[str]) -> bytes:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'.encode()


def _packed(copy: _Copy) -> bytes:
    types = "".join(f'<Override PartName="/{name}" ContentType="{copy.types[name]}"/>' for name in sorted(copy.types))
    listed = f'<Default Extension="rels" ContentType="{_LISTS}"/>'
    first = f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{listed}{types}</Types>'.encode()
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in [("[Content_Types].xml", first), *sorted(copy.parts.items())]:
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return output.getvalue()
