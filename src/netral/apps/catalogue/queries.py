"""Reads of editions, of what regions add, and of who confirmed which norm."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from netral.apps.catalogue.dataset import shipped, version_of
from netral.apps.catalogue.editions.current import (
    active_overlays,
    documents_of,
    kept,
    local_documents,
    overlays_over,
)
from netral.apps.catalogue.editions.documents import Documents, row_hash
from netral.apps.catalogue.models import Acknowledgement, Adoption, Confirmation, Edition, Overlay, Ruleset
from netral.apps.catalogue.review import NORMS
from netral.apps.catalogue.rows import Catalogue, Norm
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now


def last_edition() -> Edition | None:
    """Return the edition with the highest number kept here."""
    return Edition.objects.select_related("ruleset").order_by("-number").first()


def edition(number: int) -> Edition:
    """Return the edition with a number.

    Raises:
        Edition.DoesNotExist: it was not published or pulled here.
    """
    return Edition.objects.select_related("ruleset").get(number=number)


def editions() -> list[Edition]:
    """Return every edition kept here, the newest first."""
    return list(Edition.objects.select_related("ruleset", "adoption").order_by("-number"))


def adoption_in_use() -> Adoption | None:
    """Return the adoption that counts now; None while the shipped data set judges."""
    return adoption_at(now())


def adoption_at(moment: datetime) -> Adoption | None:
    """Return the adoption that counted at a moment."""
    begun = Adoption.objects.select_related("edition__ruleset").filter(effective_at__lte=moment)
    return begun.order_by("-effective_at", "-id").first()


def documents_in_use() -> Documents:
    """Return the documents of the data set that judges now."""
    adopted = adoption_in_use()
    return documents_of(adopted.edition.ruleset.version if adopted else None)


def documents_to_come() -> list[Documents]:
    """Return the documents of editions that are adopted and begin later."""
    later = Adoption.objects.select_related("edition__ruleset").filter(effective_at__gt=now())
    return [adopted.edition.ruleset.documents for adopted in later]


def documents_not_kept() -> list[Documents]:
    """Return what judges with this release and is not kept yet: the shipped data set, and what regions made of the law.

    Raises:
        EditionRefused: what a region added does not fit the law of this release.
    """
    local = local_documents(documents_in_use(), active_overlays())
    found = {version_of(each): each for each in (documents_of(None), *local.values())}
    known = set(Ruleset.objects.filter(version__in=found).values_list("version", flat=True))
    return [documents for version, documents in found.items() if version not in known]


def catalogue_known_at(moment: datetime) -> Catalogue:
    """Return the catalogue this installation judged by at a moment."""
    adopted = adoption_at(moment)
    return kept(adopted.edition.ruleset.version) if adopted else shipped()


def waiting() -> Edition | None:
    """Return the newest edition that was pulled and not adopted yet."""
    newest = last_edition()
    return None if newest is None or Adoption.objects.filter(edition=newest).exists() else newest


def waiting_for(actor: Actor) -> QuerySet[Edition]:
    """Return the edition that waits if the actor has to adopt it, or her office has not confirmed that it read it."""
    newest = Edition.objects.order_by("-number").values("pk")[:1]
    found = Edition.objects.filter(pk__in=newest, adoption=None)
    read = Acknowledgement.objects.filter(edition=OuterRef("pk"), institution=actor.institution_id)
    return found if actor.may("catalogue.adopt") else found.filter(~Exists(read))


def acknowledgements(found: Edition) -> list[Acknowledgement]:
    """Return which units have read an edition; that they did is no secret among institutions."""
    with elevated("who has read an edition is shown to every institution of the installation"):
        return list(Acknowledgement.objects.filter(edition=found).select_related("institution"))


def has_acknowledged(found: Edition, actor: Actor) -> bool:
    """Say whether the actor's unit has read an edition."""
    return any(each.institution_id == actor.institution_id for each in acknowledgements(found))


def overlays() -> list[Overlay]:
    """Return what regions added, withdrawn or not, the newest first."""
    return list(Overlay.objects.select_related("region").order_by("-added_at", "-id"))


def confirmation_of(norm: Norm) -> Confirmation | None:
    """Return who confirmed a norm exactly as it stands."""
    return confirmations_of([norm]).get(norm.id)


def confirmations_of(norms: Iterable[Norm]) -> Mapping[str, Confirmation]:
    """Return the confirmations that hold for these norms, by the ids of the norms."""
    by_hash = {row_hash(norm): norm.id for norm in norms}
    held = Confirmation.objects.filter(row_hash__in=by_hash, withdrawn_at=None).select_related("institution")
    return {by_hash[found.row_hash]: found for found in held}


def confirmations_of_rows(fingerprints: Iterable[str]) -> Mapping[str, Confirmation]:
    """Return the confirmations that hold for rows of any kind, by the fingerprints of the rows."""
    held = Confirmation.objects.filter(row_hash__in=list(fingerprints), withdrawn_at=None)
    return {found.row_hash: found for found in held}


def confirmations_ever(norm_id: str) -> list[Confirmation]:
    """Return every confirmation of a norm, those of earlier wordings and withdrawn ones included."""
    found = Confirmation.objects.filter(row_kind=NORMS, norm_id=norm_id)
    return list(found.select_related("institution"))


def overlays_in(region: str) -> list[Overlay]:
    """Return what holds in a region: what it and the regions above it add."""
    return overlays_over(region, active_overlays())


def overlay_of(norm_id: str) -> Overlay | None:
    """Return what a region added that holds a norm, None for norms of the centre."""
    added = (each for each in overlays() if each.withdrawn_at is None)
    return next((each for each in added if norm_id in {row["id"] for row in each.document.get("norms", [])}), None)
