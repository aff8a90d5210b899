"""Lays a class of a form out as a PDF file: first everything common to all, then what varies.

The file is written as PDF/A-2b (ISO 19005-2) asks: header with four high bytes, file identifier, plain
cross-reference table, nothing after the end (6.1.2-6.1.4); no Info dictionary that could contradict the XMP packet
(6.1.5, 6.6); streams of right length, no LZW, no external data (6.1.7); sRGB output intent, all colours DeviceRGB or
DeviceGray (6.2.3, 6.2.4); images without interpolation (6.2.8); no transparency (6.2.10); fonts embedded, widths equal
to those of the program, CIDToGIDMap embedded, Identity-H (6.2.11); the only annotation a widget of no size with the
print flag, no actions, no NeedAppearances (6.3, 6.4); a signature over the whole file in one revision (6.4.3).
No validator of the standard ran on it so far; the structure is held by tests with pikepdf and qpdf.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.serialization import Encoding

from netral.engines.seal.certificates import common_name
from netral.engines.seal.documents import styles
from netral.engines.seal.pdf_template.cms_template import Container, container_for
from netral.engines.seal.pdf_template.embedded_fonts import characters_of, resource_of, write_font
from netral.engines.seal.pdf_template.faces import cut
from netral.engines.seal.pdf_template.metadata import color_profile, metadata_of
from netral.engines.seal.pdf_template.objects import Objects, number, string
from netral.engines.seal.pdf_template.templates import (
    IDENT_DIGITS,
    MOMENT_DIGITS,
    PdfTemplate,
    SymbolRoom,
    container_room,
)
from netral.engines.seal.qr import QUIET_ZONE

if TYPE_CHECKING:
    from cryptography import x509

    from netral.engines.seal.pdf_template.forms import Form
    from netral.engines.seal.pdf_template.layout import Layout
    from netral.engines.seal.pdf_template.slot_streams import Filling
    from netral.engines.seal.pdf_template.symbols import Shape

FIELD_NAME = "SegelNetral"

_TAG_DIGITS = 32
_PRINT_AND_LOCKED = 4 + 128
_RANGES = "/ByteRange[0 {0:>10} {1:>10} {2:>10}]"


@dataclass(frozen=True)
class Order:
    """What a skeleton is made of: a form in type, how it is filled, who signs, and the shape of its symbol."""

    form: Form
    layout: Layout
    filling: Filling
    chain: tuple[x509.Certificate, ...]
    shape: Shape | None

    @cached_property
    def container(self) -> Container:
        """The template of the signature container."""
        return container_for(self.chain)

    @property
    def symbol(self) -> SymbolRoom:
        """What the skeleton says of the QR image."""
        if self.shape is None:
            return SymbolRoom()
        shape = self.shape
        return SymbolRoom(self.form.url_slot, shape.length, shape.version, shape.level, shape.mask, shape.size)


def skeleton_of(order: Order) -> PdfTemplate:
    """The skeleton; the same order always gives the same bytes."""
    draft = _Writer(order, "0" * _TAG_DIGITS).write()
    tag = hashlib.sha256(draft.to_bytes()).hexdigest()[:_TAG_DIGITS]
    return _Writer(order, tag).write()


class _Writer:
    """Writes one file of a class with its varying parts left open."""

    def __init__(self, order: Order, tag: str) -> None:
        self._order, self._tag = order, tag
        self._objects = Objects()
        self._constants: list[bytes] = [b""]
        self._pages = [self._objects.new() for _ in order.layout.pages]
        self._catalog, self._tree, self._field, self._signature = (self._objects.new() for _ in range(4))
        self._symbol = self._objects.new() if order.shape else 0
        self._streams = [self._objects.new() for _ in order.filling.streams]

    def write(self) -> PdfTemplate:
        """The skeleton."""
        self._put(f"%PDF-1.7\n%âãÏÓ{self._tag}\n".encode("latin-1"))
        self._common()
        self._varying()
        self._sign()
        prefix, *constants = self._constants
        order = self._order
        return PdfTemplate(
            tag=self._tag,
            prefix=prefix,
            symbol=order.symbol,
            streams=tuple(stream.room for stream in order.filling.streams),
            constants=tuple(constant.decode("ascii") for constant in constants),
            container=order.container,
            chain=tuple(each.public_bytes(Encoding.DER) for each in order.chain),
            readings=order.filling.readings,
            pieces=order.filling.pieces,
        )

    def _put(self, data: bytes) -> None:
        self._constants[-1] += data
        self._objects.at += len(data)

    def _leave(self, size: int) -> None:
        """Leave room that is filled differently in each document."""
        self._constants.append(b"")
        self._objects.at += size

    def _common(self) -> None:
        objects, layout = self._objects, self._order.layout
        fonts = []
        for name, characters in characters_of(layout).items():
            made = cut(name, characters)
            font, written = write_font(objects, made)
            self._constants[-1] += written
            fonts.append(f"/{resource_of(made)} {font} 0 R")
        self._constants[-1] += self._catalog_objects()
        images = f"/XObject<</Q {self._symbol} 0 R>>" if self._symbol else ""
        resources = f"<</Font<<{''.join(fonts)}>>{images}>>"
        self._constants[-1] += b"".join(self._page(place, resources) for place in range(len(layout.pages)))

    def _catalog_objects(self) -> bytes:
        objects, form = self._objects, self._order.form
        metadata, profile = objects.new(), objects.new()
        packet = metadata_of(form)
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        # The metadata stay unpacked, so that programs that know no PDF can read them.
        return b"".join(
            (
                objects.put_stream(profile, "/N 3", color_profile()),
                objects.put_stream(metadata, "/Type/Metadata/Subtype/XML", packet, packed=False),
                objects.put(
                    self._catalog,
                    f"<</Type/Catalog/Version/1.7/Pages {self._tree} 0 R/Metadata {metadata} 0 R"
                    f"/Lang{string(form.labels.language)}/ViewerPreferences<</DisplayDocTitle true>>"
                    "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
                    f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile} 0 R>>]"
                    f"/AcroForm<</Fields[{self._field} 0 R]/SigFlags 3>>>>",
                ),
                objects.put(self._tree, f"<</Type/Pages/Kids[{kids}]/Count {len(self._pages)}>>"),
                objects.put(
                    self._field,
                    f"<</Type/Annot/Subtype/Widget/FT/Sig/T({FIELD_NAME})/V {self._signature} 0 R/Rect[0 0 0 0]"
                    f"/F {_PRINT_AND_LOCKED}/P {self._pages[0]} 0 R>>",
                ),
            )
        )

    def _page(self, place: int, resources: str) -> bytes:
        objects, page = self._objects, self._order.layout.pages[place]
        static = objects.new()
        streams = zip(self._streams, self._order.filling.streams, strict=True)
        shown = [static, *(stream for stream, what in streams if place + 1 in what.pages)]
        content = b"q\n%b\nQ\n%b" % (page.content, self._symbols(place + 1).encode("ascii"))
        annotations = f"/Annots[{self._field} 0 R]" if place == 0 else ""
        width, height = map(number, page.size)
        return objects.put_stream(static, "", content) + objects.put(
            self._pages[place],
            f"<</Type/Page/Parent {self._tree} 0 R/MediaBox[0 0 {width} {height}]/Resources{resources}"
            f"/Contents[{' '.join(f'{stream} 0 R' for stream in shown)}]{annotations}>>",
        )

    def _symbols(self, page: int) -> str:
        shape = self._order.shape
        found = ""
        for place, side in self._order.layout.symbols if shape else ():
            if shape and place.page == page:
                unit = side / (shape.modules + 2 * QUIET_ZONE)
                size, edge = number(unit * shape.modules), QUIET_ZONE * unit
                ink = " ".join(map(number, styles.INK.rgb()))
                found += f"q {ink} rg {size} 0 0 {size} {number(place.x + edge)} {number(place.y + edge)} cm /Q Do Q\n"
        return found

    def _varying(self) -> None:
        objects, shape = self._objects, self._order.shape
        if shape:
            image = (
                f"/Type/XObject/Subtype/Image/Width {shape.modules}/Height {shape.modules}"
                "/ImageMask true/BitsPerComponent 1/Decode[1 0]"
            )
            self._constants[-1] += objects.open_stream(self._symbol, image, shape.size)
            self._leave(shape.size)
            self._put(objects.end_of_stream)
        else:
            self._leave(0)
        for stream, what in zip(self._streams, self._order.filling.streams, strict=True):
            self._constants[-1] += objects.open_stream(stream, "", what.room.capacity)
            self._leave(what.room.capacity)
            self._put(objects.end_of_stream)

    def _sign(self) -> None:
        objects, form, order = self._objects, self._order.form, self._order
        texts = {"Name": common_name(order.chain[0]), "Reason": form.reason, "Location": form.location}
        entries = "".join(f"/{name}{string(text)}" for name, text in texts.items() if text)
        objects.places[self._signature] = objects.at
        self._put(f"{self._signature} 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite".encode("ascii"))
        self._put(f"/SubFilter/ETSI.CAdES.detached{entries}/M(D:".encode("ascii"))
        self._leave(MOMENT_DIGITS)
        ranges = _RANGES.format(0, 0, 0).encode("ascii")
        self._put(b"Z)%b/Contents" % ranges)
        gap, after = objects.at, objects.at + container_room(order.container)
        self._leave(after - gap)
        self._put(b">>\nendobj\n")
        self._close()
        found = _RANGES.format(gap, after, objects.at - after).encode("ascii")
        self._constants[-4] = self._constants[-4].replace(ranges, found)

    def _close(self) -> None:
        objects = self._objects
        begin = objects.at
        self._put(objects.table().encode("ascii"))
        self._put(f"trailer\n<</Size {objects.count + 1}/Root {self._catalog} 0 R/ID[<".encode("ascii"))
        self._leave(IDENT_DIGITS)
        self._put(b"><")
        self._leave(IDENT_DIGITS)
        self._put(f">]>>\nstartxref\n{begin}\n%%EOF\n".encode("ascii"))
