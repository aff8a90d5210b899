"""`netral demo`: sets up a whole installation with made-up people, lets them work, and serves it on loopback."""

import importlib
import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer
from rich.console import Console

from netral.cli.django_setup import set_up_django
from netral.config.cluster import control
from netral.config.cluster.processes import require_free_port
from netral.config.errors import NetralError
from netral.config.settings.environment import flag
from netral.demo import server
from netral.demo.chapter import SMALL, WHOLE, Scale

app = typer.Typer(add_completion=False)
notes = Console(stderr=True)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="The port to serve on.", min=1, max=65535)] = 8000,
    reset: Annotated[bool, typer.Option("--reset", help="Destroy what the database holds and start over.")] = False,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Stop after the summary.")] = False,
    small: Annotated[bool, typer.Option("--small", help="Tell it with few people, which is quick.")] = False,
) -> None:
    """The whole story with made-up people: from the roster and the pledge to the sanction and the public page."""
    if not flag("DEBUG", default=True):
        raise NetralError("A demo has passwords that anyone can read, so it is refused while DEBUG is off.")
    _require_browser()
    if not no_serve:
        require_free_port(server.HOST, port, "make demo PORT=")
    os.environ.update(server.environment(port))
    with server.alone():
        if reset:
            control.reset(destroy_data=True)
        with notes.status("Starting the database..."):
            control.ensure_running()
        set_up_django()
        _tell(SMALL if small else WHOLE, None if no_serve else port)


def _require_browser() -> None:
    """Look for what the extra brings before the database is touched."""
    try:
        importlib.import_module("webtest")
    except ImportError as error:
        raise NetralError(
            "The people of the demo go through the pages with webtest, which is not installed: install Netral with the "
            "extra `demo` (pip install 'netral[demo]'; in a clone: make clean setup)."
        ) from error


def _tell(scale: Scale, port: int | None) -> None:
    """Tell the story, and serve it from its first part on when a port is given."""
    # These import models, which Django must know first.
    story, summary = (importlib.import_module(f"netral.demo.{name}") for name in ("story", "summary"))

    def tell_the_rest(interrupted: Callable[[], bool]) -> bool:
        summary.show_accounts()
        story.finish(notes, scale, interrupted)
        summary.show_contents()
        return bool(summary.verify_ledger(notes))

    story.begin(notes, scale)
    story.keep_time()
    if port is not None:
        told = story.is_told()
        whole = server.serve(port, notes, meanwhile=tell_the_rest)
        kept = "What it made is kept; `make demo` shows it again."
        lost = "Its story was not told to the end, so the next `make demo` starts over."
        sys.stderr.write(f"The demo has ended. {kept if told or whole else lost}\n")
    elif not tell_the_rest(lambda: False):
        raise typer.Exit(1)
