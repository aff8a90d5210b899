"""A PostgreSQL server of one's own, named by DATABASE_URL."""

import os

import psycopg
from psycopg import sql

from netral.config.cluster.connection import connect
from netral.config.cluster.initialisation import EXTENSIONS
from netral.config.cluster.location import database_address, password
from netral.config.errors import ClusterError

OLDEST_VERSION = 15


def ensure_external() -> str:
    """Prepare the extensions and the web role on the server, and return the server's version.

    Raises:
        ClusterError: the server is too old, or lacks something its administrator must give.
    """
    with connect("owner") as connection:
        version = _require_version(connection)
        _ensure_extensions(connection)
        if not os.environ.get("DATABASE_WEB_URL"):
            _ensure_web_role(connection)
    with connect("web") as connection:
        _require_powerless(connection)
    return version


def server_version() -> str:
    """Return the version of the server.

    Raises:
        ClusterError: the server cannot be reached or is too old.
    """
    with connect("owner") as connection:
        return _require_version(connection)


def empty() -> None:
    """Destroy everything in the schema `public` of the database.

    Raises:
        ClusterError: the owner may not, or somebody is at work in the database.
    """
    with connect("owner") as connection:
        try:
            with connection.transaction():
                _replace_schema(connection)
        except psycopg.Error as error:
            raise ClusterError(f"The database could not be emptied: {_reason(error)}. End what uses it.") from error
        _ensure_extensions(connection)


def _replace_schema(connection: psycopg.Connection) -> None:
    connection.execute("SET LOCAL lock_timeout = '30s'")
    connection.execute("DROP SCHEMA IF EXISTS public CASCADE")
    connection.execute("CREATE SCHEMA public")
    connection.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")


def _require_version(connection: psycopg.Connection) -> str:
    number = connection.info.server_version
    version = f"{number // 10000}.{number % 10000}"
    if number // 10000 < OLDEST_VERSION:
        raise ClusterError(f"DATABASE_URL names a PostgreSQL {version}: Netral needs {OLDEST_VERSION} or newer.")
    return version


def _ensure_extensions(connection: psycopg.Connection) -> None:
    for name in EXTENSIONS:
        statement = sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name))
        try:
            connection.execute(statement)
        except psycopg.Error as error:
            raise ClusterError(
                f"The extension {name} is missing ({_reason(error)}): have the administrator install PostgreSQL's "
                f"contrib package and run `{statement.as_string(connection)}` in {connection.info.dbname!r}."
            ) from error


def _ensure_web_role(connection: psycopg.Connection) -> None:
    name = database_address("web")["USER"]
    role = sql.Identifier(name)
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    statement = sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(
        sql.SQL("ALTER" if known else "CREATE"), role, sql.Literal(password("web"))
    )
    database = sql.Identifier(connection.info.dbname)
    try:
        connection.execute(statement)
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, role))
    except psycopg.Error as error:
        raise ClusterError(
            f"The web role could not be prepared ({_reason(error)}): have the administrator run "
            f"`CREATE ROLE {name} LOGIN PASSWORD '...'` and set DATABASE_WEB_URL to its address."
        ) from error


def _require_powerless(connection: psycopg.Connection) -> None:
    query = "SELECT rolsuper OR rolbypassrls OR rolcreaterole, rolname FROM pg_roles WHERE rolname = current_user"
    row = connection.execute(query).fetchone()
    if row is None or row[0]:
        raise ClusterError(
            f"The web process would connect as {connection.info.user!r}, who may do anything: "
            "set DATABASE_WEB_URL to a role that is no superuser and owns nothing."
        )


def _reason(error: psycopg.Error) -> str:
    return str(error.diag.message_primary or error).strip()
