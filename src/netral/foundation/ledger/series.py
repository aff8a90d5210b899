"""Many events of one kind at once: their commitments, and their way into the table as one copy."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from psycopg.types.json import Jsonb

from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.canonical import CanonicalSeries, canonical, commitment, new_salts
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event


def _refuse_float(text: str) -> None:
    raise TypeError(f"an event cannot hold the float {text}: write it as an integer or as text")


# Made once: an encoder of its own for every event would cost more than the encoding.
_LOOSE = DjangoJSONEncoder()
_READER = json.JSONDecoder(parse_float=_refuse_float, parse_constant=_refuse_float)


def as_json(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data as the database will give it back: dates and identifiers as text.

    Raises:
        TypeError: the data holds a float, which has no single written form; use an integer or text.
    """
    plain: dict[str, Any] = _READER.decode(_LOOSE.encode(data))
    return plain


Reference = tuple[str, str]

_COLUMNS = (
    "id", "at", "kind", "actor", "actor_label", "institution_id", "subject_type", "subject_id", "data", "salt",
    "commitment",
)  # fmt: skip
_TYPES = ("uuid", "timestamptz", "text", "text", "text", "uuid", "text", "text", "jsonb", "bytea", "bytea")
# The table has no row-level security, so the web role may copy into it; the trigger that lets events wait fires too.
_COPY = f"COPY ledger_event ({', '.join(_COLUMNS)}) FROM STDIN (FORMAT BINARY)"


def events_of(
    kind: EventKind, rows: Sequence[tuple[Reference, Mapping[str, Any]]], by: Actor, at: datetime
) -> list[Event]:
    """Return one event for each row, each with its own salt and commitment, all of the same moment.

    Raises:
        TypeError: the data of a row holds a float.
    """
    db = connection.alias
    common = (at, kind.code, f"{by.kind}:{by.id}", by.label, by.institution_id)
    series: CanonicalSeries | None = None
    events = []
    for (subject, given), salt in zip(rows, new_salts(len(rows)), strict=True):
        data = as_json(given)
        identifier = uuid7()
        # Positional values in the order of the columns: four times as fast as keywords, and there may be 50,000.
        event = Event.from_db(db, _COLUMNS, (identifier, *common, *subject, data, salt, b""))
        series = series or CanonicalSeries(event.body())
        event.commitment = commitment(salt, series.canonical(identifier, subject, canonical(data)))
        events.append(event)
    return events


def insert(events: Iterable[Event]) -> None:
    """Write the events in one statement."""
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.set_types(_TYPES)
        for event in events:
            copy.write_row(_row(event))


def _row(event: Event) -> tuple[Any, ...]:
    return (
        event.id, event.at, event.kind, event.actor, event.actor_label, event.institution_id, event.subject_type,
        event.subject_id, Jsonb(event.data), event.salt, event.commitment,
    )  # fmt: skip
