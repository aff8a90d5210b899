"""The tutorial holds: its files are written, its changes made and its commands run, on a copy of the house."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from netral.config import paths
from tests.house.sources import PROJECT

TUTORIAL = PROJECT / "docs" / "tutorial-new-app.md"
BLOCK = re.compile(r"(?:^(New file|Change|Append to) `([^`]+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "var")
PROGRAMS = Path(sys.executable).parent


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a copy of the house, in which the tutorial may build."""
    return Path(shutil.copytree(PROJECT, tmp_path / "house", ignore=LEFT_OUT))


@pytest.fixture
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Return the name of a copy of the test database, which the tutorial may migrate."""
    owner, name = connections["owner"], f"tutorial_{os.getpid()}"
    template = owner.settings_dict["NAME"]
    with django_db_blocker.unblock():
        # PostgreSQL copies a database only while nobody is connected to it.
        connections.close_all()
        with owner._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield name
    with django_db_blocker.unblock(), owner._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def blocks() -> list[tuple[str, str, str, str]]:
    """Return what the tutorial says to do: how, in which file, in which language, and the text."""
    return BLOCK.findall(TUTORIAL.read_text(encoding="utf-8"))


def write(place: Path, how: str, text: str) -> None:
    """Write a file as the tutorial says; its packages get the empty modules that the tutorial asks for."""
    if how == "New file":
        assert not place.exists(), f"{place.name} is there already"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    elif how == "Append to":
        place.write_text(place.read_text(encoding="utf-8") + text, encoding="utf-8")
    else:
        place.write_text(changed(place, text), encoding="utf-8")


def changed(place: Path, difference: str) -> str:
    """Return a file with a difference applied; what it takes away must stand there exactly once."""
    lines = difference.splitlines()
    before = "\n".join(line[1:] for line in lines if line[0] in " -")
    after = "\n".join(line[1:] for line in lines if line[0] in " +")
    text = place.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{place.name} holds {text.count(before)} times:\n{before}"
    return text.replace(before, after)


def run(house: Path, line: str, database: str) -> None:
    """Run a command of the tutorial in the copy, with its own database on the server of this clone."""
    program, *arguments = line.removeprefix("$ ").split()
    if program == "pytest":
        arguments += ["--reuse-db", "-p", "no:randomly", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONPATH": f"{house / 'src'}:{house}", "NETRAL_HOME": str(paths.root())}
    environment |= {"NETRAL_TEST_DB": database, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    environment = {name: value for name, value in environment.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [PROGRAMS / program, *arguments], cwd=house, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"


def test_the_tutorial_builds_an_app_that_works(house: Path, database: str) -> None:
    commands = 0
    for how, name, language, text in blocks():
        if language == "console":
            for package in (house / "src/netral/apps/visits").glob("**/"):
                if "templates" not in package.parts:
                    (package / "__init__.py").touch()
            for line in text.splitlines():
                run(house, line, database)
                commands += 1
        else:
            assert how, f"no file is named for this block:\n{text}"
            write(house / name, how, text)
    assert commands == 4
    built = [str(path) for path in (house / "src/netral/apps/visits").rglob("*.py") if "migrations" not in path.parts]
    run(house, " ".join(["ruff", "check", *built, "tests/apps/visits"]), database)
    run(house, " ".join(["ruff", "format", "--check", *built, "tests/apps/visits"]), database)
