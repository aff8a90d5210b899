"""A small demo served for the browser: a database, a port and programs of its own, and nothing of them afterwards."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg import sql

from netral.config import paths
from netral.config.cluster import control, exec_with_parent
from netral.config.cluster.connection import connect
from netral.config.cluster.location import DATABASE_VARIABLE
from netral.demo import server
from netral.demo.server import HOST
from tests.cluster.clones import wait_until_gone

NETRAL = Path(sys.executable).with_name("netral")
# However long the story takes on a busy machine: no chapter of it is silent for so long.
SILENCE_SECONDS = 600
ENDING_SECONDS = 30
# The words of the command when it serves and has told the whole story.
READY = server.WHOLE


@contextmanager
def database(name: str) -> Iterator[str]:
    """Create an empty database; in the end it goes, with the files that lie beside it."""
    control.ensure_running()
    _drop(name)
    with connect("owner") as owner:
        owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield name
    _drop(name)


@contextmanager
def demo(database_name: str, notes: Path) -> Iterator[str]:
    """Serve the small demo in a database and give its address; a signal ends it and everything it started."""
    port = free_port()
    environment = {**os.environ, DATABASE_VARIABLE: database_name}
    # The site must not take the tests' settings for its own.
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with notes.open("wb") as log:
        # It ends with the tests even when they are killed.
        tied = [sys.executable, "-m", exec_with_parent.__name__, str(os.getpid())]
        command = [*tied, str(NETRAL), "demo", "--small", "--port", str(port)]
        program = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_until_ready(program, notes)
            yield f"http://{HOST}:{port}"
        finally:
            started = descendants(program.pid)
            program.send_signal(signal.SIGINT)
            status = program.wait(ENDING_SECONDS)
    assert status == 0, notes.read_text()
    wait_until_gone(*started)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def descendants(pid: int) -> list[int]:
    """Return every process that a process started, however far down."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(entry.parent.name))
    found, waiting = [], [pid]
    while waiting:
        below = children.get(waiting.pop(), [])
        found.extend(below)
        waiting.extend(below)
    return found


def _wait_until_ready(program: subprocess.Popen[bytes], notes: Path) -> None:
    told, since = "", time.monotonic()
    while READY not in told:
        assert program.poll() is None, told
        assert time.monotonic() < since + SILENCE_SECONDS, told
        time.sleep(0.2)
        before, told = told, notes.read_text(errors="replace")
        since = time.monotonic() if told != before else since


def _drop(name: str) -> None:
    with connect("owner") as owner:
        owner.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    shutil.rmtree(paths.state() / "databases" / name, ignore_errors=True)
