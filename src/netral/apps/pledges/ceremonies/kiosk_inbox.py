"""Judging what a kiosk sends: whose slip, whether slip and PIN were there, and when it was by the server's clock."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from netral.apps.pledges.ceremonies.codes import pin_of, witness_token_of
from netral.apps.pledges.ceremonies.protocol import (
    CeremonyTimes,
    Clocks,
    Entry,
    Kind,
    Refusal,
    mac_of,
    stretched_all,
)
from netral.apps.pledges.ceremonies.status import witnesses_of
from netral.apps.pledges.domain import PledgeStatus
from netral.apps.pledges.links import token_of
from netral.apps.pledges.models import Ceremony, Kiosk, KioskEntry, Pledge, Witness
from netral.foundation.accounts.links import digest_of

Holder = Pledge | Witness


@dataclass(frozen=True)
class Batch:
    """What a kiosk sends at once: its confirmations, how many it keeps, and its clock; none when it came as a file."""

    entries: tuple[Entry, ...] = ()
    waiting: int = 0
    clock: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """What became of one confirmation."""

    id: UUID
    refusal: str = ""

    @property
    def is_accepted(self) -> bool:
        """Say whether it counts."""
        return not self.refusal


@dataclass(frozen=True)
class CheckedConfirmation:
    """One confirmation with whose it is, when it was, and why it cannot be taken."""

    entry: Entry
    holder: Holder | None
    at: datetime
    ahead: int
    refusal: Refusal | None


def standing_of(kiosk: Kiosk) -> CeremonyTimes:
    """Return between which moments a kiosk could take confirmations."""
    ceremony = kiosk.ceremony
    ended = min(moment for moment in (kiosk.expires_at, kiosk.revoked_at) if moment is not None)
    return CeremonyTimes(ceremony.opened_at, ceremony.done_at, ceremony.campaign.closed_at, ended)


def answered_before(entries: Sequence[Entry]) -> dict[UUID, Answer]:
    """Return what was answered to confirmations that came before."""
    known = KioskEntry.objects.filter(pk__in=[entry.id for entry in entries])
    return {entry.pk: Answer(entry.pk, entry.reason) for entry in known}


def judge(kiosk: Kiosk, entries: Sequence[Entry], clocks: Clocks) -> list[CheckedConfirmation]:
    """Judge confirmations that did not come before; the pledges they are for are locked from here on."""
    holders = _holders(kiosk.ceremony, [entry.digest for entry in entries])
    secrets = _secrets(list(holders.values()))
    standing = standing_of(kiosk)
    judged = []
    for entry in entries:
        at, holder = clocks.corrected(entry), holders.get(entry.digest)
        refusal = _refusal(kiosk, entry, holder, secrets) or standing.refusal(at)
        judged.append(CheckedConfirmation(entry, holder, at, clocks.ahead_of(entry), refusal))
    return judged


def _refusal(kiosk: Kiosk, entry: Entry, holder: Holder | None, secrets: Mapping[UUID, bytes]) -> Refusal | None:
    text = kiosk.ceremony.campaign.text
    if holder is None or isinstance(holder, Witness) != (entry.kind == Kind.WITNESS):
        return Refusal.UNKNOWN_SLIP
    right = mac_of(secrets[holder.pk], entry.message(kiosk.pk, text.key))
    if not hmac.compare_digest(right, entry.mac):
        return Refusal.FORGED
    known = {point.code for point in text.points}
    if not set(entry.points) <= known:
        return Refusal.MALFORMED
    if entry.kind == Kind.CONFIRM and not text.is_complete(list(entry.points)):
        return Refusal.POINTS_MISSING
    if entry.kind == Kind.OBJECT and not entry.reason.strip():
        return Refusal.NO_REASON
    is_signed = isinstance(holder, Pledge) and holder.status == PledgeStatus.SIGNED
    return Refusal.SIGNED_BEFORE if is_signed else None


def _holders(ceremony: Ceremony, digests: Sequence[bytes]) -> dict[bytes, Holder]:
    pledges = Pledge.objects.select_for_update(of=("self",)).filter(ceremony=ceremony, token_digest__in=digests)
    found: dict[bytes, Holder] = {bytes(pledge.token_digest): pledge for pledge in pledges.order_by("pk")}
    for witness in witnesses_of(ceremony):
        if (digest := digest_of(witness_token_of(witness.pk))) in digests:
            found[digest] = witness
    return found


def _secrets(holders: Sequence[Holder]) -> dict[UUID, bytes]:
    tokens = [witness_token_of(holder.pk) if isinstance(holder, Witness) else token_of(holder.pk) for holder in holders]
    pairs = [(pin_of(holder.pk), token) for holder, token in zip(holders, tokens, strict=True)]
    return {holder.pk: secret for holder, secret in zip(holders, stretched_all(pairs), strict=True)}
