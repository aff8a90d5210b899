"""What people without an account may cause is bounded by the ledger's own rows, also when they come all at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import PUBLIC, SYSTEM, Actor, holder_of_link
from netral.foundation.ledger.kinds import EventKind, Rate
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.rates import TooManyNow
from netral.foundation.ledger.recording import action, record

OVERALL = EventKind("test.overall", "Uji", rate=Rate(timedelta(minutes=10), overall=3))
EACH = EventKind("test.each", "Uji", rate=Rate(timedelta(minutes=10), per_subject=2))


@action
def happen(kind: EventKind, subject: str, by: Actor) -> None:
    """Record one event."""
    record(kind, subject=("test.thing", subject), by=by)


def tried(kind: EventKind, subject: str, by: Actor = PUBLIC) -> bool:
    """Say whether it passed."""
    try:
        happen(kind, subject, by)
    except TooManyNow:
        return False
    finally:
        connections.close_all()
    return True


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_of_many_at_once_exactly_the_rate_pass() -> None:
    with ThreadPoolExecutor(8) as pool:
        overall = list(pool.map(lambda number: tried(OVERALL, str(number)), range(12)))
        each = list(pool.map(lambda number: tried(EACH, "ab"[number % 2], holder_of_link("x")), range(12)))
    assert (sum(overall), sum(each)) == (3, 4)
    assert Event.objects.filter(kind__in=[OVERALL.code, EACH.code]).count() == 7


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_staff_are_not_bounded_and_time_opens_again() -> None:
    assert [tried(EACH, "a") for _ in range(3)] == [True, True, False]
    assert tried(EACH, "a", SYSTEM)
    clock.travel(clock.now() + timedelta(minutes=11))
    assert tried(EACH, "a")
