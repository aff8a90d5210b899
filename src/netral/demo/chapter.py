"""What a chapter of the story is, and what it is told with: how large, with which bars, and who does the jobs."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import DEFAULT_QUEUE
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

WIB = ZoneInfo("Asia/Jakarta")

T = TypeVar("T")


class Interrupted(Exception):
    """It is time to end before the story is."""


@dataclass(frozen=True)
class Scale:
    """How many of everything; supervisors are recruited in so many districts of Bengkalis."""

    roster: int
    pledges: int
    reports_bengkalis: int
    reports_jawa_tengah: int
    quizzes: int
    districts: int
    observations: int


# For people to look at, and for tests.
WHOLE = Scale(
    roster=7_500, pledges=400, reports_bengkalis=24, reports_jawa_tengah=48, quizzes=36, districts=11, observations=40
)
SMALL = Scale(
    roster=400, pledges=12, reports_bengkalis=6, reports_jawa_tengah=8, quizzes=10, districts=2, observations=10
)


class Bars:
    """One bar a chapter, on standard error; each step also looks whether it is time to end."""

    def __init__(self, console: Console, interrupted: Callable[[], bool]) -> None:
        self._interrupted = interrupted
        self._progress = Progress(
            TextColumn("{task.description:<46}"),
            BarColumn(bar_width=28),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
        )

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the bars for the length of a block."""
        with self._progress:
            yield

    def over(self, title: str, items: Iterable[T], total: int) -> Iterator[T]:
        """Go through items with a bar.

        Raises:
            Interrupted: it is time to end.
        """
        for item in self._progress.track(items, total=total, description=title):
            self._require_time()
            yield item

    def counting(self, title: str, total: int = 1) -> Callable[[int, int], None]:
        """Return a function that long actions call with how many rows are done and how many there are."""
        task = self._progress.add_task(title, total=total)

        def show(done: int, whole: int) -> None:
            self._progress.update(task, completed=done, total=whole)
            self._require_time()

        return show

    def _require_time(self) -> None:
        if self._interrupted():
            raise Interrupted


@dataclass(frozen=True)
class Chapter:
    """What happens, from which moment on."""

    starts: datetime
    happens: Callable[[Bars, Scale], object]


def do_waiting_jobs() -> None:
    """Do every job that waits, then come back; letters are written here, and the worker of the served site sends them.

    Raises:
        TypeError: the jobs do not lie in Django's database.
    """
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError(f"jobs lie in {connector}, not in Django's database")
    with app.replace_connector(connector.get_worker_connector()) as worker:
        worker.run_worker(queues=[DEFAULT_QUEUE], wait=False, install_signal_handlers=False, listen_notify=False)
