"""A kept time runs while a program runs it, stands in between, is one for all, and never goes back."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from netral.engines import kept_time
from netral.engines.kept_time import AHEAD, RunningTime

BEGINS = datetime(2024, 11, 18, 3, 0, tzinfo=UTC)
SOON = timedelta(seconds=30)

# Runs the time, passes a moment, says how far it stands from the machine's, and lives until it is killed.
HOLDER = """
import sys, time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from netral.engines.kept_time import RunningTime
time_of_demo = RunningTime(Path(sys.argv[1]))
time_of_demo.pass_by(datetime.now(UTC) + time_of_demo.offset + timedelta(hours=int(sys.argv[2])))
print(time_of_demo.offset.total_seconds(), flush=True)
time.sleep(600)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    kept_time.keep(tmp_path / "clock", BEGINS)
    return tmp_path / "clock"


@contextmanager
def held(folder: Path, hours: int = 0) -> Iterator[timedelta]:
    """Let another program run the time, which passed so many hours there, and kill it."""
    command = [sys.executable, "-c", HOLDER, str(folder), str(hours)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        try:
            yield timedelta(seconds=float(holder.stdout.readline()))
        finally:
            holder.kill()


def looked(folder: Path) -> datetime:
    found = kept_time.look(folder)
    assert found is not None
    return found


def test_nothing_is_kept_before_it_is_asked_for(tmp_path: Path) -> None:
    assert kept_time.look(tmp_path / "clock") is None
    assert not kept_time.is_kept(tmp_path / "clock")


def test_it_stands_while_nobody_runs_it_and_keeps_its_first_moment(folder: Path) -> None:
    first = looked(folder)
    time.sleep(0.02)
    kept_time.keep(folder, BEGINS + timedelta(days=900))
    assert (first, looked(folder)) == (BEGINS, BEGINS)


def test_it_goes_on_where_it_was_stopped(folder: Path) -> None:
    running = RunningTime(folder)
    time.sleep(0.05)
    running.stop()
    stopped = looked(folder)
    assert BEGINS + timedelta(seconds=0.05) <= stopped < BEGINS + SOON
    again = RunningTime(folder)
    assert timedelta() <= datetime.now(UTC) + again.offset - stopped < SOON
    again.stop()


def test_all_who_run_it_share_one_time_and_the_last_one_stops_it(folder: Path) -> None:
    with held(folder) as offset:
        running = RunningTime(folder)
        assert running.offset == offset
        running.stop()
        before = looked(folder)
        time.sleep(0.02)
        assert looked(folder) > before


@pytest.mark.parametrize("hours", [0, 5])
def test_a_kill_takes_nothing_back_and_costs_a_minute_at_most(folder: Path, hours: int) -> None:
    with held(folder, hours) as offset:
        reached = datetime.now(UTC) + offset + timedelta(hours=hours)
    stands = looked(folder)
    assert reached < stands <= reached + AHEAD
    running = RunningTime(folder)
    assert datetime.now(UTC) + running.offset >= stands
    running.stop()


def test_a_damaged_file_is_named(folder: Path) -> None:
    (folder / "time.json").write_text("{")
    with pytest.raises(ValueError, match=r"time\.json"):
        kept_time.look(folder)
