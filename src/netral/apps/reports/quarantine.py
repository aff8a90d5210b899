"""Reports that arrived beyond the rate: kept and acknowledged like any other, and no case until a person opens them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Count, F, Func, Q, QuerySet, TextField, Value, Window
from django.db.models.functions import MD5, Lower, Trim

from netral.apps.reports.domain.arrivals import ArrivalLimits, Arrivals, admits
from netral.apps.reports.models import Report
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor

# One number for this lock among all advisory locks of the database.
_GATE = 0x4E657441


@dataclass(frozen=True)
class Waiting:
    """What waits in an actor's quarantine: how many reports, and since when the oldest."""

    number: int
    since: datetime | None


def must_hold(institution: Institution, moment: datetime) -> bool:
    """Say whether a report arriving now is held; others who file wait from here until the transaction ends."""
    with connection.cursor() as cursor:
        # Two that file at once would each count the other out.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_GATE])
    limits = _limits()
    with elevated("the rate of arrivals counts every institution's"):
        # On both sides, because whoever waited at the gate carries an earlier moment than those who passed it first.
        near = (moment - limits.window, moment + limits.window)
        recent = Report.objects.filter(filed_at__range=near).aggregate(
            here=Count("pk", filter=Q(institution=institution)), everywhere=Count("pk")
        )
    return not admits(Arrivals(recent["here"], recent["everywhere"]), limits)


def held_of(actor: Actor) -> QuerySet[Report]:
    """Return the held reports of the actor's institutions, the oldest first."""
    return Report.objects.visible_to(actor).filter(held=True).order_by("filed_at", "id")


def held_reports(actor: Actor, same_as: UUID | None = None) -> QuerySet[Report]:
    """Return the held reports of the actor's institutions, each with how many tell the same.

    With `same_as`, only those that tell the same as that one.
    """
    rows = held_of(actor).annotate(content=_content())
    if same_as is not None:
        rows = rows.filter(content__in=rows.filter(pk=same_as).values("content"))
    same = Window(Count("pk"), partition_by=[F("content")])
    return rows.select_related("region", "institution").annotate(same=same)


def waiting(actor: Actor) -> Waiting:
    """Return how many reports the actor's quarantine holds, and since when the oldest waits."""
    rows = held_of(actor)
    return Waiting(rows.count(), rows.values_list("filed_at", flat=True).first())


def _content() -> Any:
    # Spaces and capitals are what a copied text differs in first.
    one_space = Func(
        F("account"), Value(r"\s+"), Value(" "), Value("g"), function="REGEXP_REPLACE", output_field=TextField()
    )
    return MD5(Lower(Trim(one_space)))


def _limits() -> ArrivalLimits:
    return ArrivalLimits(
        timedelta(minutes=settings.REPORT_ARRIVAL_MINUTES),
        settings.REPORT_ARRIVALS_PER_INSTITUTION,
        settings.REPORT_ARRIVALS_OVERALL,
    )
