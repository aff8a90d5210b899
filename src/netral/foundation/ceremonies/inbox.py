"""Judging what a kiosk sends: whose slip, whether slip and PIN were there, and when it was by the server's clock."""

import hmac
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from netral.foundation.accounts.links import digest_of
from netral.foundation.ceremonies.confirmations import Answer, CheckedConfirmation
from netral.foundation.ceremonies.kinds import CeremonyKind
from netral.foundation.ceremonies.models import CeremonyBase, KioskBase, WitnessBase
from netral.foundation.ceremonies.protocol import (
    CeremonyTimes,
    Clocks,
    Entry,
    EntryKind,
    EntryRefusal,
    mac_of,
    stretched_all,
)
from netral.foundation.ceremonies.queries import witnesses_of


def standing_of(kind: CeremonyKind, kiosk: KioskBase) -> CeremonyTimes:
    """Return between which moments a kiosk could take confirmations."""
    ceremony = kiosk.ceremony
    ended = min(moment for moment in (kiosk.expires_at, kiosk.revoked_at) if moment is not None)
    return CeremonyTimes(ceremony.opened_at, ceremony.done_at, kind.closed_at(ceremony), ended)


def answered_before(kind: CeremonyKind, entries: Sequence[Entry]) -> dict[UUID, Answer]:
    """Return what was answered to confirmations that came before."""
    known = kind.tables.entry.objects.filter(pk__in=[entry.id for entry in entries])
    return {entry.pk: Answer(entry.pk, entry.reason) for entry in known}


def judge(kind: CeremonyKind, kiosk: KioskBase, entries: Sequence[Entry], clocks: Clocks) -> list[CheckedConfirmation]:
    """Judge confirmations that did not come before; the rows they are for are locked from here on."""
    holders = _holders(kind, kiosk.ceremony, [entry.digest for entry in entries])
    secrets = _secrets(kind, list(holders.values()))
    standing = standing_of(kind, kiosk)
    judged = []
    for entry in entries:
        at, holder = clocks.corrected(entry), holders.get(entry.digest)
        refusal = _refusal(kind, kiosk, entry, holder, secrets) or standing.refusal(at)
        judged.append(CheckedConfirmation(entry, holder, at, clocks.ahead_of(entry), refusal))
    return judged


def has_confirmed(kind: CeremonyKind, holder: Any) -> bool:
    """Say whether a participant has no more to do; a witness may say it twice."""
    return holder is not None and not isinstance(holder, WitnessBase) and kind.participant(holder).confirmed


def _refusal(
    kind: CeremonyKind, kiosk: KioskBase, entry: Entry, holder: Any, secrets: Mapping[UUID, bytes]
) -> EntryRefusal | None:
    text = kind.text(kiosk.ceremony)
    if holder is None or isinstance(holder, WitnessBase) != (entry.kind == EntryKind.WITNESS):
        return EntryRefusal.UNKNOWN_SLIP
    right = mac_of(secrets[holder.pk], entry.message(kiosk.pk, text.key))
    if not hmac.compare_digest(right, entry.mac):
        return EntryRefusal.FORGED
    given = set(entry.points)
    if not given <= text.codes or (entry.kind == EntryKind.OBJECT and kind.object_to is None):
        return EntryRefusal.MALFORMED
    if entry.kind == EntryKind.CONFIRM and given != text.codes:
        return EntryRefusal.POINTS_MISSING
    if entry.kind == EntryKind.OBJECT and not entry.reason.strip():
        return EntryRefusal.NO_REASON
    return EntryRefusal.SIGNED_BEFORE if has_confirmed(kind, holder) else None


def _holders(kind: CeremonyKind, ceremony: CeremonyBase, digests: Sequence[bytes]) -> dict[bytes, Any]:
    rows = kind.called(ceremony).select_for_update(of=("self",)).filter(token_digest__in=digests)
    found: dict[bytes, Any] = {bytes(row.token_digest): row for row in rows.order_by("pk")}
    for witness in witnesses_of(kind, ceremony):
        if (digest := digest_of(kind.codes.witness_token_of(witness.pk))) in digests:
            found[digest] = witness
    return found


def _secrets(kind: CeremonyKind, holders: Sequence[Any]) -> dict[UUID, bytes]:
    pairs = [(kind.codes.pin_of(holder.pk), _token_of(kind, holder)) for holder in holders]
    return {holder.pk: secret for holder, secret in zip(holders, stretched_all(pairs), strict=True)}


def _token_of(kind: CeremonyKind, holder: Any) -> str:
    return (kind.codes.witness_token_of if isinstance(holder, WitnessBase) else kind.token_of)(holder.pk)
