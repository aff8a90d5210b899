"""States of campaigns and pledges, who may sign when and in which turn, and how often a NIP may be mistyped."""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from netral.engines.identifiers.pasted import identifier
from netral.engines.steps.table import StepRefused, gettext_noop as _, moves
from netral.foundation.outreach.domain import BETWEEN_REMINDERS, CallStatus, Tally, share_of

MOST_TRIES = 5
PAUSE = timedelta(minutes=15)
# A post held for somebody else is that post.
_HELD_FOR = ("plt", "plh", "pj", "pjs", "pgs")


class PledgeStatus(StrEnum):
    """How far somebody is with her pledge."""

    INVITED = "invited"
    OPENED = "opened"
    SIGNED = "signed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Manner(StrEnum):
    """How somebody signed."""

    LINK = "link"
    KIOSK = "kiosk"


class WithdrawnBy(StrEnum):
    """Who took a signed pledge back."""

    HOLDER = "holder"
    OFFICER = "officer"


CAMPAIGN_MOVED = _("Langkah ini tidak bisa lagi: keadaan kampanye sudah berubah. Lihat di bawah ini.")
PLEDGE_MOVED = _("Langkah ini tidak bisa lagi: keadaan ikrar ini sudah berubah. Buka lagi halamannya.")
CEREMONY_MOVED = _("Langkah ini tidak bisa sekarang: keadaan pelantikan atau kampanyenya sudah lain.")
check_campaign_step = moves(
    {
        CallStatus.DRAFT: frozenset({CallStatus.OPEN}),
        CallStatus.OPEN: frozenset({CallStatus.CLOSED}),
        # Closed by mistake: taken back on the same day, see `check_reopening`.
        CallStatus.CLOSED: frozenset({CallStatus.OPEN}),
    },
    elsewhere=CAMPAIGN_MOVED,
).transition
check_pledge_step = moves(
    {
        PledgeStatus.INVITED: frozenset({PledgeStatus.OPENED}),
        PledgeStatus.OPENED: frozenset({PledgeStatus.SIGNED, PledgeStatus.DECLINED}),
        # Whoever declined may think again as long as the campaign is open.
        PledgeStatus.DECLINED: frozenset({PledgeStatus.OPENED}),
        PledgeStatus.SIGNED: frozenset({PledgeStatus.WITHDRAWN}),
        # A pledge taken back may be given again, under a document of its own.
        PledgeStatus.WITHDRAWN: frozenset({PledgeStatus.OPENED}),
    },
    elsewhere=PLEDGE_MOVED,
).transition


def check_reopening(closed_on: date, today: date) -> None:
    """Refuse to take the closing of a campaign back on a later day, when its end is known to everybody.

    Raises:
        StepRefused: it was closed on another day.
    """
    if closed_on != today:
        raise StepRefused(CAMPAIGN_MOVED)


class Access(StrEnum):
    """Whether pledges of a campaign may be signed on a day; `HEADS_FIRST` when others have their turn before."""

    NOT_YET = "not_yet"
    OPEN = "open"
    HEADS_FIRST = "heads_first"
    OVER = "over"


@dataclass(frozen=True)
class Window:
    """A campaign as its days and status say it: the first and the last day are included."""

    status: CallStatus
    opens_on: date
    closes_on: date

    def access(self, today: date) -> Access:
        """Return whether pledges may be signed on a day, in the time zone of the region."""
        if self.status == CallStatus.CLOSED or today > self.closes_on:
            return Access.OVER
        if self.status == CallStatus.DRAFT or today < self.opens_on:
            return Access.NOT_YET
        return Access.OPEN


@dataclass(frozen=True)
class Turns:
    """Who has her turn: everybody, or the heads of units until staff are called or their day has come."""

    heads_first: bool = False
    staff_called: bool = False
    staff_from: date | None = None

    def has_come(self, is_head: bool, today: date) -> bool:
        """Say whether somebody has her turn on a day."""
        return is_head or self.for_everybody(today)

    def for_everybody(self, today: date) -> bool:
        """Say whether staff have their turn on a day."""
        by_day = self.staff_from is not None and today >= self.staff_from
        return not self.heads_first or self.staff_called or by_day


def is_head_of_unit(position: str, words: Iterable[str]) -> bool:
    """Say whether a position begins with one of the words that name heads of units, whole words only."""
    plain = position.replace(".", " ").casefold().split()
    while plain and plain[0] in _HELD_FOR:
        plain = plain[1:]
    wanted = (word.replace(".", " ").casefold().split() for word in words)
    return any(word and plain[: len(word)] == word for word in wanted)


def is_day_to_remind(closes_on: date, days_before: Iterable[int], today: date) -> bool:
    """Say whether reminders go out on a day: so many days before the last one."""
    return (closes_on - today).days in set(days_before)


@dataclass(frozen=True)
class Tries:
    """Wrong numbers typed on a link since the last right one or the last pause."""

    wrong: int = 0
    paused_until: datetime | None = None

    def is_paused(self, now: datetime) -> bool:
        """Say whether the link takes no number now."""
        return self.paused_until is not None and now < self.paused_until

    def after_wrong(self, now: datetime) -> "Tries":
        """Return the tries after one more wrong number."""
        wrong = self.wrong + 1
        return Tries(0, now + PAUSE) if wrong >= MOST_TRIES else Tries(wrong)

    @property
    def left(self) -> int:
        """Return how many wrong numbers remain before a pause."""
        return MOST_TRIES - self.wrong


def same_number(typed: str, known: str) -> bool:
    """Compare a typed NIP with the roster's, in a time that tells nothing; blanks and dots do not count."""
    digits = "".join(character for character in identifier(typed) if character.isdecimal())
    return hmac.compare_digest(digits.encode(), known.encode())


def may_remind(reminded_at: datetime | None, now: datetime) -> bool:
    """Say whether enough time has passed since the last reminder."""
    return reminded_at is None or now - reminded_at >= BETWEEN_REMINDERS


@dataclass(frozen=True)
class PledgeCounts(Tally):
    """How many were invited, and how far they are; `invited` counts everybody.

    Of the signed, `unsealed` wait for their document; of the declined, `objected` named points; the withdrawn were
    signed once. Heads of units are counted in everything, and apart.
    """

    invited: int = 0
    opened: int = 0
    signed: int = 0
    declined: int = 0
    withdrawn: int = 0
    unsealed: int = 0
    objected: int = 0
    heads: int = 0
    heads_signed: int = 0
    heads_answered: int = 0

    @property
    def share(self) -> float:
        """Return the share that signed, 0 to 1."""
        return share_of(self.signed, self.invited)

    @property
    def silent(self) -> int:
        """Return how many never opened their link."""
        return self.invited - self.opened - self.signed - self.declined - self.withdrawn

    @property
    def refused(self) -> int:
        """Return how many refused the whole."""
        return self.declined - self.objected


@dataclass(frozen=True)
class Point:
    """One point of a pledge."""

    code: str
    title: str
    text: str


@dataclass(frozen=True)
class Basis:
    """A legal basis, and how surely it is known."""

    reference: str
    verification: str


class Room(StrEnum):
    """What a text has room for besides the one who pledges."""

    PLACE = "place"
    WITNESSES = "witnesses"


@dataclass(frozen=True)
class Template:
    """The text of a pledge in one version; `slots` are what it has room for besides the one who pledges."""

    code: str
    version: int
    title: str
    opening: str
    points: tuple[Point, ...]
    closing: str
    basis: tuple[Basis, ...]
    reference: str
    verification: str
    note: str
    valid_from: date
    valid_to: date | None
    slots: frozenset[Room] = frozenset()

    @property
    def key(self) -> str:
        """Return code and version as one word."""
        return f"{self.code}:{self.version}"

    def valid_on(self, day: date) -> bool:
        """Say whether the text may be used for a campaign that opens on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def is_complete(self, confirmed: Iterable[str]) -> bool:
        """Say whether every point was confirmed."""
        return set(confirmed) == {point.code for point in self.points}

    def known(self, codes: Iterable[str]) -> list[str]:
        """Return those of the codes that are points of this text, in its order."""
        given = set(codes)
        return [point.code for point in self.points if point.code in given]

    def titles(self, codes: Sequence[str]) -> list[str]:
        """Return points as people read them: their numbers and titles."""
        numbered = enumerate(self.points, start=1)
        return [f"{number}. {point.title}" for number, point in numbered if point.code in codes]
