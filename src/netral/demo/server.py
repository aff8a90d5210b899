"""Serving the demo: one at a time in a database, with web server, worker and sequencer, on loopback."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

from netral.config import paths
from netral.config.cluster import programs
from netral.config.cluster.database_watcher import DatabaseWatcher
from netral.config.cluster.location import database_name
from netral.config.cluster.processes import Supervisor
from netral.config.cluster.programs import Listening
from netral.config.errors import NetralError
from netral.demo.chapter import Interrupted
from netral.engines.disk import PRIVATE, try_lock

HOST = "127.0.0.1"
WEB_PROCESSES = 2
# Said when everything of the story is there.
WHOLE = "Everything of the demo is there."


def environment(port: int) -> dict[str, str]:
    """Return what makes an installation a demo: plain HTTP on loopback, no second factor asked for."""
    return {"DEBUG": "1", "NETRAL_DEMO": "1", "NETRAL_URL": f"http://{HOST}:{port}"}


@contextmanager
def alone() -> Iterator[None]:
    """Be the demo of this database until the block or the process ends.

    A second would take the first, half told, for an interrupted one.

    Raises:
        NetralError: another demo is.
    """
    place = paths.owned_state() / f"demo-{database_name()}.lock"
    descriptor = os.open(place, os.O_RDWR | os.O_CREAT, PRIVATE)
    try:
        if not try_lock(descriptor):
            holder = os.pread(descriptor, 20, 0).decode() or "unknown"
            raise NetralError(
                f"A demo runs here already (process {holder}). Look at that one, end it with Ctrl-C, or let this one "
                "live in a database of its own: NETRAL_DATABASE=another make demo PORT=8100."
            )
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def serve(port: int, notes: Console, meanwhile: Callable[[Callable[[], bool]], object]) -> bool:
    """Run web server and sequencer until Ctrl-C, each again when it dies, and the worker once the story is whole.

    `meanwhile` is called when the site answers, with a question that says whether it is time to end.
    Returns whether the story is whole.

    Raises:
        NetralError: a program could not be started.
    """
    # The pages are shown as on a real installation: Django's own debugging stays off.
    site = {**os.environ, "DEBUG": "0"}
    place = Listening(HOST, port, WEB_PROCESSES)
    with Supervisor(DatabaseWatcher(revives=True)) as supervisor:
        for program in (programs.web(place), programs.sequencer()):
            supervisor.start(program.name, program.command, env=site)
        if not supervisor.wait_until_listening(HOST, port):
            return False
        notes.print(f"Netral is at [bold]http://{HOST}:{port}[/bold]; Ctrl-C ends it.")
        try:
            meanwhile(supervisor.asked_to_end.is_set)
        except Interrupted:
            return False
        except NetralError as error:
            whole = False
            # Whoever reads the site meanwhile goes on reading.
            notes.print(f"The rest of the story was not told: {error} The next demo starts over.", markup=False)
        else:
            whole = True
            notes.print(WHOLE)
        # The story does its own jobs at its own times; a worker beside it would do them at the wrong one.
        worker = programs.worker()
        supervisor.start(worker.name, worker.command, env=site)
        supervisor.wait()
        return whole
