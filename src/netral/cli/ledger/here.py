"""`netral ledger`: the record of every action, and the proof that nobody changed it."""

import json
import sys
from typing import Annotated

import typer
from django.conf import settings
from rich.console import Console

from netral.cli.django_setup import open_database
from netral.config.errors import NetralError
from netral.engines.merkle.note import verifier_key
from netral.foundation.ledger import identity, sequencing, verification

app = typer.Typer(no_args_is_help=True, callback=open_database)
notes = Console(stderr=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]


class LedgerBroken(NetralError):
    """The ledger does not verify."""


@app.command()
def verify(as_json: Json = False) -> None:
    """Check every event and every signed tree head; ends with 1 when anything was changed."""
    with notes.status("Verifying the ledger..."):
        report = verification.verify()
    if as_json:
        found = {"events": report.events, "log_size": report.size, "waiting": report.waiting, "ok": report.ok}
        sys.stdout.write(json.dumps({**found, "faults": report.faults}) + "\n")
    else:
        sys.stdout.write(f"{report.events} events: {'ok' if report.ok else 'NOT ok'}\n")
    if not report.ok:
        raise LedgerBroken("The ledger does not hold: " + "; ".join(report.faults) + ".")


@app.command()
def sequence() -> None:
    """Give every event that waits its place in the log, and sign the new tree head."""
    appended = sequencing.sequence_pending()
    sys.stdout.write(f"{appended} events appended\n")


@app.command()
def key() -> None:
    """Print the log's public key in the form that log tools take."""
    sys.stdout.write(verifier_key(settings.LEDGER_ORIGIN, identity.signing_key().verify_key) + "\n")
