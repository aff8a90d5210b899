"""Codes of a ceremony, each made from the site's secret and stored nowhere: PINs, slips of witnesses, kiosks."""

from uuid import UUID

from django.utils.crypto import salted_hmac

from netral.apps.pledges.ceremonies.protocol import PIN_LENGTH
from netral.foundation.accounts.links import LinkKind, token_for

_PIN, _WITNESS = "netral.apps.pledges.pin", "netral.apps.pledges.witness"
_KIOSK_LINK = LinkKind("netral.apps.pledges.kiosk", "kiosk")
kiosk_token_of, kiosk_link_of = _KIOSK_LINK.token_of, _KIOSK_LINK.link_of


def pin_of(ident: UUID) -> str:
    """Return the PIN of a pledge or a witness: six digits."""
    number = int.from_bytes(salted_hmac(_PIN, str(ident), algorithm="sha256").digest())
    return f"{number % 10**PIN_LENGTH:0{PIN_LENGTH}}"


def witness_token_of(ident: UUID) -> str:
    """Return what the slip of a witness holds: 130 bits, as in a personal link."""
    return token_for(_WITNESS, ident)
