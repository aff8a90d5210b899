"""Copies of the files beside the database: what was uploaded and sealed, the keys of seals, the published log."""

import itertools
import tarfile
import tempfile
from pathlib import Path

from netral.config import paths
from netral.config.cluster.location import database_address
from netral.config.errors import ClusterError

# Half-written files of transactions that never committed; none of them belongs to a row.
_PASSING = {"incoming", "pending"}


def folder() -> Path:
    """The folder of everything that belongs to the database but lies outside it."""
    return paths.beside_database(str(database_address("web")["NAME"]))


def pack(source: Path, target: Path) -> None:
    """Write a folder to a tar file only its owner may read; when that fails there is no file.

    Pack after the database: sealed documents and the log only grow, so the files then hold all that the database names.
    """
    try:
        with tempfile.NamedTemporaryFile(dir=target.resolve().parent, prefix=".backup-", delete=False) as draft:
            place = Path(draft.name)
            try:
                with tarfile.open(fileobj=draft, mode="w") as archive:
                    archive.add(source, arcname=".", filter=_without_passing)
                place.rename(target)
            finally:
                place.unlink(missing_ok=True)
    except OSError as error:
        raise ClusterError(f"{target} cannot be written: {error.strerror or error}.") from error


def unpack(source: Path, target: Path) -> Path | None:
    """Put a packed folder in the place of a folder, wholly or not at all; returns where the old one lies now."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".restore-") as draft:
        fresh = Path(draft, "fresh")
        fresh.mkdir(mode=0o700)
        try:
            with tarfile.open(source) as archive:
                archive.extractall(fresh, filter="data")
        except (tarfile.TarError, OSError, EOFError) as error:
            raise ClusterError(f"{source} cannot be read, nothing was changed: {error}.") from error
        before = _aside(target) if target.exists() else None
        fresh.rename(target)
    return before


def _aside(target: Path) -> Path:
    names = (target.with_name(f"{target.name}.before-{number}") for number in itertools.count(1))
    return target.rename(next(name for name in names if not name.exists()))


def _without_passing(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    return None if _PASSING & set(Path(member.name).parts) else member
