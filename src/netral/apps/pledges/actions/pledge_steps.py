"""Pledges: opened, confirmed, signed, declined or objected to, thought over, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from netral.apps.pledges import events
from netral.apps.pledges.actions.turns import call_staff
from netral.apps.pledges.domain import (
    PLEDGE_MOVED,
    Access,
    Manner,
    PledgeStatus,
    WithdrawnBy,
    check_pledge_step,
    same_number,
)
from netral.apps.pledges.links import link_of
from netral.apps.pledges.models import Pledge
from netral.apps.pledges.papers import document_draft, press_form, values_of
from netral.apps.pledges.queries import access_of, access_to, heads_to_answer, with_everything, zone_of_campaign
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM, Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.notices.actions import notify
from netral.foundation.seals.actions.documents import seal_printed, withdraw_document
from netral.foundation.seals.issue import Printed


class AttemptOutcome(StrEnum):
    """What became of an attempt to do what needs the NIP."""

    SIGNED = "signed"
    WITHDRAWN = "withdrawn"
    WRONG = "wrong"
    PAUSED = "paused"


@dataclass(frozen=True)
class NipAttempt:
    """An attempt to do what needs the NIP, and the pledge after it."""

    outcome: AttemptOutcome
    pledge: Pledge


@action
def open_link(*, pledge: Pledge, by: Actor) -> Pledge:
    """Note that a personal link was followed to the text.

    Raises:
        StepRefused: the campaign is not open, it is not her turn, or she has answered.
    """
    with elevated("personal link"):
        locked = _locked_pledge(pledge)
        if locked.stands != PledgeStatus.OPENED:
            if locked.stands != PledgeStatus.INVITED:
                raise StepRefused(PLEDGE_MOVED)
            locked.status, locked.opened_at = PledgeStatus.OPENED, now()
            locked.save(update_fields=["status", "opened_at"])
        record(events.PLEDGE_OPENED, subject=locked, by=by)
        return locked


@action
def confirm_points(*, pledge: Pledge, confirmed: Sequence[str], by: Actor) -> Pledge:
    """Keep which points were confirmed, all or some, so that she can go on with any device.

    Raises:
        StepRefused: the campaign is not open, or the text was not opened.
    """
    with elevated("personal link"):
        locked = _locked_pledge(pledge)
        if locked.stands != PledgeStatus.OPENED:
            raise StepRefused(PLEDGE_MOVED)
        locked.confirmed = locked.campaign.text.known(confirmed)
        locked.save(update_fields=["confirmed"])
        record(events.PLEDGE_CONFIRMED, subject=locked, by=by, data={"points": locked.confirmed})
        return locked


@action
def sign_pledge(*, pledge: Pledge, nip: str, by: Actor) -> NipAttempt:
    """Sign with the NIP as typed; a right one seals the document, five wrong ones pause the link for 15 minutes.

    Raises:
        StepRefused: the campaign is not open, or not every point was confirmed.
        NoSealKey: the institution's key was revoked or ran out meanwhile.
        UnprintableText, SlotOverflow: the roster's name, position or unit cannot be printed.
    """
    with elevated("personal link"):
        locked = _locked_pledge(pledge)
        check_pledge_step(locked.stands, PledgeStatus.SIGNED)
        if not locked.is_confirmed:
            raise StepRefused(PLEDGE_MOVED)
        if (refused := _refused(locked, nip, by)) is not None:
            return refused
        return NipAttempt(AttemptOutcome.SIGNED, _sign(locked, by))


@action
def check_number(*, pledge: Pledge, nip: str, by: Actor) -> NipAttempt:
    """Check the NIP of somebody who signed and wants her document again, with the same pause after wrong ones."""
    with elevated("personal link"):
        locked = with_everything().select_for_update(of=("self",)).get(pk=pledge.pk)
        if (refused := _refused(locked, nip, by)) is not None:
            return refused
        record(events.DOCUMENT_TAKEN, subject=locked, by=by)
        return NipAttempt(AttemptOutcome.SIGNED, locked)


@action
def decline_pledge(*, pledge: Pledge, reason: str, objections: Sequence[str] = (), by: Actor) -> Pledge:
    """Refuse the whole, or object to some of its points, with the reason in her own words.

    Raises:
        StepRefused: the campaign is not open, or the pledge is not being read.
    """
    with elevated("personal link"):
        locked = _locked_pledge(pledge)
        check_pledge_step(locked.stands, PledgeStatus.DECLINED)
        locked.status, locked.declined_at, locked.decline_reason = PledgeStatus.DECLINED, now(), reason
        locked.objections = locked.campaign.text.known(objections)
        locked.save()
        facts = {"reason": reason, "objections": locked.objections}
        record(events.PLEDGE_DECLINED, subject=locked, by=by, data=facts)
        _after_answer(locked)
        return locked


@action
def reconsider(*, pledge: Pledge, by: Actor) -> Pledge:
    """Take a refusal, an objection or a withdrawal back, and read again.

    What was refused or withdrawn stays in the ledger; of a withdrawal the pledge keeps when and why.

    Raises:
        StepRefused: the campaign is not open, or there is nothing to take back.
    """
    with elevated("personal link"):
        locked = _locked_pledge(pledge)
        before = locked.stands
        if before not in (PledgeStatus.DECLINED, PledgeStatus.WITHDRAWN):
            raise StepRefused(PLEDGE_MOVED)
        check_pledge_step(before, PledgeStatus.OPENED)
        locked.status, locked.opened_at, locked.confirmed = PledgeStatus.OPENED, now(), []
        locked.declined_at, locked.decline_reason, locked.objections = None, "", []
        locked.save()
        record(events.PLEDGE_RECONSIDERED, subject=locked, by=by, data={"from": before})
        return locked


@action
def withdraw_own(*, pledge: Pledge, reason: str, nip: str, by: Actor) -> NipAttempt:
    """Take one's own signed pledge back, with the reason and the NIP again; it can be given anew while this is open.

    Raises:
        StepRefused: the campaign is not open, or nothing was signed.
    """
    with elevated("personal link"):
        locked = _locked_pledge(pledge)
        check_pledge_step(locked.stands, PledgeStatus.WITHDRAWN)
        if (refused := _refused(locked, nip, by)) is not None:
            return refused
        _withdraw(locked, WithdrawnBy.HOLDER, reason, by)
        return NipAttempt(AttemptOutcome.WITHDRAWN, locked)


@action
def withdraw_mistaken(*, pledge: Pledge, reason: str, by: Actor) -> Pledge:
    """Withdraw a pledge that was signed by mistake, and tell its holder, also after the campaign was closed.

    Raises:
        StepRefused: nothing was signed.
    """
    locked = with_everything().select_for_update(of=("self",)).get(pk=pledge.pk)
    check_pledge_step(locked.stands, PledgeStatus.WITHDRAWN)
    _withdraw(locked, WithdrawnBy.OFFICER, reason, by)
    if locked.person.email:
        context = {
            "name": locked.person.name,
            "campaign": locked.campaign,
            "institution": locked.campaign.institution.name,
            "reason": reason,
            "link": link_of(locked.pk),
            "may_sign": access_of(locked.campaign) == Access.OPEN,
        }
        key = f"pledge-withdrawn-{locked.pk}-{locked.withdrawn_at:%Y%m%d%H%M%S}"
        notify(to=locked.person.email, template="pledge_withdrawn", context=context, key=key, by=by)
    return locked


def _sign(locked: Pledge, by: Actor) -> Pledge:
    campaign = locked.campaign
    draft = document_draft(locked, now(), zone_of_campaign(campaign))
    printed = Printed(draft, lambda issue: values_of(locked, issue))
    (document,) = seal_printed(institution=campaign.institution, form=press_form(campaign), documents=[printed], by=by)
    locked.document, locked.signed_at, locked.status = document, document.issued_at, PledgeStatus.SIGNED
    locked.manner = Manner.LINK
    locked.wrong_tries, locked.paused_until = 0, None
    locked.save()
    record(events.PLEDGE_SIGNED, subject=locked, by=by, data={"sha256": document.sha256, "code": document.code})
    _after_answer(locked)
    return locked


def _withdraw(locked: Pledge, whose: WithdrawnBy, reason: str, by: Actor) -> None:
    document = locked.document
    if document is not None:
        # The page of the document is open to everybody: it says who withdrew, the reason stays between the two.
        words = {
            WithdrawnBy.HOLDER: _("Dicabut oleh yang berikrar."),
            WithdrawnBy.OFFICER: _("Dicabut oleh lembaga karena keliru."),
        }
        withdraw_document(document=document, reason=words[whose], by=by)
    facts = {"reason": reason, "by": whose, "code": document.code if document else ""}
    locked.status, locked.document, locked.signed_at, locked.manner = PledgeStatus.WITHDRAWN, None, None, ""
    locked.withdrawn_at, locked.withdrawal_reason, locked.withdrawn_by = now(), reason, whose
    locked.wrong_tries, locked.paused_until, locked.confirmed = 0, None, []
    locked.save()
    record(events.PLEDGE_WITHDRAWN, subject=locked, by=by, data=facts)


def _after_answer(locked: Pledge) -> None:
    campaign = locked.campaign
    is_waited_for = locked.is_head and campaign.heads_first and campaign.staff_called_at is None
    if is_waited_for and not campaign.inviting and not heads_to_answer(campaign):
        call_staff(campaign=campaign, by=SYSTEM)


def _refused(locked: Pledge, nip: str, by: Actor) -> NipAttempt | None:
    moment = now()
    if locked.tries.is_paused(moment):
        record(events.NUMBER_NOT_READ, subject=locked, by=by)
        return NipAttempt(AttemptOutcome.PAUSED, locked)
    if same_number(nip, locked.person.nip):
        return None
    tries = locked.tries.after_wrong(moment)
    locked.wrong_tries, locked.paused_until = tries.wrong, tries.paused_until
    locked.save(update_fields=["wrong_tries", "paused_until"])
    record(events.NUMBER_MISTYPED, subject=locked, by=by, data={"paused": tries.is_paused(moment)})
    return NipAttempt(AttemptOutcome.PAUSED if tries.is_paused(moment) else AttemptOutcome.WRONG, locked)


def _locked_pledge(pledge: Pledge) -> Pledge:
    locked = with_everything().select_for_update(of=("self",)).get(pk=pledge.pk)
    if access_to(locked) != Access.OPEN:
        raise StepRefused(PLEDGE_MOVED)
    return locked
