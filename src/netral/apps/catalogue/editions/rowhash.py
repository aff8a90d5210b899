"""The fingerprint of a norm exactly as it stands: whoever confirmed one did not confirm another."""

from dataclasses import asdict
from hashlib import sha256

from netral.apps.catalogue.editions.documents import canonical
from netral.apps.catalogue.rows import Norm


def row_hash(norm: Norm) -> str:
    """The SHA-256 of a norm's own row in canonical form; who handles it now is no part of it."""
    row = asdict(norm)
    del row["handlers"]
    del row["published_at"]
    return sha256(canonical(row)).hexdigest()
