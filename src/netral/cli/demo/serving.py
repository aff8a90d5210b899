"""Serving the demo: web server, worker and sequencer, on loopback."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from netral.cli.demo import pages
from netral.config.cluster.processes import Supervisor

HOST = "127.0.0.1"
WEB_PROCESSES = 2
THREADS = 4


def environment(port: int) -> dict[str, str]:
    """Return what makes an installation a demo: plain HTTP on loopback, no second factor asked for."""
    return {"DEBUG": "1", "NETRAL_DEMO": "1", "NETRAL_URL": f"http://{HOST}:{port}"}


def serve(port: int, notes: Console, meanwhile: Callable[[], None]) -> None:
    """Run the web server, the worker and the sequencer until Ctrl-C; they end together. While they start, do more.

    Raises:
        NetralError: a program could not be started, or ended by itself.
    """
    with notes.status("Gathering style sheets and fonts..."):
        pages.prepare()
    # The pages are shown as on a real installation: Django's own debugging stays off.
    site = {**os.environ, "DEBUG": "0"}
    programs = Path(sys.executable).parent
    with Supervisor() as supervisor:
        supervisor.start(
            "web",
            [
                programs / "granian",
                "--interface=wsgi",
                f"--host={HOST}",
                f"--port={port}",
                f"--workers={WEB_PROCESSES}",
                f"--blocking-threads={THREADS}",
                "--no-ws",
                "--workers-kill-timeout=5",
                "netral.config.wsgi:application",
            ],
            env=site,
        )
        supervisor.start("worker", [programs / "netral", "manage", "procrastinate", "worker"], env=site)
        supervisor.start("sequencer", [programs / "netral", "ledger", "run"], env=site)
        meanwhile()
        if supervisor.wait_until_listening(HOST, port):
            notes.print(f"Netral is at [bold]http://{HOST}:{port}[/bold]; Ctrl-C ends it.")
            supervisor.wait()
