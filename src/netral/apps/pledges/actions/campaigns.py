"""Campaigns: prepared, changed, opened, widened, closed, and made again for another stage."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from netral.apps.pledges import events, invitations
from netral.apps.pledges.domain import CAMPAIGN_MOVED, Template, check_campaign_step, check_reopening
from netral.apps.pledges.models import Campaign
from netral.apps.pledges.queries import zone_of_campaign
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today
from netral.foundation.ledger.recording import action, record
from netral.foundation.outreach.domain import CallStatus
from netral.foundation.seals.actions.documents import NoSealKey
from netral.foundation.seals.queries import active_key


@dataclass(frozen=True)
class CampaignInput:
    """What an officer fills in for a campaign; `units` are the units called, none for all."""

    title: str
    template: Template
    stage_code: str
    opens_on: date
    closes_on: date
    heads_first: bool = False
    head_words: Sequence[str] = ()
    staff_from: date | None = None
    remind_days: Sequence[int] = ()
    units: Sequence[UUID] = field(default=())
    renews: Campaign | None = None


@action
def create_campaign(*, inputs: CampaignInput, institution: Institution, government: Institution, by: Actor) -> Campaign:
    """Prepare a campaign; nobody is invited yet."""
    campaign = Campaign(
        scopes=[government.path], institution=institution, government=government, created_at=now(), renews=inputs.renews
    )
    _fill(campaign, inputs)
    campaign.units = list(inputs.units)
    campaign.save(force_insert=True)
    facts = {"title": inputs.title, "template": inputs.template.key}
    record(events.CAMPAIGN_CREATED, subject=campaign, by=by, data=facts)
    return campaign


@action
def change_campaign(*, campaign: Campaign, inputs: CampaignInput, by: Actor) -> Campaign:
    """Change a campaign that nobody was invited to yet; which units it calls stays.

    Raises:
        StepRefused: it is no draft any more.
    """
    locked = _locked_draft(campaign)
    _fill(locked, inputs)
    locked.save()
    facts = {"title": inputs.title, "template": inputs.template.key}
    record(events.CAMPAIGN_CHANGED, subject=locked, by=by, data=facts)
    return locked


@action
def choose_units(*, campaign: Campaign, units: Sequence[UUID], by: Actor) -> Campaign:
    """Say which units a draft calls; none for all.

    Raises:
        StepRefused: it is no draft any more.
    """
    locked = _locked_draft(campaign)
    locked.units = sorted(set(units))
    locked.save(update_fields=["units"])
    record(events.CAMPAIGN_CHANGED, subject=locked, by=by, data={"units": [str(unit) for unit in locked.units]})
    return locked


@action
def delete_campaign(*, campaign: Campaign, by: Actor) -> None:
    """Delete a campaign that nobody was invited to.

    Raises:
        StepRefused: it is no draft any more, or a ceremony was planned for it.
    """
    locked = _locked_draft(campaign)
    if locked.ceremonies.exists():
        raise StepRefused(CAMPAIGN_MOVED)
    record(events.CAMPAIGN_DELETED, subject=locked, by=by, data={"title": locked.title})
    locked.delete()


@action
def open_campaign(*, campaign: Campaign, by: Actor) -> int:
    """Open a campaign and set out to invite everybody it calls; return how many those are.

    The first are invited at once, the others by a job; `campaign.inviting` says whether one is at work.

    Raises:
        StepRefused: it is open or closed already.
        NoSealKey: the institution could not seal what is signed.
    """
    if active_key(campaign.institution, now()) is None:
        raise NoSealKey(
            _("%(institution)s belum punya kunci segel, jadi ikrar belum bisa dibuka. Hubungi pengelola sistem.")
            % {"institution": campaign.institution.name}
        )
    locked = _locked_campaign(campaign)
    if locked.stands != CallStatus.DRAFT:
        raise StepRefused(CAMPAIGN_MOVED)
    locked.status, locked.opened_at = CallStatus.OPEN, now()
    locked.save()
    called = invitations.begin(locked)
    invitations.invite_some(locked)
    record(events.CAMPAIGN_OPENED, subject=locked, by=by, data={"invited": called, "units": len(locked.units)})
    invitations.go_on_later(locked)
    campaign.refresh_from_db()
    return called


@action
def invite_newcomers(*, campaign: Campaign, by: Actor) -> int:
    """Set out to invite who joined the roster since the campaign opened; return how many those are.

    Raises:
        StepRefused: the campaign is not open, or still invites.
    """
    locked = _locked_campaign(campaign)
    if locked.stands != CallStatus.OPEN or locked.inviting:
        raise StepRefused(CAMPAIGN_MOVED)
    called = invitations.begin(locked)
    invitations.invite_some(locked)
    record(events.CAMPAIGN_EXTENDED, subject=locked, by=by, data={"invited": called})
    invitations.go_on_later(locked)
    campaign.refresh_from_db()
    return called


@action
def invite_next(*, campaign: Campaign, by: Actor) -> bool:
    """Invite the next thousands in a transaction of their own; say whether there are more.

    Raises:
        StepRefused: the inviting has ended, or the campaign is closed.
    """
    locked = _locked_campaign(campaign)
    _require_inviting(locked)
    invited = invitations.invite_some(locked)
    record(events.PEOPLE_INVITED, subject=locked, by=by, data={"invited": invited})
    if not locked.inviting:
        invitations.go_on_later(locked)
    return locked.inviting


@action
def close_campaign(*, campaign: Campaign, by: Actor) -> None:
    """Close a campaign; its links only show what was signed.

    Raises:
        StepRefused: it is not open.
    """
    locked = _locked_campaign(campaign)
    check_campaign_step(locked.stands, CallStatus.CLOSED)
    locked.status, locked.closed_at, locked.inviting = CallStatus.CLOSED, now(), False
    locked.save()
    record(events.CAMPAIGN_CLOSED, subject=locked, by=by)
    campaign.refresh_from_db()


@action
def reopen_campaign(*, campaign: Campaign, by: Actor) -> None:
    """Take the closing of a campaign back on the day it was closed.

    Raises:
        StepRefused: it is not closed, or was closed on another day.
    """
    locked = _locked_campaign(campaign)
    if locked.stands != CallStatus.CLOSED or locked.closed_at is None:
        raise StepRefused(CAMPAIGN_MOVED)
    zone = zone_of_campaign(locked)
    check_reopening(locked.closed_at.astimezone(zone).date(), today(zone))
    locked.status, locked.closed_at = CallStatus.OPEN, None
    locked.save()
    record(events.CAMPAIGN_REOPENED, subject=locked, by=by)
    campaign.refresh_from_db()


def _fill(campaign: Campaign, inputs: CampaignInput) -> None:
    campaign.title, campaign.stage_code = inputs.title, inputs.stage_code
    campaign.template_code, campaign.template_version = inputs.template.code, inputs.template.version
    campaign.opens_on, campaign.closes_on = inputs.opens_on, inputs.closes_on
    campaign.heads_first, campaign.head_words = inputs.heads_first, list(inputs.head_words)
    campaign.staff_from = inputs.staff_from if inputs.heads_first else None
    campaign.remind_days = sorted(set(inputs.remind_days), reverse=True)


def _locked_campaign(campaign: Campaign) -> Campaign:
    return Campaign.objects.select_for_update(of=("self",)).select_related("government__region").get(pk=campaign.pk)


def _require_inviting(campaign: Campaign) -> None:
    if not campaign.inviting or campaign.stands != CallStatus.OPEN:
        raise StepRefused(CAMPAIGN_MOVED)


def _locked_draft(campaign: Campaign) -> Campaign:
    locked = _locked_campaign(campaign)
    if locked.stands != CallStatus.DRAFT:
        raise StepRefused(CAMPAIGN_MOVED)
    return locked
