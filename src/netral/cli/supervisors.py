"""`netral supervisors`: supervisors of an election, and its polling stations."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from netral.apps.supervisors.actions.polling_stations import import_stations
from netral.apps.supervisors.labels import STATIONS_UNREADABLE
from netral.apps.supervisors.queries.polling_stations import SheetUnnamed, read_stations
from netral.cli.django_setup import database_group
from netral.config.errors import NetralError
from netral.engines.tables.rows import Unreadable
from netral.foundation.elections.models import Election
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.registry.labels import UNREADABLE

app = database_group(__doc__)


class SupervisorsError(NetralError):
    """A list cannot be imported."""


@app.command("polling-stations")
def polling_stations(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A CSV or XLSX file.")],
    election: Annotated[str, typer.Option(help="Code of the election, such as pilkada-2024.")],
    institution: Annotated[str, typer.Option(help="Path of the supervisor whose region it is.")] = "bawaslu",
    sheet: Annotated[str, typer.Option(metavar="NAME", help="Which sheet of a workbook that has several.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")] = False,
) -> None:
    """Import the right rows of a list of polling stations; the bad ones wait in a file, with the reason for each."""
    office = _office(institution)
    by = Actor(
        "system", "cli", "Baris perintah", office.pk, (office.path,), permissions=frozenset({"supervisors.recruit"})
    )
    try:
        read = read_stations(file, office.region_id or "", sheet)
    except SheetUnnamed as error:
        raise SupervisorsError(f"The workbook has several sheets: {error}. Choose one by --sheet NAME.") from error
    except Unreadable as error:
        words = {**UNREADABLE, **STATIONS_UNREADABLE}[error.reason]
        raise SupervisorsError(str(words) % error.detail) from error
    kept = import_stations(read=read, name=file.name, election=_election(election), institution=office, by=by)
    counts = {"added": kept.added, "changed": kept.changed, "unchanged": kept.unchanged, "bad": kept.bad}
    if as_json:
        sys.stdout.write(json.dumps(counts) + "\n")
        return
    sys.stdout.write(", ".join(f"{number} {name}" for name, number in counts.items()) + "\n")
    for row in read.refused:
        sys.stderr.write(f"{row.line}: {row.why}\n")


def _election(code: str) -> Election:
    try:
        return Election.objects.get(code=code)
    except Election.DoesNotExist as error:
        known = ", ".join(Election.objects.values_list("code", flat=True)) or "none"
        raise SupervisorsError(f"No election has the code {code}. Known are: {known}.") from error


def _office(path: str) -> Institution:
    try:
        return Institution.objects.get(path=path)
    except Institution.DoesNotExist as error:
        raise SupervisorsError(f"No institution has the path {path}: `netral institutions list` shows them.") from error
