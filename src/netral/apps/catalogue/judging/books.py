"""Which rulebook judges: the one in use, or an earlier one that a receipt names."""

from functools import lru_cache

from netral.apps.catalogue.editions.current import UnknownEdition, in_use_in, kept
from netral.apps.catalogue.judging.rulebook import Rulebook

__all__ = ["UnknownEdition", "book"]

_MOST_KEPT_OPEN = 24


def book(version: str | None = None, region: str | None = None) -> Rulebook:
    """The rulebook in use, with what a region adds to it, or the one with this fingerprint. Raises UnknownEdition."""
    return _opened(version or in_use_in(region).version)


@lru_cache(maxsize=_MOST_KEPT_OPEN)
def _opened(version: str) -> Rulebook:
    return Rulebook(kept(version))
