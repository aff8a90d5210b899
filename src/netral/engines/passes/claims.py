"""What a pass says: whose it is, on which crossing, from when until when; written as CBOR with integer keys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import Any, NamedTuple

import cbor2

# Registered claims of RFC 8392, and one key of its private use range for what only a priority pass says.
EXPIRES, NOT_BEFORE, PRIORITY = 4, 5, -65537
MOST_NAME_BYTES, MOST_PLATE, MOST_CROSSING, MOST_COMPANIONS = 60, 9, 8, 99
LARGEST_SERIAL = 2**32 - 1


class ClaimsInvalid(ValueError):
    """Claims that no pass can carry; says which and why."""


class HolderRole(IntEnum):
    """As what somebody travels; other offices travel as OTHER."""

    OTHER = 0
    DISTRICT_SUPERVISOR = 1
    VILLAGE_SUPERVISOR = 2
    POLLING_STATION_SUPERVISOR = 3


class Boarding(IntEnum):
    """With what somebody boards."""

    FOOT = 0
    MOTORCYCLE = 1
    CAR = 2
    TRUCK = 3


class PassClaims(NamedTuple):
    """What one pass says; times are aware and whole seconds.

    `departs_at` is the departure it is for; None for a standing pass, which boards every one while it is valid.
    `companions` counts who travels with the holder.
    """

    serial: int
    name: str
    crossing: str
    valid_from: datetime
    valid_until: datetime
    role: HolderRole = HolderRole.OTHER
    boarding: Boarding = Boarding.FOOT
    plate: str = ""
    departs_at: datetime | None = None
    companions: int = 0


def check_claims(claims: PassClaims) -> None:
    """Refuse claims that cannot be carried.

    Raises:
        ClaimsInvalid: one of them is missing, too long, or out of its range.
    """
    if not 1 <= claims.serial <= LARGEST_SERIAL:
        raise ClaimsInvalid("the serial is not between 1 and 4,294,967,295")
    if not claims.name.strip() or len(claims.name.encode()) > MOST_NAME_BYTES:
        raise ClaimsInvalid(f"the name is empty, or longer than {MOST_NAME_BYTES} bytes")
    if not claims.crossing.isascii() or not 1 <= len(claims.crossing) <= MOST_CROSSING:
        raise ClaimsInvalid(f"the crossing is not 1 to {MOST_CROSSING} ASCII characters")
    if not claims.plate.isascii() or len(claims.plate) > MOST_PLATE:
        raise ClaimsInvalid(f"the plate is not ASCII, or longer than {MOST_PLATE} characters")
    if bool(claims.plate) == (claims.boarding is Boarding.FOOT):
        raise ClaimsInvalid("a vehicle has a plate, and a walker has none")
    if not 0 <= claims.companions <= MOST_COMPANIONS:
        raise ClaimsInvalid(f"the companions are not between 0 and {MOST_COMPANIONS}")
    _check_times(claims)


def _check_times(claims: PassClaims) -> None:
    if claims.valid_from.tzinfo is None or claims.valid_until.tzinfo is None:
        raise ClaimsInvalid("the times have no zone")
    if claims.valid_until <= claims.valid_from:
        raise ClaimsInvalid("the pass ends before it begins")
    if claims.departs_at is not None and not claims.valid_from <= claims.departs_at <= claims.valid_until:
        raise ClaimsInvalid("the departure lies outside the pass's own time")


def write_claims(claims: PassClaims) -> bytes:
    """Return claims as CBOR; the departure is told in minutes after the beginning.

    Raises:
        ClaimsInvalid: they cannot be carried.
    """
    check_claims(claims)
    departs = claims.departs_at and int((claims.departs_at - claims.valid_from).total_seconds()) // 60
    said = (
        claims.serial,
        claims.name,
        int(claims.role),
        int(claims.boarding),
        claims.plate,
        claims.crossing,
        departs,
        claims.companions,
    )
    times = {EXPIRES: int(claims.valid_until.timestamp()), NOT_BEFORE: int(claims.valid_from.timestamp())}
    return cbor2.dumps({**times, PRIORITY: said})


def read_claims(payload: bytes) -> PassClaims:
    """Return what a payload says; whoever calls has checked its signature.

    Raises:
        ClaimsInvalid: it is not what `write_claims` writes.
    """
    try:
        found = cbor2.loads(payload)
        return _claims(found[EXPIRES], found[NOT_BEFORE], found[PRIORITY])
    except ClaimsInvalid:
        raise
    except Exception as error:
        # A decoder of CBOR meets every kind of error on the way; to whoever reads a pass they are one.
        raise ClaimsInvalid("the payload is no priority pass") from error


def _claims(expires: int, begins: int, said: list[Any]) -> PassClaims:
    serial, name, role, boarding, plate, crossing, departs, companions = said
    valid_from = datetime.fromtimestamp(begins, UTC)
    claims = PassClaims(
        serial,
        name,
        crossing,
        valid_from,
        datetime.fromtimestamp(expires, UTC),
        HolderRole(role),
        Boarding(boarding),
        plate,
        None if departs is None else valid_from + timedelta(minutes=departs),
        companions,
    )
    check_claims(claims)
    return claims
