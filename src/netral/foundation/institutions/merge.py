"""Brings institutions into the table in sets: COPY into a temporary table, then one merge by path."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from netral.foundation.institutions.seed_rows import InstitutionRow
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.regions.progress import Progress

_STEP = 5_000

_TEMPORARY_TABLE = """
CREATE TEMPORARY TABLE incoming_institution (
  id uuid NOT NULL, path ltree PRIMARY KEY, name varchar(200) NOT NULL, kind varchar(20) NOT NULL,
  region_id varchar(13), parent_path ltree, valid_from date, valid_to date
)
"""
_COPY = """
COPY incoming_institution (id, path, name, kind, region_id, parent_path, valid_from, valid_to) FROM STDIN
"""
_WITHOUT_SUPERIOR = """
SELECT i.path::text, i.parent_path::text FROM incoming_institution i
WHERE i.parent_path IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM incoming_institution p WHERE p.path = i.parent_path)
  AND NOT EXISTS (SELECT 1 FROM institutions_institution p WHERE p.path = i.parent_path)
ORDER BY i.path LIMIT 1
"""
_INSERT = """
INSERT INTO institutions_institution (id, code, path, name, kind, region_id, parent_id, valid_from, valid_to)
SELECT i.id, i.path::text, i.path, i.name, i.kind, i.region_id, coalesce(known.id, new.id), i.valid_from, i.valid_to
FROM incoming_institution i
LEFT JOIN institutions_institution known ON known.path = i.parent_path
LEFT JOIN incoming_institution new ON new.path = i.parent_path
WHERE NOT EXISTS (SELECT 1 FROM institutions_institution t WHERE t.path = i.path)
"""
_UPDATE = """
UPDATE institutions_institution t SET name = i.name, kind = i.kind, region_id = i.region_id, parent_id = p.id,
  valid_from = i.valid_from, valid_to = i.valid_to
FROM incoming_institution i LEFT JOIN institutions_institution p ON p.path = i.parent_path
WHERE t.path = i.path AND (t.name, t.kind, t.region_id, t.parent_id, t.valid_from, t.valid_to)
  IS DISTINCT FROM (i.name, i.kind, i.region_id, p.id, i.valid_from, i.valid_to)
"""


class SuperiorMissing(LookupError):
    """An institution was to be made under one that does not exist."""


class Merged(NamedTuple):
    """How many institutions a merge added and changed."""

    added: int
    changed: int


def merge(rows: Sequence[InstitutionRow], *, progress: Progress) -> Merged:
    """Add the institutions that are new and change those that differ; none is removed. Needs an open transaction.

    Raises:
        SuperiorMissing: the institution above one of them does not exist.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TEMPORARY_TABLE)
        with cursor.copy(_COPY) as copy:
            for done, row in enumerate(rows, start=1):
                copy.write_row(
                    (uuid7(), row.path, row.name, row.kind, row.region, row.parent, row.valid_from, row.valid_to)
                )
                if done % _STEP == 0:
                    progress(done, len(rows))
        cursor.execute("ANALYZE incoming_institution")
        cursor.execute(_WITHOUT_SUPERIOR)
        if orphan := cursor.fetchone():
            raise SuperiorMissing(f"{orphan[0]} belongs under {orphan[1]}, which does not exist")
        cursor.execute(_INSERT)
        added = cursor.rowcount
        cursor.execute(_UPDATE)
        changed = cursor.rowcount
        cursor.execute("DROP TABLE incoming_institution")
    progress(len(rows), len(rows))
    return Merged(added=added, changed=changed)
