"""Speaking to the database as one of its roles, outside Django."""

import psycopg
from psycopg.conninfo import make_conninfo

from netral.config.cluster.location import DatabaseSettings, Role, database_settings
from netral.config.errors import ClusterError

PATIENCE_SECONDS = "30"
# The least that libpq knows.
SHORT_PATIENCE_SECONDS = "2"


def connection_string(settings: DatabaseSettings) -> str:
    """The libpq connection string of an entry of DATABASES."""
    return make_conninfo(
        dbname=settings["NAME"],
        user=settings["USER"] or None,
        password=settings["PASSWORD"] or None,
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
        **{"connect_timeout": PATIENCE_SECONDS, **settings.get("OPTIONS", {})},
    )


def connect(role: Role) -> psycopg.Connection:
    """A connection that commits every statement; raise ClusterError with the server's reason when there is none."""
    settings = database_settings(role)
    try:
        return psycopg.connect(connection_string(settings), autocommit=True)
    except psycopg.OperationalError as error:
        raise ClusterError(
            f"The database {settings['NAME']!r} does not let {settings['USER']!r} in: {_reason(error)}. "
            "Start it with `netral database start`, or check DATABASE_URL."
        ) from error


def obstacle(role: Role) -> str | None:
    """Why a role does not get into the database right now, in the words of the server; None when it does."""
    address = connection_string(database_settings(role))
    try:
        psycopg.connect(make_conninfo(address, connect_timeout=SHORT_PATIENCE_SECONDS), autocommit=True).close()
    except psycopg.OperationalError as error:
        return _reason(error)
    return None


def _reason(error: psycopg.OperationalError) -> str:
    return str(error).strip().splitlines()[-1].rstrip(".")
