"""Reads of scans: an actor's, those that boarded twice, and one by the identifier its phone gave it."""

from uuid import UUID

from django.db.models import Case, CharField, Exists, F, OuterRef, QuerySet, Value, When

from netral.apps.crossings.models import PortPhone, Scan
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor

DOUBLE, REFUSED, BOARDED = "double", "refused", "boarded"
_SAME = Scan.objects.filter(number=OuterRef("number"), departure=OuterRef("departure"), boarded=True)
# The same phone refuses the second by itself, so only another's counts.
_OTHER = _SAME.exclude(phone=OuterRef("phone"))


def scans_of(actor: Actor) -> QuerySet[Scan]:
    """Return the scans an actor may see; `outcome` says whether one boarded, was refused, or boarded twice."""
    rows: QuerySet[Scan] = Scan.objects.visible_to(actor)
    return rows.select_related(
        "phone__port", "departure__crossing__origin", "departure__crossing__destination"
    ).annotate(
        outcome=Case(
            When(Exists(_OTHER), boarded=True, then=Value(DOUBLE)),
            When(boarded=True, then=Value(BOARDED)),
            default=Value(REFUSED),
            output_field=CharField(),
        ),
        port=F("phone__port__name"),
        login=F("phone__login"),
    )


def doubles_for(actor: Actor) -> QuerySet[Scan]:
    """Return the scans of passes that boarded twice on a departure that is not closed yet."""
    return scans_of(actor).filter(Exists(_OTHER), boarded=True, departure__closed_at=None)


def scan_of(phone: PortPhone, ident: UUID) -> Scan | None:
    """Return the scan of an identifier, if it came from that phone."""
    with elevated("the phone proved its secret"):
        return Scan.objects.filter(phone=phone, ident=ident).first()
