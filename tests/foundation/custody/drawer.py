"""An app that seals to institutions, kept in memory: what a report is, reduced to its slips."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from netral.engines.vault.boxes import new_pair
from netral.engines.vault.slips import open_slip, slip_for
from netral.foundation.custody.api import Slip, current_key, opened_pair
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.identifiers import uuid7


@dataclass
class Drawer:
    """Slips by the key that they are sealed to, and what each must open to."""

    slips: dict[UUID, tuple[UUID, Slip]] = field(default_factory=dict)
    secrets: dict[UUID, bytes] = field(default_factory=dict)
    owners: dict[UUID, Institution] = field(default_factory=dict)

    def file(self, institution: Institution) -> UUID:
        """Seal a new secret to an institution, as the public does; return its identifier."""
        ident, private = uuid7(), new_pair().private
        self.secrets[ident] = private
        self._seal(ident, institution)
        return ident

    def hand_over(self, ident: UUID, institution: Institution) -> None:
        """Open a secret with the keys of whoever acts, and seal it to another institution."""
        assert self.read(ident) == self.secrets[ident]
        self._seal(ident, institution)

    def read(self, ident: UUID) -> bytes:
        """Open a secret with the keys of whoever acts."""
        key_id, slip = self.slips[ident]
        return open_slip(opened_pair(key_id), slip.sealed, slip.context)

    def batch(self, *, key_id: UUID, after: UUID | None, most: int) -> Sequence[Slip]:
        """Return slips that are sealed to a key."""
        found = sorted((slip for key, slip in self.slips.values() if key == key_id), key=lambda slip: slip.id)
        return [slip for slip in found if after is None or slip.id > after][:most]

    def replace(self, *, key_id: UUID, slips: Sequence[Slip]) -> None:
        """Keep slips that were sealed anew."""
        for slip in slips:
            self.slips[slip.id] = (key_id, slip)

    def break_one(self, ident: UUID) -> None:
        """Damage a slip, as a broken disk does."""
        key_id, slip = self.slips[ident]
        self.slips[ident] = (key_id, replace(slip, sealed=slip.sealed[:-1] + bytes([slip.sealed[-1] ^ 1])))

    def _seal(self, ident: UUID, institution: Institution) -> None:
        key, context = current_key(institution), f"secret {ident}".encode()
        sealed = slip_for(bytes(key.public), self.secrets[ident], context)
        self.slips[ident], self.owners[ident] = (key.pk, Slip(ident, sealed, context)), institution
