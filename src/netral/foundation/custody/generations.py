"""One generation of an institution's key follows another; nothing sealed to an old one becomes unreadable."""

from collections.abc import Iterable

from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.engines.vault.boxes import Pair, new_pair
from netral.engines.vault.slips import slip_for
from netral.foundation.custody.domain import KeyClosed, Reason, carried_context, grant_context, paper_context
from netral.foundation.custody.keyring import Keyring, held_now, keyring
from netral.foundation.custody.models import InstitutionKey, KeyGrant, MemberKey
from netral.foundation.custody.queries import key_in_use
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now

NO_KEY_YET = _("Lembaga ini belum mempunyai kunci. Buka halaman Kunci laporan lebih dulu.")


def in_use(institution: Institution) -> InstitutionKey:
    """Return the key in use.

    Raises:
        StepRefused: there is none yet.
    """
    found = key_in_use(institution.pk)
    if found is None:
        raise StepRefused(NO_KEY_YET)
    return found


def own_key(held: Keyring) -> MemberKey:
    """Return the row of the key that a person has open.

    Raises:
        KeyClosed: it is not open, or was replaced meanwhile.
    """
    found = MemberKey.objects.filter(pk=held.member.key_id, replaced_at=None).first()
    if found is None:
        raise KeyClosed(Reason.NOT_OPENED)
    return found


def follow(
    old: InstitutionKey, *, paper_public: bytes, members: Iterable[MemberKey], by: Actor
) -> tuple[InstitutionKey, Pair]:
    """Retire a key and make the next generation, for these members and the holder of that code on paper."""
    old.retired_at, old.entrusted = now(), None
    old.save(update_fields=["retired_at", "entrusted"])
    pair = new_pair()
    key = InstitutionKey(
        institution=old.institution,
        generation=old.generation + 1,
        public=pair.public,
        paper_public=paper_public,
        made_at=now(),
    )
    key.recovery_sealed = slip_for(paper_public, pair.private, paper_context(key.pk))
    key.save(force_insert=True)
    for member in members:
        give(key, pair, member, by)
    return key, pair


def give(key: InstitutionKey, pair: Pair, member: MemberKey, by: Actor) -> None:
    """Seal an institution's private key to a member; again is no harm."""
    sealed = slip_for(bytes(member.public), pair.private, grant_context(key.pk, member.pk))
    defaults = {
        "sealed": sealed,
        "granted_by": by.label,
        "granted_at": now(),
        "scopes": [key.institution.path],
    }
    KeyGrant.objects.update_or_create(key=key, member_key=member, defaults=defaults)


def carry(old: InstitutionKey, private: bytes, to: InstitutionKey) -> None:
    """Seal an old private key to a later generation, and close every other door to it."""
    old.carried, old.carried_to = slip_for(bytes(to.public), private, carried_context(old.pk, to.pk)), to
    old.recovery_sealed = None
    old.save(update_fields=["carried", "carried_to", "recovery_sealed"])
    KeyGrant.objects.filter(key=old).delete()


def openable(institution: Institution) -> list[tuple[InstitutionKey, Pair]]:
    """Return the generations with doors of their own that whoever acts now opens, the one in use too."""
    held = held_now()
    if held is None:
        return []
    found = InstitutionKey.objects.filter(institution=institution, carried=None, entrusted=None).order_by("generation")
    pairs = ((key, _opened(held, key)) for key in found)
    return [(key, pair) for key, pair in pairs if pair is not None]


def carry_loose(institution: Institution, to: InstitutionKey) -> int:
    """Carry every old generation that opens now to the one in use; return how many."""
    old = [(key, pair) for key, pair in openable(institution) if key != to]
    for key, pair in old:
        carry(key, pair.private, to)
    keyring().forget()
    return len(old)


def _opened(held: Keyring, key: InstitutionKey) -> Pair | None:
    try:
        return held.pair_of(key)
    except KeyClosed:
        return None
