"""Which piece of text goes where: the order of pieces in a class, and the streams that print them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from netral.engines.seal.pdf_template.layout import RESOURCES
from netral.engines.seal.pdf_template.line_fit import SHRINKING, encoded
from netral.engines.seal.pdf_template.objects import number
from netral.engines.seal.pdf_template.templates import SlotReading, StreamRoom

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netral.engines.seal.documents.reserved import Place, Site
    from netral.engines.seal.pdf_template.layout import Layout

# How much room the streams of a class have, as a share of what its lines hold when they are full: enough for most
# texts, which leave lines half empty and cost no hashing of blanks; enough for full lines; enough for any text.
MEASURES = (0.55, 1.0, math.inf)

# Half of its size is what a letter of the typeface takes on average, with room to spare.
_AVERAGE = 0.5
_DIGITS = 4


class SlotSites(NamedTuple):
    """A slot and the keys of all sites where it is printed."""

    slot: str
    keys: tuple[str, ...]


class PageStream(NamedTuple):
    """A stream with slots, and the pages that show it."""

    pages: tuple[int, ...]
    room: StreamRoom


@dataclass(frozen=True)
class Filling:
    """All of a class that varies in its streams."""

    streams: tuple[PageStream, ...]
    readings: tuple[SlotReading, ...]
    pieces: int


def slots_of(sites: Mapping[str, Site]) -> tuple[SlotSites, ...]:
    """The slots in the order in which they are met on the pages."""
    found: dict[str, list[str]] = {}
    for key, site in sites.items():
        found.setdefault(site.slot.name, []).append(key)
    return tuple(SlotSites(name, tuple(keys)) for name, keys in found.items())


def fill(layout: Layout, slots: tuple[SlotSites, ...], counts: Mapping[str, int], measure: float) -> Filling:
    """Lay out the pieces of a class; the order of pieces is that of `Fitter.fit`, slot after slot."""
    pieces: dict[str, tuple[int, ...]] = {}
    readings: list[SlotReading] = []
    count = 0
    for name, keys in slots:
        present = [key for key in keys if counts[key] and key in layout.sites]
        single = [key for key in present if _is_single(layout.sites[key], counts[key])]
        if single:
            pieces.update(dict.fromkeys(single, (count,)))
            readings.append(SlotReading(name, (count,), "", ""))
            count += 1
        for key in present:
            if key not in single:
                pieces[key] = tuple(range(count, count + counts[key]))
                slot = layout.sites[key].slot
                readings.append(SlotReading(name, pieces[key], slot.before, slot.after))
                count += counts[key]
        if not present:
            readings.append(SlotReading(name, (), "", ""))
    return Filling(tuple(_streams(layout, pieces, counts, measure)), tuple(readings), count)


def _is_single(site: Site, count: int) -> bool:
    return count == 1 or not site.wraps


def _streams(
    layout: Layout, pieces: Mapping[str, tuple[int, ...]], counts: Mapping[str, int], measure: float
) -> Iterator[PageStream]:
    groups: dict[tuple[int, ...], list[str]] = {}
    for key in pieces:
        pages = tuple(sorted({place.page for place in layout.sites[key].places}))
        groups.setdefault(pages, []).append(key)
    # In the order of the pages' drawing, in which a site that follows another comes right after it.
    order = list(layout.sites)
    for pages, keys in sorted(groups.items()):
        stream = _Stream()
        for key in sorted(keys, key=order.index):
            site = layout.sites[key]
            size = site.set_in.size * (1 if site.wraps else SHRINKING[counts[key] - 1])
            stream.add(site, size, pieces[key], measure)
        yield PageStream(pages, stream.room())


class _Stream:
    """Writes one content stream around its pieces."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[int] = []
        self._open = "BT"
        self._set: tuple[str, str] = ("", "")
        self._letters = 0

    def add(self, site: Site, size: float, pieces: tuple[int, ...], measure: float) -> None:
        """Print a site wherever it stands on these pages (at the same place on each of them)."""
        slot = site.slot
        around = [encoded(words).decode() for words in (slot.before, slot.after)] if len(pieces) == 1 else ["", ""]
        for line, piece in enumerate(pieces):
            self._style(site, size)
            if not site.follows:
                self._move(site.places[0], line * site.set_in.leading)
            self._parts.append(f"{self._open}<{around[0]}")
            self._open = f"{around[1]}>Tj\n"
            self._pieces.append(piece)
            most = slot.limit if len(pieces) == 1 else slot.limit + len(slot.before) + len(slot.after)
            self._letters += math.ceil(min(most, measure * site.width / (size * _AVERAGE)))

    def room(self) -> StreamRoom:
        """The finished stream."""
        parts = (*self._parts, f"{self._open}ET\n")
        return StreamRoom(parts, tuple(self._pieces), sum(map(len, parts)) + _DIGITS * self._letters)

    def _style(self, site: Site, size: float) -> None:
        font = f"/{RESOURCES[site.set_in.font]} {number(size)} Tf "
        color = f"{' '.join(map(number, site.set_in.color))} rg "
        self._open += "".join(new for new, old in zip((font, color), self._set, strict=True) if new != old)
        self._set = (font, color)

    def _move(self, place: Place, down: float) -> None:
        self._open += f"1 0 0 1 {number(place.x)} {number(place.y - down)} Tm"
