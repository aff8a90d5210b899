"""Tables of support, each group in a module of its own."""

from netral.apps.support.models.grants import (
    BudgetLine,
    Grant,
    GrantPart,
    GrantPayment,
    GrantReturn,
    GrantSpending,
    Instalment,
)
from netral.apps.support.models.incumbents import Incumbent

__all__ = [
    "BudgetLine",
    "Grant",
    "GrantPart",
    "GrantPayment",
    "GrantReturn",
    "GrantSpending",
    "Incumbent",
    "Instalment",
]
