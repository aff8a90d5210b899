"""Sealing anew what lies under old generations: thousands in one go, and goes on where it was interrupted.

Nothing waits for it: an old generation is opened by the one in use. But a person who left may remember an old private
key, and what she might find in a database should not open with that.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from netral.engines.vault.boxes import BoxBroken, Pair
from netral.engines.vault.slips import open_slip, slip_for
from netral.foundation.custody.actions.key_change import carry_over
from netral.foundation.custody.actions.reseal import keep_resealed
from netral.foundation.custody.domain import KeyClosed
from netral.foundation.custody.generations import openable
from netral.foundation.custody.keyring import opened_pair
from netral.foundation.custody.models import InstitutionKey
from netral.foundation.custody.queries import key_in_use
from netral.foundation.custody.sealed_stores import SOURCES, Slip, SlipSource
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor

TOGETHER = 2_000


@dataclass
class Renewed:
    """How many slips were sealed anew, and how many did not open."""

    slips: int = 0
    unreadable: int = 0


def settle(institution: Institution, by: Actor) -> Renewed:
    """Finish what a replaced key left to do, as far as the keys of whoever acts reach; the slips may be many."""
    renewed, key = Renewed(), key_in_use(institution.pk)
    if key is None or key.is_entrusted:
        return renewed
    retired = list(InstitutionKey.objects.filter(institution=institution, retired_at__isnull=False))
    if any(old != key for old, _pair in openable(institution)):
        carry_over(institution=institution, by=by)
    for old in retired:
        for source in SOURCES:
            _renew(source, old, key, renewed, by)
    return renewed


def is_settled(institution: Institution) -> bool:
    """Say whether nothing lies under an old generation any more."""
    retired = InstitutionKey.objects.filter(institution=institution, retired_at__isnull=False)
    return not any(source.batch(key_id=old.pk, after=None, most=1) for old in retired for source in SOURCES)


def _renew(source: SlipSource, old: InstitutionKey, new: InstitutionKey, renewed: Renewed, by: Actor) -> None:
    after: UUID | None = None
    while batch := source.batch(key_id=old.pk, after=after, most=TOGETHER):
        try:
            pair = opened_pair(old.pk)
        except KeyClosed:
            return
        slips = _sealed_anew(batch, pair, bytes(new.public))
        unreadable = len(batch) - len(slips)
        if slips:
            keep_resealed(source=source, old=old, new=new, slips=slips, unreadable=unreadable, by=by)
        renewed.slips += len(slips)
        renewed.unreadable += unreadable
        after = batch[-1].id


def _sealed_anew(batch: Sequence[Slip], pair: Pair, public: bytes) -> list[Slip]:
    anew = []
    for slip in batch:
        try:
            private = open_slip(pair, slip.sealed, slip.context)
        except BoxBroken:
            continue
        anew.append(replace(slip, sealed=slip_for(public, private, slip.context)))
    return anew
