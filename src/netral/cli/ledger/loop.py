"""Doing something again and again until asked to end."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from netral.cli.ledger.log_reader import NotReadable


@contextmanager
def asked_to_end() -> Iterator[threading.Event]:
    """Give an event that Ctrl-C and SIGTERM set, instead of ending the process in the middle of something."""
    stop = threading.Event()
    numbers = (signal.SIGINT, signal.SIGTERM)
    former = [signal.signal(number, lambda _number, _frame: stop.set()) for number in numbers]
    try:
        yield stop
    finally:
        for number, handler in zip(numbers, former, strict=True):
            signal.signal(number, handler)


def repeat(every: float, look: Callable[[], None], tell: Callable[[str], None]) -> None:
    """Look every so many seconds until asked to end, telling what is out of reach for now; with none, look once."""
    if every <= 0:
        look()
        return
    with asked_to_end() as stop:
        while not stop.is_set():
            try:
                look()
            except NotReadable as error:
                tell(f"{error} It is tried again in {every:g} s.")
            stop.wait(every)
