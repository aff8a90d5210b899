"""The right rows of a roster in a temporary table, compared with and merged into the people already known."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

from netral.foundation.institutions.scoping import elevated
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.registry.domain import PersonRow
from netral.foundation.registry.lines import Line

SAMPLE = 20

_CREATE = """
CREATE TEMPORARY TABLE registry_staged (
  row_no integer NOT NULL, id uuid NOT NULL, nip text PRIMARY KEY, name text NOT NULL, employment text NOT NULL,
  birth_date date NOT NULL, sex text NOT NULL, unit_id uuid NOT NULL, scopes ltree[] NOT NULL, position text NOT NULL,
  email text NOT NULL, phone text NOT NULL, village_id text
);
CREATE TEMPORARY TABLE registry_refused (nip text, name text)
"""
_COPY = (
    "COPY registry_staged (row_no, id, nip, name, employment, birth_date, sex, unit_id, scopes, position, email, "
    "phone, village_id) FROM STDIN"
)
_DROP = "DROP TABLE IF EXISTS registry_staged, registry_refused"

# An active civil servant of another government is never taken over; one it let go may come.
_ELSEWHERE = """
SELECT p.nip, coalesce((
  SELECT g.name FROM institutions_institution g
  WHERE g.kind = 'government' AND u.path <@ g.path ORDER BY nlevel(g.path) DESC LIMIT 1), u.name)
FROM registry_asnperson p JOIN institutions_institution u ON u.id = p.unit_id
WHERE p.nip = ANY(%s) AND p.active AND NOT p.scopes <@ %s::ltree
"""
_COLUMNS = "name, employment, birth_date, sex, unit_id, position, email, phone, village_id"


def _of(table: str) -> str:
    return ", ".join(f"{table}.{column}" for column in _COLUMNS.split(", "))


_JOINED = f"""
FROM registry_staged s LEFT JOIN registry_asnperson p ON p.nip = s.nip AND p.scopes <@ %(government)s::ltree
"""
_STATE = f"""
CASE WHEN p.id IS NULL THEN 'new'
WHEN NOT p.active OR ({_of("s")}) IS DISTINCT FROM ({_of("p")}) THEN 'changed' ELSE 'unchanged' END
"""
_COUNT = f"SELECT {_STATE} AS state, count(*) {_JOINED} GROUP BY 1"
_PICK = f"""
SELECT * FROM (
  SELECT {_STATE} AS state, s.row_no, s.nip, s.name, su.name AS unit, s.position, s.email, s.phone,
    p.name AS old_name, pu.name AS old_unit, p.position AS old_position, p.email AS old_email,
    p.phone AS old_phone, p.active AS old_active
  {_JOINED}
  JOIN institutions_institution su ON su.id = s.unit_id
  LEFT JOIN institutions_institution pu ON pu.id = p.unit_id
) found WHERE state = %(state)s ORDER BY row_no LIMIT {SAMPLE}
"""
_MISSING_WHERE = """
WHERE p.active AND p.scopes <@ %(government)s::ltree
  AND NOT EXISTS (SELECT FROM registry_staged s WHERE s.nip = p.nip)
  AND NOT EXISTS (SELECT FROM registry_refused r WHERE r.nip = p.nip)
  AND NOT EXISTS (SELECT FROM registry_refused r WHERE r.name = lower(p.name))
"""
_MISSING = f"SELECT p.id FROM registry_asnperson p {_MISSING_WHERE} ORDER BY p.name, p.nip"
_DEACTIVATE = f"""
UPDATE registry_asnperson SET active = false
WHERE id IN (SELECT p.id FROM registry_asnperson p {_MISSING_WHERE})
"""
_MERGE = f"""
INSERT INTO registry_asnperson (id, nip, scopes, roster_id, active, {_COLUMNS})
SELECT id, nip, scopes, %(roster)s, true, {_COLUMNS} FROM registry_staged ORDER BY row_no
ON CONFLICT (nip) DO UPDATE SET scopes = excluded.scopes, roster_id = excluded.roster_id, active = true,
  {", ".join(f"{column} = excluded.{column}" for column in _COLUMNS.split(", "))}
WHERE (NOT registry_asnperson.active OR registry_asnperson.scopes <@ %(government)s::ltree)
  AND (NOT registry_asnperson.active OR ({_of("registry_asnperson")}) IS DISTINCT FROM ({_of("excluded")}))
"""


class Staging:
    """The temporary tables of one roster, in this session of the database."""

    def __init__(self, government_path: str) -> None:
        self._government = {"government": government_path}

    def add(self, people: Iterable[PersonRow]) -> None:
        """Copy right rows in."""
        with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            for person in people:
                copy.write_row(_as_copied(person))

    def refuse(self, lines: Sequence[Line]) -> None:
        """Note whom bad lines seem to mean, so that nobody is taken to be missing for a slip of the pen."""
        with connection.cursor() as cursor, cursor.copy("COPY registry_refused (nip, name) FROM STDIN") as copy:
            for line in lines:
                copy.write_row((line.nip or None, line.name or None))

    def settle(self) -> None:
        """Let the planner know how much there is."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE registry_staged; CREATE INDEX ON registry_refused (nip); ANALYZE registry_refused")

    def elsewhere(self, nips: Sequence[str]) -> dict[str, str]:
        """Return which of the numbers belong to active people of other governments, and to whose."""
        with elevated("whose person a number is, so that no roster takes over another government's"):
            with connection.cursor() as cursor:
                cursor.execute(_ELSEWHERE, [list(nips), self._government["government"]])
                return dict(cursor.fetchall())

    def counts(self) -> dict[str, int]:
        """Return how many rows are new, changed and unchanged."""
        return {"new": 0, "changed": 0, "unchanged": 0} | {state: number for state, number in self._rows(_COUNT)}

    def sample(self, state: str) -> list[dict[str, Any]]:
        """Return the first rows of a state, with what was known before."""
        with connection.cursor() as cursor:
            cursor.execute(_PICK, {**self._government, "state": state})
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

    def deactivate_missing(self) -> int:
        """Deactivate the people who are not in the file; return how many."""
        with connection.cursor() as cursor:
            cursor.execute(_DEACTIVATE, self._government)
            return int(cursor.rowcount)

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(query, self._government)
            return cursor.fetchall()


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
