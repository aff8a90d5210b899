"""Appends to a log and publishes until it is killed; says on standard output what it has published."""

import itertools
import sys
from pathlib import Path

from netral.engines.merkle.log_writer import TileWriter
from tests.engines.merkle.logs import entries, publish


def write_on(folder: Path, history: str) -> None:
    """Write entries that no other run writes."""
    steps = itertools.cycle((1, 40, 256, 3, 700, 5_000, 1, 255))
    with TileWriter(folder) as writer:
        while True:
            for count in itertools.islice(steps, 3):
                writer.append(entries(count, writer.size, history))
            head = publish(writer)
            sys.stdout.write(f"{head.size} {head.root.hex()}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    write_on(Path(sys.argv[1]), sys.argv[2])
