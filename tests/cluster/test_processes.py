"""Programs are started again when they die; whatever ends the supervisor, all of them end with it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netral.config.cluster.children import Child
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


def wait_for(condition: Callable[[], object]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)


def lives_again(child: Child, former: int) -> None:
    """Wait until a program runs as another process than the former one."""
    wait_for(lambda: child.ending is not None and child.process.pid != former)


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


@pytest.mark.usefixtures("clone")
def test_a_killed_program_lives_again_and_what_it_left_does_not(tmp_path: Path) -> None:
    left = tmp_path / "left"
    with Supervisor() as supervisor:
        child = supervisor.start("web", ["sh", "-c", f"sleep 600 & echo $! >> {left}; wait"])
        wait_for(lambda: left.exists() and left.read_text().endswith("\n"))
        first = child.process.pid
        os.kill(first, signal.SIGKILL)
        lives_again(child, first)
        wait_until_gone(int(left.read_text().split()[0]))
        wait_for(lambda: len(left.read_text().split()) == 2)
        second = child.process.pid
    wait_until_gone(second, int(left.read_text().split()[1]))


@pytest.mark.usefixtures("clone")
def test_who_cannot_live_is_told_of_once_and_ends_no_other(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    tries = tmp_path / "tries"
    with Supervisor() as supervisor:
        other = supervisor.start("other", ["sleep", "600"])
        supervisor.start("web", ["sh", "-c", f"echo x >> {tries}; echo out of ink.; exit 7"])
        wait_for(lambda: tries.exists() and len(tries.read_text().split()) == 4)
        assert other.exit_code() is None
        assert not supervisor.asked_to_end.is_set()
    (told,) = capfd.readouterr().err.splitlines()
    assert told.startswith("web ended by itself (exit status 7): out of ink. See ")
    assert told.endswith("web.log. It is started again.")


@pytest.mark.usefixtures("clone")
def test_pauses_grow_until_a_program_lived_a_while() -> None:
    child = Child("web", ["true"], None, None)
    child.born = time.monotonic()
    waits = []
    for _ in range(10):
        child.put_off()
        waits.append(child.due - time.monotonic())
    assert waits == pytest.approx([0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30], abs=0.1)
    child.born = time.monotonic() - 31
    child.put_off()
    assert child.due - time.monotonic() == pytest.approx(0.2, abs=0.1)


@pytest.mark.usefixtures("clone")
@pytest.mark.parametrize(
    ("command", "words"),
    [(["sh", "-c", "kill -9 $$"], "signal SIGKILL"), (["no-such-program"], "no-such-program: No such file")],
)
def test_a_program_that_is_killed_or_missing_is_told(
    command: list[str], words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with Supervisor() as supervisor:
        first = supervisor.start("web", command).process.pid
        lives_again(supervisor.start("web", command), first)
        wait_for(lambda: words in capfd.readouterr().err)


@pytest.mark.usefixtures("clone")
def test_programs_do_not_share_our_group() -> None:
    with Supervisor() as supervisor:
        child = supervisor.start("other", ["sleep", "600"])
        assert os.getpgid(child.process.pid) == child.process.pid != os.getpgrp()


@pytest.mark.usefixtures("clone")
def test_watching_costs_nothing() -> None:
    with Supervisor() as supervisor:
        supervisor.start("other", ["sleep", "600"])
        time.sleep(0.2)
        before = time.process_time()
        time.sleep(1.0)
        assert time.process_time() - before < 0.005


@pytest.mark.enable_socket
def test_a_port_in_use_is_told_with_a_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        pattern = rf"^Port {port} is in use by another program\. Choose another: `make site PORT=\d+`\.$"
        with pytest.raises(NetralError, match=pattern):
            require_free_port("127.0.0.1", port, "make site PORT=")
    require_free_port("127.0.0.1", port, "make site PORT=")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as reserved:
        return int(reserved.getsockname()[1])


@pytest.mark.enable_socket
@pytest.mark.usefixtures("clone")
def test_waits_for_a_port_however_often_its_program_dies(tmp_path: Path) -> None:
    port, mark = free_port(), tmp_path / "tried"
    listening = (
        f"test -e {mark} || {{ touch {mark}; exit 1; }}; exec {sys.executable} -m http.server -b 127.0.0.1 {port}"
    )
    with Supervisor() as supervisor:
        supervisor.start("web", ["sh", "-c", listening])
        assert supervisor.wait_until_listening("127.0.0.1", port)


@pytest.mark.enable_socket
@pytest.mark.usefixtures("clone")
def test_waiting_for_a_port_ends_when_asked_to_end() -> None:
    with Supervisor() as supervisor:
        supervisor.start("web", ["sleep", "600"])
        os.kill(os.getpid(), signal.SIGTERM)
        assert not supervisor.wait_until_listening("127.0.0.1", free_port())
