"""How many seats of a region are held today, which are empty since when, and what is being done about it.

Everything here comes from the territory and from tenures, which name nobody; of recruitments and covers only that
there is one. The counts are made in SQL.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from netral.apps.supervisors.domain.coverage import Coverage, Done, Figures, Spot
from netral.apps.supervisors.domain.posts import Post, rule_of
from netral.apps.supervisors.domain.recruitment import RecruitmentState
from netral.apps.supervisors.models import Vacancy
from netral.apps.supervisors.parameters import post_rules
from netral.foundation.institutions.scopes import elevated
from netral.foundation.regions.models import Tier

_BELOW = {"": Tier.PROVINCE, Tier.PROVINCE: Tier.REGENCY, Tier.REGENCY: Tier.DISTRICT}
_TIERS = {Post.DISTRICT: Tier.DISTRICT, Post.VILLAGE: Tier.VILLAGE}

# Each part reads its own stretch of the indexes by code: grouped at once, the country's rows were sorted on disk.
_COUNTS = """
SELECT part.code, part.name, areas.number * %(seats)s, held.number
FROM regions_region part
CROSS JOIN LATERAL (
  SELECT count(*) AS number FROM regions_region
  WHERE tier = %(tier)s AND code ~>=~ part.code AND code ~<~ (part.code || '/')
) areas
CROSS JOIN LATERAL (
  SELECT coalesce(sum(seats), 0) AS number FROM (
    SELECT least(count(*), %(seats)s) AS seats FROM supervisors_tenure
    WHERE post = %(post)s AND region_id ~>=~ part.code AND region_id ~<~ (part.code || '/')
      AND first <= %(day)s AND last >= %(day)s AND NOT is_cover
    GROUP BY region_id
  ) each_area
) held
WHERE part.tier = %(part)s AND part.code LIKE %(inside)s AND areas.number > 0 ORDER BY part.code
"""
_AREAS = """
SELECT r.code, r.name, r.parent_id, p.name,
  coalesce(t.held, 0), coalesce(t.covered, false), t.last
FROM regions_region r JOIN regions_region p ON p.code = r.parent_id
LEFT JOIN (
  SELECT region_id,
    count(*) FILTER (WHERE first <= %(day)s AND last >= %(day)s AND NOT is_cover) AS held,
    bool_or(is_cover AND first <= %(day)s AND last >= %(day)s) AS covered,
    max(last) FILTER (WHERE last < %(day)s AND NOT is_cover) AS last
  FROM supervisors_tenure WHERE post = %(post)s AND region_id LIKE %(inside)s GROUP BY 1
) t ON t.region_id = r.code
WHERE r.tier = %(tier)s AND r.code LIKE %(inside)s
ORDER BY r.code
"""


@dataclass(frozen=True)
class Asked:
    """Which seats are counted: of a post, in a region ("" is the country), on a day."""

    region: str
    post: Post
    day: date

    @property
    def seats(self) -> int:
        """How many seats an area has by the law of that day."""
        return rule_of(post_rules(), self.post, self.day).seats

    def parameters(self) -> dict[str, Any]:
        """Return what both statements take."""
        inside = f"{self.region}%" if self.region else "%"
        return {
            "tier": _TIERS[self.post],
            "post": self.post,
            "day": self.day,
            "inside": inside,
            "seats": self.seats,
        }


def parts_of(asked: Asked, tier: str) -> list[Figures]:
    """Return the figures of each region one tier below a region of a tier ("" for the country)."""
    found = _rows(_COUNTS, {**asked.parameters(), "part": _BELOW[tier]})
    return [Figures(code, name, int(posts), int(filled)) for code, name, posts, filled in found]


def spots_of(asked: Asked) -> list[Spot]:
    """Return every area of a region with what is known of its seats, by code."""
    rows = list(_rows(_AREAS, asked.parameters()))
    seats = asked.seats
    wanted = [code for code, *_rest, held, _covered, _last in rows if held < seats]
    recruited = _recruitments(wanted, asked)
    spots = []
    for code, name, above, above_name, held, covered, last in rows:
        opened, closes = recruited.get(code, (None, None))
        is_open = closes is not None and closes >= asked.day
        since = last + timedelta(1) if last is not None else opened
        done = Done.RECRUITING if is_open else Done.COVERED if covered else Done.NOTHING
        filled = min(held, seats)
        spots.append(
            Spot(
                code=code,
                name=name,
                district=above,
                district_name=above_name,
                seats=seats,
                filled=filled,
                since=since if filled < seats else None,
                done=done if filled < seats else Done.FILLED,
                until=closes if is_open and filled < seats else None,
            )
        )
    return spots


def _recruitments(codes: list[str], asked: Asked) -> dict[str, tuple[date, date | None]]:
    """Return since when each area was recruited for, and until when applications come where it is open still."""
    found: dict[str, tuple[date, date | None]] = {}
    if not codes:
        return found
    with elevated("that an area is recruited for is announced to everyone"):
        rows = Vacancy.objects.filter(recruitment__post=asked.post, region__in=codes).exclude(
            recruitment__state=RecruitmentState.DRAFT
        )
        columns = (
            "region_id",
            "recruitment__opens_on",
            "recruitment__closes_on",
            "extended_until",
            "recruitment__state",
        )
        for code, opens, closes, extended, state in rows.values_list(*columns):
            until = (extended or closes) if state == RecruitmentState.OPEN else None
            first, last = found.get(code, (opens, None))
            found[code] = min(first, opens), max(filter(None, (last, until)), default=None)
    return found


def _rows(statement: str, parameters: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        yield from cursor.fetchall()


def coverage_of(region_code: str, *, post: Post = Post.VILLAGE, on: date) -> Coverage:
    """Return how many seats of a region are held on a day, and which areas have an empty one."""
    spots = spots_of(Asked(region_code, post, on))
    return Coverage(
        region=region_code,
        posts=sum(spot.seats for spot in spots),
        filled=sum(spot.filled for spot in spots),
        empty_spots=tuple(spot for spot in spots if spot.empty),
    )
