"""A backup is the whole database, and a restore is all of it or nothing."""

import stat
from pathlib import Path

import pytest

from netral.config.cluster import copies
from netral.config.cluster.connection import connect
from netral.config.cluster.location import WEB_ROLE
from netral.config.errors import ClusterError
from tests.cluster.clones import Clone

pytestmark = pytest.mark.cluster


@pytest.fixture
def filled(cluster: Clone) -> Clone:
    """Give a database with a table whose rows row-level security hides even from their owner."""
    with connect("owner") as connection:
        connection.execute("CREATE TABLE hidden (scope ltree)")
        connection.execute("INSERT INTO hidden VALUES ('bawaslu.14')")
        connection.execute("ALTER TABLE hidden ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
        connection.execute("CREATE TABLE shown (value text)")
        connection.execute("INSERT INTO shown VALUES ('as backed up')")
        connection.execute(f"GRANT SELECT ON shown TO {WEB_ROLE}")
    return cluster


def shown() -> list[str]:
    with connect("web") as connection:
        return [row[0] for row in connection.execute("SELECT value FROM shown")]


def test_restore_brings_back_rows_grants_and_policies_and_nothing_else(filled: Clone, tmp_path: Path) -> None:
    target = tmp_path / "backup"
    done = filled.netral("database", "backup", str(target))
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with connect("owner") as connection:
        connection.execute("UPDATE shown SET value = 'changed since'")
        connection.execute("DROP TABLE hidden")
        connection.execute("CREATE TABLE younger ()")
    done = filled.netral("database", "restore", str(target), "--yes")
    assert done.returncode == 0, done.stderr
    assert shown() == ["as backed up"]
    with connect("owner") as connection:
        assert connection.execute("SELECT to_regclass('younger')").fetchone() == (None,)
        assert connection.execute("SELECT count(*) FROM hidden").fetchone() == (0,)
        connection.execute("ALTER TABLE hidden NO FORCE ROW LEVEL SECURITY")
        assert connection.execute("SELECT scope::text FROM hidden").fetchone() == ("bawaslu.14",)


@pytest.mark.usefixtures("filled")
def test_a_file_that_is_no_backup_changes_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"not a backup")
    with pytest.raises(ClusterError, match="is no backup"):
        copies.restore(broken)
    assert shown() == ["as backed up"]


@pytest.mark.usefixtures("filled")
def test_a_backup_cut_short_changes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "backup"
    copies.back_up(target)
    target.write_bytes(target.read_bytes()[: target.stat().st_size // 2])
    with pytest.raises(ClusterError):
        copies.restore(target)
    assert shown() == ["as backed up"]


@pytest.mark.usefixtures("filled")
def test_a_backup_that_fails_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="cannot be written"):
        copies.back_up(tmp_path / "missing" / "backup")
    assert list(tmp_path.iterdir()) == []


def test_psql_speaks_as_the_role_asked_for(cluster: Clone) -> None:
    done = cluster.netral("database", "psql", "--role", "web", "--", "-tAc", "SELECT current_user")
    assert (done.returncode, done.stdout) == (0, f"{WEB_ROLE}\n")
