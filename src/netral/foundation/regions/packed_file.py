"""The one file Netral ships the territory in: a CSV in a fixed order, compressed with xz."""

import csv
import io
import lzma
from collections.abc import Iterable
from hashlib import sha256

from netral.foundation.regions.domain import RegionRow

HEADER = ("code", "name", "latitude", "longitude")
# Tuned to short lines of text: about one per cent smaller than the highest preset alone.
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}]


def to_csv(rows: Iterable[RegionRow]) -> bytes:
    """Return the rows as CSV, larger tiers first, then by code, so that equal rows always give equal bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    ordered: list[RegionRow] = sorted(rows, key=_order)
    writer.writerows(ordered)
    return text.getvalue().encode()


def _order(row: RegionRow) -> tuple[bool, int, str]:
    # Islands come last: their codes are shorter than those of the villages.
    return row.tier == "island", len(row.code), row.code


def pack(rows: Iterable[RegionRow]) -> bytes:
    """Return the rows as a compressed file."""
    return lzma.compress(to_csv(rows), format=lzma.FORMAT_XZ, filters=_FILTERS)


def fingerprint(rows: Iterable[RegionRow]) -> str:
    """Return the SHA-256 of the CSV, which names the content however it was compressed."""
    return sha256(to_csv(rows)).hexdigest()
