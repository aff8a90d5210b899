"""Campaigns before and after they run: drafts, units, inviting by the thousand, closing by mistake, a new stage."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from netral.apps.pledges import invitations
from netral.apps.pledges.actions import campaigns
from netral.apps.pledges.actions.campaigns import CampaignInput
from netral.apps.pledges.domain import PledgeStatus
from netral.apps.pledges.models import Campaign, Pledge
from netral.apps.pledges.queries import access_of, counts_of, not_invited, pledge_before, pledges_of, with_pledge_before
from netral.apps.pledges.tasks import do_what_is_due, invite_all_of
from netral.apps.pledges.texts import template
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import at, now
from netral.foundation.ledger.models import Event
from netral.foundation.outreach.domain import CallStatus
from netral.foundation.seals.actions.keys import create_seal_key
from tests.apps.pledges.conftest import make_campaign, pledge_of, signed
from tests.foundation.registry.files import AGUS, HOTMAN, SITI
from tests.ground import Person, person
from tests.work import titles, waits

pytestmark = pytest.mark.django_db
PACT = template("pakta_integritas", 1)


def health() -> Institution:
    return Institution.objects.get(path="pemda.14.03.opd_dinas_kesehatan")


def test_a_draft_is_changed_and_deleted_and_an_open_campaign_is_not(draft: Campaign, officer: Person) -> None:
    by = officer.actor
    other = CampaignInput("Pakta 2024", PACT, "", date(2024, 10, 7), date(2024, 10, 9), remind_days=(1, 7, 1))
    with reading_as(by):
        changed = campaigns.change_campaign(campaign=draft, inputs=other, by=by)
        assert (changed.title, changed.text, changed.remind_days) == ("Pakta 2024", PACT, [7, 1])
        create_seal_key(institution=draft.institution, by=SYSTEM)
        campaigns.open_campaign(campaign=changed, by=by)
        for step in (
            lambda: campaigns.change_campaign(campaign=changed, inputs=other, by=by),
            lambda: campaigns.choose_units(campaign=changed, units=[health().pk], by=by),
            lambda: campaigns.delete_campaign(campaign=changed, by=by),
        ):
            with pytest.raises(StepRefused):
                step()
        unwanted = make_campaign(officer, "pemda.14.03")
        campaigns.delete_campaign(campaign=unwanted, by=by)
        assert not Campaign.objects.filter(title=unwanted.title).exclude(pk=changed.pk).exists()
    assert Event.objects.filter(kind="pledge.campaign_deleted").count() == 1


def test_only_the_units_chosen_are_invited(draft: Campaign, officer: Person) -> None:
    create_seal_key(institution=draft.institution, by=SYSTEM)
    with reading_as(officer.actor):
        chosen = campaigns.choose_units(campaign=draft, units=[health().pk, health().pk], by=officer.actor)
        assert campaigns.open_campaign(campaign=chosen, by=officer.actor) == 2
        assert {pledge.person.nip for pledge in pledges_of(chosen, officer.actor)} == {SITI[0], HOTMAN[0]}
        assert not not_invited(chosen).exists()


def test_thousands_are_invited_by_a_job_that_can_be_cut_off_and_resumed(
    draft: Campaign, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invitations, "BULK", 1)
    create_seal_key(institution=draft.institution, by=SYSTEM)
    with reading_as(officer.actor):
        assert campaigns.open_campaign(campaign=draft, by=officer.actor) == 3
        assert (draft.inviting, draft.to_invite, draft.pledges.count()) == (True, 3, 1)
        with pytest.raises(StepRefused):
            campaigns.invite_newcomers(campaign=draft, by=officer.actor)
    with elevated("the job"):
        assert campaigns.invite_next(campaign=draft, by=SYSTEM)
    # Here the worker died; another takes the work up.
    invite_all_of(campaign_id=str(draft.pk))
    invite_all_of(campaign_id=str(draft.pk))
    with elevated("the test looks at everything"):
        draft.refresh_from_db()
        assert (draft.inviting, draft.pledges.count()) == (False, 3)
    assert [event.data["invited"] for event in Event.objects.filter(kind="pledge.people_invited").order_by("at")] == [
        1,
        1,
        0,
    ]


def test_what_was_cut_off_is_taken_up_by_itself(
    draft: Campaign, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invitations, "BULK", 1)
    create_seal_key(institution=draft.institution, by=SYSTEM)
    with reading_as(officer.actor):
        campaigns.open_campaign(campaign=draft, by=officer.actor)
    deferred: list[Campaign] = []
    monkeypatch.setattr(invitations, "go_on_later", deferred.append)
    do_what_is_due()
    assert deferred == [draft]


def test_closing_is_taken_back_on_the_same_day_only(campaign: Campaign, officer: Person) -> None:
    by = officer.actor
    with reading_as(by):
        with pytest.raises(StepRefused):
            campaigns.reopen_campaign(campaign=campaign, by=by)
        campaigns.close_campaign(campaign=campaign, by=by)
        campaigns.reopen_campaign(campaign=campaign, by=by)
    assert (campaign.status, campaign.closed_at, access_of(campaign)) == (CallStatus.OPEN, None, "open")
    with reading_as(by):
        campaigns.close_campaign(campaign=campaign, by=by)
        with at(now() + timedelta(hours=14)), pytest.raises(StepRefused):
            campaigns.reopen_campaign(campaign=campaign, by=by)


def test_a_new_stage_knows_who_pledged_before(campaign: Campaign, siti: Pledge, officer: Person) -> None:
    signed(SITI[0])
    inputs = CampaignInput(
        "Ikrar masa tenang", campaign.text, "masa_tenang", date(2024, 10, 7), date(2024, 10, 9), renews=campaign
    )
    with reading_as(officer.actor):
        again = campaigns.create_campaign(
            inputs=inputs, institution=campaign.institution, government=campaign.government, by=officer.actor
        )
        campaigns.open_campaign(campaign=again, by=officer.actor)
        rows = with_pledge_before(pledges_of(again, officer.actor))
        before = dict(rows.values_list("person__nip", "signed_before"))
        assert counts_of(pledges_of(again, officer.actor)).signed == 0
    assert before[SITI[0]] == pledge_of(SITI[0], campaign).signed_at
    assert before[AGUS[0]] is None
    earlier = pledge_before(pledge_of(SITI[0], again))
    assert earlier is not None
    assert earlier.campaign == campaign
    assert pledge_before(pledge_of(AGUS[0], again)) is None
    signed(SITI[0], again)
    assert pledge_of(SITI[0], campaign).status == pledge_of(SITI[0], again).status == PledgeStatus.SIGNED


def test_every_text_can_be_pledged_and_sealed(officer: Person, roster: None, settings: SimpleNamespace) -> None:
    made = [make_campaign(officer, "pemda.14.03", template=text) for text in (PACT, template("sumpah_janji", 1))]
    create_seal_key(institution=made[0].institution, by=SYSTEM)
    for campaign in made:
        with reading_as(officer.actor):
            campaigns.open_campaign(campaign=campaign, by=officer.actor)
        document = signed(SITI[0], campaign).document
        assert document is not None
        assert document.title == campaign.text.title


def test_a_campaign_waits_for_its_officer_shortly_before_its_end(
    campaign: Campaign, officer: Person, neighbour: Person
) -> None:
    assert titles(officer) == []
    with at(datetime(2024, 10, 29, 3, tzinfo=UTC)):
        (item,) = waits(officer)
        assert (item.title, item.overdue_at(now())) == (campaign.title, False)
        assert "belum menjawab" in str(item.why)
        assert titles(neighbour) == []
        assert titles(person("ppk_secretary", "pemda.14.03.ppk")) == []
    with at(datetime(2024, 11, 2, 3, tzinfo=UTC)):
        assert waits(officer)[0].overdue_at(now())
        with reading_as(officer.actor):
            campaigns.close_campaign(campaign=campaign, by=officer.actor)
        assert titles(officer) == []
