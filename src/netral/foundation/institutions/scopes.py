"""Scopes: which institutions may see a row, checked by every query and again by PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, TypeVar

from django.db import connection, models
from django.db.models import Q
from psycopg import Connection
from psycopg.pq import TransactionStatus

from netral.foundation.institutions.fields import LtreeArrayField
from netral.foundation.institutions.rowsecurity import READER_SETTING
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.models import LedgeredModel, LedgeredQuerySet

M = TypeVar("M", bound=models.Model)
EVERYTHING = "*"

_reader: ContextVar[str] = ContextVar("reader", default="")


@LtreeArrayField.register_lookup
class Under(models.Lookup[Any]):
    """`scopes__under=path`: some scope of the row is the path or lies below it."""

    lookup_name = "under"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} <@ %s::ltree", (*parameters, self.rhs)


class ScopedQuerySet(LedgeredQuerySet[M]):
    """Query set of rows that belong to institutions."""

    def visible_to(self, actor: Actor) -> "ScopedQuerySet[M]":
        """Return the rows whose scope is one of the actor's paths or below it."""
        wanted = Q(pk__in=[])
        for path in actor.paths:
            wanted |= Q(scopes__under=path)
        return self.filter(wanted)


class ScopedModel(LedgeredModel):
    """Base of every model whose rows only some institutions may see; its migration calls EnableRowSecurity."""

    scopes = LtreeArrayField()

    objects: ClassVar = models.Manager.from_queryset(ScopedQuerySet)()

    class Meta:
        abstract = True


@contextmanager
def reading_as(actor: Actor) -> Iterator[None]:
    """Let the database show the actor's rows for the length of a block."""
    with _reading(",".join(actor.paths)):
        yield


@contextmanager
def elevated(reason: str) -> Iterator[None]:
    """Let the database show every row for the length of a block.

    For reads that another key protects (a receipt code, a personal link) and for jobs and public totals;
    the reason stands in the code for whoever reviews it.
    """
    if not reason:
        raise ValueError("say why every row must be readable here")
    with _reading(EVERYTHING):
        yield


def paths_read() -> tuple[str, ...]:
    """Return the paths at and below which the database shows rows now; nothing where it shows none, or every row."""
    reader = _reader.get()
    return tuple(reader.split(",")) if reader and reader != EVERYTHING else ()


@contextmanager
def _reading(reader: str) -> Iterator[None]:
    token = _reader.set(reader)
    _tell_database(reader)
    try:
        yield
    finally:
        _reader.reset(token)
        # In a failed transaction nothing can be told, and its rollback restores the setting by itself.
        if connection.connection is not None and _may_tell(connection.connection):
            _tell_database(_reader.get())


def _may_tell(open_connection: Connection[Any]) -> bool:
    return not open_connection.closed and open_connection.info.transaction_status != TransactionStatus.INERROR


def _tell_database(reader: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [READER_SETTING, reader])
