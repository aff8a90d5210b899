"""A demo whose database another demo lives in is refused before it touches anything."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from netral.config.cluster.location import DATABASE_VARIABLE
from netral.demo.server import alone

NETRAL = Path(sys.executable).with_name("netral")


@pytest.mark.parametrize("options", [[], ["--reset"]], ids=["again", "reset"])
def test_a_second_demo_leaves_the_first_alone(options: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, "netral_presence")
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    with alone():
        second = subprocess.run(
            [NETRAL, "demo", "--no-serve", *options], env=environment, capture_output=True, text=True, check=False
        )
    assert second.returncode == 1
    assert f"A demo runs here already (process {os.getpid()})." in " ".join(second.stderr.split())
