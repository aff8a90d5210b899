"""A PostgreSQL server named by DATABASE_URL; here it is another clone's, reached as a stranger would."""

import json
from urllib.parse import quote

import psycopg
import pytest

from netral.config import paths
from netral.config.cluster import control, external
from netral.config.cluster.connection import connect
from netral.config.cluster.location import OWNER_ROLE, WEB_ROLE, database_settings, password
from netral.config.errors import ClusterError
from tests.cluster.clones import Clone, run_as_administrator

pytestmark = pytest.mark.cluster


def address(user: str, word: str, database: str = "elsewhere") -> str:
    return f"postgresql://{user}:{word}@/{database}?host={quote(str(paths.socket_directory()))}&application_name=netral"


@pytest.fixture
def server(cluster: Clone, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Give a server with an empty database `elsewhere`, whose owner may create roles."""
    run_as_administrator(
        f"ALTER ROLE {OWNER_ROLE} CREATEROLE",
        f"CREATE DATABASE elsewhere OWNER {OWNER_ROLE} TEMPLATE template0",
    )
    monkeypatch.setenv("DATABASE_URL", address(OWNER_ROLE, password("owner")))
    return cluster


@pytest.mark.usefixtures("server")
class TestServerOfOnesOwn:
    """What Netral does with it."""

    def test_is_prepared_with_extensions_and_a_web_role(self) -> None:
        status = control.ensure_running()
        assert (status.embedded, status.running, status.database) == (False, True, "elsewhere")
        with connect("web") as connection:
            assert connection.execute("SELECT current_user::text").fetchone() == ("elsewhere_web",)
            assert connection.execute("SELECT 'a.b'::ltree <@ 'a'").fetchone() == (True,)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("CREATE TABLE mine ()")
        assert control.ensure_running() == status

    def test_options_of_the_address_are_kept(self) -> None:
        assert database_settings("owner").get("OPTIONS") == {"application_name": "netral"}

    def test_is_never_stopped(self) -> None:
        assert control.stop() is False
        assert control.status().running

    def test_is_emptied_and_usable_again(self) -> None:
        control.ensure_running()
        with connect("owner") as connection:
            connection.execute("CREATE TABLE doomed ()")
        control.reset(destroy_data=True)
        control.ensure_running()
        with connect("owner") as connection:
            assert connection.execute("SELECT to_regclass('doomed')").fetchone() == (None,)

    def test_web_role_of_ones_own(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATABASE_WEB_URL", address(WEB_ROLE, password("web")))
        control.ensure_running()
        with connect("web") as connection:
            assert connection.execute("SELECT current_user::text").fetchone() == (WEB_ROLE,)

    def test_web_role_that_may_do_anything_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATABASE_WEB_URL", address(OWNER_ROLE, password("owner")))
        with pytest.raises(ClusterError, match="set DATABASE_WEB_URL to a role that is no superuser"):
            control.ensure_running()

    def test_owner_who_may_not_create_roles_is_told_what_to_run(self) -> None:
        run_as_administrator(f"ALTER ROLE {OWNER_ROLE} NOCREATEROLE")
        with pytest.raises(ClusterError, match="CREATE ROLE elsewhere_web LOGIN PASSWORD"):
            control.ensure_running()

    def test_old_server_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(external, "OLDEST_VERSION", 99)
        with pytest.raises(ClusterError, match=r"names a PostgreSQL 18\.\d+: Netral needs 99 or newer"):
            control.ensure_running()


def test_backup_of_an_external_database_comes_back(server: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    assert server.netral("database", "start").returncode == 0
    target = server.home / "backup"
    with connect("owner") as connection:
        connection.execute("CREATE TABLE kept (value ltree)")
        connection.execute("INSERT INTO kept VALUES ('a.b')")
    done = server.netral("database", "backup", str(target))
    assert done.returncode == 0, done.stderr
    with connect("owner") as connection:
        connection.execute("DROP TABLE kept")
    done = server.netral("database", "restore", "--yes", str(target))
    assert done.returncode == 0, done.stderr
    with connect("owner") as connection:
        assert connection.execute("SELECT value::text FROM kept").fetchone() == ("a.b",)


def test_unreachable_server_and_broken_address_are_one_line(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    for url, words in {
        "postgresql://me:hush@/netral?host=/nowhere": "does not let 'me' in",
        "postgresql://me:hush@/netral?nonsense=1": "DATABASE_URL is no PostgreSQL address",
    }.items():
        monkeypatch.setenv("DATABASE_URL", url)
        done = clone.netral("database", "status", "--json")
        assert (done.returncode, done.stdout) == (1, "")
        (line,) = done.stderr.splitlines()
        assert words in line
        assert "hush" not in line


def test_status_of_an_external_server_is_json_alone(server: Clone) -> None:
    status = json.loads(server.netral("database", "status", "--json").stdout)
    assert (status["embedded"], status["database"]) == (False, "elsewhere")
