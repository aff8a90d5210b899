"""Fixtures of the tests that start PostgreSQL clusters of their own."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from netral.config.cluster import control
from tests.cluster.clones import Clone, remove, temporary_clone


@pytest.fixture(scope="session")
def state_base() -> Iterator[Path]:
    """Give the clones of a session one place for their state, which the system user may enter."""
    base = Path(tempfile.mkdtemp(prefix="netral-states-"))
    base.chmod(0o755)
    yield base
    remove(base)


@pytest.fixture
def clone(state_base: Path) -> Iterator[Clone]:
    """Give a clone in a directory nobody else may enter, for this process and for the commands it starts."""
    with temporary_clone(state_base) as made:
        yield made


@pytest.fixture
def cluster(clone: Clone) -> Clone:
    """Give a clone whose database runs."""
    control.ensure_running()
    return clone


@pytest.fixture(scope="module")
def shared_cluster(state_base: Path) -> Iterator[Clone]:
    """Give a clone whose database runs, shared by tests that leave it as it was."""
    with temporary_clone(state_base) as made:
        control.ensure_running()
        yield made
