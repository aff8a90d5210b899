"""`netral ledger`: the record of every action, and the proof that nobody changed it."""

from netral.cli.ledger.here import app

__all__ = ["app"]
