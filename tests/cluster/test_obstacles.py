"""What stands in the way is told in one clear line, and nothing is left half-made."""

import fcntl
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from netral.config import paths
from netral.config.cluster import control, initialisation, lock
from netral.config.errors import ClusterError
from tests.cluster.clones import Clone, temporary_clone

pytestmark = pytest.mark.cluster

NOBODY = 65534


def only_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line a failed command says."""
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line


def nothing_made() -> bool:
    return not paths.data_directory().exists() and not list(paths.state().glob("postgres.*"))


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a place for the state with too little room; who may not mount one is asked for more than any disk has."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m,mode=755", "tmpfs", str(place)]
    mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    if not mounted:
        monkeypatch.setattr(initialisation, "ROOM_TO_INITIALISE", 1 << 62)
    yield place
    if mounted:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_full_disk(small_disk: Path) -> None:
    with temporary_clone(small_disk):
        with pytest.raises(ClusterError, match=r"The disk under .* is full: \d+ MB free, \d+ MB needed\."):
            control.ensure_running()
        assert nothing_made()


def test_disk_that_fills_up_while_the_database_is_made(clone: Clone) -> None:
    control.ensure_running()
    control.reset(destroy_data=True)
    # A limit on the size of a file stops initdb where a full disk would.
    limited = ("sh", "-c", 'ulimit -f 2000 && exec "$@"', "sh")
    line = only_line(clone.netral("database", "start", prefix=limited))
    assert line.startswith("The database could not be initialised in ")
    assert nothing_made()
    assert control.ensure_running().created_now


def test_var_of_somebody_else(clone: Clone) -> None:
    if os.geteuid() == 0:
        paths.var().mkdir()
        os.chown(paths.var(), NOBODY, NOBODY)
    else:
        paths.var().symlink_to("/usr")
    line = only_line(clone.netral("database", "start"))
    assert f"{paths.var()} belongs to " in line
    assert "move" in line
    assert not paths.state().exists()


def test_lock_held_by_another_process(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0.2)
    place = paths.owned_state() / "database.lock"
    with place.open("w") as held:
        held.write("4321")
        held.flush()
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(ClusterError, match="Process 4321 has been working on the database"):
            control.ensure_running()
    assert nothing_made()
    assert control.ensure_running().created_now


def test_socket_directory_of_somebody_else(clone: Clone) -> None:
    place = paths.socket_directory()
    place.parent.mkdir(exist_ok=True)
    place.symlink_to("/usr")
    line = only_line(clone.netral("database", "start"))
    place.unlink()
    assert f"{place} belongs to " in line


def test_data_of_another_major_version(clone: Clone) -> None:
    control.ensure_running()
    control.stop()
    mark = paths.data_directory() / "PG_VERSION"
    right = mark.read_text()
    mark.write_text("17\n")
    line = only_line(clone.netral("database", "start"))
    mark.write_text(right)
    assert "was written by PostgreSQL 17" in line


def test_start_that_fails_gives_the_servers_reason(clone: Clone) -> None:
    control.ensure_running()
    control.stop()
    with (paths.data_directory() / "postgresql.conf").open("a") as configuration:
        configuration.write("no_such_setting = on\n")
    line = only_line(clone.netral("database", "start"))
    assert line.startswith("PostgreSQL did not start: ")
    assert str(paths.data_directory() / "log") in line


def test_debug_tells_the_whole_story(clone: Clone) -> None:
    done = clone.netral("--debug", "database", "psql")
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "The database is not running" in only_line(clone.netral("database", "psql"))
