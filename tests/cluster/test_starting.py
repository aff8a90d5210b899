"""The database starts, again and again, whatever happened before."""

import json
import stat
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from netral.config import paths
from netral.config.cluster import control
from netral.config.cluster.connection import connect
from tests.cluster.clones import NETRAL, Clone, kill

pytestmark = pytest.mark.cluster


def write(value: str) -> None:
    with connect("owner") as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (value text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [value])


def read() -> list[str]:
    with connect("owner") as connection:
        return [row[0] for row in connection.execute("SELECT value FROM kept ORDER BY value")]


def modes(place: Path) -> dict[Path, int]:
    return {parent: stat.S_IMODE(parent.stat().st_mode) for parent in (place, *place.parents)}


def test_first_start_creates_and_second_finds(clone: Clone) -> None:
    first = clone.start()
    began = time.monotonic()
    second = clone.start()
    assert time.monotonic() - began < 5
    assert (first["created_now"], first["started_now"]) == (True, True)
    assert (second["created_now"], second["started_now"]) == (False, False)
    assert first["pid"] == second["pid"]


def test_parents_keep_their_modes(clone: Clone) -> None:
    before = modes(clone.home)
    clone.start()
    assert modes(clone.home) == before
    assert before[clone.home] == 0o700


def test_server_is_not_root_and_its_files_are_its_own(clone: Clone) -> None:
    pid = clone.start()["pid"]
    assert Path(f"/proc/{pid}").stat().st_uid != 0
    assert stat.S_IMODE(paths.data_directory().stat().st_mode) == 0o700
    assert stat.S_IMODE(paths.socket_directory().stat().st_mode) == 0o700
    for place in (paths.state() / "secrets").iterdir():
        assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_two_at_once_start_one_server(clone: Clone) -> None:
    command = [str(NETRAL), "database", "start", "--json"]
    both = [subprocess.Popen(command, env=clone.environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    answers = [json.loads(process.communicate(timeout=120)[0]) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted(answer["created_now"] for answer in answers) == [False, True]
    assert len({answer["pid"] for answer in answers}) == 1


def test_starts_again_after_a_crash_with_its_data(cluster: Clone) -> None:
    write("before the crash")
    pid = control.status().pid
    assert pid is not None
    kill(pid)
    assert not control.status().running
    assert control.ensure_running().started_now
    assert read() == ["before the crash"]


@pytest.fixture
def stranger() -> Iterator[int]:
    """Give the process id of a program that has nothing to do with PostgreSQL."""
    with subprocess.Popen(["sleep", "600"]) as process:
        yield process.pid
        process.kill()


def test_starts_when_a_stranger_has_the_process_id_of_a_crashed_server(cluster: Clone, stranger: int) -> None:
    write("kept")
    pid = control.status().pid
    assert pid is not None
    kill(pid)
    for mark in (paths.data_directory() / "postmaster.pid", paths.socket_directory() / ".s.PGSQL.5432.lock"):
        lines = mark.read_text().splitlines()
        mark.write_text("\n".join([str(stranger), *lines[1:], ""]))
    assert not control.status().running
    assert control.ensure_running().started_now
    assert read() == ["kept"]


def test_half_made_data_are_made_anew(clone: Clone) -> None:
    draft = paths.owned_state() / "postgres.new"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")
    assert control.ensure_running().created_now
    assert not draft.exists()


def test_socket_directory_swept_away_comes_back(cluster: Clone) -> None:
    control.stop()
    paths.socket_directory().rmdir()
    assert control.ensure_running().running


def test_reset_needs_a_word_and_then_starts_over(cluster: Clone) -> None:
    write("doomed")
    refused = cluster.netral("database", "reset")
    assert refused.returncode == 1
    assert "--yes" in refused.stderr
    assert read() == ["doomed"]
    assert cluster.netral("database", "reset", "--yes").returncode == 0
    assert not paths.data_directory().exists()
    assert control.ensure_running().created_now


def test_stop_then_status(cluster: Clone) -> None:
    assert cluster.netral("database", "stop").returncode == 0
    status = cluster.netral("database", "status", "--json")
    assert status.returncode == 3
    assert json.loads(status.stdout)["running"] is False
    assert list(paths.socket_directory().iterdir()) == []
