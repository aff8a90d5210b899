"""Figures for charts that are drawn in the page without scripts."""

from collections.abc import Iterable, Sequence
from typing import Any

from netral.foundation.ui.formats import angka, persen


def bars_context(rows: Iterable[Sequence[Any]], caption: str, unit: str, kind: str) -> dict[str, Any]:
    """Scale rows to the longest bar, shares to the whole; a value that is no number is shown without a bar."""
    listed = [(row[0], row[1], row[2] if len(row) > 2 else "") for row in rows]
    # A share is drawn as a part of the whole, other numbers beside the largest of them.
    whole = 1.0 if kind == "percent" else 0.0
    longest = max((value for _, value, _ in listed if _is_number(value)), default=0)
    longest = max(longest, whole) if longest > 0 else 0
    bars = [
        {
            "label": label,
            "text": _written(value, kind),
            "url": url,
            "length": f"{100 * value / longest:.2f}" if longest > 0 and _is_number(value) else None,
        }
        for label, value, url in listed
    ]
    return {"bars": bars, "caption": caption, "unit": unit}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _written(value: Any, kind: str) -> str:
    if not _is_number(value):
        return str(value)
    return persen(value) if kind == "percent" else angka(value)
