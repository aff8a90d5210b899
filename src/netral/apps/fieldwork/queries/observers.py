"""Reads of those who observe."""

from netral.apps.fieldwork.models import Observer
from netral.apps.supervisors import api as supervisors
from netral.foundation.ledger.actors import Actor


def observer_of(posting: supervisors.Posting) -> Observer | None:
    """Return the observer that a supervisor in a posting is, if she ever enrolled a phone."""
    found: Observer | None = Observer.objects.filter(posting=posting).first()
    return found


def own_observers(actor: Actor) -> list[Observer]:
    """Return the observers that an actor herself is or was, by her postings."""
    postings = supervisors.own_postings(actor)
    return [*Observer.objects.visible_to(actor).filter(posting__in=postings).order_by("-added_at")]
