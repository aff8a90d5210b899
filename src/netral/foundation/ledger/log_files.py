"""The files of the log as readers ask for them: which paths there are, and how far they are published."""

import re

from netral.engines.merkle.layout import WIDTH
from netral.engines.merkle.tiles import Missing
from netral.foundation.ledger import folder

_NUMBER = r"(?:x\d{3}/)*\d{3}(?:\.p/(?:[1-9]\d{0,2}))?"
# Levels and widths as C2SP tlog-tiles writes them, without leading zeros.
_TILE = re.compile(rf"(?P<level>[0-9]|[1-5][0-9]|6[0-3]|entries)/(?P<number>{_NUMBER})", re.ASCII)


def tile(path: str) -> bytes:
    """Return a published tile or bundle, by its path after `tile/`.

    Raises:
        Missing: there is none, or it lies beyond the published checkpoint.
    """
    found = _TILE.fullmatch(path)
    head = folder.published_head()
    if found is None or head is None:
        raise Missing(f"tile/{path}")
    level = 0 if found["level"] == "entries" else int(found["level"])
    if _hashes_needed(found["number"]) > head.size // WIDTH**level:
        raise Missing(f"tile/{path}")
    return folder.source().read(f"tile/{path}")


def _hashes_needed(number: str) -> int:
    """Return how many hashes a level must have for a tile to be there."""
    index, _, width = number.partition(".p/")
    return int(index.replace("x", "").replace("/", "")) * WIDTH + int(width or WIDTH)
