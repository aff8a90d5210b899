"""`netral database`: the database server, its data and their copies."""

import dataclasses
import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from netral.config.cluster import control, copies, filecopies
from netral.config.errors import ClusterError

app = typer.Typer(no_args_is_help=True)
notes = Console(stderr=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
PASS_EVERYTHING = {"allow_extra_args": True, "ignore_unknown_options": True}
LABELS = {
    "running": "Running",
    "version": "PostgreSQL",
    "database": "Database",
    "host": "Host",
    "data_directory": "Data",
    "pid": "Process",
}


@app.callback()
def database() -> None:
    """The database: start, stop, look, back up, restore, start over."""


@app.command()
def start(as_json: Json = False) -> None:
    """Start the database, creating it the first time."""
    with notes.status("Starting the database..."):
        status = control.ensure_running()
    _show(status, as_json)


@app.command()
def stop() -> None:
    """Stop the embedded database."""
    with notes.status("Stopping the database..."):
        stopped = control.stop()
    notes.print("The database has stopped." if stopped else "No embedded database is running.")


@app.command("status")
def show_status(as_json: Json = False) -> None:
    """Show where the database is and whether it runs; ends with 3 when it does not."""
    status = control.status()
    _show(status, as_json)
    if not status.running:
        raise typer.Exit(3)


@app.command()
def reset(yes: Yes = False) -> None:
    """Destroy everything in the database."""
    _confirm("This destroys everything in the database.", yes)
    with notes.status("Destroying the data..."):
        control.reset(destroy_data=True)
    notes.print("The data are gone. `netral database start` begins anew.")


@app.command(context_settings=PASS_EVERYTHING)
def psql(
    context: typer.Context,
    role: Annotated[Literal["owner", "web"], typer.Option(help="Who to speak as.")] = "owner",
) -> None:
    """Open psql; further arguments go to it."""
    _require_running()
    copies.open_psql(role, context.args)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    files: Annotated[
        Path | None, typer.Option(help="Also write what lies beside the database to this tar file.")
    ] = None,
) -> None:
    """Write the whole database to a file, and on request the files that belong to it to another."""
    _require_running()
    with notes.status("Backing up..."):
        copies.back_up(file)
        if files is not None:
            filecopies.pack(filecopies.folder(), files)
    for written in filter(None, (file, files)):
        notes.print(
            f"Written: {written} ({written.stat().st_size / 1e6:.1f} MB). It holds personal data: keep it safe."
        )


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="The backup to read.")],
    files: Annotated[Path | None, typer.Option(help="The tar file of what lay beside the database.")] = None,
    yes: Yes = False,
) -> None:
    """Put a backup in the place of everything in the database, wholly or not at all."""
    _require_running()
    _confirm("This puts the backup in the place of everything in the database.", yes)
    with notes.status("Restoring..."):
        copies.restore(file)
        before = filecopies.unpack(files, filecopies.folder()) if files is not None else None
    notes.print(f"The database is as it was in {file}.")
    if before is not None:
        notes.print(f"The files that lay beside it before are in {before}.")


def _require_running() -> None:
    if not control.status().running:
        raise ClusterError("The database is not running: `netral database start`.")


def _confirm(consequence: str, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise ClusterError(f"{consequence} Say --yes to do it without being asked.")
    typer.confirm(f"{consequence} Go on?", abort=True, err=True)


def _show(status: control.ClusterStatus, as_json: bool) -> None:
    fields = dataclasses.asdict(status)
    if as_json:
        sys.stdout.write(json.dumps(fields, default=str) + "\n")
        return
    table = Table(show_header=False, box=None)
    for name, label in LABELS.items():
        if fields[name] is not None:
            table.add_row(label, _words(fields[name]))
    Console().print(table)


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
