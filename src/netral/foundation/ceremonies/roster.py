"""The bundle a kiosk loads once: names and offices, and by what it knows slips and PINs without a network."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from netral.foundation.accounts.links import digest_of
from netral.foundation.ceremonies.domain import Participant
from netral.foundation.ceremonies.kinds import CeremonyKind
from netral.foundation.ceremonies.models import CeremonyBase, KioskBase
from netral.foundation.ceremonies.protocol import (
    MOST_TRIES,
    PAUSE,
    ROUNDS,
    milliseconds,
    stretched_all,
    verifier_of,
)
from netral.foundation.ceremonies.queries import witnesses_of
from netral.foundation.ledger.clock import now

PAGE = 200


def about(kind: CeremonyKind, kiosk: KioskBase) -> dict[str, Any]:
    """Return what a kiosk knows of its ceremony, and the server's time, by which it finds how wrong its clock is."""
    ceremony = kiosk.ceremony
    text = kind.text(ceremony)
    return {
        "kiosk": str(kiosk.pk),
        "label": kiosk.label,
        "ceremony": ceremony.title,
        "place": ceremony.place,
        # Kiosks know it by this name.
        "government": text.host,
        "status": ceremony.status,
        "text": text.key,
        "title": text.title,
        "opening": text.opening,
        "points": [{"code": point.code, "title": point.title, "text": point.text} for point in text.points],
        "closing": text.closing,
        "rounds": ROUNDS,
        "most_tries": MOST_TRIES,
        "pause": round(PAUSE.total_seconds() * 1000),
        "expires": milliseconds(kiosk.expires_at),
        "now": milliseconds(now()),
        "people": kind.called(ceremony).count(),
    }


def people_of(kind: CeremonyKind, ceremony: CeremonyBase, start: int) -> list[dict[str, Any]]:
    """Return one page of who takes part, as a kiosk keeps them: no NIP, and no PIN that could be found."""
    people = [kind.participant(row) for row in kind.called(ceremony)[start : start + PAGE]]
    verifiers = verifiers_of(kind, people)
    return [
        {
            "digest": digest_of(kind.token_of(each.ident)).hex(),
            "verifier": verifiers[each.ident].hex(),
            "name": each.name,
            "unit": each.unit,
            "position": each.position,
            "signed": each.confirmed,
        }
        for each in people
    ]


def witnesses_in(kind: CeremonyKind, ceremony: CeremonyBase) -> list[dict[str, Any]]:
    """Return the witnesses, as a kiosk keeps them."""
    witnesses = list(witnesses_of(kind, ceremony))
    tokens = [kind.codes.witness_token_of(witness.pk) for witness in witnesses]
    pins = [kind.codes.pin_of(witness.pk) for witness in witnesses]
    secrets = stretched_all(list(zip(pins, tokens, strict=True)))
    return [
        {
            "digest": digest_of(token).hex(),
            "verifier": verifier_of(secret).hex(),
            "name": witness.name,
            "unit": "",
            "position": witness.position,
            "witness": True,
            "signed": witness.confirmed_at is not None,
        }
        for witness, token, secret in zip(witnesses, tokens, secrets, strict=True)
    ]


def verifiers_of(kind: CeremonyKind, people: Sequence[Participant]) -> dict[UUID, bytes]:
    """Return the PIN verifier of each participant, computing those that were not prepared."""
    known = {each.ident: bytes(each.verifier) for each in people if each.verifier is not None}
    missing = [each.ident for each in people if each.ident not in known]
    secrets = stretched_all([(kind.codes.pin_of(ident), kind.token_of(ident)) for ident in missing])
    return known | {ident: verifier_of(secret) for ident, secret in zip(missing, secrets, strict=True)}
