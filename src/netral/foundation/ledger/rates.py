"""Bounds on what people without an account may cause: counted in the ledger itself, so no address is ever kept."""

import zlib

from django.db import connection

from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event

# The first of two numbers of each of these locks among all advisory locks of the database.
_LOCKS = 0x4E657443
_STRANGERS = frozenset({"public", "link"})


class TooManyNow(RuntimeError):
    """As many events of a kind as strangers may cause happened a moment ago; nothing of this one is saved."""


def check_rate(kind: EventKind, subject: tuple[str, str], by: Actor) -> None:
    """Let an event of a bounded kind pass; others of its bound wait from here until the transaction ends.

    Raises:
        TooManyNow: somebody without an account causes more of them than the kind allows.
    """
    rate = kind.rate
    if rate is None or by.kind not in _STRANGERS:
        return
    # Two at once would each count the other out.
    _wait_for_others(kind.code if rate.overall is not None else "/".join((kind.code, *subject)))
    moment = now()
    # On both sides, because whoever waited may carry an earlier moment than those before.
    recent = Event.objects.filter(kind=kind.code, at__range=(moment - rate.within, moment + rate.within))
    if rate.overall is not None and recent.count() >= rate.overall:
        raise TooManyNow(f"{kind.code}: {rate.overall} within {rate.within}")
    about_it = recent.filter(subject_type=subject[0], subject_id=subject[1])
    if rate.per_subject is not None and about_it.count() >= rate.per_subject:
        raise TooManyNow(f"{kind.code} of one subject: {rate.per_subject} within {rate.within}")


def _wait_for_others(name: str) -> None:
    # PostgreSQL takes two signed numbers of 32 bits.
    number = zlib.crc32(name.encode()) - 2**31
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCKS, number])
