"""Letters of support: what a term is about and until when, never a sum or a name."""

from datetime import date

from django.urls import reverse

from netral.apps.support.domain.grants import GRANT, SPEND
from netral.apps.support.models import Grant
from netral.foundation.accounts.links import absolute
from netral.foundation.accounts.queries import staff_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.notices.actions import notify


def tell_both_sides(grant: Grant, title: str, due_on: date, mark: str, by: Actor) -> int:
    """Tell those who pay and those who receive a grant how a term stands; return how many people were told."""
    day = now().date()
    people = [
        *staff_of(grant.government_id, GRANT, day),
        *staff_of(grant.receiver_id, SPEND, day),
    ]
    context = {
        "number": grant.number,
        "title": title,
        "due_on": due_on,
        "is_late": due_on < grant.today,
        "link": absolute(reverse("grant", args=[grant.pk])),
    }
    for user in people:
        notify(to=user, template="grant_term", context=context, key=f"grant-term-{mark}-{user.pk}", by=by)
    return len(people)
