"""Campaigns: made, opened, widened, closed; links sent and slips printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from netral.apps.pledges import events, inviting
from netral.apps.pledges.domain import (
    CampaignStatus,
    NotNow,
    Template,
    check_campaign_step,
)
from netral.apps.pledges.models import Campaign, Pledge
from netral.apps.pledges.queries import without_email
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.seals.actions.documents import NoSealKey
from netral.foundation.seals.queries import active_key


@dataclass(frozen=True)
class CampaignDraft:
    """What an officer fills in for a campaign."""

    title: str
    template: Template
    stage_code: str
    opens_on: date
    closes_on: date


@action
def create_campaign(*, draft: CampaignDraft, institution: Institution, government: Institution, by: Actor) -> Campaign:
    """Prepare a campaign; nobody is invited yet."""
    campaign = Campaign.objects.create(
        scopes=[government.path],
        institution=institution,
        government=government,
        title=draft.title,
        template_code=draft.template.code,
        template_version=draft.template.version,
        stage_code=draft.stage_code,
        opens_on=draft.opens_on,
        closes_on=draft.closes_on,
        created_at=now(),
    )
    record(
        events.CAMPAIGN_CREATED, subject=campaign, by=by, data={"title": draft.title, "template": draft.template.key}
    )
    return campaign


@action
def open_campaign(*, campaign: Campaign, by: Actor) -> int:
    """Open a campaign and invite every active civil servant of the government; return how many.

    Raises:
        NotNow: it is open or closed already.
        NoSealKey: the institution could not seal what is signed.
    """
    if active_key(campaign.institution, now()) is None:
        raise NoSealKey(
            _("%(institution)s belum punya kunci segel, jadi ikrar belum bisa dibuka. Hubungi pengelola sistem.")
            % {"institution": campaign.institution.name}
        )
    locked = _locked_campaign(campaign, CampaignStatus.OPEN)
    locked.opened_at = now()
    locked.save()
    invited = inviting.invite_everyone(locked)
    record(events.CAMPAIGN_OPENED, subject=locked, by=by, data={"invited": invited})
    inviting.send_later(locked)
    campaign.refresh_from_db()
    return invited


@action
def invite_newcomers(*, campaign: Campaign, by: Actor) -> int:
    """Invite who joined the roster since the campaign opened; return how many.

    Raises:
        NotNow: the campaign is not open.
    """
    _require_open(campaign)
    invited = inviting.invite_everyone(campaign)
    record(events.CAMPAIGN_EXTENDED, subject=campaign, by=by, data={"invited": invited})
    inviting.send_later(campaign)
    return invited


@action
def close_campaign(*, campaign: Campaign, by: Actor) -> None:
    """Close a campaign; its links only show what was signed.

    Raises:
        NotNow: it is not open.
    """
    locked = _locked_campaign(campaign, CampaignStatus.CLOSED)
    locked.closed_at = now()
    locked.save()
    record(events.CAMPAIGN_CLOSED, subject=locked, by=by)
    campaign.refresh_from_db()


@action
def remind(*, campaign: Campaign, by: Actor) -> int:
    """Remind by e-mail everybody who neither signed nor declined, at most once in 20 hours; return how many.

    Raises:
        NotNow: the campaign is not open.
    """
    _require_open(campaign)
    reminded = inviting.mark_reminded(campaign)
    record(events.REMINDED, subject=campaign, by=by, data={"reminded": reminded})
    inviting.send_later(campaign)
    return reminded


@action
def send_links(*, campaign: Campaign, by: Actor) -> int:
    """Write the letters that invitations and reminders owe, some hundreds at a time; return how many."""
    sent = inviting.write_letters(campaign, by)
    record(events.LINKS_SENT, subject=campaign, by=by, data={"sent": sent})
    return sent


@action
def print_slips(*, campaign: Campaign, unit_id: UUID, by: Actor) -> Sequence[Pledge]:
    """Hand out the pledges of a unit that only paper reaches, to be printed; each print is on record."""
    pledges = list(without_email(campaign).filter(unit_id=unit_id))
    facts = {"unit": str(unit_id), "slips": len(pledges)}
    record(events.SLIPS_PRINTED, subject=campaign, by=by, data=facts)
    return pledges


def _locked_campaign(campaign: Campaign, to: CampaignStatus) -> Campaign:
    locked: Campaign = Campaign.objects.select_for_update(of=("self",)).select_related("government").get(pk=campaign.pk)
    check_campaign_step(locked.stands, to)
    locked.status = to
    return locked


def _require_open(campaign: Campaign) -> None:
    if campaign.stands != CampaignStatus.OPEN:
        raise NotNow(f"campaign is {campaign.stands}")
