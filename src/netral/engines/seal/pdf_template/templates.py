"""A class of documents as it is stored once: all constant bytes of their files, and where the varying ones go.

A file is: prefix, QR image, the streams with slots, the signature dictionary with time and container, cross-reference
table and trailer with the identifier. All lengths and places are the same in every file of a skeleton; streams are
filled up with blanks, the container with zeros. `assemble` needs nothing but the skeleton and the stored body.
"""

from __future__ import annotations

import hashlib
import json
import re
from binascii import hexlify
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from netral.engines.seal.pdf_template.cms_template import Container, signature_in
from netral.engines.seal.pdf_template.line_fit import SEPARATOR, encoded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MAGIC = b"netral skeleton 1\n"
IDENT_DIGITS = 32
MOMENT_DIGITS = 14


class MalformedBody(ValueError):
    """Stored bytes that are no body of this skeleton."""


class StreamRoom(NamedTuple):
    """A content stream with slots: constant parts around hexadecimal pieces, then blanks up to the capacity."""

    parts: tuple[str, ...]
    pieces: tuple[int, ...]
    capacity: int

    @property
    def frame(self) -> list[bytes]:
        """The constant parts, with an empty one between every two for a piece."""
        frame = [b""] * (2 * len(self.parts) - 1)
        frame[::2] = [part.encode("ascii") for part in self.parts]
        return frame


class SlotReading(NamedTuple):
    """How a slot's value is read back from one place: which pieces it is, and the words around it, if among them."""

    slot: str
    pieces: tuple[int, ...]
    before: str
    after: str


@dataclass(frozen=True)
class SymbolRoom:
    """The QR image of the class: the slot that holds its address and the shape of the symbol; size 0 when none."""

    slot: str = ""
    length: int = 0
    version: int = 0
    level: str = ""
    mask: int = 0
    size: int = 0


@dataclass(frozen=True)
class PdfTemplate:
    """One class of a form, pressed by one signer.

    `constants` stand after the prefix: after the QR image, after each stream, after the moment (up to the container),
    after the container, after the first and after the second identifier.
    """

    tag: str
    prefix: bytes
    symbol: SymbolRoom
    streams: tuple[StreamRoom, ...]
    constants: tuple[str, ...]
    container: Container
    chain: tuple[bytes, ...]
    readings: tuple[SlotReading, ...]
    pieces: int

    @cached_property
    def ident(self) -> str:
        """SHA-256 of the stored form, in hexadecimal."""
        return hashlib.sha256(self.to_bytes()).hexdigest()

    @cached_property
    def size(self) -> int:
        """The size of every file of this class, in bytes."""
        constants = sum(map(len, self.constants))
        streams = sum(stream.capacity for stream in self.streams)
        varying = MOMENT_DIGITS + container_room(self.container) + 2 * IDENT_DIGITS
        return len(self.prefix) + self.symbol.size + streams + constants + varying

    def to_bytes(self) -> bytes:
        """The stored form: a line of JSON, then the prefix."""
        container = self.container
        content = {
            "tag": self.tag,
            "symbol": vars(self.symbol),
            "streams": self.streams,
            "constants": self.constants,
            "container": {
                "whole": container.whole.hex(),
                "digest_at": container.digest_at,
                "signature_at": container.signature_at,
                "wide": container.wide,
                "narrow": container.narrow,
                "signed_attributes": container.signed_attributes.hex(),
                "signed_digest_at": container.signed_digest_at,
            },
            "chain": [certificate.hex() for certificate in self.chain],
            "readings": self.readings,
            "pieces": self.pieces,
        }
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return b"%b%b\n%b" % (_MAGIC, text.encode("ascii"), self.prefix)

    @classmethod
    def from_bytes(cls, data: bytes) -> PdfTemplate:
        """Read the stored form; raises MalformedBody."""
        try:
            magic, text, prefix = data.split(b"\n", 2)
            if magic + b"\n" != _MAGIC:
                raise ValueError(magic)
            return cls._read(json.loads(text), prefix)
        except (ValueError, KeyError, TypeError) as error:
            message = "These bytes are no skeleton."
            raise MalformedBody(message) from error

    @classmethod
    def _read(cls, content: dict[str, Any], prefix: bytes) -> PdfTemplate:
        container = content["container"]
        return cls(
            tag=content["tag"],
            prefix=prefix,
            symbol=SymbolRoom(**content["symbol"]),
            streams=tuple(StreamRoom(tuple(parts), tuple(pieces), room) for parts, pieces, room in content["streams"]),
            constants=tuple(content["constants"]),
            container=Container(
                **{
                    **container,
                    "whole": bytes.fromhex(container["whole"]),
                    "signed_attributes": bytes.fromhex(container["signed_attributes"]),
                    "wide": tuple(container["wide"]),
                }
            ),
            chain=tuple(map(bytes.fromhex, content["chain"])),
            readings=tuple(
                SlotReading(slot, tuple(at), before, after) for slot, at, before, after in content["readings"]
            ),
            pieces=content["pieces"],
        )

    def read(self, pdf: bytes) -> bytes | None:
        """The body of a file of this class; none when anything in it is not as this skeleton writes it."""
        if len(pdf) != self.size or not pdf.startswith(self.prefix):
            return None
        found = self._form.fullmatch(pdf, len(self.prefix) + self.symbol.size)
        if found is None:
            return None
        *written, moment, container = found.groups()
        signature = signature_in(bytes.fromhex(container.decode("ascii")), self.container)
        if signature is None:
            return None
        pieces = dict(zip(self._order, written, strict=True))
        try:
            texts = [bytes.fromhex(pieces[at].decode("ascii")).decode("utf-16-be") for at in range(self.pieces)]
        except ValueError:
            return None
        text = SEPARATOR.join([moment.decode("ascii"), *texts]).encode()
        body = body_of(signature, pdf[len(self.prefix) :][: self.symbol.size], text)
        # Written anew, it must be the same file: so blanks, zeros, repeated pieces and the identifier are right too.
        return body if self._rewritten(body) == pdf[len(self.prefix) :] else None

    def _rewritten(self, body: bytes) -> bytes:
        try:
            return self.tail(body)
        except MalformedBody:
            return b""

    @cached_property
    def _order(self) -> list[int]:
        return [piece for stream in self.streams for piece in stream.pieces]

    @cached_property
    def _form(self) -> re.Pattern[bytes]:
        """What stands after the QR image, with groups for pieces, moment and container."""
        streams = [
            "([0-9a-f]*)".join(map(re.escape, stream.parts)) + " *" + re.escape(after)
            for stream, after in zip(self.streams, self.constants[1:], strict=False)
        ]
        first, second, third = map(re.escape, self.constants[-3:])
        signature = f"(\\d{{{MOMENT_DIGITS}}}){re.escape(self.constants[-4])}<([0-9a-f]+)>"
        identity = f"{first}[0-9a-f]+{second}[0-9a-f]+{third}"
        return re.compile("".join((re.escape(self.constants[0]), *streams, signature, identity)).encode("ascii"))

    @cached_property
    def _setters(self) -> list[tuple[list[bytes], Callable[[Sequence[bytes]], Any], int, bytes]]:
        """For each stream its frame, how to pick its pieces, its capacity, and what stands after it."""
        return [
            (stream.frame, picker(stream.pieces), stream.capacity, after)
            for stream, after in zip(self.streams, self._around[1:], strict=False)
        ]

    @cached_property
    def _around(self) -> list[bytes]:
        return [constant.encode("ascii") for constant in self.constants]

    @cached_property
    def _head(self) -> Any:
        return hashlib.sha256(self.prefix)

    @property
    def _closing(self) -> list[bytes]:
        """What stands around the two identifiers."""
        return self._around[-3:]

    def vary(self, codes: Sequence[bytes], symbol: bytes, moment: bytes, identity: bytes) -> tuple[bytes, bytes] | None:
        """What varies before and after the container; None when a stream has not room enough."""
        around = self._around
        parts = [symbol, around[0]]
        for frame, pick, capacity, after in self._setters:
            whole = frame.copy()
            whole[1::2] = pick(codes)
            stream = b"".join(whole)
            if len(stream) > capacity:
                return None
            parts += (stream.ljust(capacity), after)
        parts += (moment, around[-4])
        return b"".join(parts), b"".join((around[-3], identity, around[-2], identity, around[-1]))

    def digest(self, before: bytes, after: bytes) -> bytes:
        """SHA-256 of all the signature covers; the prefix was hashed once for all documents."""
        hashed = self._head.copy()
        hashed.update(before)
        hashed.update(after)
        found: bytes = hashed.digest()
        return found

    def digest_of(self, pdf: bytes) -> bytes:
        """SHA-256 of all that the signature in a file of this class covers."""
        end = self.size - sum(map(len, self._closing)) - 2 * IDENT_DIGITS
        return self.digest(pdf[len(self.prefix) : end - container_room(self.container)], pdf[end:])

    def assemble(self, body: bytes) -> bytes:
        """The whole signed file; raises MalformedBody."""
        return self.prefix + self.tail(body)

    def tail(self, body: bytes) -> bytes:
        """The file after its prefix; raises MalformedBody."""
        signature, symbol, text = self.parted(body)
        moment, *pieces = text.split(SEPARATOR)
        codes = list(map(encoded, pieces))
        varying = (
            self.vary(codes, symbol, moment.encode(), identity_of(text.encode())) if len(codes) == self.pieces else None
        )
        if varying is None or len(moment) != MOMENT_DIGITS or len(signature) not in self.container.parts:
            message = "The body does not fit its skeleton."
            raise MalformedBody(message)
        before, after = varying
        container = self.container.filled(self.digest(before, after), signature)
        return b"%b<%b>%b" % (before, container.hex().ljust(2 * self.container.size, "0").encode("ascii"), after)

    def parted(self, body: bytes) -> tuple[bytes, bytes, str]:
        """Signature, QR image and texts of a body; raises MalformedBody."""
        try:
            symbol_at = 1 + body[0]
            text_at = symbol_at + self.symbol.size
            return body[1:symbol_at], body[symbol_at:text_at], body[text_at:].decode()
        except (IndexError, UnicodeDecodeError) as error:
            message = "The body is cut off."
            raise MalformedBody(message) from error

    def sha256(self, body: bytes) -> str:
        """SHA-256 of the whole file, in hexadecimal; raises MalformedBody."""
        hashed = self._head.copy()
        hashed.update(self.tail(body))
        return str(hashed.hexdigest())


def container_room(container: Container) -> int:
    """The bytes that the container takes in a file: two digits for each of its own, between angle brackets."""
    return 2 * container.size + 2


def body_of(signature: bytes, symbol: bytes, text: bytes) -> bytes:
    """What is stored of one document: the signature with its length, the QR image, the texts."""
    return b"%c%b%b%b" % (len(signature), signature, symbol, text)


def identity_of(text: bytes) -> bytes:
    """The file identifier of a document with these texts, in hexadecimal."""
    return hexlify(hashlib.sha256(text).digest()[: IDENT_DIGITS // 2])


def picker(places: Sequence[int]) -> Callable[[Sequence[bytes]], Any]:
    """Picks items by their places, as a tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda items: tuple(items[place] for place in places)
