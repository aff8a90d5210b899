"""The personal address of a supervisor's card."""

from netral.foundation.accounts.links import LinkKind

CARD = LinkKind("supervisors.card", "supervisor_card_page")
