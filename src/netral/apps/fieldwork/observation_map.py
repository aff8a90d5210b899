"""A map without tiles: circles where observations were made, sized by their number, among the islands around them."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from netral.apps.fieldwork.queries.places import CountedPlace

WIDTH, MOST_HEIGHT, LEAST_HEIGHT, MARGIN = 640, 640, 240, 48
SMALLEST, LARGEST = 12.0, 40.0
_LEAST_SPAN = 0.02


def drawn(
    places: Sequence[CountedPlace], islands: Sequence[tuple[float, float]], address: Callable[[CountedPlace], str]
) -> dict[str, Any]:
    """Return what the drawing holds: its size, a circle for each place with points, a dot for each island."""
    shown = [(each, each.latitude, each.longitude) for each in places]
    placed = [(each, north, east) for each, north, east in shown if north is not None and east is not None]
    unplaced = sum(each.observations - each.placed for each in places)
    if not placed:
        return {"circles": [], "islands": [], "unplaced": unplaced}
    sheet = _Sheet([north for _, north, _ in placed], [east for _, _, east in placed])
    most = max(each.placed for each, _, _ in placed)
    # The small ones are drawn last, so that a large one hides none.
    circles = [
        {
            **sheet.point(north, east),
            "radius": f"{max(SMALLEST, LARGEST * math.sqrt(each.placed / most)):.1f}",
            "place": each,
            "url": address(each),
        }
        for each, north, east in sorted(placed, key=lambda row: -row[0].placed)
    ]
    dots = [sheet.point(north, east) for north, east in islands]
    return {
        "circles": circles,
        "islands": dots,
        "width": WIDTH,
        "height": round(sheet.height),
        "unplaced": unplaced,
    }


class _Sheet:
    """From degrees to the drawing's units, alike in both directions at these latitudes."""

    def __init__(self, norths: list[float], easts: list[float]) -> None:
        self.shrink = math.cos(math.radians(sum(norths) / len(norths)))
        wide = max((max(easts) - min(easts)) * self.shrink, _LEAST_SPAN)
        high = max(max(norths) - min(norths), _LEAST_SPAN)
        self.scale = min((WIDTH - 2 * MARGIN) / wide, (MOST_HEIGHT - 2 * MARGIN) / high)
        self.height = max(LEAST_HEIGHT, high * self.scale + 2 * MARGIN)
        self.north, self.east = (max(norths) + min(norths)) / 2, (max(easts) + min(easts)) / 2

    def point(self, north: float, east: float) -> dict[str, str]:
        x = WIDTH / 2 + (east - self.east) * self.shrink * self.scale
        y = self.height / 2 - (north - self.north) * self.scale
        return {"x": f"{x:.1f}", "y": f"{y:.1f}"}
