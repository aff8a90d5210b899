"""Kiosks: what they load, and what they send, each confirmation judged and kept once."""

from collections.abc import Callable

from netral.apps.pledges import events
from netral.apps.pledges.ceremonies.jobs import seal_later
from netral.apps.pledges.ceremonies.kiosk_inbox import Answer, Batch, CheckedConfirmation, answered_before, judge
from netral.apps.pledges.ceremonies.protocol import Clocks, Kind, Refusal
from netral.apps.pledges.domain import CEREMONY_MOVED, EntryOutcome, Manner, PledgeStatus
from netral.apps.pledges.models import Kiosk, KioskEntry, Pledge, Witness
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record


@action
def load_kiosk(*, kiosk: Kiosk, by: Actor) -> None:
    """Note that a kiosk loads who takes part.

    Raises:
        StepRefused: its code has ended or was revoked.
    """
    with elevated("the kiosk's code is the key"):
        locked = _locked(kiosk)
        moment = now()
        if locked.revoked_at is not None or moment >= locked.expires_at:
            raise StepRefused(CEREMONY_MOVED)
        locked.loaded_at = locked.seen_at = moment
        locked.save(update_fields=["loaded_at", "seen_at"])
        record(events.KIOSK_LOADED, subject=locked, by=by)


@action
def receive(*, kiosk: Kiosk, batch: Batch, by: Actor) -> list[Answer]:
    """Judge and keep what a kiosk sends, in the order it was confirmed; what came before is answered as it was."""
    with elevated("the kiosk's code is the key"):
        locked, moment = _locked(kiosk), now()
        ahead = batch.clock - moment if batch.clock else None
        known = answered_before(batch.entries)
        new = list({entry.id: entry for entry in batch.entries if entry.id not in known}.values())
        judged = judge(locked, sorted(new, key=lambda each: each.at), Clocks(locked.created_at, moment, ahead))
        answers = known | {each.entry.id: _keep(locked, each, by) for each in judged}
        if ahead is not None:
            locked.seen_at, locked.waiting = moment, batch.waiting
            locked.ahead_s = round(ahead.total_seconds())
            locked.save(update_fields=["seen_at", "waiting", "ahead_s"])
        data = {"entries": len(batch.entries), "new": len(new), "waiting": batch.waiting, "ahead_s": locked.ahead_s}
        record(events.KIOSK_SEEN, subject=locked, by=by, data=data)
        if any(each.is_accepted for each in answers.values()):
            seal_later(locked.ceremony.campaign_id)
        return [answers[entry.id] for entry in batch.entries]


def _keep(kiosk: Kiosk, judged: CheckedConfirmation, by: Actor) -> Answer:
    holder, entry = judged.holder, judged.entry
    refusal = judged.refusal
    if refusal is None and isinstance(holder, Pledge) and holder.stands == PledgeStatus.SIGNED:
        # The same person twice in one sending.
        refusal = Refusal.SIGNED_BEFORE
    KioskEntry.objects.create(
        id=entry.id,
        scopes=list(kiosk.scopes),
        kiosk=kiosk,
        pledge=holder if isinstance(holder, Pledge) else None,
        witness=holder if isinstance(holder, Witness) else None,
        confirmed_at=judged.at,
        received_at=now(),
        ahead_s=judged.ahead,
        points=list(entry.points) if refusal is None else [],
        outcome=EntryOutcome.REFUSED if refusal else EntryOutcome.ACCEPTED,
        reason=refusal or "",
    )
    if refusal is not None:
        record(events.KIOSK_REFUSED, subject=kiosk, by=by, data={"entry": str(entry.id), "why": refusal})
        return Answer(entry.id, refusal)
    _TAKE[entry.kind](judged, by)
    return Answer(entry.id)


def _sign(judged: CheckedConfirmation, by: Actor) -> None:
    pledge = judged.holder
    if not isinstance(pledge, Pledge):
        return
    pledge.status, pledge.signed_at, pledge.manner = PledgeStatus.SIGNED, judged.at, Manner.KIOSK
    pledge.opened_at = pledge.opened_at or judged.at
    pledge.confirmed, pledge.objections = list(judged.entry.points), []
    pledge.declined_at, pledge.decline_reason = None, ""
    pledge.wrong_tries, pledge.paused_until = 0, None
    pledge.save()
    data = {"manner": Manner.KIOSK.value, "entry": str(judged.entry.id), "ceremony": str(pledge.ceremony_id)}
    record(events.PLEDGE_SIGNED, subject=pledge, by=by, data=data)


def _object(judged: CheckedConfirmation, by: Actor) -> None:
    pledge = judged.holder
    if not isinstance(pledge, Pledge):
        return
    pledge.status, pledge.declined_at = PledgeStatus.DECLINED, judged.at
    pledge.opened_at = pledge.opened_at or judged.at
    pledge.decline_reason, pledge.objections = judged.entry.reason, list(judged.entry.points)
    pledge.save()
    data = {"reason": pledge.decline_reason, "points": pledge.objections}
    record(events.PLEDGE_DECLINED, subject=pledge, by=by, data=data)


def _witness(judged: CheckedConfirmation, by: Actor) -> None:
    witness = judged.holder
    if not isinstance(witness, Witness) or witness.confirmed_at is not None:
        return
    witness.confirmed_at = judged.at
    witness.save(update_fields=["confirmed_at"])
    record(events.WITNESS_CONFIRMED, subject=witness, by=by, data={"entry": str(judged.entry.id)})


_TAKE: dict[Kind, Callable[[CheckedConfirmation, Actor], None]] = {
    Kind.CONFIRM: _sign,
    Kind.OBJECT: _object,
    Kind.WITNESS: _witness,
}


def _locked(kiosk: Kiosk) -> Kiosk:
    related = Kiosk.objects.select_for_update(of=("self",)).select_related("ceremony__campaign")
    return related.get(pk=kiosk.pk)
