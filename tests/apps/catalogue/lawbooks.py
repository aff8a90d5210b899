"""Data sets to publish in tests: the shipped one with small changes, and what regions add."""

from typing import Any

from netral.apps.catalogue.dataset import shipped_documents
from netral.apps.catalogue.editions.bundle import Heading, packed, sealed
from netral.apps.catalogue.editions.keys import Signer
from netral.apps.catalogue.editions.ruleset_store import file_of
from netral.apps.catalogue.models import Edition

Documents = dict[str, Any]


def norm_row(documents: Documents, norm_id: str) -> dict[str, Any]:
    """The row of a norm."""
    found: dict[str, Any] = next(row for row in documents["norms"] if row["id"] == norm_id)
    return found


def rules_of(documents: Documents, act: str) -> list[dict[str, Any]]:
    """The rules of an act."""
    found: list[dict[str, Any]] = next(rows for rows in documents["rules"] if rows["act"] == act)["rules"]
    return found


def with_title(title: str) -> Documents:
    """The shipped law with another title of B6."""
    documents = shipped_documents()
    norm_row(documents, "B6")["title"] = title
    return documents


def changed_rules(step: int) -> Documents:
    """The shipped law with rules of social media that differ at every step, and a norm that differs too."""
    documents = with_title(f"Menyukai unggahan calon, rumusan {step}")
    rules = rules_of(documents, "media-sosial")
    rules[0].update(outcome=("broken", "disputed")[step % 2], note="Rumusannya diubah.")
    rules[1]["when"] = {"tindakan_medsos": ["mengikuti", "melihat"][: 1 + step % 2]}
    return documents


def resealed(edition: Edition, seed: bytes, **changes: Any) -> bytes:
    """The bundle of an edition with a changed heading or documents, properly signed by a key."""
    documents = changes.pop("documents", edition.ruleset.documents)
    version = changes.pop("version", edition.ruleset.version)
    heading = {
        "number": edition.number,
        "title": edition.title,
        "notes": edition.notes,
        "published_at": edition.published_at,
        "previous": "",
        **changes,
    }
    bundle = sealed(Heading(**heading), documents, version, Signer(seed))
    return packed(bundle.manifest_bytes, bundle.signature, bundle.documents)


def bundle_of(edition: Edition) -> bytes:
    """The bundle of an edition as the centre writes it."""
    return file_of(edition)
