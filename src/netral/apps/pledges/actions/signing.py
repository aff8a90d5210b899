"""Pledges: opened, confirmed, signed, declined."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from netral.apps.pledges import events
from netral.apps.pledges.domain import (
    Access,
    Manner,
    NotNow,
    PledgeStatus,
    check_pledge_step,
    same_number,
)
from netral.apps.pledges.models import Pledge
from netral.apps.pledges.papers import pledge_document, shortened
from netral.apps.pledges.queries import access_of, with_everything, zone_of_campaign
from netral.foundation.institutions.scoping import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.seals.actions.documents import seal_document
from netral.foundation.seals.issuing import DocumentDraft
from netral.foundation.ui.formats import tanggal

DOCUMENT_KIND = "pledge"


class Outcome(StrEnum):
    """What became of an attempt to sign."""

    SIGNED = "signed"
    WRONG = "wrong"
    PAUSED = "paused"


@dataclass(frozen=True)
class Attempt:
    """An attempt to sign, and the pledge after it."""

    outcome: Outcome
    pledge: Pledge


@action
def open_link(*, pledge: Pledge, by: Actor) -> Pledge:
    """Note that a personal link was followed to the text; also by somebody who declined and thinks again.

    Raises:
        NotNow: the campaign is not open, or the pledge is signed.
    """
    with elevated("personal link"):
        locked = _locked_pledge(pledge)
        if locked.stands != PledgeStatus.OPENED:
            check_pledge_step(locked.stands, PledgeStatus.OPENED)
            locked.status, locked.opened_at = PledgeStatus.OPENED, now()
            locked.declined_at, locked.decline_reason = None, ""
            locked.save()
        record(events.PLEDGE_OPENED, subject=locked, by=by)
        return locked


@action
def confirm_points(*, pledge: Pledge, confirmed: Sequence[str], by: Actor) -> Pledge:
    """Keep which points were confirmed, so that signing can follow on any device.

    Raises:
        NotNow: the campaign is not open, or the text was not opened.
    """
    with elevated("personal link"):
        locked = _locked_pledge(pledge)
        if locked.stands != PledgeStatus.OPENED:
            raise NotNow(f"points of a pledge that is {locked.stands}")
        locked.confirmed = list(confirmed)
        locked.save(update_fields=["confirmed"])
        record(events.PLEDGE_CONFIRMED, subject=locked, by=by, data={"points": locked.confirmed})
        return locked


@action
def sign_pledge(*, pledge: Pledge, nip: str, by: Actor) -> Attempt:
    """Sign with the NIP as typed; a right one seals the document, five wrong ones pause the link for 15 minutes.

    Raises:
        NotNow: the campaign is not open, or not every point was confirmed.
        NoSealKey: the institution's key was revoked or ran out meanwhile.
        UnprintableText: the roster's name holds characters that cannot be printed.
    """
    with elevated("personal link"):
        locked = _locked_pledge(pledge)
        check_pledge_step(locked.stands, PledgeStatus.SIGNED)
        if not locked.is_confirmed:
            raise NotNow("a pledge with points not confirmed")
        if (refused := _refused(locked, nip, by)) is not None:
            return refused
        return Attempt(Outcome.SIGNED, _sign(locked, by))


@action
def check_number(*, pledge: Pledge, nip: str, by: Actor) -> Attempt:
    """Check the NIP of somebody who signed and wants her document again, with the same pause after wrong ones."""
    with elevated("personal link"):
        locked = with_everything().select_for_update(of=("self",)).get(pk=pledge.pk)
        if (refused := _refused(locked, nip, by)) is not None:
            return refused
        record(events.DOCUMENT_TAKEN, subject=locked, by=by)
        return Attempt(Outcome.SIGNED, locked)


@action
def take_copy(*, pledge: Pledge, by: Actor) -> None:
    """Record that staff took a copy of a signed pledge."""
    record(events.DOCUMENT_TAKEN, subject=pledge, by=by)


@action
def decline_pledge(*, pledge: Pledge, reason: str, by: Actor) -> Pledge:
    """Decline, with the reason in her own words.

    Raises:
        NotNow: the campaign is not open, or the pledge is not being read.
    """
    with elevated("personal link"):
        locked = _locked_pledge(pledge)
        check_pledge_step(locked.stands, PledgeStatus.DECLINED)
        locked.status, locked.declined_at, locked.decline_reason = PledgeStatus.DECLINED, now(), reason
        locked.save()
        record(events.PLEDGE_DECLINED, subject=locked, by=by, data={"reason": reason})
        return locked


def _sign(locked: Pledge, by: Actor) -> Pledge:
    zone, campaign = zone_of_campaign(locked.campaign), locked.campaign
    facts = [
        (_("Nama"), locked.person.name),
        (_("NIP"), shortened(locked.person.nip)),
        (_("Unit kerja"), locked.unit.name),
        (_("Ditandatangani"), tanggal(now(), zone)),
        (_("Kampanye"), campaign.title),
    ]
    draft = DocumentDraft(DOCUMENT_KIND, campaign.text.title, campaign.institution, locked, locked.scopes, facts)
    document = seal_document(draft=draft, pdf=lambda issue: pledge_document(locked, issue, zone), by=by)
    locked.document, locked.signed_at, locked.status = document, document.issued_at, PledgeStatus.SIGNED
    locked.manner = Manner.LINK
    locked.wrong_tries, locked.paused_until = 0, None
    locked.save()
    record(events.PLEDGE_SIGNED, subject=locked, by=by, data={"sha256": document.sha256, "code": document.code})
    return locked


def _refused(locked: Pledge, nip: str, by: Actor) -> Attempt | None:
    moment = now()
    if locked.tries.is_paused(moment):
        record(events.NUMBER_MISTYPED, subject=locked, by=by, data={"paused": True})
        return Attempt(Outcome.PAUSED, locked)
    if same_number(nip, locked.person.nip):
        return None
    tries = locked.tries.after_wrong(moment)
    locked.wrong_tries, locked.paused_until = tries.wrong, tries.paused_until
    locked.save(update_fields=["wrong_tries", "paused_until"])
    record(events.NUMBER_MISTYPED, subject=locked, by=by, data={"paused": tries.is_paused(moment)})
    return Attempt(Outcome.PAUSED if tries.is_paused(moment) else Outcome.WRONG, locked)


def _locked_pledge(pledge: Pledge) -> Pledge:
    locked = with_everything().select_for_update(of=("self",)).get(pk=pledge.pk)
    if access_of(locked.campaign) != Access.OPEN:
        raise NotNow("the campaign takes no pledges now")
    return locked
