"""The right rows of a roster in a temporary table, compared with and merged into the people already known."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.registry import sql
from netral.foundation.registry.domain import PersonRow
from netral.foundation.registry.row_parser import Line

SAMPLE = 20


class Staging:
    """The temporary tables of one roster, in this session of the database."""

    def __init__(self, government_path: str) -> None:
        self._government = {"government": government_path}

    def add(self, people: Iterable[PersonRow]) -> None:
        """Copy right rows in."""
        with connection.cursor() as cursor, cursor.copy(sql.COPY_STAGED) as copy:
            for person in people:
                copy.write_row(_as_copied(person))

    def refuse(self, lines: Sequence[Line]) -> None:
        """Note whom bad lines seem to mean, so that nobody is taken to be missing for a slip of the pen."""
        with connection.cursor() as cursor, cursor.copy(sql.COPY_REFUSED) as copy:
            for line in lines:
                copy.write_row((line.nip or None, line.name or None))

    def settle(self) -> None:
        """Compare what came with what is known, once all of it is here."""
        with connection.cursor() as cursor:
            cursor.execute(sql.SETTLE)
            cursor.execute(sql.COMPARE, self._government)

    def elsewhere(self, nips: Sequence[str]) -> dict[str, str]:
        """Return which of the numbers belong to active people of other governments, and to whose."""
        why = "whose person a number is, so that no roster takes over another government's"
        with elevated(why), connection.cursor() as cursor:
            cursor.execute(sql.ELSEWHERE, [list(nips), self._government["government"]])
            return dict(cursor.fetchall())

    def counts(self) -> dict[str, int]:
        """Return how many rows are new, changed and unchanged."""
        return {"new": 0, "changed": 0, "unchanged": 0} | dict(self._rows(sql.COUNT))

    def sample(self, state: str) -> list[dict[str, Any]]:
        """Return the first rows of a state, with what was known before."""
        with connection.cursor() as cursor:
            cursor.execute(sql.PICK, {"state": state, "limit": SAMPLE})
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def missing(self) -> list[Any]:
        """Return the active people of the government who are not in the file."""
        return [row[0] for row in self._rows(sql.MISSING)]

    def merge(self, roster_id: Any) -> int:
        """Write all right rows with one statement; return how many people came or changed.

        Every row is readable meanwhile, because a person whom another government let go may come over;
        the statement itself leaves alone whoever is active elsewhere.
        """
        with elevated("people whom another government let go may join this roster"), connection.cursor() as cursor:
            cursor.execute(sql.MERGE, {**self._government, "roster": roster_id})
            return int(cursor.rowcount)

    def deactivate(self, people: Sequence[Any]) -> int:
        """Deactivate people; return how many."""
        with connection.cursor() as cursor:
            cursor.execute(sql.DEACTIVATE, [list(people)])
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
        cursor.execute(f"{sql.DROP}; {sql.CREATE}")
    try:
        yield Staging(government_path)
    finally:
        if connection.connection is not None and not connection.connection.closed and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(sql.DROP)


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
