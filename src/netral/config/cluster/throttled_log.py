"""What goes on by itself and concerns whoever runs Netral: said on standard error, each matter once in a while."""

import sys
import time

OFTEN_SECONDS = 10.0
SELDOM_SECONDS = 60.0


class ThrottledLog:
    """Writes a line about a matter, and nothing more about it for a while."""

    def __init__(self) -> None:
        self._quiet_until: dict[str, float] = {}

    def write(self, matter: str, words: str, again: float = SELDOM_SECONDS) -> None:
        """Write the words unless the matter was spoken of in the last `again` seconds."""
        now = time.monotonic()
        if now < self._quiet_until.get(matter, 0.0):
            return
        self._quiet_until[matter] = now + again
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()
