"""Whatever is done in whatever order, with real rows and real seals: the promises hold."""

from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from netral.apps.pledges.actions import campaigns, pledge_steps, turns
from netral.apps.pledges.domain import PledgeStatus
from netral.apps.pledges.models import Campaign
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import holder_of_link
from netral.foundation.ledger.models import Event
from netral.foundation.seals.models import SealedDocument
from tests.apps.pledges.conftest import RINA, YUSUF, pledge_of
from tests.foundation.registry.files import AGUS, SITI
from tests.ground import Person

PEOPLE = (SITI[0], RINA[0], YUSUF[0])
OF_ONE = (
    "open",
    "confirm",
    "confirm_some",
    "sign",
    "sign_wrong",
    "decline",
    "object",
    "reconsider",
    "withdraw",
    "annul",
)
OF_ALL = ("close", "reopen", "call_staff")
steps = st.one_of(
    st.tuples(st.sampled_from(OF_ONE), st.sampled_from(PEOPLE)),
    st.tuples(st.sampled_from(OF_ALL), st.just("")),
)


def step_of(name: str, nip: str, campaign: Campaign, officer: Person) -> Callable[[], object]:
    """Return one step, ready to be taken."""
    by = officer.actor
    if name in OF_ALL:
        return {
            "close": lambda: campaigns.close_campaign(campaign=campaign, by=by),
            "reopen": lambda: campaigns.reopen_campaign(campaign=campaign, by=by),
            "call_staff": lambda: turns.call_staff(campaign=campaign, by=by),
        }[name]
    row = pledge_of(nip)
    holder = holder_of_link(str(row.pk))
    points = [point.code for point in row.campaign.text.points]
    return {
        "open": lambda: pledge_steps.open_link(pledge=row, by=holder),
        "confirm": lambda: pledge_steps.confirm_points(pledge=row, confirmed=points, by=holder),
        "confirm_some": lambda: pledge_steps.confirm_points(pledge=row, confirmed=points[1:], by=holder),
        "sign": lambda: pledge_steps.sign_pledge(pledge=row, nip=nip, by=holder),
        "sign_wrong": lambda: pledge_steps.sign_pledge(pledge=row, nip=AGUS[0], by=holder),
        "decline": lambda: pledge_steps.decline_pledge(pledge=row, reason="Tidak.", by=holder),
        "object": lambda: pledge_steps.decline_pledge(pledge=row, reason="Ya.", objections=points[:1], by=holder),
        "reconsider": lambda: pledge_steps.reconsider(pledge=row, by=holder),
        "withdraw": lambda: pledge_steps.withdraw_own(pledge=row, reason="Keliru.", nip=nip, by=holder),
        "annul": lambda: pledge_steps.withdraw_mistaken(pledge=row, reason="Keliru.", by=by),
    }[name]


def state_of(campaign: Campaign) -> tuple[object, ...]:
    """Return all that steps may change."""
    with elevated("the test looks at everything"):
        campaign.refresh_from_db()
        rows = campaign.pledges.order_by("pk").values_list("pk", "status", "document", "confirmed", "wrong_tries")
        return campaign.status, campaign.staff_called_at, [tuple(map(str, row)) for row in rows]


def promises_hold(campaign: Campaign) -> None:
    """Fail when somebody signed without all points, or has other than one valid document for it."""
    with elevated("the test looks at everything"):
        for row in campaign.pledges.select_related("campaign", "document"):
            valid = SealedDocument.objects.filter(subject_id=str(row.pk), withdrawn_at=None)
            assert [paper.pk for paper in valid] == ([row.document_id] if row.status == PledgeStatus.SIGNED else [])
            assert row.status != PledgeStatus.SIGNED or row.is_confirmed
            assert row.status != PledgeStatus.DECLINED or row.decline_reason


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=st.lists(steps, min_size=5, max_size=25))
def test_promises_hold_in_any_order(in_turns: Campaign, officer: Person, taken: list[tuple[str, str]]) -> None:
    with transaction.atomic():
        for name, nip in taken:
            before, events = state_of(in_turns), Event.objects.count()
            with reading_as(officer.actor):
                step = step_of(name, nip, in_turns, officer)
                try:
                    step()
                    refused = False
                except StepRefused:
                    refused = True
            after, recorded = state_of(in_turns), Event.objects.count() - events
            # A refused step leaves nothing behind; whatever changed is on record.
            assert (after == before and not recorded) if refused else recorded >= 1
            promises_hold(in_turns)
        transaction.set_rollback(True)
    state_of(in_turns)
