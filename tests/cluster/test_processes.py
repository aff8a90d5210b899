"""Whatever ends the supervisor, every program it started ends with it."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from netral.config.cluster.processes import Supervisor, require_free_port
from netral.config.errors import NetralError
from tests.cluster.clones import Clone, wait_until_gone

pytestmark = pytest.mark.cluster

# Its programs: one that behaves, and one that turns a deaf ear and has a child of its own.
SUPERVISOR = """
import sys
from netral.config.cluster.processes import Supervisor
with Supervisor(grace=1) as supervisor:
    good = supervisor.start("good", ["sleep", "600"])
    deaf = supervisor.start("deaf", ["sh", "-c", "trap '' TERM INT HUP; sleep 601 & echo $!; wait; wait"], stream=True)
    print(good.process.pid, deaf.process.pid, flush=True)
    supervisor.wait()
"""
PLAIN = """
from netral.config.cluster.processes import Supervisor
with Supervisor() as supervisor:
    print(supervisor.start("good", ["sleep", "600"]).process.pid, flush=True)
    supervisor.wait()
"""


@pytest.fixture
def supervisor(clone: Clone) -> Iterator[subprocess.Popen[str]]:
    """Give a running supervisor of two programs."""
    command = [sys.executable, "-c", SUPERVISOR]
    with subprocess.Popen(command, env=clone.environment, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def pids_of(process: subprocess.Popen[str], count: int) -> list[int]:
    """Read as many process ids as a program prints."""
    assert process.stdout is not None
    found: list[int] = []
    while len(found) < count:
        line = process.stdout.readline()
        assert line, "the supervisor ended early"
        found += map(int, line.split())
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_everything(supervisor: subprocess.Popen[str], number: signal.Signals) -> None:
    pids = pids_of(supervisor, 3)
    supervisor.send_signal(number)
    supervisor.send_signal(number)
    assert supervisor.wait(timeout=20) == 0
    wait_until_gone(*pids)


def test_a_killed_supervisor_takes_its_programs_along(clone: Clone) -> None:
    command = [sys.executable, "-c", PLAIN]
    with subprocess.Popen(command, env=clone.environment, stdout=subprocess.PIPE, text=True) as process:
        (pid,) = pids_of(process, 1)
        process.kill()
    wait_until_gone(pid)


def supervise(*command: str) -> None:
    """Supervise a program named web until it ends."""
    with Supervisor() as supervisor:
        supervisor.start("web", command)
        supervisor.wait()


@pytest.mark.usefixtures("clone")
def test_a_program_that_dies_is_told_with_its_last_words() -> None:
    with pytest.raises(NetralError, match=r"^web ended by itself \(exit status 7\): out of ink\. See .*web\.log\.$"):
        supervise("sh", "-c", "echo out of ink.; exit 7")


@pytest.mark.usefixtures("clone")
def test_a_program_that_is_killed_or_missing_is_told() -> None:
    with pytest.raises(NetralError, match=r"^web ended by itself \(signal SIGKILL\)\. See"):
        supervise("sh", "-c", "kill -9 $$")
    with pytest.raises(NetralError, match="no-such-program: No such file"):
        supervise("no-such-program")


@pytest.mark.usefixtures("clone")
def test_the_others_end_with_one() -> None:
    started = []

    def supervise_two() -> None:
        with Supervisor() as supervisor:
            started.append(supervisor.start("other", ["sleep", "600"]))
            supervisor.start("web", ["false"])
            supervisor.wait()

    with pytest.raises(NetralError, match="exit status 1"):
        supervise_two()
    assert started[0].process.returncode == -signal.SIGTERM


@pytest.mark.usefixtures("clone")
def test_programs_do_not_share_our_group() -> None:
    with Supervisor() as supervisor:
        child = supervisor.start("other", ["sleep", "600"])
        assert os.getpgid(child.process.pid) == child.process.pid != os.getpgrp()


@pytest.mark.enable_socket
def test_a_port_in_use_is_told_with_a_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        pattern = rf"^Port {port} is in use by another program\. Choose another: `make demo PORT=\d+`\.$"
        with pytest.raises(NetralError, match=pattern):
            require_free_port("127.0.0.1", port)
    require_free_port("127.0.0.1", port)


@pytest.mark.enable_socket
@pytest.mark.usefixtures("clone")
def test_waits_for_the_port_to_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as reserved:
        port = reserved.getsockname()[1]
    with Supervisor() as supervisor:
        supervisor.start("web", [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)])
        assert supervisor.wait_until_listening("127.0.0.1", port)


@pytest.mark.enable_socket
@pytest.mark.usefixtures("clone")
def test_does_not_wait_for_ever() -> None:
    with socket.create_server(("127.0.0.1", 0)) as reserved:
        port = reserved.getsockname()[1]
    with Supervisor() as supervisor:
        supervisor.start("web", ["sleep", "600"])
        with pytest.raises(NetralError, match=f"Nothing answers on port {port} after 1 s"):
            supervisor.wait_until_listening("127.0.0.1", port, patience=1)
