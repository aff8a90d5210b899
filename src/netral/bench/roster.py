"""How long a roster of 50,000 civil servants takes, from the file on disk to rows that survive a power cut."""

import time

from netral.bench.scratch.government import seed, write_roster
from netral.bench.scratch.place import durability, place
from netral.foundation.ledger.actors import Actor
from netral.foundation.registry.import_steps import import_file

ROWS = 50_000
LIMIT_SECONDS = 60


def run() -> dict[str, object]:
    """Import the roster for the first time and measure it, in a database of its own that is dropped afterwards."""
    with place() as folder:
        government = seed()
        roster = write_roster(folder / "roster.csv", government, ROWS)
        by = Actor("system", "bench", "Ukur", government.pk, (government.path,))
        begun, worked = time.perf_counter(), time.process_time()
        done = import_file(roster, government, by, is_full=True)
        seconds, cpu = time.perf_counter() - begun, time.process_time() - worked
        if done.counts["new"] != ROWS:
            raise RuntimeError(f"{done.counts['new']} people came in instead of {ROWS}: {done.counts}")
        return {
            "rows": ROWS,
            "seconds": round(seconds, 2),
            # Of this process alone, without the database; other work on the machine hardly moves it.
            "cpu_s": round(cpu, 2),
            "rows_per_s": round(ROWS / seconds),
            "limit_s": LIMIT_SECONDS,
            **durability(),
        }
