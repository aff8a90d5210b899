"""The right rows of a roster in a temporary table, compared with and merged into the people already known."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.registry.domain import PersonRow
from netral.foundation.registry.row_parser import Line

SAMPLE = 20

_CREATE = """
CREATE TEMPORARY TABLE registry_staged (
  row_no integer NOT NULL, id uuid NOT NULL, nip text PRIMARY KEY, name text NOT NULL, employment text NOT NULL,
  birth_date date NOT NULL, sex text NOT NULL, unit_id uuid NOT NULL, scopes ltree[] NOT NULL, position text NOT NULL,
  email text NOT NULL, phone text NOT NULL, village_id text
);
CREATE TEMPORARY TABLE registry_refused (nip text, name text)
"""
_DROP = "DROP TABLE IF EXISTS registry_compared, registry_staged, registry_refused"
_COPY_STAGED = """
COPY registry_staged (
  row_no, id, nip, name, employment, birth_date, sex, unit_id, scopes, position, email, phone, village_id
) FROM STDIN
"""
_COPY_REFUSED = "COPY registry_refused (nip, name) FROM STDIN"
_SETTLE = "ANALYZE registry_staged; CREATE INDEX ON registry_refused (nip); ANALYZE registry_refused"

# An active civil servant of another government is never taken over; one it let go may come.
_ELSEWHERE = """
SELECT p.nip, coalesce((
  SELECT g.name FROM institutions_institution g
  WHERE g.kind = 'government' AND u.path <@ g.path ORDER BY nlevel(g.path) DESC LIMIT 1), u.name)
FROM registry_asnperson p JOIN institutions_institution u ON u.id = p.unit_id
WHERE p.nip = ANY(%s) AND p.active AND NOT p.scopes <@ %s::ltree
"""

# Made once for counts and samples alike, because a whole roster is compared.
_COMPARE = """
CREATE TEMPORARY TABLE registry_compared AS
SELECT s.nip, p.id AS known_id,
    CASE
      WHEN p.id IS NULL THEN 'new'
      WHEN NOT p.active OR (
        s.name, s.employment, s.birth_date, s.sex, s.unit_id, s.position, s.email, s.phone, s.village_id
      ) IS DISTINCT FROM (
        p.name, p.employment, p.birth_date, p.sex, p.unit_id, p.position, p.email, p.phone, p.village_id
      ) THEN 'changed'
      ELSE 'unchanged'
    END AS state
FROM registry_staged s LEFT JOIN registry_asnperson p ON p.nip = s.nip AND p.scopes <@ %(government)s::ltree
"""
_COUNT = "SELECT state, count(*) FROM registry_compared GROUP BY state"
_PICK = """
SELECT s.row_no, s.nip, s.name, su.name AS unit, s.position, s.email, s.phone, p.name AS old_name,
  pu.name AS old_unit, p.position AS old_position, p.email AS old_email, p.phone AS old_phone, p.active AS old_active
FROM registry_compared c
JOIN registry_staged s ON s.nip = c.nip
JOIN institutions_institution su ON su.id = s.unit_id
LEFT JOIN registry_asnperson p ON p.id = c.known_id
LEFT JOIN institutions_institution pu ON pu.id = p.unit_id
WHERE c.state = %(state)s
ORDER BY s.row_no
LIMIT %(limit)s
"""
_MISSING = """
SELECT p.id FROM registry_asnperson p
WHERE p.active AND p.scopes <@ %(government)s::ltree
  AND NOT EXISTS (SELECT FROM registry_staged s WHERE s.nip = p.nip)
  AND NOT EXISTS (SELECT FROM registry_refused r WHERE r.nip = p.nip)
  AND NOT EXISTS (SELECT FROM registry_refused r WHERE r.name = lower(p.name))
ORDER BY p.name, p.nip
"""
_DEACTIVATE = "UPDATE registry_asnperson SET active = false WHERE id = ANY(%s)"
_MERGE = """
INSERT INTO registry_asnperson (
  id, nip, scopes, roster_id, active, name, employment, birth_date, sex, unit_id, position, email, phone, village_id
)
SELECT
  id, nip, scopes, %(roster)s, true, name, employment, birth_date, sex, unit_id, position, email, phone, village_id
FROM registry_staged ORDER BY row_no
ON CONFLICT (nip) DO UPDATE SET
  scopes = excluded.scopes, roster_id = excluded.roster_id, active = true, name = excluded.name,
  employment = excluded.employment, birth_date = excluded.birth_date, sex = excluded.sex, unit_id = excluded.unit_id,
  position = excluded.position, email = excluded.email, phone = excluded.phone, village_id = excluded.village_id
WHERE (NOT registry_asnperson.active OR registry_asnperson.scopes <@ %(government)s::ltree)
  AND (NOT registry_asnperson.active OR (
    registry_asnperson.name, registry_asnperson.employment, registry_asnperson.birth_date, registry_asnperson.sex,
    registry_asnperson.unit_id, registry_asnperson.position, registry_asnperson.email, registry_asnperson.phone,
    registry_asnperson.village_id
  ) IS DISTINCT FROM (
    excluded.name, excluded.employment, excluded.birth_date, excluded.sex, excluded.unit_id, excluded.position,
    excluded.email, excluded.phone, excluded.village_id
  ))
"""


class Staging:
    """The temporary tables of one roster, in this session of the database."""

    def __init__(self, government_path: str) -> None:
        self._government = {"government": government_path}

    def add(self, people: Iterable[PersonRow]) -> None:
        """Copy right rows in."""
        with connection.cursor() as cursor, cursor.copy(_COPY_STAGED) as copy:
            for person in people:
                copy.write_row(_as_copied(person))

    def refuse(self, lines: Sequence[Line]) -> None:
        """Note whom bad lines seem to mean, so that nobody is taken to be missing for a slip of the pen."""
        with connection.cursor() as cursor, cursor.copy(_COPY_REFUSED) as copy:
            for line in lines:
                copy.write_row((line.nip or None, line.name or None))

    def settle(self) -> None:
        """Compare what came with what is known, once all of it is here."""
        with connection.cursor() as cursor:
            cursor.execute(_SETTLE)
            cursor.execute(_COMPARE, self._government)

    def elsewhere(self, nips: Sequence[str]) -> dict[str, str]:
        """Return which of the numbers belong to active people of other governments, and to whose."""
        why = "whose person a number is, so that no roster takes over another government's"
        with elevated(why), connection.cursor() as cursor:
            cursor.execute(_ELSEWHERE, [list(nips), self._government["government"]])
            return dict(cursor.fetchall())

    def counts(self) -> dict[str, int]:
        """Return how many rows are new, changed and unchanged."""
        return {"new": 0, "changed": 0, "unchanged": 0} | dict(self._rows(_COUNT))

    def sample(self, state: str) -> list[dict[str, Any]]:
        """Return the first rows of a state, with what was known before."""
        with connection.cursor() as cursor:
            cursor.execute(_PICK, {"state": state, "limit": SAMPLE})
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def missing(self) -> list[Any]:
        """Return the active people of the government who are not in the file."""
        return [row[0] for row in self._rows(_MISSING)]

    def merge(self, roster_id: Any) -> int:
        """Write all right rows with one statement; return how many people came or changed.

        Every row is readable meanwhile, because a person whom another government let go may come over;
        the statement itself leaves alone whoever is active elsewhere.
        """
        with elevated("people whom another government let go may join this roster"), connection.cursor() as cursor:
            cursor.execute(_MERGE, {**self._government, "roster": roster_id})
            return int(cursor.rowcount)

    def deactivate(self, people: Sequence[Any]) -> int:
        """Deactivate people; return how many."""
        with connection.cursor() as cursor:
            cursor.execute(_DEACTIVATE, [list(people)])
            return int(cursor.rowcount)

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(query, self._government)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows


@contextmanager
def staging(government_path: str) -> Iterator[Staging]:
    """Open temporary tables for a roster, and drop them afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_DROP}; {_CREATE}")
    try:
        yield Staging(government_path)
    finally:
        if connection.connection is not None and not connection.connection.closed and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(_DROP)


def _as_copied(person: PersonRow) -> tuple[Any, ...]:
    nip = person.nip
    return (
        person.row,
        uuid7(),
        nip.digits,
        person.name,
        nip.employment.value,
        nip.birth_date,
        nip.sex.value,
        person.unit_id,
        f"{{{person.unit_path}}}",
        person.position,
        person.email,
        person.phone,
        person.village or None,
    )
