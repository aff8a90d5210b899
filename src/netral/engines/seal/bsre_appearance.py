"""Where and how BSrE shows a signature on the page, and the fields that say so in either version.

Read from published client code, see `bsre_service`: `tag_koordinat` and `tag` are one character that stands in the
page.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netral.engines.seal.pades import Mark


@dataclass(frozen=True)
class Box:
    """A place on a page in points."""

    page: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Tag:
    """A place marked by one character in the page, such as # or $."""

    character: str
    width: int
    height: int

    def __post_init__(self) -> None:
        if len(self.character) != 1:
            message = "A tag for BSrE is exactly one character."
            raise ValueError(message)


@dataclass(frozen=True)
class Appearance:
    """A visible signature: a PNG image, or in version 1 an address that the service draws as a QR symbol."""

    place: Box | Tag
    image: bytes = b""
    link: str = ""

    def __post_init__(self) -> None:
        if bool(self.image) == bool(self.link):
            message = "A visible signature shows either an image or the QR symbol of an address."
            raise ValueError(message)


def fields_of(appearance: Appearance | None) -> tuple[dict[str, str], bytes]:
    """The fields of version 1 for the look of a signature, and the image to send with them."""
    if appearance is None:
        return {"tampilan": "invisible"}, b""
    place = appearance.place
    where = {"width": str(place.width), "height": str(place.height)}
    if isinstance(place, Tag):
        where["tag_koordinat"] = place.character
    else:
        where |= {"page": str(place.page), "xAxis": str(place.x), "yAxis": str(place.y)}
    shown = {"image": "true"} if appearance.image else {"image": "false", "linkQR": appearance.link}
    return {"tampilan": "visible", **shown, **where}, appearance.image


def property_of(appearance: Appearance | None, mark: Mark) -> dict[str, Any]:
    """The `signatureProperties` of version 2 for one file; raises ValueError for what only version 1 can draw."""
    why = {name: text for name, text in (("reason", mark.reason), ("location", mark.location)) if text}
    if appearance is None:
        return {"tampilan": "INVISIBLE", **why}
    if not appearance.image:
        message = "Version 2 of BSrE draws no QR symbol: give it an image."
        raise ValueError(message)
    place = appearance.place
    where: dict[str, Any] = {"width": place.width, "height": place.height}
    if isinstance(place, Tag):
        where["tag"] = place.character
    else:
        where |= {"page": place.page, "originX": place.x, "originY": place.y}
    return {"tampilan": "VISIBLE", "imageBase64": base64.b64encode(appearance.image).decode(), **where, **why}
