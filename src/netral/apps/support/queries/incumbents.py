"""Reads of the heads of governments who are candidates, and what of a government's support is flagged for it."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from netral.apps.support.domain.incumbents import Incumbency, IncumbencyRule, flag_of
from netral.apps.support.models import Incumbent
from netral.apps.support.parameters import incumbency_rules
from netral.foundation.ledger.actors import Actor


def incumbents_of(actor: Actor) -> QuerySet[Incumbent]:
    """Return the incumbents an actor may see."""
    visible: QuerySet[Incumbent] = Incumbent.objects.visible_to(actor)
    return visible.select_related("government", "election")


def incumbencies(government_id: UUID) -> tuple[Incumbency, ...]:
    """Return in which elections the head of a government is a candidate, as far as the reader may see it."""
    rows = Incumbent.objects.filter(government_id=government_id)
    return tuple(Incumbency(code, since) for code, since in rows.values_list("election__code", "since"))


def flag_for(government_id: UUID, given_on: date) -> IncumbencyRule | None:
    """Return the rule that flags support of any kind by a government on a day; None where it is not flagged."""
    return flag_of(given_on, incumbencies(government_id), incumbency_rules())
