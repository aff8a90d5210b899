"""`netral institutions`: who supervises, employs and decides, and where."""

import json
import sys
from typing import Annotated

import typer

from netral.cli.django_setup import database_group
from netral.cli.progress import progress_bar
from netral.config.errors import NetralError
from netral.foundation.institutions import queries
from netral.foundation.institutions.actions import NoGovernmentThere, seed_institutions, seed_units
from netral.foundation.institutions.merge import Merged
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.regions.models import Region

app = database_group(__doc__)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]


class InstitutionsError(NetralError):
    """Institutions cannot be made or found."""


@app.command()
def seed(as_json: Json = False) -> None:
    """Make the institutions of the country and of every region; running it again adds only what is new."""
    if not Region.objects.exists():
        raise InstitutionsError("There are no regions yet: `netral regions load` comes first.")
    with progress_bar("Making institutions") as progress:
        merged = seed_institutions(progress=progress, by=SYSTEM)
    _report(merged, as_json)


@app.command()
def units(
    code: Annotated[str, typer.Argument(help="A province or regency, such as 14.03.")], as_json: Json = False
) -> None:
    """Make the usual offices of a regional government."""
    try:
        merged = seed_units(region_code=code, by=SYSTEM)
    except Region.DoesNotExist as error:
        raise InstitutionsError(f"No region has the code {code}. `netral regions search NAME` finds codes.") from error
    except NoGovernmentThere as error:
        raise InstitutionsError(f"{error}. Give a province or regency, after `netral institutions seed`.") from error
    _report(merged, as_json)


@app.command("list")
def list_institutions(
    region: Annotated[str, typer.Option("--region", help="Only of this region and those inside it.")] = "",
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only of this kind.")] = None,
    as_json: Json = False,
) -> None:
    """List institutions by path."""
    found = queries.in_region(region) if region else Institution.objects.order_by("path")
    chosen = found.filter(kind=kind) if kind else found
    lines = ({"path": row.path, "kind": row.kind, "name": row.name, "region": row.region_id} for row in chosen)
    if as_json:
        sys.stdout.write(json.dumps(list(lines), ensure_ascii=False) + "\n")
        return
    for line in lines:
        sys.stdout.write(f"{line['path']}\t{line['kind']}\t{line['name']}\n")


def _report(merged: Merged, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(merged._asdict()) + "\n")
    else:
        sys.stdout.write(f"{merged.added} added, {merged.changed} changed\n")
