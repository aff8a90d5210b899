"""Many who ask for the last place at the same moment: one gets it, the others wait in an order without gaps."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from netral.apps.crossings.actions.requests import ask_pass
from netral.apps.crossings.models import PriorityPass
from netral.apps.supervisors.models import Posting
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.models import Event
from tests.apps.crossings.voyages import Voyages, lay_villages_of

MANY = 4


def on_a_connection_of_its_own(voyages: Voyages, posting: Posting) -> Callable[[], str]:
    """Return what asks for a pass in a thread, and the state it got."""
    by = voyages.office.officer.actor

    def ask() -> str:
        try:
            with reading_as(by):
                return ask_pass(posting=posting, wish=voyages.wish(voyages.departures[0]), by=by).state
        finally:
            connections.close_all()

    return ask


@pytest.mark.usefixtures("ground")
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_of_many_who_ask_at_once_one_gets_the_last_place() -> None:
    voyages = Voyages(places=1)
    codes = lay_villages_of(count=MANY)
    asks = [on_a_connection_of_its_own(voyages, voyages.posted(f"Pengawas {code[-4:]}", code)) for code in codes]
    with ThreadPoolExecutor(MANY) as pool:
        states = [future.result(60) for future in [pool.submit(ask) for ask in asks]]
    assert sorted(states) == ["granted", *["waiting"] * (MANY - 1)]
    with elevated("test"):
        assert PriorityPass.objects.filter(state="granted").count() == 1
    places = Event.objects.filter(kind="pass.queued").values_list("data__place", flat=True)
    assert sorted(places) == [1, 2, 3]
