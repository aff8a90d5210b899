"""Objections, refusals and withdrawals: recorded, never lost, taken back, and never two documents valid at once."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from netral.apps.pledges import api
from netral.apps.pledges.actions import campaigns, letters, pledge_steps
from netral.apps.pledges.actions.pledge_steps import AttemptOutcome
from netral.apps.pledges.domain import PledgeCounts, PledgeStatus, WithdrawnBy
from netral.apps.pledges.models import Campaign, Pledge
from netral.apps.pledges.queries import history_of, papers_of
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import holder_of_link
from netral.foundation.ledger.clock import at
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from netral.foundation.seals.models import SealedDocument
from tests.apps.pledges.conftest import confirmed, opened, pledge_of, sign, signed
from tests.foundation.registry.files import AGUS, SITI
from tests.ground import Person

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")
REASON = "Saya <b>salah</b> paham."


def valid_documents() -> int:
    with elevated("the test looks at everything"):
        return SealedDocument.objects.filter(kind="pledge", withdrawn_at=None).count()


def withdraw(pledge: Pledge, nip: str) -> AttemptOutcome:
    by = holder_of_link(str(pledge.pk))
    return pledge_steps.withdraw_own(pledge=pledge, reason=REASON, nip=nip, by=by).outcome


def test_an_objection_names_its_points_in_their_order_and_is_taken_back(siti: Pledge) -> None:
    by = holder_of_link(str(siti.pk))
    codes = ["tolak_politik_uang", "netral", "butir_orang_lain"]
    objected = pledge_steps.decline_pledge(pledge=opened(siti), reason=REASON, objections=codes, by=by)
    assert objected.objections == ["netral", "tolak_politik_uang"]
    assert api.coverage("14.03").objected == 1
    again = pledge_steps.reconsider(pledge=siti, by=by)
    assert (again.status, again.objections, again.decline_reason) == (PledgeStatus.OPENED, [], "")
    with pytest.raises(StepRefused):
        pledge_steps.reconsider(pledge=siti, by=by)
    with elevated("the test looks at everything"):
        told = history_of(pledge_of(SITI[0]), "Asia/Jakarta")
    # Taken back, but not lost.
    assert any("1. Menjaga netralitas" in line["text"] and REASON in line["text"] for line in told)


def test_the_holder_withdraws_with_her_number_and_pledges_again(siti: Pledge) -> None:
    first = signed(SITI[0]).document
    assert first is not None
    assert withdraw(siti, AGUS[0]) == AttemptOutcome.WRONG
    assert pledge_of(SITI[0]).status == PledgeStatus.SIGNED
    assert withdraw(siti, SITI[0]) == AttemptOutcome.WITHDRAWN
    taken_back = pledge_of(SITI[0])
    assert (taken_back.document, taken_back.signed_at, taken_back.confirmed) == (None, None, [])
    assert (taken_back.withdrawn_by, taken_back.withdrawal_reason) == (WithdrawnBy.HOLDER, REASON)
    assert api.coverage("14.03") == PledgeCounts(invited=3, withdrawn=1)
    assert valid_documents() == 0
    with elevated("the test looks at everything"):
        first.refresh_from_db()
    assert first.withdrawn_at is not None
    # Its page is open to everybody: her own words stay out of it.
    assert REASON not in first.withdrawal_reason
    with pytest.raises(StepRefused):
        confirmed(siti)
    pledge_steps.reconsider(pledge=siti, by=holder_of_link(str(siti.pk)))
    second = signed(SITI[0])
    assert second.document != first
    assert second.withdrawn_at == taken_back.withdrawn_at
    assert valid_documents() == 1
    with elevated("the test looks at everything"):
        assert [paper.pk for paper in papers_of(second)] == [second.document_id, first.pk]
    assert api.coverage("14.03").signed == 1


def test_nothing_unsigned_is_withdrawn_and_nothing_by_its_holder_after_the_end(
    siti: Pledge, campaign: Campaign, officer: Person
) -> None:
    for pledge in (siti, opened(siti)):
        with pytest.raises(StepRefused):
            withdraw(pledge, SITI[0])
    signed(SITI[0])
    with at(datetime(2024, 11, 2, 9, tzinfo=WIB)), pytest.raises(StepRefused):
        withdraw(siti, SITI[0])
    assert valid_documents() == 1


def test_the_officer_withdraws_a_mistaken_pledge_and_its_holder_is_told(
    siti: Pledge, campaign: Campaign, officer: Person
) -> None:
    by = officer.actor
    row = signed(SITI[0])
    with reading_as(by):
        pledge_steps.withdraw_mistaken(pledge=row, reason="Ditandatangani orang lain.", by=by)
        with pytest.raises(StepRefused):
            pledge_steps.withdraw_mistaken(pledge=row, reason="Dua kali.", by=by)
        (letter,) = Notice.objects.filter(template="pledge_withdrawn")
        assert "Ditandatangani orang lain." in letter.body
        assert "/ikrar/" in letter.body
        # Who has to answer again is reminded like the others.
        assert letters.remind(campaign=campaign, by=by) == 1
    assert pledge_of(SITI[0]).withdrawn_by == WithdrawnBy.OFFICER
    pledge_steps.reconsider(pledge=siti, by=holder_of_link(str(siti.pk)))
    signed(SITI[0])
    assert valid_documents() == 1


def test_who_withdrew_herself_is_not_reminded(siti: Pledge, campaign: Campaign, officer: Person) -> None:
    signed(SITI[0])
    withdraw(siti, SITI[0])
    with reading_as(officer.actor):
        assert letters.remind(campaign=campaign, by=officer.actor) == 0


def test_after_the_end_only_the_officer_withdraws(siti: Pledge, campaign: Campaign, officer: Person) -> None:
    row = signed(SITI[0])
    with reading_as(officer.actor):
        campaigns.close_campaign(campaign=campaign, by=officer.actor)
        pledge_steps.withdraw_mistaken(pledge=row, reason="Keliru.", by=officer.actor)
        (letter,) = Notice.objects.filter(template="pledge_withdrawn")
    assert "/ikrar/" not in letter.body
    with pytest.raises(StepRefused):
        pledge_steps.reconsider(pledge=siti, by=holder_of_link(str(siti.pk)))


def test_some_points_are_kept_for_another_device(siti: Pledge) -> None:
    by = holder_of_link(str(siti.pk))
    kept = pledge_steps.confirm_points(pledge=opened(siti), confirmed=["media_sosial", "netral", "tidak_ada"], by=by)
    assert kept.confirmed == ["netral", "media_sosial"]
    with pytest.raises(StepRefused):
        sign(siti, SITI[0])


def test_nothing_happens_without_an_event(siti: Pledge) -> None:
    signed(SITI[0])
    withdraw(siti, SITI[0])
    pledge_steps.reconsider(pledge=siti, by=holder_of_link(str(siti.pk)))
    kinds = list(
        Event.objects.filter(subject_type="pledges.pledge", subject_id=str(siti.pk))
        .order_by("at", "id")
        .values_list("kind", flat=True)
    )
    assert kinds == [
        "pledge.opened",
        "pledge.confirmed",
        "pledge.signed",
        "pledge.withdrawn",
        "pledge.reconsidered",
    ]
