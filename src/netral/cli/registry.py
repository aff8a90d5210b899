"""`netral registry`: rosters of civil servants, real and made up."""

import csv
import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from netral.cli.django_setup import database_group
from netral.cli.progress import progress_bar
from netral.config.errors import NetralError
from netral.engines.tables.rows import Unreadable
from netral.foundation.files.intake import FileRefused
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.paths import ancestors
from netral.foundation.institutions.queries import government_of, units_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.models import Region, Tier
from netral.foundation.registry.fiction import fictional_roster
from netral.foundation.registry.import_steps import UnknownColumns, import_file
from netral.foundation.registry.labels import hidden_parts, unreadable
from netral.foundation.registry.models import RosterImport
from netral.foundation.registry.roster_file import open_roster

app = database_group(__doc__)
notes = Console(stderr=True)
# Checking reads the file once, importing once more.
PASSES = 2


class RosterError(NetralError):
    """A roster cannot be imported, or there is no government to invent one for."""


@app.command("import")
def import_roster(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A CSV or XLSX file.")],
    institution: Annotated[str, typer.Option(help="Path of the government or of its office, such as pemda.14.03.")],
    sheet: Annotated[str, typer.Option(metavar="NAME", help="Which sheet of a workbook that has several.")] = "",
    full: Annotated[bool, typer.Option("--full", help="The file holds everybody.")] = False,
    deactivate_missing: Annotated[
        bool, typer.Option("--deactivate-missing", help="Deactivate everybody whom a full file leaves out.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")] = False,
) -> None:
    """Import the right rows of a roster; the bad ones wait in a file on its page, with the reason for each."""
    roster = _import(file, sheet, _government(institution), full, deactivate_missing)
    if as_json:
        sys.stdout.write(json.dumps({"import": str(roster.pk), "rows": roster.row_count, **roster.counts}) + "\n")
        return
    sys.stdout.write(", ".join(f"{number} {name}" for name, number in roster.counts.items()) + "\n")


@app.command()
def fiction(
    region: Annotated[str, typer.Option(help="Code of the region whose government is to have people, such as 14.03.")],
    output: Annotated[Path, typer.Option(help="The CSV file to write.")],
    size: Annotated[int, typer.Option(min=1, max=300_000, help="How many people.")] = 7500,
    seed: Annotated[int, typer.Option(help="The same seed gives the same people.")] = 1,
) -> None:
    """Write a roster of people who do not exist."""
    government = _government_of_region(region)
    units = list(units_of(government).values_list("name", flat=True))
    if not units:
        raise RosterError(f"{government.name} has no unit yet: `netral institutions` lists and adds them.")
    inside = Region.objects.filter(code__startswith=f"{region}.", tier=Tier.VILLAGE).order_by("code")
    rows = fictional_roster(seed, units, list(inside.values_list("code", flat=True)), size)
    with output.open("w", encoding="utf-8-sig", newline="") as stream:
        first = next(rows)
        writer = csv.DictWriter(stream, list(first))
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(rows)
    notes.print(f"Written: {output} ({size} people who do not exist)")


def _import(file: Path, sheet: str, government: Institution, full: bool, deactivate_missing: bool) -> RosterImport:
    by = Actor("system", "cli", "Baris perintah", government.pk, (government.path,))
    try:
        table = open_roster(file, sheet)
        if hidden := hidden_parts(table.sheet):
            notes.print(hidden)
        total = PASSES * table.count()
        with progress_bar(f"Importing {file.name}") as bar:
            return import_file(
                file,
                government,
                by,
                sheet=sheet,
                is_full=full,
                deactivate_missing=deactivate_missing,
                progress=lambda done, passed: bar(passed * total // PASSES + done, total),
            )
    except Unreadable as error:
        raise RosterError(f"{unreadable(error)}{' (--sheet NAME)' * ('sheets' in error.detail)}") from error
    except FileRefused as error:
        raise RosterError(str(error)) from error
    except UnknownColumns as error:
        raise RosterError(f"No head of the file names: {error}. Name the columns so, or use the page.") from error


def _government(path: str) -> Institution:
    found = Institution.objects.filter(path__in=ancestors(path), kind=Kind.GOVERNMENT).select_related("region")
    government = found.order_by("path").last()
    if government is None:
        raise RosterError(f"{path} is no government and lies in none: `netral institutions` shows the paths.")
    return government


def _government_of_region(region: str) -> Institution:
    try:
        return government_of(region)
    except Institution.DoesNotExist as error:
        raise RosterError(
            f"No government is known for the region {region}: `netral institutions` adds them."
        ) from error
