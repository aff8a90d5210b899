"""Numbers of reports: one row per institution and year, raised and read in one statement."""

from django.db import connection

from netral.apps.reports.models import NumberCounter
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.write_guard import require_action

_NEXT = """
INSERT INTO reports_numbercounter AS counter (id, institution_id, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (institution_id, year) DO UPDATE SET last = counter.last + 1
RETURNING last
"""


def next_number(institution: Institution, year: int) -> str:
    """Return the institution's next report number, as "LP/14.03/2024/00012".

    Others who file there wait from here until the running transaction ends, so ask for it last.
    """
    require_action(NumberCounter)
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [uuid7(), institution.pk, year])
        (last,) = cursor.fetchone()
    return f"LP/{institution.region_id or '00'}/{year}/{last:05d}"
