"""Yearly numbers: of several at once each gets its own, none is left out, and numbers go on where they were."""

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections

from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.recording import action, record
from netral.foundation.ledger.write_guard import WriteOutsideAction
from tests.ground import GROUND_LAID

MANY = 12
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'"


class Withdrawn(Exception):
    """An action failed after its number was taken."""


@action
def take(institution: Institution, *, fails: bool = False, took: Event | None = None, end: Event | None = None) -> int:
    """Take a number, and then wait or fail."""
    number = next_in_year("test", institution, 2024)
    record(GROUND_LAID, subject=("test", "number"), by=SYSTEM)
    if took is not None and end is not None:
        took.set()
        end.wait(30)
    if fails:
        raise Withdrawn
    return number


def taken(institution: Institution, **how: Any) -> int | None:
    """Take a number on a connection of its own; None where the action failed."""
    try:
        return take(institution, **how)
    except Withdrawn:
        return None
    finally:
        connections.close_all()


@pytest.fixture
def bengkalis(ground: None) -> Institution:
    """Return the supervisor of the regency."""
    return Institution.objects.get(path="bawaslu.14.03")


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_of_many_at_once_each_gets_a_number_and_those_that_fail_leave_no_gap(bengkalis: Institution) -> None:
    with ThreadPoolExecutor(MANY) as pool:
        numbers = list(pool.map(lambda place: taken(bengkalis, fails=place % 2 == 0), range(MANY)))
    assert sorted(number for number in numbers if number) == list(range(1, MANY // 2 + 1))


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_second_waits_for_the_first_and_gets_the_number_it_gave_back(bengkalis: Institution) -> None:
    took, end = Event(), Event()
    with ThreadPoolExecutor(2) as pool, connection.cursor() as cursor:
        first = pool.submit(taken, bengkalis, fails=True, took=took, end=end)
        assert took.wait(30)
        second = pool.submit(taken, bengkalis)
        while cursor.execute(WAITING) is None or cursor.fetchone() == (0,):
            assert not second.done()
        end.set()
        assert (first.result(30), second.result(30)) == (None, 1)


@pytest.mark.django_db
def test_series_institutions_and_years_count_apart(bengkalis: Institution) -> None:
    @action
    def several() -> list[int]:
        record(GROUND_LAID, subject=("test", "number"), by=SYSTEM)
        other = Institution.objects.get(path="bawaslu.14")
        asked = (("a", bengkalis, 2024), ("a", bengkalis, 2024), ("b", bengkalis, 2024), ("a", other, 2024))
        return [next_in_year(*each) for each in (*asked, ("a", bengkalis, 2025))]

    assert several() == [1, 2, 1, 1, 1]
    with pytest.raises(WriteOutsideAction):
        next_in_year("a", bengkalis, 2024)


def kept() -> list[tuple[str, UUID, int, int]]:
    """Return what the table of all series holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT series, institution_id, year, last FROM institutions_numbercounter ORDER BY series, year"
        )
        return list(cursor.fetchall())


@pytest.mark.django_db
def test_numbers_given_before_the_table_was_shared_are_not_given_again() -> None:
    change = {
        app: import_module(f"netral.apps.{app}.migrations.{name}").Migration.operations[0]
        for app, name in (
            ("reports", "0005_shared_counter"),
            ("cases", "0005_shared_counter"),
            ("guidance", "0004_shared_counter"),
        )
    }
    there = uuid4()
    with connection.cursor() as cursor:
        # Temporary tables hide the real ones, which only their owner may change.
        for table, columns in (
            ("institutions_numbercounter", "id uuid, series text, institution_id uuid, year int, last int"),
            ("reports_numbercounter", "id uuid, institution_id uuid, year int, last int"),
            ("cases_case", "institution_id uuid, year int, sequence int"),
            ("guidance_guidancerequest", "receiver_id uuid, year int, sequence int"),
            ("guidance_publishedanswer", "institution_id uuid, year int, sequence int"),
        ):
            cursor.execute(f"CREATE TEMPORARY TABLE {table} ({columns}) ON COMMIT DROP")
        cursor.execute("INSERT INTO reports_numbercounter VALUES (%s, %s, 2024, 9)", [uuid4(), there])
        rows: list[Any] = [there, 2023, 4, there, 2024, 1, there, 2024, 3, there, None, None]
        cursor.execute("INSERT INTO cases_case VALUES (%s, %s, %s), (%s, %s, %s), (%s, %s, %s), (%s, %s, %s)", rows)
        cursor.execute("INSERT INTO guidance_guidancerequest VALUES (%s, 2024, 7), (NULL, NULL, NULL)", [there])
        cursor.execute("INSERT INTO guidance_publishedanswer VALUES (%s, 2024, 5)", [there])
        for each in change.values():
            cursor.execute(each.sql)
        assert kept() == [
            ("case", there, 2023, 4),
            ("case", there, 2024, 3),
            ("guidance_answer", there, 2024, 5),
            ("guidance_request", there, 2024, 7),
            ("report", there, 2024, 9),
        ]
        cursor.execute("TRUNCATE reports_numbercounter")
        for each in change.values():
            cursor.execute(each.reverse_sql)
        cursor.execute("SELECT institution_id, year, last FROM reports_numbercounter")
        assert (cursor.fetchall(), kept()) == ([(there, 2024, 9)], [])
