"""Institution paths: the branch first, then the territory, so that a superior's path is a prefix of hers below."""

import re

_LABEL = re.compile(r"[^a-z0-9]+")


def path_of(branch: str, region_code: str = "", unit: str = "") -> str:
    """Return a path, as `path_of("pemda", "14.03", "Dinas Kesehatan")` -> "pemda.14.03.opd_dinas_kesehatan"."""
    parts = [branch, *([region_code] if region_code else []), *([f"opd_{slug(unit)}"] if unit else [])]
    return ".".join(parts)


def slug(name: str) -> str:
    """Return a name as one path label."""
    return _LABEL.sub("_", name.lower()).strip("_")


def covers(above: str, below: str) -> bool:
    """Say whether a path is another's superior, or the same."""
    return below == above or below.startswith(f"{above}.")


def ancestors(path: str) -> list[str]:
    """Return the path and every path above it, nearest first."""
    labels = path.split(".")
    return [".".join(labels[:length]) for length in range(len(labels), 0, -1)]
