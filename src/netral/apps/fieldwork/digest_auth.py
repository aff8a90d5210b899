"""HTTP digest access authentication (RFC 7616, MD5, qop=auth) as ODK Collect and other OpenRosa clients speak it.

The nonce carries its moment and a MAC, so that nothing is kept of those who only ask.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.request import parse_http_list, parse_keqv_list

from django.utils.crypto import constant_time_compare, salted_hmac

from netral.foundation.ledger.clock import now

REALM = "Netral"
# A nonce is good for so many seconds; afterwards the client is told that it is stale and asks again by itself.
NONCE_LIFE_S = 300
_USE = "netral.digest.nonce"


@dataclass(frozen=True)
class DigestAnswer:
    """What a client answered to a challenge."""

    fields: Mapping[str, str]
    method: str

    @property
    def login(self) -> str:
        """The name it claims."""
        return self.fields.get("username", "")

    def is_stale(self) -> bool:
        """Say whether its nonce is ours but too old."""
        moment, _dot, mac = self.fields.get("nonce", "").partition(".")
        ours = moment.isdecimal() and constant_time_compare(mac, _mac(moment))
        return ours and not 0 <= now().timestamp() - int(moment) <= NONCE_LIFE_S

    def proves(self, secret: str, path: str) -> bool:
        """Say whether it knows the secret, for a fresh nonce of ours and this very address."""
        given = self.fields
        moment, _dot, mac = given.get("nonce", "").partition(".")
        if not moment.isdecimal() or not constant_time_compare(mac, _mac(moment)):
            return False
        if (
            not 0 <= now().timestamp() - int(moment) <= NONCE_LIFE_S
            or given.get("uri") != path
            or given.get("qop") != "auth"
        ):
            return False
        first = _md5(f"{self.login}:{REALM}:{secret}")
        second = _md5(f"{self.method}:{path}")
        middle = ":".join(given.get(name, "") for name in ("nonce", "nc", "cnonce", "qop"))
        return hmac.compare_digest(_md5(f"{first}:{middle}:{second}").encode(), given.get("response", "").encode())


def challenge(*, stale: bool = False) -> str:
    """Return the value of WWW-Authenticate that asks for a digest."""
    moment = str(int(now().timestamp()))
    told = f'Digest realm="{REALM}", qop="auth", algorithm=MD5, nonce="{moment}.{_mac(moment)}"'
    return f"{told}, stale=true" if stale else told


def read_answer(header: str, method: str) -> DigestAnswer | None:
    """Return a client's answer from its Authorization header; None where it is no digest."""
    scheme, _space, rest = header.partition(" ")
    if scheme.lower() != "digest":
        return None
    try:
        return DigestAnswer(parse_keqv_list(parse_http_list(rest)), method)
    except ValueError:
        return None


def _mac(moment: str) -> str:
    return salted_hmac(_USE, moment, algorithm="sha256").hexdigest()[:32]


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
