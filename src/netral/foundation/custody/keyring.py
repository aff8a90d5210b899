"""The keys that are open here and now: in a context variable, for one request or one block, and nowhere else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.conf import settings

from netral.engines.vault.boxes import BoxBroken, Pair, pair_from
from netral.engines.vault.keys import MasterKey
from netral.engines.vault.slips import open_slip
from netral.foundation.custody.domain import (
    READ,
    KeyClosed,
    Reason,
    carried_context,
    entrusted_context,
    grant_context,
)
from netral.foundation.custody.models import InstitutionKey, KeyGrant
from netral.foundation.ledger.actors import Actor


@dataclass(frozen=True)
class MemberPair:
    """A person's own key pair, opened by her password."""

    key_id: UUID
    pair: Pair = field(repr=False)


class Keyring:
    """What one person's own key opens; nothing is opened before a page asks."""

    def __init__(self, actor: Actor, open_member: Callable[[], MemberPair | None]) -> None:
        self.actor = actor
        self._open_member = open_member
        self._pairs: dict[UUID, Pair] = {}

    @cached_property
    def _member(self) -> MemberPair | None:
        return self._open_member()

    @property
    def member(self) -> MemberPair:
        """The person's own pair.

        Raises:
            KeyClosed: her password did not open it in this session.
        """
        if self._member is None:
            raise KeyClosed(Reason.NOT_OPENED)
        return self._member

    @property
    def is_open(self) -> bool:
        """Say whether the person's own key is open."""
        return self._member is not None

    def pair_of(self, key: InstitutionKey) -> Pair:
        """Return an institution's pair of some generation.

        Raises:
            KeyClosed: she does not work there now, the key is still entrusted, or nobody gave it to her.
            BoxBroken: a row was changed by somebody else than this program.
        """
        if key.institution_id != self.actor.institution_id or not self.actor.may(READ):
            raise KeyClosed(Reason.OTHER_INSTITUTION, key.institution.name)
        if key.is_entrusted:
            raise KeyClosed(Reason.NOT_TAKEN_OVER, key.institution.name)
        known = self._pairs.get(key.pk)
        if known is None:
            known = self._pairs[key.pk] = self._resolved(key)
        return known

    def forget(self) -> None:
        """Look again at what the database holds; for actions that change keys."""
        self._pairs.clear()

    def _resolved(self, key: InstitutionKey) -> Pair:
        member = self.member
        grants = KeyGrant.objects.filter(member_key_id=member.key_id, key__institution_id=key.institution_id)
        sealed = {grant.key_id: bytes(grant.sealed) for grant in grants}
        path = _path_to_a_door(key, sealed)
        if not path:
            raise KeyClosed(Reason.NOT_GRANTED, key.institution.name)
        opened = open_slip(member.pair, sealed[path[0].pk], grant_context(path[0].pk, member.key_id))
        pair = _down(path, pair_from(opened))
        if pair.public != bytes(key.public):
            message = "The public key is not that of the private one: somebody changed the row."
            raise BoxBroken(message)
        return pair


def _path_to_a_door(key: InstitutionKey, doors: dict[UUID, bytes]) -> list[InstitutionKey]:
    """Return the generations from one that opens directly down to the wanted one; empty when there is none."""
    path = [key]
    while path[0].pk not in doors:
        above = path[0].carried_to
        if above is None:
            return []
        path.insert(0, above)
    return path


def _down(path: list[InstitutionKey], pair: Pair) -> Pair:
    """Open one generation with the next, from the first of a path to its last."""
    for key in path[1:]:
        if key.carried is None or key.carried_to_id is None:
            raise KeyClosed(Reason.NOT_GRANTED, key.institution.name)
        pair = pair_from(open_slip(pair, bytes(key.carried), carried_context(key.pk, key.carried_to_id)))
    return pair


_keyring: ContextVar[Keyring | None] = ContextVar("keyring", default=None)
_installation: ContextVar[str] = ContextVar("installation", default="")


def keyring() -> Keyring:
    """Return the keys of whoever acts now.

    Raises:
        KeyClosed: nobody does: a job, or the public.
    """
    held = _keyring.get()
    if held is None:
        raise KeyClosed(Reason.NOBODY)
    return held


def held_now() -> Keyring | None:
    """Return the keys of whoever acts now, if anybody does."""
    return _keyring.get()


@contextmanager
def holding(held: Keyring) -> Iterator[Keyring]:
    """Let somebody's keys be used for the length of a block."""
    token = _keyring.set(held)
    try:
        yield held
    finally:
        _keyring.reset(token)


@contextmanager
def as_installation(reason: str) -> Iterator[None]:
    """Let entrusted keys be opened by the installation for the length of a block.

    Only what no institution has taken over opens; the reason stands in the code for whoever reviews it.
    """
    if not reason:
        raise ValueError("say why the installation must open a key here")
    token = _installation.set(reason)
    try:
        yield
    finally:
        _installation.reset(token)


def opened_pair(key: InstitutionKey | UUID) -> Pair:
    """Return an institution's opened pair: with the keys of whoever acts, or as the installation while it may.

    Raises:
        KeyClosed: it does not open here and now; says why and what to do.
        InstitutionKey.DoesNotExist: no key has this identifier.
    """
    found = key if isinstance(key, InstitutionKey) else InstitutionKey.objects.get(pk=key)
    if not _installation.get():
        return keyring().pair_of(found)
    if found.entrusted is not None:
        return entrusted_pair(found.pk, bytes(found.entrusted))
    if _keyring.get() is None:
        raise KeyClosed(Reason.TAKEN_OVER, found.institution.name)
    return keyring().pair_of(found)


def entrusted_pair(key_id: UUID, entrusted: bytes) -> Pair:
    """Open what the installation keeps; raises WrongKey when the master key is another one."""
    return pair_from(MasterKey(settings.NETRAL_MASTER_KEY.key()).unwrap(entrusted, entrusted_context(key_id)))
