"""Reads of the roster: people, imports, and how many each unit has."""

from django.db.models import F, Func, QuerySet

from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.paths import ancestors
from netral.foundation.ledger.actors import Actor
from netral.foundation.registry.models import AsnPerson, RosterImport


def people_of(actor: Actor) -> QuerySet[AsnPerson]:
    """Return the civil servants an actor may see, with their units, active or not."""
    return AsnPerson.objects.visible_to(actor).select_related("unit")


def active_under(path: str) -> QuerySet[AsnPerson]:
    """Return the active civil servants of an institution and of all below it, as far as the reader may see."""
    return AsnPerson.objects.filter(active=True, scopes__under=path)


def government_of_actor(actor: Actor) -> Institution | None:
    """Return the government whose roster an actor keeps."""
    paths = [above for path in actor.paths for above in ancestors(path)]
    found = Institution.objects.filter(path__in=paths, kind=Kind.GOVERNMENT).select_related("region").order_by("path")
    return found.last()


def imports_of(actor: Actor) -> QuerySet[RosterImport]:
    """Return the imports an actor may see, the newest first."""
    found = RosterImport.objects.visible_to(actor)
    return found.select_related("government", "file", "bad_csv", "bad_xlsx").order_by("-created_at", "-pk")


def missing_from(roster: RosterImport) -> QuerySet[AsnPerson]:
    """Return the people whom a full roster left out."""
    wanted = RosterImport.objects.filter(pk=roster.pk).annotate(person=Func(F("missing"), function="unnest"))
    return AsnPerson.objects.filter(pk__in=wanted.values("person")).select_related("unit")


def remembered_heads(government: Institution) -> dict[str, str]:
    """Return which field each head stood for in the government's last file."""
    last = RosterImport.objects.filter(government=government).exclude(remembered={}).order_by("-created_at").first()
    return dict(last.remembered) if last else {}
