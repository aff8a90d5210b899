"""Writes PDF objects one after the other and keeps their places, for a file laid out by hand."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

_LEVEL = 9


@dataclass
class Objects:
    """The numbers and places of a file's objects; `at` is the place of the next byte."""

    at: int = 0
    places: dict[int, int] = field(default_factory=dict)
    count: int = 0
    end_of_stream = b"\nendstream\nendobj\n"

    def new(self) -> int:
        """A number for an object that is written later."""
        self.count += 1
        return self.count

    def put(self, number: int, content: str) -> bytes:
        """One object without stream."""
        return self._keep(number, f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1"))

    def put_stream(self, number: int, entries: str, data: bytes, *, packed: bool = True) -> bytes:
        """One object with a stream."""
        content = zlib.compress(data, _LEVEL) if packed else data
        kind = "/Filter/FlateDecode" if packed else ""
        head = f"{number} 0 obj\n<<{entries}{kind}/Length {len(content)}>>\nstream\n"
        return self._keep(number, head.encode("latin-1") + content + self.end_of_stream)

    def open_stream(self, number: int, entries: str, length: int) -> bytes:
        """The beginning of an object whose stream of known length is filled later."""
        head = f"{number} 0 obj\n<<{entries}/Length {length}>>\nstream\n"
        return self._keep(number, head.encode("latin-1"))

    def table(self) -> str:
        """The cross-reference table of all objects."""
        rows = "".join(f"{self.places[number]:010d} 00000 n \n" for number in range(1, self.count + 1))
        return f"xref\n0 {self.count + 1}\n0000000000 65535 f \n{rows}"

    def _keep(self, number: int, data: bytes) -> bytes:
        self.places[number] = self.at
        self.at += len(data)
        return data


def string(text: str) -> str:
    """A text as a PDF string."""
    return f"<{(chr(0xFEFF) + text).encode('utf-16-be').hex()}>"


def number(value: float) -> str:
    """A number as PDF writes it."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
