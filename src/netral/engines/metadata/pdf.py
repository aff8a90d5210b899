"""PDFs written anew: the pages stay, who wrote them, when, with what, and what would run on its own does not."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from netral.engines.metadata.damage import Uncleanable
from netral.engines.metadata.images import strip_jpeg

_MOST_OBJECTS = 500_000
# Keys that say something about the maker, or do something by themselves, wherever they stand.
_TELLING = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/OpenAction", "/AA", "/Collection", "/Threads")
_TELLING_IN_ROOT = ("/Perms", "/DSS", "/Legal", "/OCGPieceInfo", "/SpiderInfo", "/URI")
_NAME_TREES = ("/EmbeddedFiles", "/JavaScript", "/Renditions", "/AlternatePresentations", "/IDS", "/URLS")
# Addresses on the web and places in the document itself are the only actions a reader may click.
_HARMLESS_ACTIONS = ("/GoTo", "/URI", "/Named", "/SetOCGState", "/Trans", "/Hide", "/Thread")
_CARRYING_ANNOTATIONS = ("/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D")
_TELLING_IN_ANNOTATIONS = ("/T", "/M", "/CreationDate", "/NM")


def clean(content: bytes, kind: str) -> bytes:
    """Return a PDF with its pages alone.

    Raises:
        Uncleanable: it is damaged, locked with a password, or has more objects than a document of this size needs.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            return _written(document)
    except pikepdf.PasswordError as error:
        raise Uncleanable("locked") from error
    except Uncleanable:
        raise
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError, OSError) as error:
        raise Uncleanable("damaged") from error


def _written(document: Pdf) -> bytes:
    if len(document.objects) > _MOST_OBJECTS:
        raise Uncleanable("too large")
    for key in ("/Info", "/ID"):
        if key in document.trailer:
            del document.trailer[key]
    _drop(document.Root, _TELLING_IN_ROOT)
    if (names := document.Root.get("/Names")) is not None:
        _drop(names, _NAME_TREES)
    for page in document.pages:
        _drop(page.obj, ("/Thumb",))
    for each in list(document.objects):
        for part in _dictionaries(each):
            _silence(part)
    output = io.BytesIO()
    document.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate, encryption=False)
    return output.getvalue()


def _dictionaries(found: Any) -> Iterator[Any]:
    """Yield an object and the dictionaries that stand inside it directly; indirect ones come by themselves."""
    waiting = [found]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Dictionary | Stream):
            yield part
        if isinstance(part, Dictionary | Stream | Array):
            waiting += [value for value in _values(part) if isinstance(value, Object) and not value.is_indirect]


def _values(part: Any) -> list[Any]:
    return list(part) if isinstance(part, Array) else [part[key] for key in list(part.keys())]


def _silence(part: Any) -> None:
    _drop(part, _TELLING)
    if part.get("/Subtype") == Name.Image:
        _strip_picture(part)
    if part.get("/FT") == Name.Sig:
        _drop(part, ("/V", "/Lock", "/SV"))
    _drop(part, ("/XFA", "/EF", "/JS"))
    if "/A" in part and _acts(part["/A"]):
        del part["/A"]
    if "/Annots" in part and isinstance(part["/Annots"], Array):
        _silence_annotations(part)


def _acts(action: Any) -> bool:
    """Say whether an action does more than lead somewhere."""
    if not isinstance(action, Dictionary) or "/S" not in action:
        return False
    return str(action["/S"]) not in _HARMLESS_ACTIONS or "/Next" in action


def _silence_annotations(page: Any) -> None:
    kept = []
    for note in page["/Annots"]:
        if not isinstance(note, Dictionary):
            continue
        if str(note.get("/Subtype", "")) in _CARRYING_ANNOTATIONS:
            continue
        if note.get("/Subtype") != Name.Widget:
            _drop(note, _TELLING_IN_ANNOTATIONS)
        kept.append(note)
    page["/Annots"] = Array(kept)


def _strip_picture(part: Any) -> None:
    if not isinstance(part, Stream):
        return
    filters = part.get("/Filter")
    if isinstance(filters, Array) and len(filters) == 1:
        filters = filters[0]
    if filters == Name.DCTDecode:
        raw = part.read_raw_bytes()
        stripped = strip_jpeg(raw)
        if stripped is not raw:
            parameters: Any = part.get("/DecodeParms")
            part.write(stripped, filter=Name.DCTDecode, decode_parms=parameters)


def _drop(part: Any, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in part:
            del part[key]
