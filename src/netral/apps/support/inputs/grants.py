"""The plain values that forms of a grant hand to its actions; `key` is that of one form as it was shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from netral.apps.support.domain.grants import LineKind
from netral.foundation.files.intake import Upload

Sums = Mapping[LineKind, int]


@dataclass(frozen=True)
class AgreementInput:
    """The agreement that was signed: its number, day and scan."""

    number: str
    signed_on: date
    document: Upload


@dataclass(frozen=True)
class PaymentInput:
    """A payment on an instalment, with its proof, and the letter it rests on where one is named."""

    instalment: UUID
    paid_on: date
    amount: int
    proof: Upload
    key: UUID
    instrument_number: str = ""
    instrument_on: date | None = None


@dataclass(frozen=True)
class SpendingInput:
    """Money spent on a line, what for, and a proof where there is one."""

    line: UUID
    spent_on: date
    amount: int
    note: str
    key: UUID
    proof: Upload | None = None


@dataclass(frozen=True)
class GrantReturnInput:
    """Money that went back, with its proof."""

    returned_on: date
    amount: int
    proof: Upload
    key: UUID
