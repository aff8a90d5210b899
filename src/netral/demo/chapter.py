"""Progress bars of the story."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

T = TypeVar("T")


class Interrupted(Exception):
    """It is time to end before the story is."""


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
