"""Kiosks: opened, revoked, loaded, and what they send, each confirmation judged and kept once."""

from datetime import timedelta
from typing import Any

from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.accounts.links import digest_of
from netral.foundation.ceremonies.confirmations import Answer, Batch, CheckedConfirmation
from netral.foundation.ceremonies.domain import CeremonyStatus, EntryOutcome
from netral.foundation.ceremonies.inbox import answered_before, has_confirmed, judge
from netral.foundation.ceremonies.kinds import CeremonyKind
from netral.foundation.ceremonies.models import CeremonyBase, KioskBase, WitnessBase
from netral.foundation.ceremonies.protocol import Clocks, EntryKind, EntryRefusal, seconds_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.recording import action, record

# A kiosk serves one day: whoever finds the device later opens nothing with it.
KIOSK_LIFE = timedelta(hours=24)


@action
def open_kiosk(*, kind: CeremonyKind, ceremony: CeremonyBase, label: str, by: Actor) -> Any:
    """Open a kiosk for a day.

    Raises:
        StepRefused: the ceremony, or what it belongs to, is over.
    """
    if ceremony.status == CeremonyStatus.DONE or not kind.is_open(ceremony):
        raise StepRefused(kind.words.moved)
    ident, moment = uuid7(), now()
    kiosk = kind.tables.kiosk.objects.create(
        id=ident,
        scopes=list(ceremony.scopes),
        ceremony=ceremony,
        label=label,
        token_digest=digest_of(kind.codes.kiosk_token_of(ident)),
        created_at=moment,
        expires_at=moment + KIOSK_LIFE,
    )
    record(kind.events.kiosk_opened, subject=kiosk, by=by, data={"ceremony": str(ceremony.pk), "label": label})
    return kiosk


@action
def revoke_kiosk(*, kind: CeremonyKind, kiosk: KioskBase, by: Actor) -> None:
    """Revoke a kiosk, whose device is lost or not needed any more; what it took before may come as a file.

    Raises:
        StepRefused: it was revoked before.
    """
    locked = kind.tables.kiosk.objects.select_for_update().get(pk=kiosk.pk)
    if locked.revoked_at is not None:
        raise StepRefused(_("Kios ini sudah dicabut sebelumnya."))
    locked.revoked_at = now()
    locked.save(update_fields=["revoked_at"])
    record(kind.events.kiosk_revoked, subject=locked, by=by)


@action
def load_kiosk(*, kind: CeremonyKind, kiosk: KioskBase, by: Actor) -> None:
    """Note that a kiosk loads who takes part.

    Raises:
        StepRefused: its code has ended or was revoked.
    """
    with elevated("the kiosk's code is the key"):
        locked = _locked(kind, kiosk)
        moment = now()
        if locked.revoked_at is not None or moment >= locked.expires_at:
            raise StepRefused(kind.words.moved)
        locked.loaded_at = locked.seen_at = moment
        locked.save(update_fields=["loaded_at", "seen_at"])
        record(kind.events.kiosk_loaded, subject=locked, by=by)


@action
def receive(*, kind: CeremonyKind, kiosk: KioskBase, batch: Batch, by: Actor) -> list[Answer]:
    """Judge and keep what a kiosk sends, in the order it was confirmed; what came before is answered as it was."""
    with elevated("the kiosk's code is the key"):
        locked, moment = _locked(kind, kiosk), now()
        ahead = batch.clock - moment if batch.clock else None
        known = answered_before(kind, batch.entries)
        new = list({entry.id: entry for entry in batch.entries if entry.id not in known}.values())
        clocks = Clocks(locked.created_at, moment, ahead)
        judged = judge(kind, locked, sorted(new, key=lambda each: each.at), clocks)
        answers = known | {each.entry.id: _keep(kind, locked, each, by) for each in judged}
        locked.waiting = _waiting(locked, batch, len(new))
        if ahead is not None:
            locked.seen_at, locked.ahead_s = moment, seconds_of(ahead)
        locked.save(update_fields=["seen_at", "waiting", "ahead_s"])
        data = {"entries": len(batch.entries), "new": len(new), "waiting": locked.waiting, "ahead_s": locked.ahead_s}
        record(kind.events.kiosk_seen, subject=locked, by=by, data=data)
        if any(each.is_accepted for each in answers.values()):
            kind.settle(locked.ceremony)
        return [answers[entry.id] for entry in batch.entries]


def _waiting(kiosk: KioskBase, batch: Batch, new: int) -> int:
    """Return how many the device holds that have not come."""
    if batch.clock is not None or kiosk.seen_at is None:
        return batch.waiting
    seen_at = kiosk.seen_at + timedelta(seconds=kiosk.ahead_s or 0)
    if batch.saved_at is None or batch.saved_at < seen_at:
        # A file from before the kiosk was last seen knows nothing of what was confirmed since.
        return max(kiosk.waiting - new, 0)
    return batch.waiting


def _keep(kind: CeremonyKind, kiosk: KioskBase, judged: CheckedConfirmation, by: Actor) -> Answer:
    holder, entry = judged.holder, judged.entry
    is_witness = isinstance(holder, WitnessBase)
    refusal = judged.refusal
    if refusal is None and has_confirmed(kind, holder):
        # The same person twice in one sending.
        refusal = EntryRefusal.SIGNED_BEFORE
    whose = {"witness" if is_witness else kind.tables.participant: holder}
    kind.tables.entry.objects.create(
        id=entry.id,
        scopes=list(kiosk.scopes),
        kiosk=kiosk,
        confirmed_at=judged.at,
        received_at=now(),
        ahead_s=judged.ahead,
        points=list(entry.points) if refusal is None else [],
        outcome=EntryOutcome.REFUSED if refusal else EntryOutcome.ACCEPTED,
        reason=refusal or "",
        **whose,
    )
    if refusal is not None:
        record(kind.events.kiosk_refused, subject=kiosk, by=by, data={"entry": str(entry.id), "why": refusal})
        return Answer(entry.id, refusal)
    take = kind.object_to if entry.kind == EntryKind.OBJECT else kind.accept
    if is_witness:
        _witness(kind, judged, by)
    elif take is not None:
        take(participant=holder, confirmation=judged, by=by)
    return Answer(entry.id)


def _witness(kind: CeremonyKind, judged: CheckedConfirmation, by: Actor) -> None:
    witness = judged.holder
    if witness.confirmed_at is not None:
        return
    witness.confirmed_at = judged.at
    witness.save(update_fields=["confirmed_at"])
    record(kind.events.witness_confirmed, subject=witness, by=by, data={"entry": str(judged.entry.id)})


def _locked(kind: CeremonyKind, kiosk: KioskBase) -> Any:
    related = [f"ceremony__{name}" for name in kind.tables.related]
    kiosks = kind.tables.kiosk.objects.select_for_update(of=("self",)).select_related("ceremony", *related)
    return kiosks.get(pk=kiosk.pk)
