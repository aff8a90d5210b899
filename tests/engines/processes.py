"""The processes a test has to do with."""

from multiprocessing import active_children
from multiprocessing.context import SpawnProcess


def spawned() -> list[SpawnProcess]:
    """Return the children that were started anew; the sandbox's own child comes from a fork server."""
    return [child for child in active_children() if isinstance(child, SpawnProcess)]
