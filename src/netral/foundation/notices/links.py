"""Links that open something without a password: kept as what they say, and signed only while a message is sent."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.urls import reverse

from netral.foundation.accounts.links import absolute

# Where the link stands in a message that is kept.
PLACE = "[tautan]"


@dataclass(frozen=True)
class SecretLink:
    """A page that a signed link opens, and what the link tells that page."""

    route: str
    says: tuple[str, ...]

    def __str__(self) -> str:
        return PLACE

    def signed(self) -> str:
        """Return the whole address; whoever holds it can open the page until it is too old."""
        token = signing.dumps(list(self.says), salt=_salt(self.route))
        return absolute(reverse(self.route, args=[token]))


def opened(route: str, token: str, within: timedelta) -> tuple[str, ...] | None:
    """Return what a link says to a page; nothing when it is too old or not ours."""
    try:
        return tuple(str(part) for part in signing.loads(token, salt=_salt(route), max_age=within))
    except signing.BadSignature:
        return None


def _salt(route: str) -> str:
    return f"netral.notices.link.{route}"
