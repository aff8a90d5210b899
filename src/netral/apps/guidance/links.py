"""Personal links of those in a unit who read the answer."""

from uuid import UUID

from django.urls import reverse

from netral.foundation.accounts.links import absolute, token_for


def token_of(unit_id: UUID) -> str:
    """Return the token of a unit's link."""
    return token_for("netral.apps.guidance.link", unit_id)


def link_of(unit_id: UUID) -> str:
    """Return the whole address of a unit's link."""
    return absolute(reverse("guidance_read", args=[token_of(unit_id)]))
