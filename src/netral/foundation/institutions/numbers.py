"""Yearly numbers: one row per series, institution and year, raised and read in one statement."""

from django.db import connection

from netral.foundation.institutions.models import Institution, NumberCounter
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.write_guard import require_action

_NEXT = """
INSERT INTO institutions_numbercounter AS counter (id, series, institution_id, year, last) VALUES (%s, %s, %s, %s, 1)
ON CONFLICT (series, institution_id, year) DO UPDATE SET last = counter.last + 1
RETURNING last
"""


def next_in_year(series: str, institution: Institution, year: int) -> int:
    """Return the next number of an institution in a series and year, from 1 and without a gap.

    Others who ask for one of the same series wait from here until the running transaction ends, and get this number
    if it is rolled back; so ask for it last.

    Raises:
        WriteOutsideAction: no action is running.
    """
    require_action(NumberCounter)
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [uuid7(), series, institution.pk, year])
        (last,) = cursor.fetchone()
    return int(last)
