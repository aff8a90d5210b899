"""Reads of the texts in local languages."""

from uuid import UUID

from django.db.models import QuerySet

from netral.apps.learning.models import LocalText
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor


def local_texts_of(actor: Actor) -> QuerySet[LocalText]:
    """Return the local texts an actor may see."""
    found = LocalText.objects.visible_to(actor)
    return found.select_related("government").order_by("government__name", "act", "language")


def local_texts_on(act: str, government_id: UUID) -> list[LocalText]:
    """Return what a region says about an act on its posters, which are public."""
    with elevated("posters are public"):
        return list(LocalText.objects.filter(act=act, government=government_id).order_by("language"))


def governments_with_texts() -> list[Institution]:
    """Return the governments whose posters speak a local language too, by name; posters are public."""
    with elevated("posters are public"):
        written = list(LocalText.objects.order_by().values_list("government", flat=True).distinct())
    return list(Institution.objects.filter(pk__in=written, kind=Kind.GOVERNMENT).order_by("name"))
