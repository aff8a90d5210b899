"""Identifiers of rows: UUID version 7 (RFC 9562), which sort by the time they were made."""

from uuid import UUID

import uuid_utils.compat


def uuid7() -> UUID:
    """Return a new time-ordered UUID."""
    return uuid_utils.compat.uuid7()
