"""What one short command costs from its start to its end: processor time of its process and of all it started."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from netral.bench.scratch.government import seed, write_roster
from netral.bench.scratch.place import DATABASE, place
from netral.config import paths
from netral.config.cluster.location import DATABASE_VARIABLE

RUNS = 5
STDOUT = 1
ROWS = 2
LIMITS = {"help": 0.3, "check": 1.0, "deadlines": 1.0, "registry": 1.0}
_QUESTION = "Camat memberi like di akun calon"
_TERM = ("PK.TANGANI", "--from", "2024-10-07 10:12", "--region", "14.03")
_DUE = "2024-10-10T23:59:59+07:00"


def run() -> dict[str, object]:
    """Run each command several times, look at its answer each time, and measure; the first run only warms the disk."""
    costs = {
        "help": _cost(["--help"], lambda told: "deadlines" in told),
        "check": _cost(["check", _QUESTION, "--json"], lambda told: bool(json.loads(told)["receipt"]["rules"])),
        "deadlines": _cost(["deadlines", "explain", *_TERM, "--json"], lambda told: json.loads(told)["due"] == _DUE),
        "registry": _registry(),
    }
    return {
        "cpu_s": {name: round(median(each), 3) for name, each in costs.items()},
        "worst_cpu_s": {name: round(max(each), 3) for name, each in costs.items()},
        "limit_s": LIMITS,
        "runs": RUNS,
        "kept": all(median(costs[name]) <= limit for name, limit in LIMITS.items()),
    }


def _registry() -> list[float]:
    """Import a roster of two rows: what is left of an import without its rows."""
    with place() as folder:
        government = seed()
        roster = write_roster(folder / "roster.csv", government, ROWS)
        given = ["registry", "import", str(roster), "--institution", government.path, "--json"]
        try:
            return _cost(given, lambda told: json.loads(told)["rows"] == ROWS, {DATABASE_VARIABLE: DATABASE})
        finally:
            shutil.rmtree(paths.beside_database(DATABASE), ignore_errors=True)


def _cost(
    given: Sequence[str], is_right: Callable[[str], bool], environment: dict[str, str] | None = None
) -> list[float]:
    return [_once(given, is_right, environment or {}) for _ in range(RUNS + 1)][1:]


def _once(given: Sequence[str], is_right: Callable[[str], bool], environment: dict[str, str]) -> float:
    """Seconds of processor time of one run. Raises RuntimeError when its answer is not the right one."""
    program = Path(sys.executable).parent / "netral"
    with tempfile.TemporaryFile() as answer:
        child = os.posix_spawn(
            program,
            [str(program), *given],
            {**os.environ, **environment},
            file_actions=[(os.POSIX_SPAWN_DUP2, answer.fileno(), STDOUT)],
        )
        _pid, status, used = os.wait4(child, 0)
        answer.seek(0)
        told = answer.read().decode()
    if status or not is_right(told):
        raise RuntimeError(f"netral {' '.join(given)} ended with {os.waitstatus_to_exitcode(status)}, saying {told!r}")
    return used.ru_utime + used.ru_stime
