"""Which rulebook judges: the one in use, or an earlier one that a receipt names."""

from functools import cache

from netral.apps.catalogue.dataset import shipped
from netral.apps.catalogue.judging.rulebook import Rulebook


class UnknownEdition(LookupError):
    """No catalogue with this fingerprint is kept here."""

    def __init__(self, version: str) -> None:
        self.version = version
        super().__init__(f"no catalogue with the fingerprint {version} is kept here")


def book(version: str | None = None) -> Rulebook:
    """The rulebook of the catalogue in use, or of the one with this fingerprint. Raises UnknownEdition."""
    if version not in (None, shipped().version):
        raise UnknownEdition(str(version))
    return _shipped_book()


@cache
def _shipped_book() -> Rulebook:
    return Rulebook(shipped())
