"""A database that was killed is started again; one that a person stopped is left alone."""

import os
import signal
import threading

import pytest

from netral.config import paths
from netral.config.cluster import control, server
from netral.config.cluster.connection import connect, obstacle
from netral.config.cluster.database_watcher import DatabaseWatcher
from netral.config.cluster.processes import Supervisor
from tests.cluster.clones import kill
from tests.cluster.test_processes import lives_again, wait_for

pytestmark = pytest.mark.cluster


def postmaster() -> int:
    pid = server.postmaster_pid()
    assert pid is not None
    return pid


def runs_as_another(former: int) -> None:
    wait_for(lambda: server.postmaster_pid() not in (None, former) and obstacle("web") is None)


@pytest.mark.usefixtures("cluster")
def test_is_started_again_however_it_died_with_all_that_was_committed(capfd: pytest.CaptureFixture[str]) -> None:
    with connect("owner") as connection:
        connection.execute("CREATE TABLE kept (value int)")
    with Supervisor(DatabaseWatcher(revives=True)):
        for number in (signal.SIGKILL, signal.SIGINT):
            with connect("owner") as connection:
                connection.execute("INSERT INTO kept VALUES (%s)", [number])
            former = postmaster()
            os.kill(former, number)
            runs_as_another(former)
    with connect("owner") as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (2,)
    assert "The database had ended and was started again." in capfd.readouterr().err


@pytest.mark.usefixtures("cluster")
def test_programs_wait_for_it_and_come_back_with_it(capfd: pytest.CaptureFixture[str]) -> None:
    keeper = DatabaseWatcher(revives=True)
    with Supervisor(keeper) as supervisor:
        child = supervisor.start("worker", ["sleep", "600"])
        control.stop()
        former = child.process.pid
        os.kill(former, signal.SIGKILL)
        wait_for(lambda: "Waiting for the database" in capfd.readouterr().err)
        assert child.ending is None
        assert server.postmaster_pid() is None
        control.ensure_running()
        lives_again(child, former)
        # From here on it is watched again.
        former = postmaster()
        wait_for(lambda: keeper.ending is not None)
        kill(former)
        runs_as_another(former)


@pytest.mark.usefixtures("cluster")
def test_is_never_created_by_the_one_who_keeps_it() -> None:
    control.reset(destroy_data=True)
    assert control.revive() is False
    assert not paths.data_directory().exists()


@pytest.mark.usefixtures("clone")
def test_is_awaited_until_it_is_time_to_end(capfd: pytest.CaptureFixture[str]) -> None:
    over = threading.Event()
    keeper = DatabaseWatcher(revives=False)
    waiting = threading.Thread(target=keeper.wait, args=(over,))
    waiting.start()
    wait_for(lambda: "Waiting for the database" in capfd.readouterr().err)
    over.set()
    waiting.join(60)
    assert not waiting.is_alive()
