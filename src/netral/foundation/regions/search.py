"""Understands what people type when they look for a region: "kec. bantan", "selat baru, bengkalis"."""

import re
from typing import NamedTuple

# What people write before a name, and the tier it means. Not "kota", "gampong" or "nagari": names begin with those.
_MEANT = {
    "provinsi": "province",
    "prov": "province",
    "kabupaten": "regency",
    "kab": "regency",
    "kecamatan": "district",
    "kec": "district",
    "distrik": "district",
    "kapanewon": "district",
    "kemantren": "district",
    "kelurahan": "village",
    "kel": "village",
    "kalurahan": "village",
    "desa": "village",
    "ds": "village",
}
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*\.?")
LONGEST = 120


class Part(NamedTuple):
    """One name that was typed, with the tier its prefix means (empty: any)."""

    text: str
    tier: str = ""


def parts_of(typed: str) -> list[Part]:
    """Return the names in a search: the region itself, then those it lies in.

    A comma, or a prefix such as "kec." after a name, begins a new one.
    """
    parts: list[Part] = []
    for piece in typed[:LONGEST].casefold().split(","):
        parts += _names([word.rstrip(".") for word in _WORD.findall(piece)])
    return parts


def _names(words: list[str]) -> list[Part]:
    parts: list[Part] = []
    name: list[str] = []
    tier = ""
    for position, word in enumerate(words):
        is_prefix = word in _MEANT and position + 1 < len(words)
        if not is_prefix:
            name.append(word)
            continue
        if name:
            parts.append(Part(" ".join(name), tier))
        name, tier = [], _MEANT[word]
    return [*parts, Part(" ".join(name), tier)] if name else parts
