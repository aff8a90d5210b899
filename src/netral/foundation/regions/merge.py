"""Brings a territory into the table in sets: COPY into a temporary table, then one merge."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from django.db import IntegrityError, connection, transaction
from django.db.models import ManyToOneRel

from netral.foundation.regions.domain import RegionRow, codes_above
from netral.foundation.regions.models import Region
from netral.foundation.regions.progress import Progress

_STEP = 5_000

_TEMPORARY_TABLE = """
CREATE TEMPORARY TABLE incoming_region (
  code varchar(13) PRIMARY KEY, name varchar(120) NOT NULL, tier varchar(8) NOT NULL, parent_id varchar(13),
  latitude numeric(9, 6), longitude numeric(9, 6)
)
"""
_COPY = "COPY incoming_region (code, name, tier, parent_id, latitude, longitude) FROM STDIN"
_UPDATE = """
UPDATE regions_region r SET name = i.name, tier = i.tier, parent_id = i.parent_id,
  latitude = i.latitude, longitude = i.longitude
FROM incoming_region i
WHERE i.code = r.code AND (r.name, r.tier, r.parent_id, r.latitude, r.longitude)
  IS DISTINCT FROM (i.name, i.tier, i.parent_id, i.latitude, i.longitude)
"""
_INSERT = """
INSERT INTO regions_region (code, name, tier, parent_id, latitude, longitude)
SELECT code, name, tier, parent_id, latitude, longitude FROM incoming_region i
WHERE NOT EXISTS (SELECT 1 FROM regions_region r WHERE r.code = i.code)
ORDER BY length(code), code
"""
_GONE = """
SELECT code FROM regions_region r
WHERE NOT EXISTS (SELECT 1 FROM incoming_region i WHERE i.code = r.code) ORDER BY code
"""


class RegionsInUse(Exception):
    """Regions that the new territory no longer has are still referred to."""

    def __init__(self, codes: Sequence[str], detail: str) -> None:
        self.codes, self.detail = codes, detail
        super().__init__(f"{len(codes)} regions to be removed are still in use ({detail}): {', '.join(codes[:10])}")


class Merged(NamedTuple):
    """How many regions a merge added, changed and removed, and which it kept because they are in use."""

    added: int
    changed: int
    removed: int
    kept: list[str]


def merge(rows: Sequence[RegionRow], *, keep_used: bool, progress: Progress) -> Merged:
    """Make the table hold exactly these regions; needs an open transaction.

    Raises:
        RegionsInUse: a region to be removed is referred to, and `keep_used` is not set.
    """
    with _incoming(), connection.cursor() as cursor:
        _copy(rows, progress)
        cursor.execute(_UPDATE)
        changed = cursor.rowcount
        cursor.execute(_INSERT)
        added = cursor.rowcount
        cursor.execute(_GONE)
        gone = [code for (code,) in cursor.fetchall()]
    kept = _still_needed(gone, keep_used=keep_used)
    _remove(sorted(set(gone) - set(kept)))
    return Merged(added=added, changed=changed, removed=len(gone) - len(kept), kept=kept)


@contextmanager
def _incoming() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(_TEMPORARY_TABLE)
        yield
        cursor.execute("DROP TABLE incoming_region")


def _copy(rows: Sequence[RegionRow], progress: Progress) -> None:
    with connection.cursor() as cursor:
        with cursor.copy(_COPY) as copy:
            for done, row in enumerate(rows, start=1):
                copy.write_row((row.code, row.name, row.tier, row.parent, row.latitude or None, row.longitude or None))
                if done % _STEP == 0:
                    progress(done, len(rows))
        cursor.execute("ANALYZE incoming_region")
    progress(len(rows), len(rows))


def users_of(codes: Sequence[str]) -> dict[str, set[str]]:
    """Return which of these regions are referred to, by the label of the model that does."""
    used = {}
    for relation in Region._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.related_model is not Region:
            column = relation.field.attname
            rows = relation.related_model._base_manager.filter(**{f"{column}__in": codes})
            used[relation.related_model._meta.label] = set(rows.order_by().values_list(column, flat=True).distinct())
    return {label: found for label, found in used.items() if found}


def _still_needed(gone: Sequence[str], *, keep_used: bool) -> list[str]:
    if not gone:
        return []
    users = users_of(gone)
    used = set().union(*users.values())
    if used and not keep_used:
        raise RegionsInUse(sorted(used), ", ".join(sorted(users)))
    # What a kept region lies in must stay too.
    return sorted({code for kept in used for code in [kept, *codes_above(kept)]} & set(gone))


def _remove(codes: Sequence[str]) -> None:
    """Delete regions now, not at commit, so that a reference no query could see is reported in its place."""
    if not codes:
        return
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM regions_region WHERE code = ANY(%s)", [list(codes)])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise RegionsInUse(codes, str(error).splitlines()[0]) from error
