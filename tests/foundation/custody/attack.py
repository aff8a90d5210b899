"""What somebody with a copy of the whole database gets out of it with the private keys she has."""

from collections.abc import Callable, Iterable

from netral.engines.vault.boxes import BoxBroken, Pair, pair_from
from netral.engines.vault.slips import open_slip
from netral.foundation.custody.domain import carried_context, grant_context, paper_context
from netral.foundation.custody.models import InstitutionKey, KeyGrant
from netral.foundation.institutions.scopes import elevated

Door = Callable[[Pair], bytes]


def reachable(pairs: Iterable[Pair]) -> list[Pair]:
    """Return every pair that opens with these ones, from all rows, however long the way."""
    known = list(pairs)
    doors = _doors()
    for pair in known:
        for door in list(doors):
            try:
                found = pair_from(door(pair))
            except BoxBroken:
                continue
            doors.remove(door)
            known.append(found)
    return known


def _doors() -> list[Door]:
    with elevated("an attacker reads every row"):
        keys, grants = list(InstitutionKey.objects.all()), list(KeyGrant.objects.all())
    doors = [_door(bytes(each.sealed), grant_context(each.key_id, each.member_key_id)) for each in grants]
    for key in keys:
        if key.recovery_sealed is not None:
            doors.append(_door(bytes(key.recovery_sealed), paper_context(key.pk)))
        if key.carried is not None and key.carried_to_id is not None:
            doors.append(_door(bytes(key.carried), carried_context(key.pk, key.carried_to_id)))
    return doors


def _door(sealed: bytes, context: bytes) -> Door:
    return lambda pair: open_slip(pair, sealed, context)
