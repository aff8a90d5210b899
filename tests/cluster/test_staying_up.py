"""A served installation whose programs are killed in turn: it is whole again by itself, and lost nothing."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from netral.config.cluster import control, exec_with_parent, server
from netral.config.cluster.connection import connect, obstacle
from tests.browser.served import descendants, free_port
from tests.cluster.clones import NETRAL, temporary_clone, wait_until_gone
from tests.cluster.visiting import UNANSWERED, Visitor

pytestmark = [pytest.mark.cluster, pytest.mark.enable_socket]

# A busy machine takes many times what an idle one does; how long it took is told, not judged.
PATIENCE_SECONDS = 300
ENDING_SECONDS = 60
IN_A_ROW = 8
NEW_JOB = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name, args) "
    "VALUES ('default', 'files.sweep', '{\"timestamp\": 0}') RETURNING id"
)
IS_DONE = "SELECT status = 'succeeded' FROM procrastinate_jobs WHERE id = %s"
NEWEST = "SELECT id FROM ledger_event ORDER BY id DESC LIMIT 1"
IS_PUBLIC = "SELECT EXISTS (SELECT FROM ledger_leaf WHERE event_id = %s)"
PARTS = ("web process", "web server", "worker", "sequencer", "postmaster")


@dataclass
class Site:
    """What is served, by whom, and who uses it."""

    program: subprocess.Popen[bytes]
    notes: Path
    visitor: Visitor

    def pid_of(self, part: str) -> int:
        """Return the process of a part of the site."""
        if part == "postmaster":
            return server.postmaster_pid() or 0
        if part == "web process":
            return next(pid for pid in descendants(self._child("granian")) if "granian" in command_of(pid))
        return self._child({"web server": "granian", "worker": "procrastinate", "sequencer": "ledger"}[part])

    def wait_for(self, condition: Callable[[], object]) -> None:
        """Wait until something is so, as long as the site's supervisor lives."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert self.program.poll() is None, self.notes.read_text()
            assert time.monotonic() < deadline, self.notes.read_text()
            time.sleep(0.05)

    def wait_until_whole(self) -> None:
        """Wait until pages, receipts, the public log and jobs all work."""
        self.wait_for(lambda: obstacle("owner") is None)
        self.wait_for(lambda: all(self.visitor.look() == 200 for _ in range(IN_A_ROW)))
        self.wait_for(self.visitor.keep)
        with connect("owner") as connection:
            newest, job = connection.execute(NEWEST).fetchone(), connection.execute(NEW_JOB).fetchone()
            self.wait_for(lambda: connection.execute(IS_PUBLIC, newest).fetchone() == (True,))
            self.wait_for(lambda: connection.execute(IS_DONE, job).fetchone() == (True,))

    def _child(self, word: str) -> int:
        children = [pid for pid in descendants(self.program.pid) if parent_of(pid) == self.program.pid]
        return next((pid for pid in children if word in command_of(pid)), 0)


def command_of(pid: int) -> str:
    """Return the command line of a process, or nothing when it is gone or only being started."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
    return "" if exec_with_parent.__name__ in words or "resource_tracker" in words else words


def parent_of(pid: int) -> int:
    """Return the process that started another one."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def run(environment: dict[str, str], *words: str) -> None:
    """Run a command for the installation."""
    done = subprocess.run([NETRAL, *words], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def site(state_base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve an installation of its own, and let somebody use it all the while."""
    notes, port = tmp_path_factory.mktemp("served") / "notes", free_port()
    with temporary_clone(state_base) as clone:
        # The site must not take the tests' settings for its own.
        environment = {name: value for name, value in clone.environment.items() if name != "DJANGO_SETTINGS_MODULE"}
        run(environment, "database", "start")
        run(environment, "manage", "migrate", "--database", "owner", "--verbosity", "0")
        # It ends with the tests even when they are killed.
        tied = [os.fspath(part) for part in (sys.executable, "-m", exec_with_parent.__name__, str(os.getpid()), NETRAL)]
        with notes.open("wb") as log:
            command = [*tied, "serve", "--port", str(port), "--processes", "2"]
            program = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        served = Site(program, notes, Visitor(port))
        using = threading.Thread(target=served.visitor.use)
        try:
            served.wait_for(lambda: "Netral is at" in notes.read_text())
            served.visitor.begin()
            using.start()
            served.wait_until_whole()
            yield served
        finally:
            served.visitor.stop()
            started = descendants(program.pid)
            program.send_signal(signal.SIGINT)
            status = program.wait(ENDING_SECONDS)
        using.join()
        wait_until_gone(*started)
        assert status == 0, notes.read_text()
        ledger = subprocess.run(
            [NETRAL, "ledger", "verify", "--json"], env=environment, capture_output=True, text=True, check=False
        )
        assert json.loads(ledger.stdout)["ok"] is True


@pytest.mark.parametrize("part", PARTS)
def test_is_whole_again_and_lost_nothing(site: Site, part: str, record_property: Callable[[str, object], None]) -> None:
    before = {other: site.pid_of(other) for other in PARTS}
    kept, asked = len(site.visitor.codes), len(site.visitor.statuses)
    os.kill(before[part], signal.SIGKILL)
    began = time.monotonic()
    site.wait_for(lambda: site.pid_of(part) not in (0, before[part]))
    site.wait_until_whole()
    record_property("seconds", round(time.monotonic() - began, 1))
    assert len(site.visitor.codes) > kept
    assert site.visitor.lost() == []
    # Nobody met a fault: a pause, at most, or a connection that hung on the process that was killed.
    assert set(site.visitor.statuses[asked:]) <= {200, 503, UNANSWERED}
    if part in ("worker", "sequencer"):
        assert set(site.visitor.statuses[asked:]) == {200}
        assert {other: site.pid_of(other) for other in PARTS if other != part} == {
            other: pid for other, pid in before.items() if other != part
        }


def test_pages_say_so_while_the_database_is_away(site: Site) -> None:
    control.stop()
    try:
        status, page = site.visitor.open("/petunjuk/")
        assert status == 503
        assert "coba lagi" in page
        assert not site.visitor.keep()
        assert 500 not in site.visitor.statuses
    finally:
        control.ensure_running()
    site.wait_until_whole()
    assert site.visitor.lost() == []
