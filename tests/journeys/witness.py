"""What the ledger and the tables hold, read across every scope."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from psycopg import sql

from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from tests.journeys.visitor import Visitor


@contextmanager
def recorded(kind: str, by: Actor) -> Iterator[None]:
    """Expect the step inside the block to record an event of this kind, once, by its own actor."""
    before = set(Event.objects.values_list("pk", flat=True))
    yield
    new = Event.objects.exclude(pk__in=before)
    actors = list(new.filter(kind=kind).values_list("actor", flat=True))
    assert actors == [f"{by.kind}:{by.id}"], (kind, actors, sorted(new.values_list("kind", flat=True)))


@contextmanager
def nothing_recorded() -> Iterator[None]:
    """Expect the block to leave the ledger, and so everything else, as it was; signing in is no step.

    Whoever signs in first in a block gets her key, of which colleagues are told.
    """
    before = set(Event.objects.values_list("pk", flat=True))
    yield
    new = Event.objects.exclude(pk__in=before).exclude(kind__regex=r"^(account|custody)\.")
    told = [str(pk) for pk in Notice.objects.filter(template="custody/changed").values_list("pk", flat=True)]
    new = new.exclude(kind="notice.queued", subject_id__in=told)
    assert sorted(new.values_list("kind", flat=True)) == []


def kinds() -> Counter[str]:
    """Return how many events of each kind there are."""
    return Counter(Event.objects.values_list("kind", flat=True))


def tables_with(marker: str) -> set[str]:
    """Return the tables in which any column of any row holds the marker, as text or as the bytes of it."""
    with elevated("the test reads every table"), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [str(name) for (name,) in cursor.fetchall()]
        found = set()
        for table in tables:
            count = sql.SQL("SELECT count(*) FROM {} t WHERE t::text LIKE ANY (%s)").format(sql.Identifier(table))
            cursor.execute(count, [[f"%{marker}%", f"%{marker.encode().hex()}%"]])
            if cursor.fetchone() != (0,):
                found.add(table)
        return found


def figures_of(region_code: str) -> dict[str, dict[str, Any]]:
    """Return the open data of one region, as anybody may download it."""
    document = json.loads(Visitor().open("openness_data", region_code, "json").body)
    figures: dict[str, dict[str, Any]] = document["regions"][0]["figures"]
    return figures
