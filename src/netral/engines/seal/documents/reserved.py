"""Room kept on the page for values that come later, and the record of where that room is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reportlab.platypus import Flowable
from typing_extensions import override

from netral.engines.seal.documents.blocks import Slot

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas


class Place(NamedTuple):
    """Where the first baseline of some room begins; pages count from one, points from the lower left."""

    page: int
    x: float
    y: float


class Type(NamedTuple):
    """How a text is set: typeface, size and leading in points, colour as red, green, blue."""

    font: str
    size: float
    leading: float
    color: tuple[float, float, float]


@dataclass
class Site:
    """Room for one slot: how it is set, how wide and how many lines it is, and all places where it is printed."""

    slot: Slot
    set_in: Type
    width: float
    lines: int
    wraps: bool = True
    follows: bool = False
    places: list[Place] = field(default_factory=list)


@dataclass
class Setting:
    """Collects the room of one typesetting; `lines` says for each site how many lines to keep, one by default."""

    lines: dict[str, int] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    symbols: list[tuple[Place, float]] = field(default_factory=list)

    def lines_of(self, key: str) -> int:
        """How many lines a site gets in this typesetting."""
        return self.lines.get(key, 1)

    def note(self, key: str, site: Site, place: Place) -> None:
        """Remember that a site is printed at a place."""
        self.sites.setdefault(key, site).places.append(place)


@dataclass(frozen=True)
class Reserved(Slot):
    """A slot inside one typesetting, told apart from the other slots by its key."""

    key: str = ""
    setting: Setting = field(default_factory=Setting, compare=False, repr=False)

    @property
    def lines(self) -> int:
        """How many lines the text takes; none when there is no text."""
        return self.setting.lines_of(self.key)


class ReservedText(Flowable):
    """Room for the lines of one slot, as high as a paragraph of so many lines."""

    def __init__(self, slot: Reserved, style: ParagraphStyle) -> None:
        super().__init__()
        self.slot, self.style = slot, style

    @override
    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The space needed, in points."""
        self.width, self.height = width, self.slot.lines * self.style.leading
        return self.width, self.height

    @override
    def getSpaceBefore(self) -> float:
        """The space above, in points."""
        return float(self.style.spaceBefore)

    @override
    def getSpaceAfter(self) -> float:
        """The space below, in points."""
        return float(self.style.spaceAfter)

    def draw(self) -> None:
        """Draw nothing, but note the place."""
        style = self.style
        x, y = self.canv.absolutePosition(0, self.height - style.fontSize)
        set_in = Type(style.fontName, style.fontSize, style.leading, _rgb(style.textColor))
        site = Site(self.slot, set_in, self.width, self.slot.lines)
        self.slot.setting.note(self.slot.key, site, Place(self.canv.getPageNumber(), x, y))


class ReservedSymbol(Flowable):
    """Room for the QR symbol of a slot."""

    def __init__(self, slot: Reserved, side: float) -> None:
        super().__init__()
        self.slot = slot
        self.width = self.height = side

    @override
    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The space needed, in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw nothing, but note the place."""
        x, y = self.canv.absolutePosition(0, 0)
        self.slot.setting.symbols.append((Place(self.canv.getPageNumber(), x, y), self.width))


def reserve_line(
    canvas: Canvas,
    slot: Reserved,
    at: tuple[float, float],
    width: float,
    set_in: Type,
    *,
    follows: bool,
) -> None:
    """Keep one line that does not wrap, drawn outside the flow of the page, perhaps right after the one before it."""
    key = f"{slot.key}/line"
    site = Site(slot, set_in, width, slot.setting.lines_of(key), wraps=False, follows=follows)
    slot.setting.note(key, site, Place(canvas.getPageNumber(), *at))


def _rgb(color: Color) -> tuple[float, float, float]:
    return (color.red, color.green, color.blue)
