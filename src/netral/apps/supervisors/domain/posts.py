"""The posts of ad hoc supervisors, and what the law says of each on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from netral.engines.rules.dated import NotInForceError, Provenance, holds


class Post(StrEnum):
    """For what area somebody supervises."""

    DISTRICT = "district"
    VILLAGE = "village"
    POLLING_STATION = "polling_station"


@dataclass(frozen=True, kw_only=True)
class PostRule:
    """What the law says of a post: how many an area has, who forms it, how long it lasts.

    `starts_before` and `ends_after` count days from polling day; None where no rule gives them.
    """

    post: Post
    seats: int
    formed_by: str
    else_formed_by: str
    written_test: bool
    starts_before: int | None
    ends_after: int | None
    valid_from: date
    valid_to: date | None
    provenance: Provenance

    def term(self, polling_day: date) -> tuple[date, date] | None:
        """Return the first and last day in office; None where the law names no days."""
        if self.starts_before is None or self.ends_after is None:
            return None
        return polling_day - timedelta(self.starts_before), polling_day + timedelta(self.ends_after)


def rule_of(rules: Iterable[PostRule], post: Post, on: date) -> PostRule:
    """Return the rule of a post that is the law on a day.

    Raises:
        NotInForceError: there is none.
    """
    for rule in rules:
        if rule.post is post and holds(rule, on):
            return rule
    raise NotInForceError(post, on)
