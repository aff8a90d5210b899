"""Reads of the lists of supervisors that were uploaded."""

from uuid import UUID

from django.db.models import QuerySet

from netral.apps.supervisors.models import SupervisorList
from netral.foundation.ledger.actors import Actor


def lists_of(actor: Actor) -> QuerySet[SupervisorList]:
    """Return the lists an actor may see, the newest first."""
    rows: QuerySet[SupervisorList] = SupervisorList.objects.visible_to(actor)
    return rows.select_related("file", "bad_rows").order_by("-uploaded_at")


def list_for(actor: Actor, ident: UUID) -> SupervisorList:
    """Return one list an actor may see.

    Raises:
        SupervisorList.DoesNotExist: there is none with this identifier in her scope.
    """
    return lists_of(actor).get(pk=ident)
