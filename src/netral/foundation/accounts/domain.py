"""When a sign-in is held back, and who may give or approve which role."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

ALLOWED_FAILURES = 5
WINDOW = timedelta(minutes=15)
HOLD = timedelta(minutes=15)


@dataclass(frozen=True)
class Failures:
    """The wrong passwords counted for one account on one device."""

    count: int
    since: datetime
    held_until: datetime | None = None

    def held(self, at: datetime) -> bool:
        """Say whether sign-in is held back at a moment."""
        return self.held_until is not None and at < self.held_until

    def after_another(self, at: datetime) -> "Failures":
        """Return the count after one more wrong password."""
        if at - self.since > WINDOW or (self.held_until is not None and at >= self.held_until):
            return Failures(count=1, since=at)
        count = self.count + 1
        return Failures(count, self.since, at + HOLD if count >= ALLOWED_FAILURES else None)


# Permissions in these areas open reports, the cases made of them, and with both who reported.
SENSITIVE_AREAS = frozenset({"reports", "cases"})
MANAGE = "accounts.manage"
APPROVE = "accounts.approve"
ANSWER_WITHIN = timedelta(days=14)


def reads_reports(permissions: Iterable[str]) -> bool:
    """Say whether permissions open what people reported."""
    return any(permission.partition(".")[0] in SENSITIVE_AREAS for permission in permissions)


def canonical_address(address: str) -> str:
    """Return an address without what mail providers ignore in it: capitals, dots, and all after a plus sign."""
    name, _, host = unicodedata.normalize("NFKC", address).strip().casefold().rpartition("@")
    return f"{name.partition('+')[0].replace('.', '')}@{host}"


@dataclass(frozen=True)
class Identity:
    """What is known of who a person is; two accounts that share none of it cannot be told to be hers."""

    account: str
    name: str
    addresses: frozenset[str]

    @classmethod
    def of(cls, account: str, name: str, addresses: Iterable[str]) -> "Identity":
        """Return an identity from what was typed."""
        words = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
        return cls(account, words, frozenset(canonical_address(each) for each in addresses))

    def is_same(self, other: "Identity") -> bool:
        """Say whether two accounts belong to one person, as far as anybody here can know."""
        return (
            self.account == other.account or self.name == other.name or not self.addresses.isdisjoint(other.addresses)
        )


class Verdict(Enum):
    """What becomes of a role that somebody wants to give or to approve."""

    AT_ONCE = "in force at once"
    SECOND_PERSON = "waits for a second person of another function"
    NOT_MANAGER = "whoever gives it does not manage accounts there"
    OWN_ROLE = "nobody gives herself a role"
    WRONG_PLACE = "another institution, or another role, approves it"
    SAME_FUNCTION = "whoever manages accounts does not approve"
    TOO_LATE = "answered, or too old"


def check_grant(*, giver: Identity | None, manages: bool, receiver: Identity, sensitive: bool) -> Verdict:
    """Decide what becomes of a role that is given; without a giver the installation itself gives it."""
    if giver is None:
        return Verdict.AT_ONCE
    if not manages:
        return Verdict.NOT_MANAGER
    if giver.is_same(receiver):
        return Verdict.OWN_ROLE
    return Verdict.SECOND_PERSON if sensitive else Verdict.AT_ONCE


@dataclass(frozen=True)
class Approver:
    """Who approves: her identity, whether she is one of those asked, and whether she manages accounts anywhere."""

    identity: Identity
    is_asked: bool
    manages: bool


def check_approval(
    *, approver: Approver, concerned: Iterable[Identity], is_open: bool, answer_by: date, day: date
) -> Verdict:
    """Decide whether somebody may answer for a role that waits."""
    if not is_open or day > answer_by:
        return Verdict.TOO_LATE
    if any(approver.identity.is_same(each) for each in concerned):
        return Verdict.OWN_ROLE
    if approver.manages:
        return Verdict.SAME_FUNCTION
    return Verdict.AT_ONCE if approver.is_asked else Verdict.WRONG_PLACE
