"""The demo is an extra: without it one command says so, and every other one does without."""

import subprocess
import sys
from pathlib import Path

from netral.cli.main import COMMANDS

WITHOUT = "import sys; sys.modules['webtest'] = None; "
RUN_DEMO = WITHOUT + "from netral.cli.main import app; app(['demo', '--reset', '--no-serve'])"
LOAD = """
import importlib
from netral.cli import main
from netral.cli.django_setup import set_up_django
set_up_django()
for name, entry in main.COMMANDS.items():
    if name != 'demo':
        importlib.import_module(entry.module)
print(*(each for each in sys.modules if each.startswith('netral.demo') or each == 'netral.cli.demo'))
"""


def python(program: str, home: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """Run a program, whose installation may lie in a place of its own."""
    environment = {"PATH": "/usr/bin:/bin"} | ({"NETRAL_HOME": str(home), "NETRAL_STATE": str(home)} if home else {})
    return subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False, timeout=300
    )


def test_without_the_extra_the_demo_says_what_to_install_and_touches_nothing(tmp_path: Path) -> None:
    done = python(RUN_DEMO, home=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "The people of the demo go through the pages with webtest, which is not installed: install Netral with the "
        "extra `demo` (pip install 'netral[demo]'; in a clone: make clean setup).\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_no_other_command_loads_the_demo_or_needs_its_extra() -> None:
    done = python(WITHOUT + LOAD)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
    assert len(COMMANDS) > 10
