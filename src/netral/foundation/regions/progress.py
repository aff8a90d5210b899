"""How a long action tells how far it is."""

from collections.abc import Callable

# Called with how many rows are done and how many there are.
Progress = Callable[[int, int], None]


def quietly(_done: int, _total: int) -> None:
    """Show no progress."""
