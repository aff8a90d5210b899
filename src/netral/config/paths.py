"""Where Netral keeps what it writes, and its secrets.

Everything lies under `var/` of the project root, except when root runs Netral: PostgreSQL then runs as a system user
who may not be able to enter the clone, so data and secrets lie under `/var/lib/netral/<clone>/`.
`NETRAL_HOME` names another project root, `NETRAL_STATE` another place for data and secrets. Programs that each have a
system user of their own find their secrets in `CREDENTIALS_DIRECTORY`, where systemd lays only those a unit names.
"""

import hashlib
import os
import pwd
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from netral.config.errors import NetralError

SYSTEM_STATE = Path("/var/lib/netral")
SYSTEM_RUNTIME = Path("/run/netral")
SECRET_BYTES = 32
CREDENTIALS = "CREDENTIALS_DIRECTORY"
# Who has which secret when each program has a system user of its own; deploy/systemd gives them out so.
HOLDERS = {
    "django": ("web",),
    "receipts": ("web",),
    "seals": ("web",),
    "files": ("web", "worker"),
    "ledger": ("sequencer",),
    "catalogue": (),
    "database-web": ("web", "worker", "sequencer", "migrate"),
    "database-owner": ("migrate",),
}


def as_root() -> bool:
    """Whether this process runs as root."""
    return os.geteuid() == 0


def root() -> Path:
    """The project root: `NETRAL_HOME`, else the clone this file lies in, else the working directory."""
    if home := os.environ.get("NETRAL_HOME"):
        return Path(home).resolve()
    clone = Path(__file__).resolve().parents[3]
    return clone if (clone / "pyproject.toml").is_file() else Path.cwd()


def var() -> Path:
    """The directory of the clone that Netral writes to."""
    return root() / "var"


def state_base() -> Path | None:
    """The directory shared by the states of several clones, or None when the clone keeps its own state."""
    if base := os.environ.get("NETRAL_STATE"):
        return Path(base).resolve()
    return SYSTEM_STATE if as_root() else None


def identifier() -> str:
    """A short name for this clone and the place of its state."""
    place = f"{root()}\0{os.environ.get('NETRAL_STATE', '')}"
    return hashlib.sha256(place.encode()).hexdigest()[:10]


def state() -> Path:
    """The directory of what must outlive a process: the database and the secrets."""
    base = state_base()
    return base / identifier() if base else var()


def beside_database(name: str) -> Path:
    """The directory of what belongs to one database but lies outside it; without a name, of all of them."""
    return state() / "databases" / name


def data_directory() -> Path:
    """The data directory of the embedded PostgreSQL."""
    return state() / "postgres"


def socket_directory() -> Path:
    """The directory of the Unix socket, short because a socket's path may have 107 bytes only."""
    if as_root():
        return SYSTEM_RUNTIME / identifier()
    return Path("/", "tmp", f"netral-{os.geteuid()}-{identifier()}")


def owned_directory(path: Path, mode: int = 0o755) -> Path:
    """Create the directory if it is missing and return it; raise NetralError when it is somebody else's."""
    try:
        if not path.is_dir():
            path.mkdir(parents=True, exist_ok=True)
            path.chmod(mode)
        found = path.stat()
    except OSError as error:
        raise NetralError(f"{path} cannot be created: {error.strerror}. Make its parent writable for you.") from error
    if found.st_uid != os.geteuid():
        raise NetralError(
            f"{path} belongs to {user_name(found.st_uid)}, but you are {user_name(os.geteuid())}. "
            f"Run this as {user_name(found.st_uid)}, or move {path} away."
        )
    return path


def owned_state() -> Path:
    """Create the state directory if it is missing and return it; raise NetralError when it is somebody else's."""
    if base := state_base():
        owned_directory(base)
    return owned_directory(state())


def user_name(uid: int) -> str:
    """The name of a user, or the number when it has no name."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def secret(name: str) -> str:
    """The secret of that name: what systemd laid down for this program, else a file only its owner may read.

    That file is made at random when first asked for, unless programs get their secrets from outside.

    Raises:
        NetralError: this program does not hold the secret; the message names those that do.
    """
    if (given := credential(name)) is not None:
        return given
    place = state() / "secrets" / name
    if CREDENTIALS in os.environ and not place.is_file():
        raise NetralError(_not_held(name, f"{os.environ[CREDENTIALS]} has no file {name!r}"))
    try:
        return place.read_text()
    except FileNotFoundError:
        owned_state()
        return _create_secret(owned_directory(place.parent, 0o700) / name)
    except OSError as error:
        raise NetralError(_not_held(name, f"{place} cannot be read: {error.strerror}")) from error


def holds(name: str) -> bool:
    """Whether this program may read that secret, without reading it; one that is not made yet it may make."""
    if os.environ.get(CREDENTIALS):
        place = Path(os.environ[CREDENTIALS], name)
        return place.is_file() or os.access(state() / "secrets" / name, os.R_OK)
    place = state() / "secrets" / name
    return not place.parent.exists() or os.access(place, os.R_OK) or os.access(place.parent, os.W_OK | os.X_OK)


def credential(name: str) -> str | None:
    """The secret that the service manager gave to this program under that name, or None when it gave none."""
    directory = os.environ.get(CREDENTIALS)
    if not directory:
        return None
    place = Path(directory, name)
    try:
        # Whoever writes such a file by hand ends it with a line break.
        return place.read_text().strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NetralError(_not_held(name, f"{place} cannot be read: {error.strerror}")) from error


def _not_held(name: str, reason: str) -> str:
    holders = ", ".join(f"netral-{holder}" for holder in HOLDERS.get(name, ()))
    kept = f"It is kept for {holders}" if holders else "No service keeps it"
    return f"This program does not hold the secret {name!r}: {reason}. {kept}; run this as the owner of that file."


def _create_secret(place: Path) -> str:
    # Linking a finished file is atomic: of two processes the slower one reads what the faster one made.
    try:
        with tempfile.NamedTemporaryFile("w", dir=place.parent, prefix=".new-") as draft:
            draft.write(secrets.token_urlsafe(SECRET_BYTES))
            draft.flush()
            os.fsync(draft.fileno())
            with suppress(FileExistsError):
                os.link(draft.name, place)
    except OSError as error:
        raise NetralError(
            f"{place} cannot be written: {error.strerror}. Free some space or change its owner."
        ) from error
    return place.read_text()


def package() -> Path:
    """The directory of the installed Python package."""
    return Path(__file__).resolve().parents[1]
