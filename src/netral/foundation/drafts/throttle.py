"""Slows down guessing at receipt codes, without ever keeping out somebody whose code is right.

Codes hold 101 random bits, so guessing cannot succeed; this only keeps it from costing the server much. Nothing
is remembered about who asks, and only wrong answers wait, a few at a time.
"""

import time
from threading import BoundedSemaphore, Lock


class Brake:
    """Lets some wrong answers through at once and makes further ones wait, no more than a few at the same time."""

    def __init__(self, free: int, refill_seconds: float, pause: float, waiting: int) -> None:
        self._free, self._refill, self._pause = free, refill_seconds, pause
        self._seats = BoundedSemaphore(waiting)
        self._lock = Lock()
        self._left = float(free)
        self._counted_at = time.monotonic()

    def wrong_answer(self) -> bool:
        """Count a wrong answer; return whether it had to wait."""
        if self._take() or not self._seats.acquire(blocking=False):
            return False
        try:
            time.sleep(self._pause)
        finally:
            self._seats.release()
        return True

    def _take(self) -> bool:
        with self._lock:
            moment = time.monotonic()
            self._left = min(self._free, self._left + (moment - self._counted_at) / self._refill)
            self._counted_at = moment
            if self._left < 1:
                return False
            self._left -= 1
            return True


# Per process: thirty at once, then two a second; at most two threads wait, so the others go on serving.
wrong_codes = Brake(free=30, refill_seconds=0.5, pause=1.0, waiting=2)
