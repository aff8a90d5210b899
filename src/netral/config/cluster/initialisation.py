"""A new data directory: made whole beside its place, then put there by one rename."""

import re
import shutil
import subprocess
from pathlib import Path

from netral.config import paths
from netral.config.cluster.account import Account
from netral.config.cluster.location import ADMINISTRATOR, DATABASE, OWNER_ROLE, WEB_ROLE, password
from netral.config.errors import ClusterError

MEBIBYTE = 1024 * 1024
ROOM_TO_INITIALISE = 400 * MEBIBYTE
ROOM_TO_START = 64 * MEBIBYTE
EXTENSIONS = ("ltree", "pg_trgm", "btree_gist")
INITDB_OPTIONS = (
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C.UTF-8",
    "--data-checksums",
    "--auth=reject",
    "--set=listen_addresses=",
)
# Only the user who can read the files anyway may become the administrator; everybody else needs a password.
HOST_RULES = f"""\
local all {ADMINISTRATOR} peer map=administrator
local all all scram-sha-256
"""


def draft_directory() -> Path:
    """Where a data directory is made."""
    return paths.state() / "postgres.new"


def doomed_directory() -> Path:
    """Where a data directory waits for its end."""
    return paths.state() / "postgres.old"


def is_initialised() -> bool:
    """Whether there is a data directory."""
    return (paths.data_directory() / "PG_VERSION").is_file()


def written_by() -> int:
    """The major version of PostgreSQL that wrote the data directory."""
    return int((paths.data_directory() / "PG_VERSION").read_text())


def require_room(needed: int) -> None:
    """Raise ClusterError when fewer bytes than needed are free where the data lie."""
    state = paths.state()
    free = shutil.disk_usage(state).free
    if free < needed:
        raise ClusterError(
            f"The disk under {state} is full: {free // MEBIBYTE} MB free, {needed // MEBIBYTE} MB needed. "
            "Free some space and run this again."
        )


def discard_drafts() -> None:
    """Remove what an interrupted initialisation or reset left behind."""
    for leftover in (draft_directory(), doomed_directory()):
        shutil.rmtree(leftover, ignore_errors=True)


def initialise(account: Account, programs: Path) -> None:
    """Create the data directory with its roles, extensions and empty database."""
    draft = account.own_directory(draft_directory())
    try:
        options = (*INITDB_OPTIONS, f"--username={ADMINISTRATOR}", "-D", draft)
        _require_success(account.run(programs / "initdb", *options))
        _write_access_rules(account, draft)
        _run_alone(account, programs, draft, "template1", _template_statements())
        _run_alone(account, programs, draft, "postgres", _database_statements())
        account.own_directory(draft / "log")
        draft.rename(paths.data_directory())
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _template_statements() -> tuple[str, ...]:
    # Databases made for tests copy template1, and so need no administrator for their extensions either.
    return tuple(f"CREATE EXTENSION {name}" for name in EXTENSIONS)


def _database_statements() -> tuple[str, ...]:
    return (
        f"CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB PASSWORD '{password('owner')}'",
        f"CREATE ROLE {WEB_ROLE} LOGIN PASSWORD '{password('web')}'",
        f"CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE}",
        f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {DATABASE} TO {WEB_ROLE}",
    )


def _write_access_rules(account: Account, draft: Path) -> None:
    for name, content in {
        "pg_hba.conf": HOST_RULES,
        "pg_ident.conf": f'administrator "{account.name}" {ADMINISTRATOR}\n',
    }.items():
        (draft / name).write_text(content)
        account.give(draft / name, 0o600)


def _run_alone(account: Account, programs: Path, draft: Path, database: str, statements: tuple[str, ...]) -> None:
    # Single-user mode needs no running server and no password; it takes one statement a line.
    options = ("--single", "-D", draft, "-c", "exit_on_error=on", "-c", "log_min_error_statement=panic")
    _require_success(account.run(programs / "postgres", *options, database, text="\n".join(statements) + "\n"))


def _require_success(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode == 0:
        return
    reasons = [
        line for line in done.stdout.splitlines() if re.search("error|fatal|panic|could not", line, re.IGNORECASE)
    ]
    reason = reasons[0].strip() if reasons else f"{Path(done.args[0]).name} ended with {done.returncode}"
    raise ClusterError(f"The database could not be initialised in {paths.state()}: {reason.rstrip('.')}.")
