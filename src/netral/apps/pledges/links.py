"""Personal links of those who are asked for their pledge."""

from uuid import UUID

from django.urls import reverse

from netral.foundation.accounts.links import absolute, token_for


def token_of(pledge_id: UUID) -> str:
    """Return the token of a pledge's link."""
    return token_for("netral.apps.pledges.link", pledge_id)


def link_of(pledge_id: UUID) -> str:
    """Return the whole address of a pledge's link."""
    return absolute(reverse("pledge_start", args=[token_of(pledge_id)]))
