"""The bundle a kiosk loads once: names and offices, and by what it knows slips and PINs without a network."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from netral.apps.pledges.ceremonies.codes import pin_of, witness_token_of
from netral.apps.pledges.ceremonies.protocol import ROUNDS, milliseconds, stretched_all, verifier_of
from netral.apps.pledges.ceremonies.status import called_to, witnesses_of
from netral.apps.pledges.domain import MOST_TRIES, PAUSE, PledgeStatus
from netral.apps.pledges.links import token_of
from netral.apps.pledges.models import Ceremony, Kiosk, Pledge, Witness
from netral.foundation.accounts.links import digest_of
from netral.foundation.ledger.clock import now

PAGE = 200


def about(kiosk: Kiosk) -> dict[str, Any]:
    """Return what a kiosk knows of its ceremony, and the server's time, by which it finds how wrong its clock is."""
    ceremony = kiosk.ceremony
    text = ceremony.campaign.text
    return {
        "kiosk": str(kiosk.pk),
        "label": kiosk.label,
        "ceremony": ceremony.title,
        "place": ceremony.place,
        "government": ceremony.campaign.government.name,
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
        "people": called_to(ceremony).count(),
    }


def people_of(ceremony: Ceremony, start: int) -> list[dict[str, Any]]:
    """Return one page of who takes part, as a kiosk keeps them: no NIP, and no PIN that could be found."""
    pledges = list(called_to(ceremony)[start : start + PAGE])
    verifiers = verifiers_of(pledges)
    return [
        {
            "digest": bytes(pledge.token_digest).hex(),
            "verifier": verifiers[pledge.pk].hex(),
            "name": pledge.person.name,
            "unit": pledge.unit.name,
            "position": pledge.person.position,
            "signed": pledge.status == PledgeStatus.SIGNED,
        }
        for pledge in pledges
    ]


def witnesses_in(ceremony: Ceremony) -> list[dict[str, Any]]:
    """Return the witnesses, as a kiosk keeps them."""
    witnesses: Sequence[Witness] = list(witnesses_of(ceremony))
    tokens = [witness_token_of(witness.pk) for witness in witnesses]
    secrets = stretched_all([(pin_of(each.pk), token) for each, token in zip(witnesses, tokens, strict=True)])
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


def verifiers_of(pledges: Sequence[Pledge]) -> dict[UUID, bytes]:
    """Return the PIN verifier of each pledge, computing those that were not prepared."""
    known = {pledge.pk: bytes(pledge.pin_verifier) for pledge in pledges if pledge.pin_verifier is not None}
    missing = [pledge.pk for pledge in pledges if pledge.pk not in known]
    secrets = stretched_all([(pin_of(ident), token_of(ident)) for ident in missing])
    return known | {ident: verifier_of(secret) for ident, secret in zip(missing, secrets, strict=True)}
