"""The name of a test is the same in every process: parallel workers that collect different names run nothing at all."""

import os
import subprocess
import sys
import time

import pytest

from tests.house.sources import PROJECT

# Longer than the two seconds in which a ZIP counts time, and the one in which a signature does.
APART_SECONDS = 2.1
STARTED_BY_XDIST = "PYTEST_XDIST"


def collected_elsewhere(files: list[str], seed: str) -> set[str]:
    """Collect the tests of some files in another process, with another seed for hashes and random order."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(STARTED_BY_XDIST)}
    environment["PYTHONHASHSEED"] = seed
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--collect-only",
        "-q",
        "-p",
        "no:cacheprovider",
        f"--randomly-seed={seed}",
    ]
    done = subprocess.run([*command, *files], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {line for line in done.stdout.splitlines() if "::" in line}


def test_a_test_has_one_name_in_every_process(request: pytest.FixtureRequest) -> None:
    here = {item.nodeid for item in request.session.items}
    time.sleep(APART_SECONDS)
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    there = collected_elsewhere(sorted({name.partition("::")[0] for name in here}), seed)
    assert sorted(here - there) == [], "Give these parameters ids: pytest.param(..., id=...) or ids=[...]."
