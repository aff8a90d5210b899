"""Keeping data sets: whatever judged here once can be asked again."""

import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from netral.apps.catalogue.dataset import version_of
from netral.apps.catalogue.editions.bundle import packed
from netral.apps.catalogue.editions.current import documents_of, local_documents
from netral.apps.catalogue.editions.documents import canonical
from netral.apps.catalogue.models import Edition, Overlay, Ruleset
from netral.foundation.ledger.clock import now


def keep(documents: Mapping[str, Any]) -> Ruleset:
    """Keep a data set, unless it is kept already."""
    version = version_of(documents)
    found = Ruleset.objects.filter(version=version).first()
    if found is None:
        content = zlib.compress(canonical(documents))
        found = Ruleset.objects.create(version=version, content=content, kept_at=now())
    return found


def keep_local(central: Mapping[str, Any], overlays: Iterable[Overlay]) -> None:
    """Keep what judges in every region that adds something, and the shipped data set, which may change with a release.

    Raises:
        EditionRefused: an overlay does not fit the data set of the centre.
    """
    keep(documents_of(None))
    for documents in local_documents(central, list(overlays)).values():
        keep(documents)


def file_of(edition: Edition) -> bytes:
    """The bundle of a kept edition, byte for byte as it was published."""
    return packed(bytes(edition.manifest), bytes(edition.signature), edition.ruleset.documents)
