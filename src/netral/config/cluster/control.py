"""The database server as a whole: make sure it runs, stop it, start over, look at it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from netral.config import paths
from netral.config.cluster import binaries, external, initialisation, server
from netral.config.cluster.account import service_account
from netral.config.cluster.connection import connect
from netral.config.cluster.location import database_address, is_external, is_second
from netral.config.cluster.lock import exclusive
from netral.config.errors import ClusterError


@dataclass(frozen=True)
class ClusterStatus:
    """What is known about the database server."""

    embedded: bool
    running: bool
    initialised: bool
    version: str
    database: str
    host: str
    data_directory: Path | None = None
    pid: int | None = None
    started_now: bool = False
    created_now: bool = False


def ensure_running() -> ClusterStatus:
    """Make sure that the database server runs, initialising it when there is none yet.

    Raises ClusterError, leaving nothing half-made.
    """
    if is_external():
        return _external_status(external.ensure_external())
    paths.owned_directory(paths.var())
    with exclusive():
        return _ensure_embedded()


def stop() -> bool:
    """Stop the embedded server and return whether it ran; a server of one's own is left alone."""
    if is_external() or not initialisation.is_initialised():
        return False
    with exclusive():
        running = server.postmaster_pid() is not None
        _stopped_mark().touch()
        server.stop(service_account(), binaries.install())
        return running


def revive() -> bool:
    """Start the embedded server again when it died, and return whether it runs.

    One that was stopped on purpose stays so, and none is ever created here.

    Raises:
        ClusterError: it does not start.
    """
    with exclusive():
        if server.postmaster_pid() is not None:
            return True
        if _stopped_mark().exists() or not initialisation.is_initialised():
            return False
        _require_startable(create=False)
        server.start(service_account(), binaries.install())
        return True


def reset(*, destroy_data: bool) -> None:
    """Destroy everything in the database, as the caller has been told to."""
    if not destroy_data:
        raise ClusterError("Starting over destroys all data in the database and must be asked for: RESET=1 or --yes.")
    if is_external() or is_second():
        external.empty()
        shutil.rmtree(paths.beside_database(database_address("owner")["NAME"]), ignore_errors=True)
        return
    if initialisation.is_initialised():
        with exclusive():
            # First: a program that still runs could write back what lies beside the database.
            server.stop(service_account(), binaries.install())
            shutil.rmtree(paths.beside_database(""), ignore_errors=True)
            initialisation.discard_drafts()
            # After the rename nothing half-destroyed can ever be started.
            paths.data_directory().rename(initialisation.doomed_directory())
            initialisation.discard_drafts()


def status() -> ClusterStatus:
    """What is known about the server, without starting it."""
    return _external_status(external.server_version()) if is_external() else _embedded_status()


def _ensure_embedded() -> ClusterStatus:
    _stopped_mark().unlink(missing_ok=True)
    if server.postmaster_pid() is not None:
        connect("owner").close()
        return _embedded_status()
    initialisation.discard_drafts()
    create = not initialisation.is_initialised()
    _require_startable(create)
    account, programs = service_account(), binaries.install()
    if create:
        initialisation.initialise(account, programs)
    server.start(account, programs)
    connect("owner").close()
    return _embedded_status(started_now=True, created_now=create)


def _stopped_mark() -> Path:
    # Whoever watches over the server must not start what a person stopped.
    return paths.state() / "database.stopped"


def _require_startable(create: bool) -> None:
    if create:
        initialisation.require_room(initialisation.ROOM_TO_INITIALISE)
        return
    initialisation.require_room(initialisation.ROOM_TO_START)
    data = paths.data_directory()
    wrote, reads = initialisation.written_by(), binaries.major_version()
    if wrote != reads:
        raise ClusterError(
            f"{data} was written by PostgreSQL {wrote}, but this Netral brings {reads}: back it up with the Netral "
            "that wrote it, then `netral database reset` and `netral database restore`."
        )


def _embedded_status(*, started_now: bool = False, created_now: bool = False) -> ClusterStatus:
    settings, pid = database_address("owner"), server.postmaster_pid()
    return ClusterStatus(
        embedded=True,
        running=pid is not None,
        initialised=initialisation.is_initialised(),
        version=binaries.version(),
        database=settings["NAME"],
        host=settings["HOST"],
        data_directory=paths.data_directory(),
        pid=pid,
        started_now=started_now,
        created_now=created_now,
    )


def _external_status(version: str) -> ClusterStatus:
    settings = database_address("owner")
    return ClusterStatus(
        embedded=False,
        running=True,
        initialised=True,
        version=version,
        database=settings["NAME"],
        host=settings["HOST"],
    )
