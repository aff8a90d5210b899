"""An installation as deploy/ describes it: its folders, users and secrets, each program with its own."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from netral.config import paths
from netral.config.cluster import control, exec_with_parent
from tests.cluster.clones import NETRAL, remove

PROJECT = Path(__file__).parents[2]
DEPLOY = PROJECT / "deploy"
SERVICES = ("migrate", "web", "worker", "sequencer")
INSTALLED = "/opt/netral/.venv/bin/netral"
NAME = "netral.example.go.id"
# No such users need to be in the system's list: the kernel knows numbers alone.
NUMBERS = {
    "root": 0,
    "netral-owner": 64_511,
    "netral-web": 64_512,
    "netral-worker": 64_513,
    "netral-sequencer": 64_514,
    "netral-store": 64_520,
}


def settings_of(service: str) -> dict[str, list[str]]:
    """Return what a unit sets, by name."""
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / "systemd" / f"netral-{service}.service").read_text().splitlines():
        if line and line[0] not in "#[":
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


def secrets_of(service: str) -> set[str]:
    """Return the names of the secrets that a unit gives to its program."""
    return {value.partition(":")[0] for value in settings_of(service).get("LoadCredential", [])}


@dataclass
class Deployment:
    """Where the installation lies, instead of `/`, and what its programs are told."""

    root: Path
    environment: dict[str, str]

    @property
    def state(self) -> Path:
        """Return the folder of its data."""
        return self.root / "var/lib/netral"

    def command(self, service: str, *words: str) -> list[str]:
        """Return the command line of a program of `netral` as the user of a service."""
        return self.as_user(service, str(NETRAL), *words)

    def as_user(self, service: str, *words: str) -> list[str]:
        """Return a command line as the user of a service."""
        unit = settings_of(service)
        user, group = NUMBERS[unit["User"][0]], NUMBERS[unit["Group"][0]]
        groups = [NUMBERS[name] for name in unit.get("SupplementaryGroups", [])]
        joined = f"--groups={','.join(map(str, groups))}" if groups else "--clear-groups"
        limits = f"umask {unit['UMask'][0]}; " + _reveal(self.root / "hold")
        drop = ["setpriv", f"--reuid={user}", f"--regid={group}", joined]
        return ["unshare", "--mount", "sh", "-ec", f'{limits} exec "$@"', "sh", *drop, *words]

    def environment_of(self, service: str) -> dict[str, str]:
        """Return the environment of a service."""
        credentials = self.root / "run/credentials" / f"netral-{service}.service"
        return {**self.environment, "CREDENTIALS_DIRECTORY": str(credentials)}

    def run(self, service: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of `netral` as a service would."""
        return self.execute(service, *self.command(service, *words))

    def execute(self, service: str, *command: str) -> subprocess.CompletedProcess[str]:
        """Run any command in the environment of a service."""
        return subprocess.run(
            command, env=self.environment_of(service), cwd="/", capture_output=True, text=True, check=False
        )

    def serve(self, service: str, notes: Path, *words: str) -> subprocess.Popen[bytes]:
        """Start a program as its unit does; it ends with the tests even when they are killed."""
        (command,) = settings_of(service)["ExecStart"]
        words = (*command.removeprefix(f"{INSTALLED} ").split(), *words)
        tied = self.as_user(
            service, sys.executable, "-m", exec_with_parent.__name__, str(os.getpid()), str(NETRAL), *words
        )
        with notes.open("wb") as log:
            return subprocess.Popen(
                tied, env=self.environment_of(service), cwd="/", stdout=log, stderr=subprocess.STDOUT
            )


@contextmanager
def deployed() -> Iterator[Deployment]:
    """Make an installation beside the database of the current clone, migrated by its owner."""
    control.ensure_running()
    socket = paths.socket_directory()
    # As of a server that several users reach.
    socket.chmod(0o755)
    (socket / ".s.PGSQL.5432").chmod(0o777)
    root = Path(tempfile.mkdtemp(prefix="netral-deployed-"))
    root.chmod(0o755)
    made = Deployment(root, _environment(root, socket))
    try:
        _make_folders(root)
        _make_secrets(root)
        for command in settings_of("migrate")["ExecStart"]:
            done = made.run("migrate", *command.removeprefix(f"{INSTALLED} ").split())
            assert done.returncode == 0, done.stderr
        told = made.run("sequencer", "ledger", "key")
        assert told.returncode == 0, told.stderr
        made.environment["NETRAL_LEDGER_VKEY"] = told.stdout.strip()
        yield made
    finally:
        remove(root)


def _environment(root: Path, socket: Path) -> dict[str, str]:
    lines = (DEPLOY / "netral.env").read_text().splitlines()
    told = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    told = {name: value.strip('"').replace("/run/postgresql", str(socket)) for name, value in told.items()}
    told["NETRAL_HOSTS"] += ",127.0.0.1"
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **told, "NETRAL_HOME": str(root / "var/lib/netral")}


def _make_folders(root: Path) -> None:
    for line in (DEPLOY / "tmpfiles.d/netral.conf").read_text().splitlines():
        if line.startswith("d "):
            _, path, mode, user, group = line.split()
            folder = root / path.lstrip("/")
            folder.mkdir(parents=True, exist_ok=True)
            os.chown(folder, NUMBERS[user], NUMBERS[group])
            folder.chmod(int(mode, 8))


def _make_secrets(root: Path) -> None:
    kept = root / "etc/netral/secrets"
    for name in paths.HOLDERS:
        # The roles of the tests' server have the passwords that it made for them.
        (kept / name).write_text(f"{paths.secret(name)}\n")
        (kept / name).chmod(0o600)
    for service in SERVICES:
        own = root / "run/credentials" / f"netral-{service}.service"
        own.mkdir(parents=True)
        for name in secrets_of(service):
            shutil.copy(kept / name, own / name)
        user = NUMBERS[settings_of(service)["User"][0]]
        for path in (*own.iterdir(), own):
            os.chown(path, user, user)
            path.chmod(0o500 if path == own else 0o400)


def _reveal(hold: Path) -> str:
    """Return shell commands that let other users reach our programs in a private home, as /opt would, for one process.

    Nothing changes outside: the mounts are the process's own.
    """
    hidden = {path: top for path in _needed() if (top := _closed_above(path))}
    if not hidden:
        return ""
    held = {path: hold / str(number) for number, path in enumerate(hidden)}
    commands = [f"mkdir -p '{place}'; mount --bind '{path}' '{place}'" for path, place in held.items()]
    commands += [f"mount -t tmpfs -o mode=755 tmpfs '{top}'" for top in sorted(set(hidden.values()))]
    commands += [f"mkdir -p '{path}'; mount --bind '{place}' '{path}'" for path, place in held.items()]
    # The folders above are made for whoever comes.
    return f"old=$(umask); umask 022; {'; '.join(commands)}; umask $old;"


def _needed() -> list[Path]:
    return [Path(sys.base_prefix), PROJECT]


def _closed_above(path: Path) -> Path | None:
    above = [parent for parent in reversed(path.parents) if not parent.stat().st_mode & 0o001]
    return above[0] if above else None


def locations() -> dict[str, str]:
    """Return nginx's body limits by location, as they are shipped."""
    text = (DEPLOY / "nginx/body-limits.conf").read_text()
    return dict(re.findall(r"^location (?:= |~ )(\S+) \{ client_max_body_size (\w+);", text, re.MULTILINE))
