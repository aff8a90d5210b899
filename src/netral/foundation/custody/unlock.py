"""What a right password does: it opens a person's own key, or makes her first one."""

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError

from netral.engines.vault import passwords
from netral.engines.vault.boxes import new_pair, pair_from
from netral.foundation.accounts.models import User
from netral.foundation.accounts.queries import actor_without_role
from netral.foundation.custody.actions.members import discard_member_key, lock_anew, make_member_key
from netral.foundation.custody.keyring import MemberPair
from netral.foundation.custody.models import MemberKey
from netral.foundation.custody.queries import member_key_of


@dataclass(frozen=True)
class Opened:
    """A person's own pair, and whether it was made just now."""

    member: MemberPair
    is_new: bool


def open_or_make(user: User, password: str) -> Opened | None:
    """Open a person's own key with her password; make one when she has none that it opens.

    A key that does not open with a password that is right was locked by a password changed elsewhere: it is lost.
    Nothing is opened when the password was changed this very moment. Slow on purpose, so it runs outside every
    transaction.
    """
    known = member_key_of(user)
    if known is not None:
        try:
            return Opened(_unlocked(known, password), is_new=False)
        except passwords.WrongPassword:
            user.refresh_from_db(fields=["password"])
            if not user.check_password(password):
                return None
            discard_member_key(member=known, by=actor_without_role(user))
    return _made(user, password)


def relocked(user: User, old: str, new: str) -> bytes | None:
    """Return a person's own key locked by another password; nothing when the old one does not open it."""
    known = member_key_of(user)
    try:
        return None if known is None else passwords.lock(_unlocked(known, old).pair.private, new, _cost())
    except passwords.WrongPassword:
        return None


def _unlocked(known: MemberKey, password: str) -> MemberPair:
    locked = bytes(known.locked or b"")
    private = passwords.unlock(locked, password)
    if passwords.needs_new_lock(locked, _cost()):
        lock_anew(member=known, locked=passwords.lock(private, password, _cost()), by=actor_without_role(known.user))
    return MemberPair(known.pk, pair_from(private))


def _made(user: User, password: str) -> Opened:
    pair = new_pair()
    locked = passwords.lock(pair.private, password, _cost())
    try:
        made = make_member_key(user=user, pair=pair, locked=locked, by=actor_without_role(user))
    except IntegrityError:
        # She signs in twice at once, and the other sign-in was a moment faster.
        known = MemberKey.objects.get(user=user, replaced_at=None)
        return Opened(_unlocked(known, password), is_new=False)
    return Opened(MemberPair(made.pk, pair), is_new=True)


def _cost() -> passwords.Cost:
    asked: passwords.Cost = settings.MEMBER_KEY_COST
    return asked
