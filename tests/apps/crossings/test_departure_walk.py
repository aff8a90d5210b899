"""Whatever people do with one departure, in any order: no quota is exceeded, nobody is lost, no free place waits."""

from collections.abc import Sequence

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from netral.apps.crossings.actions.departures import cancel_departure
from netral.apps.crossings.actions.passes import move_pass, revoke_pass, withdraw_pass
from netral.apps.crossings.domain.departures import CancelCause
from netral.apps.crossings.models import PriorityPass, RevokedSerial
from netral.apps.supervisors.models import Posting
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated
from tests.apps.crossings.voyages import Voyages, lay_villages_of

PEOPLE, PLACES = 5, 2
STEPS = st.lists(
    st.tuples(st.sampled_from(["ask", "withdraw", "revoke", "move", "cancel"]), st.integers(0, PEOPLE - 1)),
    min_size=4,
    max_size=12,
)


class WalkOver(Exception):
    """A walk was looked at, and is taken back for the next."""


def take(voyages: Voyages, posts: Sequence[Posting], verb: str, who: int) -> None:
    """Do one thing with the first departure, or with the newest pass of somebody."""
    office, officer, first = voyages.office.officer.actor, voyages.officer.actor, voyages.departures[0]
    row = PriorityPass.objects.filter(posting=posts[who]).order_by("-asked_at").first()
    if verb == "ask":
        voyages.ask(posts[who], first)
    elif verb == "cancel":
        cancel_departure(departure=first, cause=CancelCause.WEATHER, words="", by=officer)
    elif row is not None and verb == "withdraw":
        withdraw_pass(priority_pass=row, by=office)
    elif row is not None and verb == "revoke":
        revoke_pass(priority_pass=row, words="Rekaan", by=officer)
    elif row is not None:
        move_pass(priority_pass=row, departure=voyages.departures[1], words="Rekaan", by=officer)


def look(voyages: Voyages, asked: set[object]) -> None:
    """Look whether everything holds."""
    rows = [*PriorityPass.objects.order_by("asked_at", "pk")]
    assert {row.pk for row in rows} == asked
    for departure in voyages.departures:
        here = [row for row in rows if row.departure_id == departure.pk]
        granted = [row for row in here if row.state == "granted"]
        waiting = [row for row in here if row.state == "waiting"]
        assert len(granted) <= PLACES
        assert not waiting or len(granted) == PLACES
    live = {row.serial for row in rows if row.state == "granted"}
    revoked = {*RevokedSerial.objects.values_list("serial", flat=True)}
    assert not live & revoked
    assert {row.serial for row in rows if row.state in ("withdrawn", "revoked") and row.text} <= revoked


def walked(voyages: Voyages, posts: Sequence[Posting], steps: Sequence[tuple[str, int]]) -> None:
    """Take some steps, look after each, and take all of them back."""
    asked: set[object] = set()
    with transaction.atomic(), elevated("test"):
        for verb, who in steps:
            try:
                with transaction.atomic():
                    take(voyages, posts, verb, who)
            except StepRefused:
                continue
            asked |= {*PriorityPass.objects.values_list("pk", flat=True)}
            look(voyages, asked)
        raise WalkOver


@pytest.mark.usefixtures("ground")
def test_every_walk_keeps_quota_queue_and_people() -> None:
    voyages = Voyages(places=PLACES)
    posts = [voyages.posted(f"Pengawas {code[-4:]}", code) for code in lay_villages_of(count=PEOPLE)]

    @settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(STEPS)
    def walk(steps: list[tuple[str, int]]) -> None:
        with pytest.raises(WalkOver):
            walked(voyages, posts, steps)

    walk()
