"""The user of the operating system PostgreSQL runs as; it refuses to run as root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from netral.config import paths
from netral.config.errors import ClusterError

SYSTEM_USER = "netral"
USERADD_NAME_TAKEN = 9


@dataclass(frozen=True)
class Account:
    """A user of the operating system that owns the data directory and runs PostgreSQL's programs."""

    name: str
    uid: int
    gid: int

    def run(
        self, *command: str | Path, text: str = "", output: IO[bytes] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a program as this user, with nothing of the caller's environment; `text` is its standard input."""
        # A server started by the command keeps its output open, so pipes would wait for the server's end.
        with tempfile.TemporaryFile() as captured, tempfile.TemporaryFile() as given:
            given.write(text.encode())
            given.seek(0)
            try:
                done = subprocess.run(
                    [str(part) for part in command],
                    stdin=given,
                    stdout=output or captured,
                    stderr=captured,
                    cwd="/",
                    env={"PATH": os.defpath, "LC_ALL": "C", "HOME": "/"},
                    umask=0o077,
                    check=False,
                    user=self.uid if paths.as_root() else None,
                    group=self.gid if paths.as_root() else None,
                    extra_groups=[] if paths.as_root() else None,
                )
            except OSError as error:
                raise ClusterError(f"{self.name} may not run {command[0]}: {error.strerror}.") from error
            captured.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, captured.read().decode(errors="replace"))

    def give(self, path: Path, mode: int) -> None:
        """Make this user the owner of a file or directory."""
        if paths.as_root():
            os.chown(path, self.uid, self.gid)
        path.chmod(mode)

    def own_directory(self, path: Path) -> Path:
        """Create a directory only this user may enter; raise ClusterError when it is somebody else's."""
        path.mkdir(mode=0o700, exist_ok=True)
        found = path.lstat()
        if path.is_symlink() or found.st_uid not in (self.uid, os.geteuid()):
            raise ClusterError(f"{path} belongs to {paths.user_name(found.st_uid)}, not to {self.name}: move it away.")
        self.give(path, 0o700)
        return path


def service_account() -> Account:
    """Who runs PostgreSQL: the caller, or a dedicated system user when root calls."""
    if paths.as_root():
        return _named(SYSTEM_USER) or _create()
    try:
        return _entry(pwd.getpwuid(os.geteuid()))
    except KeyError as error:
        raise ClusterError(
            f"User {os.geteuid()} has no name, and PostgreSQL needs one: add it to /etc/passwd."
        ) from error


def _named(name: str) -> Account | None:
    try:
        return _entry(pwd.getpwnam(name))
    except KeyError:
        return None


def _entry(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _create() -> Account:
    advice = f"create the system user {SYSTEM_USER!r} yourself, or run Netral as an ordinary user"
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        raise ClusterError(f"PostgreSQL may not run as root and `useradd` is missing: {advice}.")
    options = ("--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent")
    command = [useradd, *options, "--shell", "/usr/sbin/nologin", SYSTEM_USER]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    account = _named(SYSTEM_USER)
    if account is None or done.returncode not in (0, USERADD_NAME_TAKEN):
        raise ClusterError(f"The system user {SYSTEM_USER!r} could not be made ({done.stderr.strip()}): {advice}.")
    return account
