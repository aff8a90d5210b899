"""Doing something again and again until asked to end."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def asked_to_end() -> Iterator[threading.Event]:
    """Give an event that Ctrl-C and SIGTERM set, instead of ending the process in the middle of something."""
    stop = threading.Event()
    former = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in former:
        signal.signal(number, lambda _number, _frame: stop.set())
    try:
        yield stop
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def repeat(every: float, look: Callable[[], None]) -> None:
    """Look every so many seconds until asked to end; once if that is none."""
    if every <= 0:
        look()
        return
    with asked_to_end() as stop:
        while not stop.is_set():
            look()
            stop.wait(every)
