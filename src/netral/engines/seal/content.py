"""Whether two PDFs are the same document, apart from a signature that one of them got."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

if TYPE_CHECKING:
    from hashlib import _Hash

# What signing may add to the catalogue or change in it. None of it is shown.
_SIGNERS_OWN = {"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Metadata", "/Version", "/Pages", "/Type"}
_HOW_STORED = {"/Length", "/Filter", "/DecodeParms"}
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_CORNERS = 4


def same_document(before: bytes, after: bytes) -> bool:
    """Whether `after` shows exactly what `before` shows, and adds nothing but signature fields.

    A service may rewrite a file rather than append to it, so objects are compared and not bytes. A signature field
    takes no room on a page.
    """
    try:
        with Pdf.open(io.BytesIO(before)) as first, Pdf.open(io.BytesIO(after)) as second:
            return _digest(first) == _digest(second) and not _occupied(second)
    except (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return False


def _digest(pdf: Pdf) -> bytes:
    taken = _Digest({page.obj.objgen: index for index, page in enumerate(pdf.pages)})
    for page in pdf.pages:
        taken.page(page.obj)
    taken.dictionary(pdf.Root, without=_SIGNERS_OWN)
    form = pdf.Root.get(Name.AcroForm, Dictionary())
    taken.say(b"forms", *(b"XFA" for _ in [1] if Name.XFA in form))
    for entry in form.get(Name.Fields, Array()):
        if entry.get(Name.FT) != Name.Sig:
            taken.take(entry)
    return taken.hash.digest()


def _occupied(pdf: Pdf) -> bool:
    widgets = [widget for page in pdf.pages for widget in page.obj.get(Name.Annots, Array()) if _signature(widget)]
    return any(not _flat([Decimal(str(corner)) for corner in widget.get(Name.Rect, Array())]) for widget in widgets)


def _flat(corners: list[Decimal]) -> bool:
    return len(corners) < _CORNERS or corners[0] == corners[2] or corners[1] == corners[3]


def _signature(annotation: Object) -> bool:
    holder = annotation if Name.FT in annotation else annotation.get(Name.Parent, annotation)
    return annotation.get(Name.Subtype) == Name.Widget and holder.get(Name.FT) == Name.Sig


@dataclass
class _Digest:
    """A hash over the objects of one document, in an order that does not depend on how they are numbered."""

    pages: dict[tuple[int, int], int]
    hash: _Hash = field(default_factory=sha256)
    seen: dict[tuple[int, int], int] = field(default_factory=dict)

    def say(self, *words: bytes) -> None:
        for word in words:
            self.hash.update(len(word).to_bytes(8, "big") + word)

    def page(self, page: Object) -> None:
        self.say(b"page")
        self.dictionary(page, without={"/Annots", "/Parent", *_INHERITED})
        for key in _INHERITED:
            self.take(_inherited(page, key))
        for annotation in page.get(Name.Annots, Array()):
            if not _signature(annotation):
                self.take(annotation)

    def take(self, value: object) -> None:
        """Hash a value and everything it leads to, each object once."""
        if isinstance(value, Object) and value.is_indirect:
            if value.objgen in self.pages:
                self.say(b"to page", str(self.pages[value.objgen]).encode())
                return
            if value.objgen in self.seen:
                self.say(b"again", str(self.seen[value.objgen]).encode())
                return
            self.seen[value.objgen] = len(self.seen)
        self._contents(value)

    def _contents(self, value: object) -> None:
        if isinstance(value, Stream):
            self.dictionary(value, without=_HOW_STORED)
            self.say(b"stream", _decoded(value))
        elif isinstance(value, Dictionary):
            self.dictionary(value)
        elif isinstance(value, Array):
            self.say(b"array", str(len(value)).encode())
            for entry in value:
                self.take(entry)
        else:
            self.say(*_scalar(value))

    def dictionary(self, value: Object, without: set[str] | frozenset[str] = frozenset()) -> None:
        kept = sorted(set(value.keys()) - without)
        self.say(b"dictionary", *(key.encode() for key in kept))
        # The tree of pages is compared page by page; who stands above whom in it is the writer's business.
        if value.get(Name.Type) != Name.Pages:
            for key in kept:
                self.take(value[key])


def _inherited(page: Object, key: str) -> object:
    node: Object | None = page
    while node is not None:
        if key in node:
            return node[key]
        node = node.get(Name.Parent)
    return None


def _decoded(stream: Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        # Images keep a compression of their own, which no writer undoes.
        return stream.read_raw_bytes()


def _scalar(value: object) -> tuple[bytes, bytes]:
    if isinstance(value, Object):
        return type(value).__name__.encode(), value.unparse()
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return b"number", str(Decimal(value).normalize()).encode()
    return type(value).__name__.encode(), str(value).encode()
