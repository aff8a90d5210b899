"""What is known of the seats of areas: posts, filled, empty, since when, and what is being done."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

# Whether an area has an empty seat, as addresses say it.
EMPTY, FULL = "kosong", "terisi"


class Done(StrEnum):
    """What is being done about an area with an empty seat."""

    FILLED = "filled"
    RECRUITING = "recruiting"
    COVERED = "covered"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Figures:
    """The seats of a region: how many there are, and how many are held."""

    code: str
    name: str
    posts: int
    filled: int

    @property
    def empty(self) -> int:
        """How many seats nobody holds."""
        return self.posts - self.filled

    @property
    def share(self) -> float | None:
        """Which part of the seats is held; nothing where there is no seat."""
        return self.filled / self.posts if self.posts else None


@dataclass(frozen=True, kw_only=True)
class Spot:
    """One area: its seats, since when one is empty, what is being done, and until when applications are taken.

    `since` is None where nobody ever held it and nobody was looked for.
    """

    code: str
    name: str
    district: str
    district_name: str
    seats: int
    filled: int
    since: date | None
    done: Done
    until: date | None

    @property
    def empty(self) -> int:
        """How many of its seats nobody holds."""
        return self.seats - self.filled

    @property
    def held(self) -> str:
        """Whether it has an empty seat."""
        return EMPTY if self.empty else FULL


@dataclass(frozen=True)
class Coverage:
    """The seats of one region, with its areas that have an empty one."""

    region: str
    posts: int
    filled: int
    empty_spots: tuple[Spot, ...]

    @property
    def empty(self) -> int:
        """How many seats nobody holds."""
        return self.posts - self.filled

    def as_json(self) -> dict[str, Any]:
        """Return it as the command prints it."""
        since = [
            {"region": spot.code, "name": spot.name, "since": spot.since.isoformat() if spot.since else None}
            for spot in self.empty_spots
        ]
        return {
            "region": self.region,
            "posts": self.posts,
            "filled": self.filled,
            "empty": self.empty,
            "since": since,
        }
