"""People's own keys: made at the first sign-in, locked anew with a new password, thrown away with a lost one."""

from netral.engines.vault.boxes import Pair
from netral.foundation.accounts.models import User
from netral.foundation.custody.events import MEMBER_KEY_LOCKED_ANEW, MEMBER_KEY_MADE, MEMBER_KEY_REPLACED
from netral.foundation.custody.models import KeyGrant, MemberKey
from netral.foundation.custody.queries import member_key_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record


@action
def make_member_key(*, user: User, pair: Pair, locked: bytes, by: Actor) -> MemberKey:
    """Keep a person's first key; its private half is locked already, because locking is slow on purpose.

    Raises:
        IntegrityError: another sign-in at the same moment made hers.
    """
    made = MemberKey.objects.create(user=user, public=pair.public, locked=locked, made_at=now())
    record(MEMBER_KEY_MADE, subject=made, by=by)
    return made


@action
def change_password(*, user: User, locked: bytes | None, by: Actor) -> None:
    """Save the new password that was set on a user together with her key locked by it, so that neither is alone."""
    user.save(update_fields=["password"])
    member = member_key_of(user)
    if member is not None and locked is not None:
        member.locked = locked
        member.save(update_fields=["locked"])
    record(MEMBER_KEY_LOCKED_ANEW, subject=user, by=by)


@action
def lock_anew(*, member: MemberKey, locked: bytes, by: Actor) -> None:
    """Keep the same key under a lock that costs a guesser more."""
    member.locked = locked
    member.save(update_fields=["locked"])
    record(MEMBER_KEY_LOCKED_ANEW, subject=member, by=by)


@action
def discard_member_key(*, member: MemberKey, by: Actor) -> None:
    """Throw away a key whose password is lost, with all that was sealed to it."""
    with elevated("a lost password loses every grant, wherever it was given"):
        lost = KeyGrant.objects.filter(member_key=member)
        institutions = sorted(set(lost.values_list("key__institution__path", flat=True)))
        lost.delete()
    member.locked, member.replaced_at = None, now()
    member.save(update_fields=["locked", "replaced_at"])
    record(MEMBER_KEY_REPLACED, subject=member, by=by, data={"institutions": institutions})
