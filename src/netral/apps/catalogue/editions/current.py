"""Which data set judges now: the edition adopted here, or the shipped one while none is.

The answer is kept in the process, because every page and every judgement asks. A process that works with the database
looks again once a second whether another process adopted something; one that does not, such as a command run before
there is a database, judges by the shipped data set.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.core.signals import request_started

from netral.apps.catalogue.dataset import build_catalogue, shipped, shipped_documents, version_of
from netral.apps.catalogue.editions.documents import Documents, plain
from netral.apps.catalogue.editions.overlays import combined
from netral.apps.catalogue.models import Adoption, Overlay, Ruleset
from netral.apps.catalogue.rows import Catalogue
from netral.foundation.ledger.clock import now

LOOK_EVERY_SECONDS = 1.0
_MOST_KEPT_OPEN = 24


class UnknownEdition(LookupError):
    """No catalogue with this fingerprint is kept here."""

    def __init__(self, version: str) -> None:
        self.version = version
        super().__init__(f"no catalogue with the fingerprint {version} is kept here")


@dataclass
class _Seen:
    """What this process saw last: the version in use, and the regions that add rules of their own."""

    watches: bool = False
    looked_at: float = float("-inf")
    version: str | None = None
    overlays: tuple[UUID, ...] = ()
    local: dict[str, str] = field(default_factory=dict)


_seen = _Seen()


def in_use() -> Catalogue:
    """The catalogue that judges now."""
    _look()
    return shipped() if _seen.version is None else kept(_seen.version)


def in_use_in(region: str | None) -> Catalogue:
    """The catalogue that judges now in a region, with what it and the regions above it added."""
    _look()
    parts = region.split(".") if region else []
    above = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    version = next((_seen.local[code] for code in above if code in _seen.local), None)
    return in_use() if version is None else kept(version)


def local_versions() -> dict[str, str]:
    """The regions that add something now, each with the fingerprint of what judges there."""
    _look()
    return dict(_seen.local)


def kept(version: str) -> Catalogue:
    """The catalogue with this fingerprint, whether in use or not. Raises UnknownEdition."""
    return shipped() if version == shipped().version else _opened(version)


def watch() -> None:
    """Let this process ask the database which edition is in use, now and every second."""
    _seen.watches, _seen.looked_at = True, float("-inf")


def forget() -> None:
    """Judge by the shipped catalogue until told to watch."""
    vars(_seen).update(vars(_Seen()))


def documents_of(version: str | None) -> Documents:
    """The documents of a kept data set, of the shipped one without a version. Raises UnknownEdition."""
    if version in (None, shipped().version):
        return plain(shipped_documents())
    return _ruleset(str(version)).documents


def active_overlays() -> list[Overlay]:
    """What regions add now, in the order they added it."""
    return list(Overlay.objects.filter(withdrawn_at=None).order_by("added_at", "id"))


def local_documents(central: Mapping[str, Any], overlays: Sequence[Overlay]) -> dict[str, Documents]:
    """For every region that adds something: the law of the centre with what it and the regions above it add."""
    regions = sorted({overlay.region_id for overlay in overlays})
    return {region: combined(central, [o.document for o in overlays_over(region, overlays)]) for region in regions}


def overlays_over(region: str, overlays: Iterable[Overlay]) -> list[Overlay]:
    """The overlays that hold in a region: its own and those of the regions above it."""
    return [overlay for overlay in overlays if f"{region}.".startswith(f"{overlay.region_id}.")]


@lru_cache(maxsize=_MOST_KEPT_OPEN)
def _opened(version: str) -> Catalogue:
    return build_catalogue(_ruleset(version).documents)


def _ruleset(version: str) -> Ruleset:
    found = Ruleset.objects.filter(version=version).first()
    if found is None:
        raise UnknownEdition(version)
    return found


def _look() -> None:
    moment = time.monotonic()
    if not _seen.watches or moment - _seen.looked_at < LOOK_EVERY_SECONDS:
        return
    _seen.looked_at = moment
    adopted = Adoption.objects.filter(effective_at__lte=now()).order_by("-effective_at", "-id")
    version = adopted.values_list("edition__ruleset__version", flat=True).first()
    overlays = tuple(Overlay.objects.filter(withdrawn_at=None).values_list("pk", flat=True))
    if (version, overlays) != (_seen.version, _seen.overlays):
        local = local_documents(documents_of(version), active_overlays()) if overlays else {}
        versions = {region: version_of(documents) for region, documents in local.items()}
        _seen.version, _seen.overlays, _seen.local = version, overlays, versions


def _begin_request(**_: Any) -> None:
    _seen.watches = True


request_started.connect(_begin_request, dispatch_uid="catalogue_in_use")
