"""The command `netral`: quick to help, and one line for what it expects to fail."""

import importlib
import subprocess
import sys

import pytest
import typer

from netral.cli.main import COMMANDS, app
from netral.config.cluster import control
from tests.cluster.clones import NETRAL

LOADED = """
import sys
from netral.cli.main import app
try:
    app(["--help"])
finally:
    sys.stderr.write(" ".join(sys.modules))
"""


def test_help_names_every_command_and_loads_none() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert all(name in done.stdout for name in COMMANDS)
    loaded = set(done.stderr.split())
    assert "typer" in loaded
    assert not loaded & {"django", "psycopg", *(entry.module for entry in COMMANDS.values())}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_be_loaded(name: str) -> None:
    module = importlib.import_module(COMMANDS[name].module)
    assert typer.main.get_command(module.app) is not None
    assert COMMANDS[name].help.endswith(".")


def test_version_and_unknown_command() -> None:
    done = subprocess.run([NETRAL, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("netral ")
    unknown = subprocess.run([NETRAL, "nonsense"], capture_output=True, text=True, check=False)
    assert unknown.returncode == 2
    assert "Traceback" not in unknown.stderr


def test_interruption_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(control, "status", interrupt)
    with pytest.raises(SystemExit) as ended:
        app(["database", "status"])
    assert ended.value.code == 130
