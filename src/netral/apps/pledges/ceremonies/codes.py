"""Codes of a ceremony, each made from the site's secret and stored nowhere: PINs, slips of witnesses, kiosks."""

from uuid import UUID

from django.urls import reverse
from django.utils.crypto import salted_hmac

from netral.apps.pledges.ceremonies.protocol import PIN_LENGTH
from netral.foundation.accounts.links import absolute, token_for

_PIN, _WITNESS, _KIOSK = (f"netral.apps.pledges.{use}" for use in ("pin", "witness", "kiosk"))


def pin_of(ident: UUID) -> str:
    """Return the PIN of a pledge or a witness: six digits."""
    number = int.from_bytes(salted_hmac(_PIN, str(ident), algorithm="sha256").digest())
    return f"{number % 10**PIN_LENGTH:0{PIN_LENGTH}}"


def witness_token_of(ident: UUID) -> str:
    """Return what the slip of a witness holds: 130 bits, as in a personal link."""
    return token_for(_WITNESS, ident)


def kiosk_token_of(ident: UUID) -> str:
    """Return the code of a kiosk: 130 bits."""
    return token_for(_KIOSK, ident)


def kiosk_link_of(ident: UUID) -> str:
    """Return the whole address of a kiosk."""
    return absolute(reverse("kiosk", args=[kiosk_token_of(ident)]))
