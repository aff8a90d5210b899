"""Serving the demo: web server, worker and sequencer, on loopback, with the clock where the story stands."""

import os
from collections.abc import Callable
from datetime import datetime

from rich.console import Console

from netral.cli.demo import pages
from netral.config.cluster import programs
from netral.config.cluster.keeping import DatabaseKeeper
from netral.config.cluster.processes import Supervisor
from netral.config.cluster.programs import Listening

HOST = "127.0.0.1"
WEB_PROCESSES = 2


def environment(port: int) -> dict[str, str]:
    """Return what makes an installation a demo: plain HTTP on loopback, no second factor asked for."""
    return {"DEBUG": "1", "NETRAL_DEMO": "1", "NETRAL_URL": f"http://{HOST}:{port}"}


def serve(port: int, shown_at: datetime, notes: Console, meanwhile: Callable[[], None]) -> None:
    """Run web server, worker and sequencer until Ctrl-C, each again when it dies. While they start, do more.

    Raises:
        NetralError: a program could not be started.
    """
    with notes.status("Gathering style sheets and fonts..."):
        pages.prepare()
    # The pages are shown as on a real installation: Django's own debugging stays off.
    site = {**os.environ, "DEBUG": "0", "NETRAL_CLOCK": shown_at.isoformat()}
    place = Listening(HOST, port, WEB_PROCESSES)
    with Supervisor(DatabaseKeeper(revives=True)) as supervisor:
        for program in (programs.web(place), programs.worker(), programs.sequencer()):
            supervisor.start(program.name, program.command, env=site)
        meanwhile()
        if supervisor.wait_until_listening(HOST, port):
            notes.print(f"Netral is at [bold]http://{HOST}:{port}[/bold]; Ctrl-C ends it.")
            supervisor.wait()
