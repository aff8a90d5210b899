"""Who may do what in a database that was just made."""

import time

import psycopg
import pytest

from netral.config import paths
from netral.config.cluster.connection import connect
from netral.config.cluster.location import OWNER_ROLE, WEB_ROLE, password
from tests.cluster.clones import connect_as

pytestmark = [pytest.mark.cluster, pytest.mark.usefixtures("shared_cluster")]

POWERS = "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = %s"


class TestWebRole:
    """The role of the web process."""

    def test_has_no_power_and_owns_nothing(self) -> None:
        with connect("web") as connection:
            assert connection.execute(POWERS, [WEB_ROLE]).fetchone() == (False, False, False, False, False)
            owned = "SELECT count(*) FROM pg_shdepend WHERE deptype = 'o' AND refobjid = %s::regrole"
            assert connection.execute(owned, [WEB_ROLE]).fetchone() == (0,)
            assert connection.execute(
                "SELECT count(*) FROM pg_auth_members WHERE member = %s::regrole", [WEB_ROLE]
            ).fetchone() == (0,)

    @pytest.mark.parametrize(
        "statement",
        [
            "CREATE TABLE mine (id int)",
            "CREATE TEMPORARY TABLE mine (id int)",
            "CREATE SCHEMA mine",
            "CREATE DATABASE mine",
            "CREATE ROLE mine",
            "CREATE EXTENSION hstore",
            f"SET ROLE {OWNER_ROLE}",
        ],
    )
    def test_cannot_create_anything(self, statement: str) -> None:
        with connect("web") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)


class TestOwnerRole:
    """The role of the migrations."""

    def test_is_no_superuser(self) -> None:
        with connect("owner") as connection:
            assert connection.execute(POWERS, [OWNER_ROLE]).fetchone() == (False, True, False, False, False)

    def test_makes_databases_that_have_the_extensions(self) -> None:
        with connect("owner") as connection:
            connection.execute("CREATE DATABASE other")
        with connect_as(OWNER_ROLE, password("owner"), "other") as connection:
            row = connection.execute("SELECT 'bawaslu.14.03'::ltree <@ 'bawaslu.14'::ltree, similarity('a', 'a')")
            assert row.fetchone() == (True, 1.0)
            connection.execute(
                "CREATE TABLE spans (span daterange, who int, EXCLUDE USING gist (who WITH =, span WITH &&))"
            )


def test_others_stay_outside() -> None:
    for user in (OWNER_ROLE, WEB_ROLE):
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            connect_as(user, "guessed")
    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        connect_as("nobody", "guessed")


def test_listens_on_its_socket_alone_and_keeps_checksums() -> None:
    wanted = {
        "listen_addresses": "",
        "data_checksums": "on",
        "fsync": "on",
        "synchronous_commit": "on",
        "TimeZone": "UTC",
        "server_encoding": "UTF8",
    }
    with connect("owner") as connection:
        found = {name: connection.execute("SELECT current_setting(%s)", [name]).fetchone() for name in wanted}
        assert found == {name: (value,) for name, value in wanted.items()}
        provider = "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'netral'"
        assert connection.execute(provider).fetchone() == ("b", "C.UTF-8")


def test_statements_never_reach_the_log() -> None:
    with connect("owner") as connection, pytest.raises(psycopg.errors.UndefinedTable):
        connection.execute("INSERT INTO missing VALUES ('what a reporter wrote')")
    deadline = time.monotonic() + 20
    while "missing" not in (logs := "".join(log.read_text() for log in (paths.data_directory() / "log").glob("*.log"))):
        assert time.monotonic() < deadline, "the error itself never reached the log"
        time.sleep(0.05)
    assert "what a reporter wrote" not in logs
