"""Finds the encoding of a text file among those that offices use."""

import codecs
from pathlib import Path

from netral.engines.tables.rows import Unreadable

CHUNK = 1 << 20
SAMPLE = 4096
# In Latin text of two bytes a letter, nearly every second byte is zero, always on the same side.
_ZEROS_BY_RIGHT, _ZEROS_BY_CHANCE = 0.4, 0.02
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (codecs.BOM_UTF8, "utf-8-sig"))


def wide_encoding(start: bytes) -> str:
    """Return the two-byte encoding that the first bytes of a file show, or nothing."""
    for mark, name in _MARKS[:2]:
        if start.startswith(mark):
            return name
    sample = start[:SAMPLE]
    even, odd = sample[0::2], sample[1::2]
    if not odd:
        return ""
    shares = even.count(0) / len(even), odd.count(0) / len(odd)
    if min(shares) > _ZEROS_BY_CHANCE or max(shares) < _ZEROS_BY_RIGHT:
        return ""
    return "utf-16-le" if shares[1] > shares[0] else "utf-16-be"


def encoding_of(path: Path) -> str:
    """Return the encoding in which the whole of a file can be read.

    Raises:
        Unreadable: it is no text, or breaks off within a letter.
    """
    with path.open("rb") as stream:
        wide = wide_encoding(stream.read(SAMPLE))
    if wide:
        if not _decodes(path, wide):
            raise Unreadable("damaged")
        return wide
    if _decodes(path, "utf-8-sig"):
        return "utf-8-sig"
    # Excel on Windows writes cp1252; the five bytes it leaves undefined still mean something in latin-1.
    return "cp1252" if _decodes(path, "cp1252") else "latin-1"


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            for chunk in iter(lambda: stream.read(CHUNK), b""):
                if "\x00" in decoder.decode(chunk):
                    raise Unreadable("no_table")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
