"""The running PostgreSQL: found, started, stopped."""

import os
import shlex
import signal
import time
from contextlib import suppress
from pathlib import Path

from netral.config import paths
from netral.config.cluster.account import Account
from netral.config.cluster.location import PORT
from netral.config.errors import ClusterError

START_SECONDS = 60
STOP_SECONDS = 60
ORPHAN_SECONDS = 15.0
# Most see at once that their server is gone; one in the middle of a long computation does not.
ORPHANS_OWN_TIME_SECONDS = 2.0
LOG_TAIL_BYTES = 4000

# Statements and their values may hold what a reporter wrote, so they never reach the log.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": PORT,
    "max_connections": "200",
    "shared_buffers": "256MB",
    "fsync": "on",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "postgresql-%a.log",
    "log_truncate_on_rotation": "on",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
}


def postmaster_pid() -> int | None:
    """The process id of the server of our data directory, or None when it does not run."""
    try:
        pid = int((paths.data_directory() / "postmaster.pid").read_text().split()[0])
    except (FileNotFoundError, ValueError, IndexError):
        return None
    return pid if _works_in_data_directory(pid) else None


def start(account: Account, programs: Path) -> None:
    """Start the server and wait until it answers; what a crash left behind is cleared away first."""
    data = paths.data_directory()
    _clear_crash(data)
    _prepare_socket_directory(account)
    settings = {**SETTINGS, "unix_socket_directories": str(paths.socket_directory())}
    options = shlex.join(part for name, value in settings.items() for part in ("-c", f"{name}={value}"))
    log = data / "log" / "start.log"
    log.unlink(missing_ok=True)
    done = account.run(
        programs / "pg_ctl", "start", "-D", data, "-l", log, "-w", "-t", str(START_SECONDS), "-o", options
    )
    if done.returncode:
        raise ClusterError(f"PostgreSQL did not start: {_last_complaint(data)} The whole story: {data / 'log'}.")


def stop(account: Account, programs: Path) -> None:
    """Stop the server, ending its connections; does nothing when it does not run."""
    if postmaster_pid() is None:
        return
    data = paths.data_directory()
    done = account.run(programs / "pg_ctl", "stop", "-D", data, "-m", "fast", "-w", "-t", str(STOP_SECONDS))
    if done.returncode and postmaster_pid() is not None:
        raise ClusterError(f"PostgreSQL did not stop within {STOP_SECONDS} s: see {data / 'log'}.")


def _works_in_data_directory(pid: int) -> bool:
    # Process ids are used again, so the number alone proves nothing; every PostgreSQL process works in its data.
    try:
        return Path(f"/proc/{pid}/cwd").samefile(paths.data_directory())
    except OSError:
        return False


def _clear_crash(data: Path) -> None:
    mark = data / "postmaster.pid"
    if not mark.exists():
        return
    began = time.monotonic()
    while orphans := [pid for pid in _process_ids() if _works_in_data_directory(pid)]:
        waited = time.monotonic() - began
        if waited > ORPHAN_SECONDS:
            raise ClusterError(f"Processes of a crashed PostgreSQL still run: end {orphans} and run this again.")
        if waited > ORPHANS_OWN_TIME_SECONDS:
            _end(orphans)
        time.sleep(0.1)
    mark.unlink(missing_ok=True)
    for leftover in paths.socket_directory().glob(".s.PGSQL.*"):
        leftover.unlink(missing_ok=True)


def _end(orphans: list[int]) -> None:
    # Without their server they share nothing any more that could be left half-written.
    for pid in orphans:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def _process_ids() -> list[int]:
    return [int(place.name) for place in Path("/proc").iterdir() if place.name.isdigit()]


def _prepare_socket_directory(account: Account) -> None:
    place = paths.socket_directory()
    if paths.as_root():
        paths.owned_directory(place.parent)
    account.own_directory(place)


def _last_complaint(data: Path) -> str:
    lines: list[str] = []
    for log in sorted((data / "log").glob("*.log"), key=lambda place: place.stat().st_mtime):
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - LOG_TAIL_BYTES))
            lines += file.read().decode(errors="replace").splitlines()
    complaints = [line.partition("  ")[2] for line in lines if "FATAL:" in line or "PANIC:" in line]
    return f"{complaints[-1].rstrip('.')}." if complaints else f"no reason given within {START_SECONDS} s."
