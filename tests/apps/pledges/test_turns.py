"""Heads of units first, then staff: called by the officer, by themselves, or by their day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from netral.apps.pledges.actions import campaigns, letters, pledge_steps, turns
from netral.apps.pledges.domain import Access, PledgeStatus
from netral.apps.pledges.models import Campaign
from netral.apps.pledges.queries import access_to, heads_called, without_email
from netral.apps.pledges.tasks import do_what_is_due, send_links_of
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import SYSTEM, holder_of_link
from netral.foundation.ledger.clock import at
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from netral.foundation.outreach.queries import counted_by_unit
from netral.foundation.seals.actions.keys import create_seal_key
from tests.apps.pledges.conftest import HEAD_WORDS, RINA, YUSUF, make_campaign, opened, pledge_of, signed
from tests.foundation.registry.files import HOTMAN, SITI
from tests.ground import Person

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")


def now_called(campaign: Campaign) -> bool:
    with elevated("the test looks at everything"):
        campaign.refresh_from_db()
    return campaign.staff_called_at is not None


def test_heads_are_known_by_their_positions_before_and_after_opening(in_turns: Campaign, officer: Person) -> None:
    with reading_as(officer.actor):
        assert [head.nip for head in heads_called(in_turns)] == [RINA[0], YUSUF[0]]
    assert pledge_of(RINA[0]).is_head
    assert pledge_of(YUSUF[0]).is_head
    assert not pledge_of(SITI[0]).is_head


def test_staff_wait_until_every_head_has_answered_whatever_the_answer(in_turns: Campaign) -> None:
    siti = pledge_of(SITI[0])
    assert access_to(siti) == Access.HEADS_FIRST
    with pytest.raises(StepRefused):
        opened(siti)
    send_links_of(campaign_id=str(in_turns.pk))
    assert [notice.address for notice in Notice.objects.all()] == ["rina@contoh.test"]
    with elevated("the test looks at everything"):
        assert {name for _unit, name, _slips in counted_by_unit(without_email(in_turns))} == {"Dinas Pendidikan"}
    signed(RINA[0])
    assert not now_called(in_turns)
    yusuf = opened(pledge_of(YUSUF[0]))
    pledge_steps.decline_pledge(pledge=yusuf, reason="Saya keberatan.", by=holder_of_link(str(yusuf.pk)))
    assert now_called(in_turns)
    assert access_to(pledge_of(SITI[0])) == Access.OPEN
    send_links_of(campaign_id=str(in_turns.pk))
    assert set(Notice.objects.values_list("address", flat=True)) == {"rina@contoh.test", "siti@contoh.test"}
    event = Event.objects.get(kind="pledge.staff_called")
    assert event.actor == f"{SYSTEM.kind}:{SYSTEM.id}"
    signed(SITI[0])


def test_the_officer_calls_staff_once(in_turns: Campaign, officer: Person) -> None:
    with reading_as(officer.actor):
        turns.call_staff(campaign=in_turns, by=officer.actor)
        with pytest.raises(StepRefused):
            turns.call_staff(campaign=in_turns, by=officer.actor)
    signed(SITI[0])


def test_staff_have_their_turn_on_their_day_and_are_written_to(officer: Person, heads: None) -> None:
    campaign = make_campaign(
        officer, "pemda.14.03", heads_first=True, head_words=HEAD_WORDS, staff_from=date(2024, 10, 10)
    )
    create_seal_key(institution=campaign.institution, by=SYSTEM)
    with reading_as(officer.actor):
        campaigns.open_campaign(campaign=campaign, by=officer.actor)
    do_what_is_due()
    assert not now_called(campaign)
    with at(datetime(2024, 10, 10, 0, 5, tzinfo=WIB)):
        assert access_to(pledge_of(SITI[0])) == Access.OPEN
        do_what_is_due()
        assert now_called(campaign)


def test_a_call_missed_by_two_heads_at_once_is_made_up_for(in_turns: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    # Two who answer in the same moment each see the other as unanswered.
    with monkeypatch.context() as blind:
        blind.setattr(pledge_steps, "heads_to_answer", lambda _campaign: 1)
        signed(RINA[0])
        signed(YUSUF[0])
    assert not now_called(in_turns)
    do_what_is_due()
    assert now_called(in_turns)


def test_the_officer_corrects_who_is_a_head(in_turns: Campaign, officer: Person) -> None:
    with reading_as(officer.actor):
        turns.set_head(pledge=pledge_of(HOTMAN[0]), is_head=True, by=officer.actor)
        turns.set_head(pledge=pledge_of(YUSUF[0]), is_head=False, by=officer.actor)
    assert access_to(pledge_of(HOTMAN[0])) == Access.OPEN
    assert access_to(pledge_of(YUSUF[0])) == Access.HEADS_FIRST
    signed(RINA[0])
    signed(HOTMAN[0])
    assert now_called(in_turns)
    with reading_as(officer.actor):
        campaigns.close_campaign(campaign=in_turns, by=officer.actor)
        with pytest.raises(StepRefused):
            turns.set_head(pledge=pledge_of(HOTMAN[0]), is_head=False, by=officer.actor)


def test_only_those_in_turn_are_reminded(in_turns: Campaign, officer: Person) -> None:
    with reading_as(officer.actor):
        assert letters.remind(campaign=in_turns, by=officer.actor) == 1
        turns.call_staff(campaign=in_turns, by=officer.actor)
        assert letters.remind(campaign=in_turns, by=officer.actor) == 1
    assert pledge_of(SITI[0]).status == PledgeStatus.INVITED


def test_heads_are_told_who_of_theirs_is_missing_and_not_twice_a_day(in_turns: Campaign, officer: Person) -> None:
    by = officer.actor
    with reading_as(by):
        turns.call_staff(campaign=in_turns, by=by)
        assert letters.send_overviews(campaign=in_turns, by=by) == 1
        with pytest.raises(StepRefused):
            letters.send_overviews(campaign=in_turns, by=by)
    (letter,) = Notice.objects.filter(template="pledge_overview")
    assert letter.address == "rina@contoh.test"
    assert "- Hotman Siregar\n- Siti Aisyah\n" in letter.body
    assert "Agus Santoso" not in letter.body
    assert SITI[0] not in letter.body
    signed(SITI[0])
    signed(HOTMAN[0])
    with at(datetime(2024, 10, 8, 10, 12, tzinfo=WIB)), reading_as(by):
        assert letters.send_overviews(campaign=in_turns, by=by) == 0


def test_reminders_go_out_by_themselves_on_their_days_in_daytime_and_once(officer: Person, roster: None) -> None:
    campaign = make_campaign(officer, "pemda.14.03", remind_days=(7, 1))
    create_seal_key(institution=campaign.institution, by=SYSTEM)
    with reading_as(officer.actor):
        campaigns.open_campaign(campaign=campaign, by=officer.actor)
    for day, hour in ((23, 12), (24, 6), (24, 20)):
        with at(datetime(2024, 10, day, hour, tzinfo=WIB)):
            do_what_is_due()
    assert pledge_of(SITI[0]).reminders == 0
    for hour in range(8, 17):
        with at(datetime(2024, 10, 24, hour, tzinfo=WIB)):
            do_what_is_due()
    assert pledge_of(SITI[0]).reminders == 1
    assert Event.objects.filter(kind="pledge.reminded").count() == 1
    with at(datetime(2024, 10, 30, 9, tzinfo=WIB) + timedelta(minutes=1)):
        signed(SITI[0])
        do_what_is_due()
    assert pledge_of(SITI[0]).reminders == 1
