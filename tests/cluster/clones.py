"""Throw-away clones, each with a database server of its own."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from netral.config import paths
from netral.config.cluster import binaries, control
from netral.config.cluster.account import service_account
from netral.config.cluster.connection import connection_string
from netral.config.cluster.location import ADMINISTRATOR, DATABASE, database_settings

NETRAL = Path(sys.executable).with_name("netral")


@dataclass(frozen=True)
class Clone:
    """A project root, and the place its state is kept in."""

    home: Path
    state_base: Path

    @property
    def environment(self) -> dict[str, str]:
        """Return what `netral` is told about this clone."""
        return {**os.environ, "NETRAL_HOME": str(self.home), "NETRAL_STATE": str(self.state_base)}

    def netral(self, *arguments: str, prefix: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        """Run the command `netral` for this clone."""
        command = [*prefix, str(NETRAL), *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=120, check=False)

    def start(self) -> dict[str, Any]:
        """Start the database and return what the command says about it."""
        done = self.netral("database", "start", "--json")
        assert done.returncode == 0, done.stderr
        return dict(json.loads(done.stdout))


@contextmanager
def temporary_clone(state_base: Path) -> Iterator[Clone]:
    """Make a clone that this process takes for its own; everything of it is removed in the end."""
    home = Path(tempfile.mkdtemp(prefix="netral-clone-"))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("NETRAL_HOME", str(home))
        environment.setenv("NETRAL_STATE", str(state_base))
        environment.delenv("DATABASE_URL", raising=False)
        environment.delenv("DATABASE_WEB_URL", raising=False)
        yield Clone(home, state_base)
        control.stop()
        for leftover in (paths.state(), paths.socket_directory(), home):
            remove(leftover)


def connect_as(user: str, password: str, database: str = "netral") -> psycopg.Connection:
    """Connect to the server of the current clone."""
    settings = database_settings("owner")
    settings["USER"], settings["PASSWORD"], settings["NAME"] = user, password, database
    return psycopg.connect(connection_string(settings), autocommit=True)


def run_as_administrator(*statements: str) -> None:
    """Run statements in the current clone's server as its superuser."""
    programs, address = binaries.programs(), ("-h", paths.socket_directory(), "-U", ADMINISTRATOR, "-d", DATABASE)
    done = service_account().run(programs / "psql", *address, "-v", "ON_ERROR_STOP=1", text=";\n".join(statements))
    assert done.returncode == 0, done.stdout


def wait_until_gone(*pids: int) -> None:
    """Wait until no such process works any more; a zombie does not."""
    deadline = time.monotonic() + 20
    while any(_works(pid) for pid in pids):
        assert time.monotonic() < deadline, f"some of {pids} still run"
        time.sleep(0.05)


def kill(pid: int) -> None:
    """End a process without letting it clean up."""
    os.kill(pid, signal.SIGKILL)
    wait_until_gone(pid)


def remove(directory: Path) -> None:
    """Remove a directory of a clone."""
    shutil.rmtree(directory, ignore_errors=True)


def _works(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
