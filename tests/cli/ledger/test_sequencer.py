"""`netral ledger run` as a program: killed at random moments, two at once, and the log holds each event once."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from django.db import connection, connections
from pytest_django import Settings

from netral.config import paths
from netral.config.cluster.location import DATABASE_VARIABLE
from netral.engines.merkle.audit import audit
from netral.foundation.ledger import folder, queries
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.identity import log_verifier
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event, Leaf
from netral.foundation.ledger.recording import action, record
from netral.foundation.ledger.verification import verify
from tests.cluster.clones import NETRAL

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

DEATHS = 4
PATIENCE_SECONDS = 120
PAUSE_SECONDS = 0.01
HAPPENED = EventKind("test.sequenced", "Diurutkan")


@pytest.fixture(autouse=True)
def place(settings: Settings) -> Iterator[None]:
    """Let the tests look where a program that works on this database publishes the log."""
    beside = paths.beside_database(str(connection.settings_dict["NAME"]))
    shutil.rmtree(beside, ignore_errors=True)
    settings.LEDGER_FOLDER = str(beside / "ledger")
    yield
    shutil.rmtree(beside, ignore_errors=True)


def sequencer(notes: Path) -> subprocess.Popen[bytes]:
    """Start the sequencer on the tests' database."""
    environment = {**os.environ, DATABASE_VARIABLE: str(connection.settings_dict["NAME"])}
    # The program must not take the tests' settings for its own.
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with notes.open("ab") as said:
        return subprocess.Popen([NETRAL, "ledger", "run"], env=environment, stdout=said, stderr=said)


@action
def happen(*, times: int) -> None:
    """Record some events in one transaction."""
    for number in range(times):
        record(HAPPENED, subject=("test", str(number)), by=SYSTEM, data={"number": number})


@contextmanager
def load(hands: int) -> Iterator[None]:
    """Let several at once record events, one or a few in a transaction, until the block ends."""
    enough = threading.Event()

    def act() -> None:
        while not enough.is_set():
            happen(times=1 + secrets.randbelow(3))
            # Some load, but not so much that the sequencer cannot start beside it.
            time.sleep(PAUSE_SECONDS)
        connections.close_all()

    threads = [threading.Thread(target=act) for _ in range(hands)]
    for thread in threads:
        thread.start()
    yield
    enough.set()
    for thread in threads:
        thread.join()


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.01)


def published() -> int:
    head = folder.published_head()
    return head.size if head else 0


def more_than(size: int) -> bool:
    return published() > size


def all_published() -> bool:
    return queries.waiting() == 0 and published() == Leaf.objects.count()


def check_each_once() -> None:
    """Every event has one place, the places have no gap, and the files hold what the database holds."""
    report = verify()
    assert report.faults == []
    assert (report.waiting, report.size, report.published) == (0, report.events, report.events)
    assert set(Leaf.objects.values_list("event_id", flat=True)) == set(Event.objects.values_list("id", flat=True))


def listens(program: subprocess.Popen[bytes], number: signal.Signals) -> bool:
    """Whether a program has come so far that it takes the signal itself, as the kernel tells it."""
    taken = re.search(r"^SigCgt:\s*(\w+)$", Path(f"/proc/{program.pid}/status").read_text(), re.MULTILINE)
    return taken is not None and bool(int(taken[1], 16) >> (number - 1) & 1)


def ended(program: subprocess.Popen[bytes], number: signal.Signals) -> int:
    # Under load one of them may still be starting, when another has done all the work.
    until(lambda: number == signal.SIGKILL or listens(program, number))
    program.send_signal(number)
    return program.wait(PATIENCE_SECONDS)


def test_a_sequencer_killed_at_any_moment_loses_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    with load(hands=2):
        for _ in range(DEATHS):
            program = sequencer(tmp_path / "notes")
            until(partial(more_than, published()))
            time.sleep(secrets.randbelow(300) / 1000)
            assert ended(program, signal.SIGKILL) == -signal.SIGKILL, (tmp_path / "notes").read_text()
            # As readers see it, before anybody has put anything right.
            assert audit(folder.source(), log_verifier()).faults == ()
    last = sequencer(tmp_path / "notes")
    until(all_published)
    assert ended(last, signal.SIGTERM) == 0
    assert (tmp_path / "notes").read_text() == ""
    check_each_once()


def test_two_sequencers_at_once_give_each_event_one_place(tmp_path: Path) -> None:
    programs = [sequencer(tmp_path / "notes") for _ in range(2)]
    with load(hands=2):
        until(lambda: Leaf.objects.count() > 300)
    until(all_published)
    assert [ended(program, signal.SIGTERM) for program in programs] == [0, 0]
    assert (tmp_path / "notes").read_text() == ""
    check_each_once()


def test_a_log_that_was_taken_back_ends_the_sequencer_with_a_reason(tmp_path: Path) -> None:
    program = sequencer(tmp_path / "notes")
    happen(times=5)
    until(all_published)
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM ledger_checkpoint; DELETE FROM ledger_leaf; DELETE FROM ledger_event")
    happen(times=1)
    assert program.wait(PATIENCE_SECONDS) == 1
    assert "the log was published with 5 entries, but the database knows only 0" in (tmp_path / "notes").read_text()
    assert published() == 5
