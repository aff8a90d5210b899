"""Phones that send while nothing, the web server or the database is killed, in an installation of its own."""

import json
import subprocess
from typing import Any

import pytest

from netral.config.cluster.connection import connect
from tests.cluster.clones import NETRAL, Clone

pytestmark = [pytest.mark.cluster, pytest.mark.enable_socket]

DEVICES, EACH = 6, 5


def measured(clone: Clone, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run the measurement for the clone."""
    environment = {name: value for name, value in clone.environment.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [str(NETRAL), "bench", "sync", "--devices", str(DEVICES), "--json", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def figures(done: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    """Return what a measurement found."""
    assert done.stdout.startswith("{"), done.stderr
    return dict(json.loads(done.stdout))


def test_phones_send_everything_once(shared_cluster: Clone) -> None:
    found = figures(measured(shared_cluster))
    # How fast is not judged here: the machine may be busy.
    assert (found["observations"], found["accepted"]) == (DEVICES * EACH, DEVICES * EACH)
    assert (found["lost"], found["doubled"], found["still_on_phone"]) == (0, 0, 0)
    assert found["limit_commits_per_s"] > 0
    assert found["ledger"]["verified"] is True


@pytest.mark.parametrize("victim", ["web", "db"])
def test_phones_go_on_when_something_is_killed(shared_cluster: Clone, victim: str) -> None:
    done = measured(shared_cluster, "--kill", victim, "--rounds", "1")
    found = figures(done)
    assert (found["accepted"], found["lost"], found["doubled"]) == (DEVICES * EACH, 0, 0)
    assert (found["kept"], done.returncode, len(found["rounds"])) == (True, 0, 1)


def test_a_database_that_others_use_is_not_killed(shared_cluster: Clone) -> None:
    with connect("owner"):
        done = measured(shared_cluster, "--kill", "db", "--rounds", "1")
    assert done.returncode == 1
    assert "would hit who uses netral" in " ".join(done.stderr.split())
