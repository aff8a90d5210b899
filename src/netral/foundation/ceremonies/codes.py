"""Codes of a ceremony, each made from the site's secret and stored nowhere: PINs, slips of witnesses, kiosks."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.crypto import salted_hmac

from netral.foundation.accounts.links import LinkKind, token_for
from netral.foundation.ceremonies.protocol import PIN_LENGTH


@dataclass(frozen=True)
class CeremonyCodes:
    """The codes of one kind of ceremony: `use` keeps them apart from those of others; never change it."""

    use: str
    kiosk_route: str

    def pin_of(self, ident: UUID) -> str:
        """Return the PIN of a participant or a witness: six digits."""
        number = int.from_bytes(salted_hmac(f"{self.use}.pin", str(ident), algorithm="sha256").digest())
        return f"{number % 10**PIN_LENGTH:0{PIN_LENGTH}}"

    def witness_token_of(self, ident: UUID) -> str:
        """Return what the slip of a witness holds: 130 bits, as in a personal link."""
        return token_for(f"{self.use}.witness", ident)

    def kiosk_token_of(self, ident: UUID) -> str:
        """Return the code of a kiosk."""
        return self._kiosk.token_of(ident)

    def kiosk_link_of(self, ident: UUID) -> str:
        """Return the whole address of a kiosk."""
        return self._kiosk.link_of(ident)

    @property
    def _kiosk(self) -> LinkKind:
        return LinkKind(f"{self.use}.kiosk", self.kiosk_route)
