"""The fingerprint of a row of law exactly as it stands: whoever confirmed one did not confirm another."""

from dataclasses import asdict
from hashlib import sha256

from netral.apps.catalogue.editions.documents import canonical
from netral.apps.catalogue.rows import LawRow, LegalTerm, Norm


def row_hash(norm: Norm) -> str:
    """The SHA-256 of a norm's own row in canonical form; who handles it now is no part of it."""
    row = asdict(norm)
    del row["handlers"]
    del row["published_at"]
    return sha256(canonical(row)).hexdigest()


def fingerprint(kind: str, row: LawRow | LegalTerm) -> str:
    """The SHA-256 of a row of any kind, the `row_hash` of a norm; rows of two kinds never share one."""
    if isinstance(row, Norm):
        return row_hash(row)
    content = asdict(row)
    del content["published_at"]
    return sha256(canonical({"kind": kind, "row": content})).hexdigest()
