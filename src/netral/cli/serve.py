"""`netral serve`: the programs of a real installation, kept alive until Ctrl-C."""

import os
import subprocess
import sys
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from netral.config.cluster import control, programs
from netral.config.cluster.database_watcher import DatabaseWatcher
from netral.config.cluster.location import is_external
from netral.config.cluster.processes import Supervisor, require_free_port
from netral.config.cluster.programs import Listening, Program
from netral.config.errors import NetralError
from netral.config.settings.environment import flag

HOST = "127.0.0.1"

app = typer.Typer(add_completion=False)
notes = Console(stderr=True)


class Only(StrEnum):
    """A program that may run alone, so that each can have a system user of its own."""

    DATABASE = "database"
    WEB = "web"
    WORKER = "worker"
    SEQUENCER = "sequencer"


class NotServed(NetralError):
    """This installation is not fit to be served."""


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; a proxy for HTTPS stands in front.")] = HOST,
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
    processes: Annotated[int, typer.Option(help="Web processes; 0 takes one a core, and at least two.", min=0)] = 0,
    threads: Annotated[int, typer.Option(help="Requests that each web process answers at once.", min=1)] = (
        programs.THREADS
    ),
    only: Annotated[
        Only | None, typer.Option(help="Run this program alone; `database` keeps the embedded server.")
    ] = None,
) -> None:
    """The site as it runs for real: web server, worker and sequencer, each started again when it dies."""
    if flag("DEBUG"):
        raise NotServed("DEBUG is on, so that faults would show strangers the inside: unset DEBUG and run this again.")
    place = Listening(host, port, processes or programs.processes_by_cores(), threads)
    chosen = _programs(place, only)
    listens = any(program.name == Only.WEB for program in chosen)
    if listens:
        require_free_port(host, port, "netral serve --port ")
    keeps_database = only in (None, Only.DATABASE)
    _require_server(only)
    keeper = DatabaseWatcher(revives=keeps_database)
    with Supervisor(keeper) as supervisor:
        if not keeper.wait(supervisor.asked_to_end):
            return
        if chosen:
            _require_ready(pages=listens)
        for program in chosen:
            # Whoever runs one program alone keeps its words too, and its user may own no directory of ours.
            supervisor.start(program.name, program.command, env=os.environ, stream=only is not None)
        if not listens or supervisor.wait_until_listening(host, port):
            notes.print(f"Netral is at http://{host}:{port}; Ctrl-C ends it." if listens else f"{only} runs.")
            supervisor.wait()


def _programs(place: Listening, only: Only | None) -> tuple[Program, ...]:
    everything = (programs.web(place), programs.worker(), programs.sequencer())
    return tuple(program for program in everything if only in (None, program.name))


def _require_server(only: Only | None) -> None:
    if only is Only.DATABASE and is_external():
        raise NotServed(
            "DATABASE_URL names a server of your own, which Netral does not keep: leave --only database out."
        )
    # The owner alone may create or start the embedded server; the others wait for it.
    if only in (None, Only.DATABASE) and not is_external():
        control.ensure_running()


def _require_ready(*, pages: bool) -> None:
    # Looking needs all of Netral in memory, and what keeps the programs alive for months needs none of it.
    command = [sys.executable, "-m", "netral.cli.readiness", *(["pages"] if pages else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise NotServed(f"Whether the site is fit to be served could not be seen: {reason.rstrip('.')}.")
    if lacks := done.stdout.strip():
        raise NotServed(lacks)
