"""Speaking to the database as one of its roles, outside Django."""

import psycopg
from psycopg.conninfo import make_conninfo

from netral.config.cluster.location import DatabaseSettings, Role, database_settings
from netral.config.errors import ClusterError

PATIENCE_SECONDS = "30"


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
        reason = str(error).strip().splitlines()[-1].rstrip(".")
        raise ClusterError(
            f"The database {settings['NAME']!r} does not let {settings['USER']!r} in: {reason}. "
            "Start it with `netral database start`, or check DATABASE_URL."
        ) from error
