"""The XML of Word and Excel written anew: only elements, attributes and texts of known kinds get into the copy."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from openpyxl.xml import functions
from openpyxl.xml.functions import Element, SubElement, fromstring, tostring

from netral.engines.metadata.damage import Uncleanable

# What both editions of the standard call the same vocabularies, under the prefixes that programs expect.
_FAMILIES = {
    "w": "wordprocessingml/{}main",
    "s": "spreadsheetml/{}main",
    "r": "officeDocument/{}relationships",
    "m": "officeDocument/{}math",
    "a": "drawingml/{}main",
    "wp": "drawingml/{}wordprocessingDrawing",
    "pic": "drawingml/{}picture",
    "c": "drawingml/{}chart",
    "cdr": "drawingml/{}chartDrawing",
    "xdr": "drawingml/{}spreadsheetDrawing",
    "dgm": "drawingml/{}diagram",
}
_MICROSOFT = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "x": "urn:schemas-microsoft-com:office:excel",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
}
_USUAL = {prefix: "http://schemas.openxmlformats.org/" + name.format("2006/") for prefix, name in _FAMILIES.items()}
_STRICT = {"http://purl.oclc.org/ooxml/" + name.format("") for name in _FAMILIES.values()}
_KNOWN = {*_USUAL.values(), *_MICROSOFT.values(), *_STRICT}
_KNOWN_OF_ATTRIBUTES = {*_KNOWN, "http://www.w3.org/XML/1998/namespace", ""}
_RELATIONS = {_USUAL["r"], "http://purl.oclc.org/ooxml/officeDocument/relationships"}
# The library's types do not name all that it offers.
_ALL_FUNCTIONS: Any = functions
for _prefix, _address in {**_USUAL, **_MICROSOFT}.items():
    _ALL_FUNCTIONS.register_namespace(_prefix, _address)

# Of parts that hold mostly what programs note for themselves, the children that change what is shown.
_CHILDREN = {
    "settings": frozenset(
        [
            "view",
            "zoom",
            "mirrorMargins",
            "bordersDoNotSurroundHeader",
            "bordersDoNotSurroundFooter",
            "gutterAtTop",
            "defaultTabStop",
            "autoHyphenation",
            "hyphenationZone",
            "doNotHyphenateCaps",
            "evenAndOddHeaders",
            "bookFoldPrinting",
            "displayBackgroundShape",
            "characterSpacingControl",
            "footnotePr",
            "endnotePr",
            "compat",
            "mathPr",
            "themeFontLang",
            "clrSchemeMapping",
            "decimalSymbol",
            "listSeparator",
        ]
    ),
    "workbook": frozenset(["workbookPr", "bookViews", "sheets", "definedNames", "calcPr"]),
    "worksheet": frozenset(
        [
            "sheetPr",
            "dimension",
            "sheetViews",
            "sheetFormatPr",
            "cols",
            "sheetData",
            "autoFilter",
            "mergeCells",
            "phoneticPr",
            "conditionalFormatting",
            "dataValidations",
            "hyperlinks",
            "printOptions",
            "pageMargins",
            "pageSetup",
            "headerFooter",
            "rowBreaks",
            "colBreaks",
            "drawing",
            "legacyDrawing",
            "legacyDrawingHF",
            "picture",
            "tableParts",
        ]
    ),
}
# Places where a file's author, path or history is told, or what calls for a part that is not copied.
_LEFT_OUT = re.compile(
    r"extLst|.*Change|rsid\w*|nsid|tmpl|sdtPr|sdtEndPr|bookmark(Start|End)|perm(Start|End)|move(From|To)Range\w*"
    r"|customXml\w*Range\w*|customXmlPr|smartTagPr|proofErr|subDoc|altChunk|ffData|fldData|custDataLst|custClrLst"
    r"|externalData|pivotSource|pivotFmts|printSettings|audioFile|videoFile|snd|wavAudioFile|FmlaMacro|FmlaPict"
    r"|protection|queryTable\w*|xmlColumnPr|xmlCellPr|webPr|object(Embed|Link)"
)
_UNWRAPPED = frozenset({"AlternateContent", "Fallback", "fldSimple", "smartTag", "customXml", "sdt", "sdtContent"})
_TELLING = re.compile(
    r"(?i)authors?|initials|rsid\w*|user|user(id|name)|last\w*by|\w+By|descr|title|alt|gfxdata|date|dateUtc|\w*guid|uid"
    r"|docId|paraId|textId|codeName|macro|comment|description|help|statusBar|tplc|connectionId|queryTable\w*"
    r"|tableType|href|src|althref|dataDxfOwner|uniqueName|bmkname"
)
_DISK = re.compile(r"(?i)file:|[a-z]:[\\/]|\\\\|/(users|home)/")
_NAMED_BY_PEOPLE = frozenset({"docPr", "cNvPr", "theme", "clrScheme", "fontScheme", "fmtScheme"})
_DEMANDED = frozenset({"author", "macro"})
_TEXTS = frozenset(
    [
        "t",
        "delText",
        "instrText",
        "v",
        "f",
        "formula",
        "formula1",
        "formula2",
        "definedName",
        "oddHeader",
        "oddFooter",
        "evenHeader",
        "evenFooter",
        "firstHeader",
        "firstFooter",
        "calculatedColumnFormula",
        "totalsRowFormula",
        "formatCode",
        "separator",
        "name",
        "posOffset",
        "align",
        "col",
        "colOff",
        "row",
        "rowOff",
        "x",
        "y",
        "Anchor",
        "AutoFill",
        "Row",
        "Column",
        "Visible",
        "MoveWithCells",
        "SizeWithCells",
        "TextHAlign",
        "TextVAlign",
    ]
)
# No vocabulary has a longer word, or one with other signs.
_WORD = re.compile(r"[A-Za-z0-9]{1,40}")
# In these every attribute bears the prefix; one without is nobody's.
_PREFIXED = {_USUAL["w"], "http://purl.oclc.org/ooxml/wordprocessingml/main"}
_FORMULAS = re.compile(r"f|\w*[fF]ormula\d?|definedName")
_OTHER_FILE = re.compile(r"\[[^\]]+\](?=[^\[\]]*!)|[a-z]:\\|file:", re.IGNORECASE)
_COUNTING = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
# How many names are remembered: more than the vocabularies have, less than a hostile file could invent.
_TAGS = 4096
_STAY_UNLINKED = frozenset({"hyperlink", "blip", "imagedata", "fill"})


def rewritten(content: bytes, ids: Mapping[str, str]) -> bytes:
    """Return a part with what shows something alone; `ids` are the relationships it has, under their new names.

    Raises:
        Uncleanable: it is in no language known here.
    """
    source = fromstring(content)
    if _space(source) not in _KNOWN and _local(source) != "xml":
        raise Uncleanable("damaged")
    made: Any = Element(source.tag, _attributes(source, ids))
    allowed = _CHILDREN.get(_local(source))
    waiting = [(each, made) for each in _shown(source, ids) if allowed is None or _local(each) in allowed]
    waiting.reverse()
    while waiting:
        element, parent = waiting.pop()
        copy = SubElement(parent, element.tag, _attributes(element, ids))
        copy.text = _text(element)
        waiting += [(each, copy) for each in reversed(list(_shown(element, ids)))]
        # The source shrinks while the copy grows, so that a large table does not stand in memory twice.
        element.clear()
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + bytes(tostring(made))


@lru_cache(_TAGS)
def _split(tag: str) -> tuple[str, str]:
    """Return the vocabulary and the word of an element's or attribute's name."""
    space, _, local = tag.rpartition("}")
    return space.lstrip("{"), local


def _local(element: Any) -> str:
    return _split(element.tag)[1]


def _space(element: Any) -> str:
    return _split(element.tag)[0]


@lru_cache(_TAGS)
def _is_copied(tag: str) -> bool:
    space, local = _split(tag)
    return space in _KNOWN and bool(_WORD.fullmatch(local)) and not _LEFT_OUT.fullmatch(local)


def _shown(element: Any, ids: Mapping[str, str]) -> Iterator[Any]:
    """Yield the children that are copied; of what newer programs write twice, the reading everybody understands."""
    waiting = list(element)[::-1]
    while waiting:
        child = waiting.pop()
        if not isinstance(child.tag, str):
            continue
        if _local(child) in _UNWRAPPED:
            waiting += _unwrapped(child)[::-1]
        elif _is_copied(child.tag) and not _dangles(child, ids):
            yield child


def _unwrapped(element: Any) -> list[Any]:
    children = [child for child in element if isinstance(child.tag, str)]
    if _local(element) != "AlternateContent":
        return children
    readings = [child for child in children if _local(child) == "Fallback"] or children[:1]
    return list(readings[0]) if readings else []


def _dangles(element: Any, ids: Mapping[str, str]) -> bool:
    """Say whether an element calls for a part or a file that is not in the copy."""
    local = _local(element)
    if local in ("f", "definedName") and _space(element) in (_USUAL["s"], _known_strict("s")):
        return element.get("hidden") == "1" or bool(_OTHER_FILE.search(element.text or ""))
    if local in _STAY_UNLINKED:
        return False
    return any(_is_relation(key) and value not in ids for key, value in element.attrib.items())


def _known_strict(prefix: str) -> str:
    return "http://purl.oclc.org/ooxml/" + _FAMILIES[prefix].format("")


@lru_cache(_TAGS)
def _is_relation(key: str) -> bool:
    space, local = _split(key)
    return space in _RELATIONS or (local == "relid" and space == _MICROSOFT["o"])


@lru_cache(_TAGS)
def _tells(local: str) -> bool:
    return bool(_TELLING.fullmatch(local))


def _attributes(element: Any, ids: Mapping[str, str]) -> dict[str, str]:
    return {
        key: kept for key, value in element.attrib.items() if (kept := _value(element, key, value, ids)) is not None
    }


def _value(element: Any, key: str, value: str, ids: Mapping[str, str]) -> str | None:
    """Return what becomes of an attribute; what the format demands is emptied where the rest is left out."""
    if _is_relation(key):
        return ids.get(value)
    space, local = _split(key)
    if space not in _KNOWN_OF_ATTRIBUTES or not _WORD.fullmatch(local) or (not space and _space(element) in _PREFIXED):
        return None
    if local == "name" and _local(element) in _NAMED_BY_PEOPLE:
        return ""
    if _tells(local) or _DISK.match(value):
        return "" if local in _DEMANDED else None
    return None if _is_free_name(element, local, value) else value


def _is_free_name(element: Any, local: str, value: str) -> bool:
    """Say whether an attribute is a name that people or programs chose for a drawing or a place in the text."""
    if local == "anchor":
        return _local(element) == "hyperlink"
    return local == "id" and _space(element) == _MICROSOFT["v"] and not re.fullmatch(r"_x0000_\w{1,12}", value)


def _text(element: Any) -> str | None:
    local = _local(element)
    if local not in _TEXTS:
        return None
    # A comment inside a text splits it.
    pieces = [element.text, *(child.tail for child in element if not isinstance(child.tag, str))]
    text = "".join(piece or "" for piece in pieces)
    if local == "instrText":
        order = text.split()[:1]
        return f" {order[0].upper()} " if order and order[0].upper() in _COUNTING else ""
    if _FORMULAS.fullmatch(local) and _OTHER_FILE.search(text):
        return "0"
    return text
