"""Personal links of those who are asked for their pledge."""

from netral.foundation.accounts.links import LinkKind

PLEDGE_LINK = LinkKind("netral.apps.pledges.link", "pledge_start")
token_of, link_of = PLEDGE_LINK.token_of, PLEDGE_LINK.link_of
