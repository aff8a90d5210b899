"""Tables of support, each group in a module of its own."""

from netral.apps.support.models.facilities import Facility, Loan, LoanPhoto
from netral.apps.support.models.grants import (
    BudgetLine,
    Grant,
    GrantEntry,
    GrantPart,
    GrantPayment,
    GrantReturn,
    GrantSpending,
    Instalment,
)
from netral.apps.support.models.honoraria import (
    BankList,
    Honorarium,
    HonorariumPayment,
    HonorariumRate,
    MissedMonthLetter,
)
from netral.apps.support.models.incumbents import Incumbent
from netral.apps.support.models.meetings import AgreedAction, Meeting
from netral.apps.support.models.requests import SupportRequest

__all__ = [
    "AgreedAction",
    "BankList",
    "BudgetLine",
    "Facility",
    "Grant",
    "GrantEntry",
    "GrantPart",
    "GrantPayment",
    "GrantReturn",
    "GrantSpending",
    "Honorarium",
    "HonorariumPayment",
    "HonorariumRate",
    "Incumbent",
    "Instalment",
    "Loan",
    "LoanPhoto",
    "Meeting",
    "MissedMonthLetter",
    "SupportRequest",
]
