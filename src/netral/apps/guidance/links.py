"""Personal links of those in a unit who read the answer."""

from netral.foundation.accounts.links import LinkKind

_UNIT_LINK = LinkKind("netral.apps.guidance.link", "guidance_read")
token_of, link_of = _UNIT_LINK.token_of, _UNIT_LINK.link_of
