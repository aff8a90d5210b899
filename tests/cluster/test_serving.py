"""`netral serve` refuses what is not fit to be served, and says what to run."""

import signal
import socket
import subprocess

import pytest

from netral.config.cluster import server
from tests.cluster.clones import NETRAL, Clone, kill
from tests.cluster.visiting import HOST

pytestmark = [pytest.mark.cluster, pytest.mark.enable_socket]


@pytest.fixture(autouse=True)
def as_a_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands take a site's settings, not those of the tests."""
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    monkeypatch.delenv("DEBUG", raising=False)


def refusal(clone: Clone, *words: str) -> str:
    """Return what the command says when it refuses."""
    done = clone.netral("serve", *words)
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    return done.stderr


def test_refuses_while_faults_would_show_the_inside(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "1")
    assert "unset DEBUG" in refusal(clone)


def test_refuses_to_keep_a_server_of_ones_own(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@/elsewhere")
    assert "which Netral does not keep" in refusal(clone, "--only", "database")


def test_names_another_port(clone: Clone) -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        assert f"Port {port} is in use by another program. Choose another: `netral serve --port " in refusal(
            clone, "--port", str(port)
        )


def test_refuses_without_the_tables_of_this_version(shared_cluster: Clone) -> None:
    assert "`netral manage migrate --database owner`" in refusal(shared_cluster, "--only", "worker")


def test_keeps_the_database_alone(shared_cluster: Clone) -> None:
    command = [str(NETRAL), "serve", "--only", "database"]
    with subprocess.Popen(command, env=shared_cluster.environment, stderr=subprocess.PIPE, text=True) as program:
        assert program.stderr is not None
        assert program.stderr.readline() == "database runs.\n"
        former = server.postmaster_pid()
        assert former is not None
        kill(former)
        assert program.stderr.readline() == "The database had ended and was started again.\n"
        assert server.postmaster_pid() not in (None, former)
        program.send_signal(signal.SIGTERM)
        assert program.wait(60) == 0
