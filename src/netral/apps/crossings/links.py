"""The personal address of a pass."""

from netral.foundation.accounts.links import LinkKind

PASS_LINK = LinkKind("crossings.pass", "pass_page")
